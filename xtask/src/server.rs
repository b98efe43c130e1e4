//! The one binary that serves site and API, and its commands.

use std::env;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::process;
use crate::project::Project;

const SAMPLE: &str = "samples/haitang-primary";
const SAMPLE_FILES: [&str; 2] = ["学生名册.xlsx", "课程菜单.xlsx"];
const ADMINISTRATOR: &str = "管理员";
/// A child of the lowest, the middle and the highest grade.
const SAMPLE_CHILDREN: [&str; 3] = ["20260101", "20240101", "20220101"];

#[derive(Clone, Copy)]
pub enum Profile {
    Debug,
    Release,
}

pub struct Server<'a> {
    project: &'a Project,
    pub binary: PathBuf,
    pub data: PathBuf,
    /// What stands in letters and links.
    pub address: String,
}

/// A one-time code as it would be in the school's letter to the parents.
#[derive(Deserialize)]
pub struct Letter {
    pub name: String,
    pub class: String,
    pub code: String,
}

impl<'a> Server<'a> {
    pub fn build(project: &'a Project, profile: Profile, data: &Path, port: u16) -> Result<Self> {
        Ok(Self {
            project,
            binary: build_binary(project, profile)?,
            // Relative to where the command was typed, as people expect.
            data: env::current_dir()?.join(data),
            address: format!("http://localhost:{port}"),
        })
    }

    fn command(&self, verb: &str) -> Command {
        let mut command = Command::new(&self.binary);
        command.current_dir(&self.project.root);
        command.arg(verb).arg("--data-dir").arg(&self.data);
        command
    }

    /// Gives a data directory without a school the sample one; a school's own data is left alone.
    pub fn import_sample_if_empty(&self) -> Result<()> {
        let mut import = self.command("import");
        // Only the program knows: an import that failed leaves a database with nothing in it.
        import.arg("--if-empty");
        import.args([
            "--settings",
            &format!("{SAMPLE}/school.toml"),
            "--skip-unreadable",
        ]);
        import.arg("--letters").arg(self.data.join("letters.html"));
        import.args(["--base-url", &self.address]);
        import.args(SAMPLE_FILES.map(|file| format!("{SAMPLE}/{file}")));
        process::run(&mut import)
    }

    pub fn sample_letters(&self) -> Result<Vec<Letter>> {
        let mut letters = self.command("letters");
        for child in SAMPLE_CHILDREN {
            letters.args(["--school-number", child]);
        }
        let answer = process::read(letters.arg("--json"))?;
        serde_json::from_str(&answer).context("`afterbell letters` did not answer as expected")
    }

    /// The link by which the first administrator comes to the desk; nothing once there is one.
    pub fn first_administrator(&self) -> Result<Option<String>> {
        let mut command = Command::new(&self.binary);
        command.current_dir(&self.project.root);
        command.args([
            "staff",
            "invite",
            "--name",
            ADMINISTRATOR,
            "--base-url",
            &self.address,
        ]);
        let invited = command.arg("--data-dir").arg(&self.data).output()?;
        // With until when it is valid above it.
        let link = String::from_utf8(invited.stdout).context("a link that is no text")?;
        let link = link.lines().last().filter(|_| invited.status.success());
        Ok(link.map(|link| link.trim().to_owned()))
    }

    /// The API alone; `clock` is where the rehearsal clock starts, `None` is the real time.
    pub fn serve(&self, port: u16, clock: Option<&str>) -> Command {
        let mut serve = self.command("serve");
        serve.args(["--port", &port.to_string()]);
        if let Some(start) = clock {
            serve.args(["--clock", start]);
        }
        serve
    }
}

/// Early, since building takes minutes and the answer is the same.
pub fn require_free_port(port: u16) -> Result<()> {
    if TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).is_err() {
        let other = port.checked_add(1).unwrap_or(8080);
        bail!("port {port} is taken: stop what uses it, or choose another with --port {other}");
    }
    Ok(())
}

pub fn build_binary(project: &Project, profile: Profile) -> Result<PathBuf> {
    let mut cargo = process::cargo(&project.root);
    cargo.args(["build", "--package", "afterbell-api", "--bin", "afterbell"]);
    let folder = match profile {
        Profile::Debug => "debug",
        Profile::Release => {
            cargo.arg("--release");
            "release"
        }
    };
    process::run(&mut cargo)?;
    Ok(binary_in(project, folder))
}

/// The debug build that the tests of the workspace have run, which is therefore there already when they have.
pub fn build_tested(project: &Project) -> Result<PathBuf> {
    let mut cargo = process::cargo(&project.root);
    // A package alone would have other features of what it shares with the rest: most of it would be compiled once more.
    cargo.args(["test", "--locked", "--workspace", "--no-run"]);
    process::run(cargo.args(["--test", "black_box"]))?;
    Ok(binary_in(project, "debug"))
}

fn binary_in(project: &Project, folder: &str) -> PathBuf {
    let name = format!("afterbell{}", env::consts::EXE_SUFFIX);
    project.target.join(folder).join(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_told_with_another_to_try() {
        let taken = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let problem = require_free_port(port).unwrap_err().to_string();
        assert!(problem.contains("--port"), "{problem}");
        drop(taken);
        assert!(require_free_port(port).is_ok());
    }
}
