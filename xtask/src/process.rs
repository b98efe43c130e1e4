//! Running other programs. Whatever goes wrong becomes one line that says what to do.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, anyhow, bail};

pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root);
    command
}

/// Npm is a script with another name on Windows, where a bare `npm` is not found.
pub fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Runs to the end, with the program's own output on the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|problem| not_started(command, &problem))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs to the end and returns what was written to standard output.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|problem| not_started(command, &problem))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", line(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a program says when asked for its version; `None` when it is not there.
pub fn version(program: impl AsRef<OsStr>) -> Option<String> {
    let output = Command::new(program)
        .arg("--version")
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

pub fn not_started(command: &Command, problem: &std::io::Error) -> anyhow::Error {
    let program = command.get_program().to_string_lossy();
    if problem.kind() != ErrorKind::NotFound {
        return anyhow!("cannot start `{program}`: {problem}");
    }
    let advice = match program.as_ref() {
        "cargo" | "rustc" | "rustup" => "install Rust with rustup",
        "npm" | "npm.cmd" | "node" | "npx" => "install Node.js 20 or newer",
        "apt-get" => "install it with your system's package manager",
        _ => "install it and make sure it is on PATH",
    };
    anyhow!("`{program}` is missing: {advice}")
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
