//! `cargo xtask tidy`: the house rules, executable.

mod by_keys;
mod files;
mod lengths;
mod locales;
mod page;
mod rust_text;
mod words;

use anyhow::{Result, bail};

use crate::project::Project;
use files::File;

/// One breach, printed so that an editor can jump to it.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    pub path: String,
    /// Counted from 1, which also stands for the file as a whole.
    pub line: usize,
    pub rule: String,
}

impl Finding {
    fn in_file(file: &File, rule: impl Into<String>) -> Self {
        Self::in_line(file, 1, rule)
    }

    fn in_line(file: &File, line: usize, rule: impl Into<String>) -> Self {
        Self {
            path: file.path.clone(),
            line,
            rule: rule.into(),
        }
    }
}

pub fn tidy(project: &Project) -> Result<()> {
    let files = files::in_checkout(&project.root)?;
    let mut findings = Vec::new();
    findings.extend(lengths::check(&files));
    findings.extend(words::check(&files));
    findings.extend(by_keys::check(&files));
    findings.extend(rust_text::check(&files));
    let languages = locales::languages(&files)?;
    findings.extend(locales::check(&files, &languages));
    findings.extend(page::check(&files, &languages));
    for Finding { path, line, rule } in &findings {
        println!("{path}:{line}: {rule}");
    }
    if !findings.is_empty() {
        bail!("{} breaches of the house rules", findings.len());
    }
    println!("{} files are tidy", files.len());
    Ok(())
}
