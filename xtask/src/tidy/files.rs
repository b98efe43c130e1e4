//! The text files of the checkout: what git tracks, and what it would track.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::process;

pub struct File {
    /// Relative to the checkout, with slashes.
    pub path: String,
    pub text: String,
}

impl File {
    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        let extension = Path::new(&self.path)
            .extension()
            .and_then(|found| found.to_str());
        extension.is_some_and(|found| extensions.contains(&found))
    }

    /// Lines with their numbers, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    #[cfg(test)]
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }
}

pub fn in_checkout(root: &Path) -> Result<Vec<File>> {
    let mut git = Command::new("git");
    git.current_dir(root);
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let listed = process::read(&mut git)?;
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    // A file that is not UTF-8 is a spreadsheet or an image; one that is gone is being deleted.
    let texts = paths.filter_map(|path| {
        let text = fs::read_to_string(root.join(path)).ok()?;
        Some(File {
            path: path.to_owned(),
            text,
        })
    });
    Ok(texts.collect())
}
