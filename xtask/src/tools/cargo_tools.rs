//! Tools that come from the crate registry.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::process;
use crate::project::Project;

pub struct CargoTool<'a> {
    pub program: &'a str,
    pub package: &'a str,
    pub version: &'a str,
    /// Whether the package's own lock file is followed.
    pub locked: bool,
}

/// The tools run for seconds, so they are compiled for a short build: Trunk's own settings
/// (whole-program optimisation in one unit) take three times as long.
const QUICK_BUILD: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
];

impl CargoTool<'_> {
    /// The program that answers with exactly this version, installed if there is none.
    pub fn ready(&self, project: &Project) -> Result<PathBuf> {
        let file = format!("{}{}", self.program, env::consts::EXE_SUFFIX);
        let ours = project.tools.join("bin").join(file);
        if self.is_answer(process::version(&ours)) {
            return Ok(ours);
        }
        // Ours comes first on PATH: one of another version has to be replaced even if PATH has
        // a good one.
        if !ours.exists() && self.is_answer(process::version(self.program)) {
            return Ok(self.program.into());
        }
        self.install(project)?;
        Ok(ours)
    }

    fn is_answer(&self, found: Option<String>) -> bool {
        let asked = format!("{} {}", self.program, self.version);
        // Some go on about their licence.
        found.is_some_and(|found| found.lines().next() == Some(&asked))
    }

    fn install(&self, project: &Project) -> Result<()> {
        println!(
            "Installing {} {} (2 to 5 minutes, once) …",
            self.package, self.version
        );
        // Not the workspace's target directory, whose lock other builds may hold.
        let build = project.tools.join("build");
        let mut cargo = process::cargo(&env::temp_dir());
        cargo.args(["install", "--quiet", "--force", self.package]);
        cargo.args(["--version", &format!("={}", self.version)]);
        cargo.arg("--root").arg(&project.tools);
        cargo.args(self.locked.then_some("--locked"));
        cargo.env("CARGO_TARGET_DIR", &build).envs(QUICK_BUILD);
        process::run(&mut cargo)?;
        // Half a gigabyte that nobody needs again until the next version.
        fs::remove_dir_all(&build).ok();
        Ok(())
    }
}
