//! Wasm modules beside the parent's app: the school's desk and the pages of wishes. Trunk builds one page, so
//! its hooks ask for the others, in development and in publication alike.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;
use crate::site::short_names::FEATURES;
use crate::tools::{WASM, WASM_FLAGS};

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
    pub making: Making,
}

/// How a module is compiled and shrunk for publication.
pub struct Making {
    /// A profile of Cargo.toml.
    profile: &'static str,
    flags: &'static [&'static str],
    /// What wasm-opt is asked for.
    effort: &'static [&'static str],
}

/// Phones fetch it: every byte is worth a minute here. As `index.html` tells Trunk to shrink the parent's.
pub const FOR_PHONES: Making = Making {
    profile: "site",
    flags: &[],
    effort: &["-Os", "--skip-pass=local-cse", "--converge"],
};

/// Computers of an office fetch it once a term: it is made in a third of the time. One code for views of all
/// types makes so much code a tenth smaller, more than linking with optimisation did.
pub const FOR_OFFICES: Making = Making {
    profile: "office",
    flags: &["--cfg", "erase_components"],
    effort: &["-O1"],
};

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
        let Making { profile, flags, .. } = self.making;
        let (profile, folder) = match stage.is_release {
            true => (profile, profile),
            false => ("dev", "debug"),
        };
        let mut cargo = process::cargo(&project.root);
        if stage.is_release && !flags.is_empty() {
            let size_flags = env::var(WASM_FLAGS).unwrap_or_default();
            let all = std::iter::once(size_flags.as_str()).chain(flags.iter().copied());
            cargo.env(WASM_FLAGS, all.collect::<Vec<_>>().join(" "));
        }
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
            true => shrink(&out.join(format!("{}_bg.wasm", self.module)), &self.making),
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

const SHRINKING: [&str; 4] = [
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

fn shrink(wasm: &Path, making: &Making) -> Result<()> {
    let mut wasm_opt = Command::new("wasm-opt");
    wasm_opt.args(FEATURES).args(making.effort).args(SHRINKING);
    process::run(wasm_opt.arg(wasm).arg("-o").arg(wasm))
}
