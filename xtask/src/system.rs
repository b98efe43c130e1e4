//! What the system's own packages bring: browsers, fonts, a display.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::process;

pub const CHINESE_FONT: &str = "fonts-noto-cjk";

/// The first of these programs that is on PATH.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

/// Without one every Chinese character is the same empty box, and a screenshot shows nothing.
/// Only systems with fontconfig can lack one.
pub fn has_chinese_font() -> bool {
    let mut list = Command::new("fc-list");
    list.arg(":lang=zh").stderr(Stdio::null());
    list.output().map_or(!cfg!(target_os = "linux"), |output| {
        !output.stdout.is_empty()
    })
}

/// On systems of the Debian family; elsewhere the caller goes on with what there is.
pub fn install(packages: &[&str]) -> Result<()> {
    if process::version("apt-get").is_none() {
        return Ok(());
    }
    println!("Installing {} (about a minute) …", packages.join(" and "));
    let update = ["update", "-qq"];
    let install = ["install", "-y", "-qq", "--no-install-recommends"];
    process::run(apt()?.args(update))
        .and_then(|()| process::run(apt()?.args(install).args(packages)))
        .with_context(|| format!("install {} by hand", packages.join(" and ")))
}

fn apt() -> Result<Command> {
    let user = process::read(Command::new("id").arg("-u"))?;
    let mut command = if user.trim() == "0" {
        Command::new("apt-get")
    } else {
        // Never asks for a password: a test that waits for one looks like a test that hangs.
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "apt-get"]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command.stdout(Stdio::null());
    Ok(command)
}
