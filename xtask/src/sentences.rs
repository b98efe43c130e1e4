//! The sentences of each language as a file of the site. A phone fetches one of them.

use std::path::Path;
use std::{env, fs};

use afterbell_sentences::{LANGUAGES, phone_table, read};
use anyhow::{Context, Result, anyhow};

use crate::project::Project;

pub const EXTENSION: &str = "txt";

/// Each language and its file, as `index.html` names it.
pub fn files() -> impl Iterator<Item = (&'static str, String)> {
    LANGUAGES
        .into_iter()
        .map(|language| (language, format!("{language}.{EXTENSION}")))
}

/// Trunk makes the site anew at each change, so it is Trunk that asks for this: see `Trunk.toml`.
pub fn write_for_trunk(project: &Project) -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR").context("only Trunk calls this, as a hook")?;
    for (language, file) in files() {
        let table = table(&project.root, language)?;
        let path = Path::new(&folder).join(file);
        fs::write(&path, table).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn table(root: &Path, language: &str) -> Result<String> {
    let table = read(&root.join("locales"), language).and_then(|(found, _)| phone_table(&found));
    table.map_err(|problem| anyhow!("{problem}"))
}
