//! The peers' sites: our own page, style sheet and icon, byte for byte, with their script in place
//! of our script and our wasm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::process;
use crate::project::Project;
use crate::site::precompress;

/// Scripts of `bench/peers/package.json`; each writes its bundle to standard output.
const PEERS: [&str; 2] = ["preact", "react"];

pub fn build(project: &Project, ours: &Path) -> Result<Vec<(&'static str, PathBuf)>> {
    let source = project.root.join("bench/peers");
    let install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    let mut npm_ci = npm(&source);
    npm_ci.args(install).arg("--loglevel=error");
    // How many packages it added is nobody's measurement.
    process::run(npm_ci.stdout(Stdio::null()))?;
    let mut sites = Vec::new();
    for peer in PEERS {
        let script = process::read(npm(&source).args(["run", "--silent", peer]))?;
        let site = project.target.join("bench-peers").join(peer);
        publish(ours, &script, &site).with_context(|| format!("the site of {peer}"))?;
        sites.push((peer, site));
    }
    Ok(sites)
}

fn npm(folder: &Path) -> Command {
    let mut npm = process::npm();
    npm.current_dir(folder);
    npm
}

fn publish(ours: &Path, script: &str, site: &Path) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    fs::create_dir_all(site)?;
    let digest = Sha256::digest(script.as_bytes());
    let hash: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let name = format!("home-{hash}.js");
    fs::write(site.join(&name), script)?;
    let page = fs::read_to_string(ours.join("index.html")).context("our site has no page")?;
    let page = with_script(&page, &name)?;
    // What the page of the peer still names: style sheet, boot.js, icon.
    for entry in fs::read_dir(ours)? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        if page.contains(&format!("\"{file}\"")) {
            fs::copy(ours.join(&file), site.join(&file))?;
        }
    }
    fs::write(site.join("index.html"), page)?;
    precompress::compress_folder(site)
}

/// Our page, with another module and without wasm.
fn with_script(page: &str, name: &str) -> Result<String> {
    let mut made = String::new();
    let (mut modules, mut wasm) = (0, 0);
    for (number, piece) in page.split('<').enumerate() {
        let (tag, rest) = piece.split_once('>').unwrap_or((piece, ""));
        if tag.contains(".wasm\"") {
            wasm += 1;
            made.push_str(rest);
        } else if tag.starts_with("script type=\"module\"") {
            modules += 1;
            made.push_str(&format!("<script type=\"module\" src=\"{name}\">{rest}"));
        } else {
            made.push_str(if number == 0 { "" } else { "<" });
            made.push_str(piece);
        }
    }
    if (modules, wasm) != (1, 1) {
        bail!("our page has {modules} modules and {wasm} links to wasm, not one of each");
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html>\n<link rel=\"stylesheet\" href=\"app-1.css\" />\n\
        <link rel=\"preload\" href=\"app-2.wasm\" as=\"fetch\" />\n\
        <script type=\"module\" src=\"app-3.js\" integrity=\"sha384-x\"></script>\n<p>a</p>";

    #[test]
    fn only_the_script_is_another_and_the_wasm_is_gone() {
        let made = with_script(PAGE, "home-4.js").unwrap();
        let expected = "<!doctype html>\n<link rel=\"stylesheet\" href=\"app-1.css\" />\n\n\
            <script type=\"module\" src=\"home-4.js\"></script>\n<p>a</p>";
        assert_eq!(made, expected);
    }

    #[test]
    fn a_page_without_a_module_or_with_two_is_an_error() {
        assert!(with_script("<p>", "home-4.js").is_err());
        assert!(with_script(&PAGE.repeat(2), "home-4.js").is_err());
    }

    #[test]
    fn a_peer_gets_the_files_its_page_names_and_compressed_copies() {
        let folder = crate::scratch::folder("peers");
        let (ours, site) = (folder.join("ours"), folder.join("site"));
        fs::create_dir_all(&ours).unwrap();
        fs::write(ours.join("index.html"), PAGE).unwrap();
        for file in ["app-1.css", "app-2.wasm", "app-3.js"] {
            fs::write(ours.join(file), "a".repeat(99)).unwrap();
        }
        publish(&ours, "start()", &site).unwrap();
        assert!(site.join("app-1.css.br").exists());
        assert!(!site.join("app-2.wasm").exists() && !site.join("app-3.js").exists());
    }
}
