//! Tools that come from npm: binaryen's `wasm-opt` and `wasm2js`, esbuild, what chat apps publish for pages, and
//! old engines to test with.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;

const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// What a folder of the checkout asks npm for.
pub struct NpmTools {
    pub about: &'static str,
    /// With `package.json` and its lock file.
    pub asked_in: &'static str,
    /// Below the folder of tools.
    pub place: &'static str,
    pub options: &'static [&'static str],
}

pub const SITE: NpmTools = NpmTools {
    about: "wasm-opt, esbuild and the chat apps' packages (a few seconds)",
    asked_in: "xtask/npm",
    place: "npm",
    options: &[],
};

pub const OLD_ENGINES: NpmTools = NpmTools {
    about: "Chromium 67, 78 and 107 (125 MB)",
    asked_in: "xtask/npm/engines",
    place: "npm-engines",
    // They are driven by hand, and not by what they were made for.
    options: &["--legacy-peer-deps"],
};

impl NpmTools {
    /// Where the packages are, which are installed unless exactly what the lock file asks for is there.
    pub fn ready(&self, project: &Project) -> Result<PathBuf> {
        let asked = project.root.join(self.asked_in);
        let place = project.tools.join(self.place);
        let packages = place.join("node_modules");
        let installed = place.join("installed-lock.json");
        let lock = fs::read(asked.join("package-lock.json"))
            .with_context(|| format!("cannot read {}/package-lock.json", self.asked_in))?;
        if fs::read(&installed).is_ok_and(|found| found == lock) {
            return Ok(packages);
        }
        println!("Installing {} …", self.about);
        fs::create_dir_all(&place).with_context(|| format!("cannot create {}", place.display()))?;
        for file in FILES {
            fs::copy(asked.join(file), place.join(file))
                .with_context(|| format!("cannot copy {file} to {}", place.display()))?;
        }
        let mut npm = process::npm();
        npm.current_dir(&place);
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        npm.arg("--loglevel=error").args(self.options);
        process::run(&mut npm)?;
        // Written last: an interrupted installation is not taken for a finished one.
        fs::write(&installed, lock)
            .with_context(|| format!("cannot write {}", installed.display()))?;
        Ok(packages)
    }
}
