//! One hash of everything the site is made from, so that a second start skips the build.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::project::Project;

const INPUTS: [&str; 30] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/afterbell-desk",
    "crates/afterbell-domain",
    "crates/afterbell-import",
    "crates/afterbell-locale",
    "crates/afterbell-policy",
    "crates/afterbell-sentences",
    "crates/afterbell-verifier",
    "crates/afterbell-wishes",
    "district.html",
    "index.html",
    "locales",
    "policies",
    "public",
    "school.html",
    "src",
    "style",
    "vendor",
    "wishes.html",
    "xtask/npm/package-lock.json",
    "xtask/src/beside.rs",
    "xtask/src/desk.rs",
    "xtask/src/sentences.rs",
    "xtask/src/site",
    "xtask/src/site.rs",
    "xtask/src/tools",
    "xtask/src/tools.rs",
    "xtask/src/wishes.rs",
];

pub fn of_inputs(project: &Project) -> Result<String> {
    of(&project.root, &INPUTS)
}

fn of(root: &Path, inputs: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    for input in inputs {
        for entry in WalkDir::new(root.join(input)).sort_by_file_name() {
            let entry = entry.context("cannot list what the site is made from")?;
            if !entry.file_type().is_file() {
                continue;
            }
            let content = fs::read(entry.path())
                .with_context(|| format!("cannot read {}", entry.path().display()))?;
            let name = entry.path().strip_prefix(root).unwrap_or(entry.path());
            // Names and lengths too, so that content moving between files is a change.
            hash.update(name.to_string_lossy().as_bytes());
            hash.update([0]);
            hash.update(content.len().to_le_bytes());
            hash.update(&content);
        }
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_byte_and_a_renamed_file_change_the_fingerprint() {
        let folder = crate::scratch::folder("fingerprint");
        fs::write(folder.join("a.css"), "a{}").unwrap();
        let first = of(&folder, &["."]).unwrap();
        assert_eq!(first, of(&folder, &["."]).unwrap());

        fs::write(folder.join("a.css"), "b{}").unwrap();
        let changed = of(&folder, &["."]).unwrap();
        assert_ne!(first, changed);

        fs::rename(folder.join("a.css"), folder.join("b.css")).unwrap();
        assert_ne!(changed, of(&folder, &["."]).unwrap());
    }
}
