//! The sentences of each language as a file of the site. A phone fetches one of them.

use std::path::Path;
use std::{env, fs};

use afterbell_sentences::{Key, LANGUAGES, Sentences, phone_table, read, wishes_table};
use anyhow::{Context, Result, anyhow};

use crate::project::Project;

pub const EXTENSION: &str = "txt";

/// Each language and its file, as `index.html` names it.
pub fn files() -> impl Iterator<Item = (&'static str, String)> {
    LANGUAGES
        .into_iter()
        .map(|language| (language, format!("{language}.{EXTENSION}")))
}

/// The tables of the pages of wishes, as `wishes.html` names them.
pub fn files_of_wishes() -> impl Iterator<Item = (&'static str, String)> {
    LANGUAGES
        .into_iter()
        .map(|language| (language, format!("{language}.wishes.{EXTENSION}")))
}

/// Trunk makes the site anew at each change, so it is Trunk that asks for this: see `Trunk.toml`.
pub fn write_for_trunk(project: &Project) -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR").context("only Trunk calls this, as a hook")?;
    for (language, file) in files() {
        write_table(project, Path::new(&folder), language, &file, phone_table)?;
    }
    for (language, file) in files_of_wishes() {
        write_table(project, Path::new(&folder), language, &file, wishes_table)?;
    }
    write_manifests(project, Path::new(&folder))
}

/// `public/manifest.webmanifest` in every language; boot.js names the one of the page.
fn write_manifests(project: &Project, folder: &Path) -> Result<()> {
    let of_first = folder.join("manifest.webmanifest");
    let first = fs::read_to_string(&of_first).context("public/ has no manifest")?;
    for language in LANGUAGES {
        let (sentences, _) = read(&project.root.join("locales"), language)
            .map_err(|problem| anyhow!("{problem}"))?;
        let title = sentences.get(&Key::new("parent", "app", "title"));
        let mut manifest: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&first)?;
        for (member, value) in [
            ("name", title.map(String::as_str)),
            ("short_name", title.map(String::as_str)),
            ("lang", Some(language)),
        ] {
            let value = value.with_context(|| format!("no app.title in {language}"))?;
            manifest.insert(member.to_owned(), value.into());
        }
        let path = folder.join(format!("manifest.{language}.webmanifest"));
        fs::write(&path, serde_json::to_vec(&manifest)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    fs::remove_file(of_first).context("cannot remove what the manifests were made of")
}

fn write_table(
    project: &Project,
    folder: &Path,
    language: &str,
    file: &str,
    table: fn(&Sentences) -> Result<String, String>,
) -> Result<()> {
    let sentences = read(&project.root.join("locales"), language);
    let rows = sentences.and_then(|(found, _)| table(&found));
    let path = folder.join(file);
    fs::write(&path, rows.map_err(|problem| anyhow!("{problem}"))?)
        .with_context(|| format!("cannot write {}", path.display()))
}
