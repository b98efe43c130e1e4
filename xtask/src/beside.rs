//! Wasm modules beside the parent's app: the school's desk and the pages of wishes. Trunk builds one page, so
//! its hooks ask for the others, in development and in publication alike.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;
use crate::site::short_names::FEATURES;
use crate::tools::WASM;

/// A page of its own, with everything that only it names in a folder.
pub struct Beside {
    pub package: &'static str,
    /// The program in it; a library is built without one.
    pub program: Option<&'static str>,
    /// What the module is called in the folder.
    pub module: &'static str,
    pub folder: &'static str,
    /// How the glue is loaded: `web` as a module, `no-modules` in a worker that is none.
    pub glue: &'static str,
}

/// Where Trunk collects the site, and whether it is to be published.
pub struct Stage {
    pub folder: PathBuf,
    is_release: bool,
}

impl Stage {
    pub fn of_trunk() -> Result<Self> {
        let folder =
            env::var_os("TRUNK_STAGING_DIR").context("only Trunk calls this, as a hook")?;
        Ok(Self {
            folder: folder.into(),
            is_release: env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release"),
        })
    }
}

impl Beside {
    /// Compiles with the environment of Trunk, which xtask gave it: our tools and the size options.
    pub fn build(&self, project: &Project, stage: &Stage) -> Result<()> {
        let (profile, folder) = match stage.is_release {
            true => ("site", "site"),
            false => ("dev", "debug"),
        };
        let mut cargo = process::cargo(&project.root);
        cargo.args(["build", "--package", self.package]);
        match self.program {
            Some(program) => cargo.args(["--bin", program]),
            None => cargo.arg("--lib"),
        };
        process::run(cargo.args(["--target", WASM, "--profile", profile]))?;

        let built = project.target.join(WASM).join(folder);
        let library = self.package.replace('-', "_");
        let file = built.join(self.program.unwrap_or(&library));
        let out = stage.folder.join(self.folder);
        let mut bindgen = Command::new("wasm-bindgen");
        bindgen.args(["--target", self.glue, "--no-typescript"]);
        bindgen.args(["--out-name", self.module]).arg("--out-dir");
        process::run(bindgen.arg(&out).arg(file.with_extension("wasm")))?;
        match stage.is_release {
            true => shrink(&out.join(format!("{}_bg.wasm", self.module))),
            false => Ok(()),
        }
    }

    /// Scripts come with `public/`; the sheets that both pages share Trunk has copied already.
    pub fn copy_page(&self, project: &Project, stage: &Stage, page: &str) -> Result<()> {
        fs::copy(project.root.join(page), stage.folder.join(page))
            .with_context(|| format!("cannot copy {page}"))?;
        let sheets = project.root.join("style").join(self.folder);
        let listing = || format!("cannot list the style sheets of {page}");
        for entry in fs::read_dir(&sheets).with_context(listing)? {
            let path = entry.with_context(listing)?.path();
            let name = path.file_name().context("a style sheet without a name")?;
            fs::copy(&path, stage.folder.join(self.folder).join(name))
                .with_context(|| format!("cannot copy {}", path.display()))?;
        }
        Ok(())
    }
}

/// As `index.html` tells Trunk to shrink the parent's.
const SHRINKING: [&str; 7] = [
    "-Os",
    "--skip-pass=local-cse",
    "--converge",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

fn shrink(wasm: &Path) -> Result<()> {
    let mut wasm_opt = Command::new("wasm-opt");
    wasm_opt.args(FEATURES).args(SHRINKING);
    process::run(wasm_opt.arg(wasm).arg("-o").arg(wasm))
}
