//! Tools that come from npm: binaryen's `wasm-opt`, esbuild, and what chat apps publish for pages.

use std::fs;

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;

const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// Installs what `xtask/npm/package-lock.json` asks for, unless exactly that is there.
pub fn ready(project: &Project) -> Result<()> {
    let asked = project.root.join("xtask/npm");
    let place = project.tools.join("npm");
    let installed = place.join("installed-lock.json");
    let lock = fs::read(asked.join("package-lock.json"))
        .context("cannot read xtask/npm/package-lock.json")?;
    if fs::read(&installed).is_ok_and(|found| found == lock) {
        return Ok(());
    }
    println!("Installing wasm-opt, esbuild and the chat apps' packages (a few seconds) …");
    fs::create_dir_all(&place).with_context(|| format!("cannot create {}", place.display()))?;
    for file in FILES {
        fs::copy(asked.join(file), place.join(file))
            .with_context(|| format!("cannot copy {file} to {}", place.display()))?;
    }
    let mut npm = process::npm();
    npm.current_dir(&place);
    npm.args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    process::run(&mut npm)?;
    // Written last: an interrupted installation is not taken for a finished one.
    fs::write(&installed, lock).with_context(|| format!("cannot write {}", installed.display()))
}
