//! The sentences of each language as a file of the site. A phone fetches one of them.

use std::path::Path;
use std::{env, fs};

use afterbell_sentences::{Key, LANGUAGES, phone_table, read};
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

fn table(root: &Path, language: &str) -> Result<String> {
    let table = read(&root.join("locales"), language).and_then(|(found, _)| phone_table(&found));
    table.map_err(|problem| anyhow!("{problem}"))
}
