//! The browser tests: Playwright, with the system's Chromium where there is one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::counts::{Counts, count};
use crate::process;
use crate::project::Project;
use crate::server::{self, Profile};

const SYSTEM_BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const BROWSER_AND_FONT: [&str; 2] = ["chromium", "fonts-noto-cjk"];

/// The debug build of the server: the Rust tests have compiled nearly all of it, while a release
/// build would start from nothing.
pub fn tests(project: &Project) -> Result<Counts> {
    let dist = project.dist();
    if !dist.join("index.html").exists() {
        bail!("dist/ is missing: run `cargo xtask site`");
    }
    let binary = server::build_binary(project, Profile::Debug)?;
    let folder = project.root.join("e2e");
    ready_packages(&folder)?;
    let chromium = ready_chromium(&folder)?;
    // Playwright runs TypeScript without reading its types.
    process::run(npx(&folder).args(["tsc", "--noEmit"]))?;

    let mut playwright = npx(&folder);
    playwright.args(["playwright", "test"]);
    playwright
        .env("AFTERBELL_BINARY", binary)
        .env("AFTERBELL_SITE", dist);
    if let Some(chromium) = chromium {
        playwright.env("AFTERBELL_CHROMIUM", chromium);
    }
    count(&mut playwright)
}

pub fn npx(folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npx.cmd" } else { "npx" });
    command.current_dir(folder).arg("--no-install");
    command
}

/// Installs what the lock file asks for, unless exactly that is there.
pub fn ready_packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json")).context("cannot read e2e's lock file")?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|found| found == lock) {
        return Ok(());
    }
    println!("Installing Playwright (a few seconds) …");
    let mut npm = process::npm();
    npm.current_dir(folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    process::run(&mut npm)?;
    fs::write(&installed, lock).context("cannot write into e2e/node_modules")
}

/// A system browser's path, or `None` when Playwright has one of its own.
pub fn ready_chromium(folder: &Path) -> Result<Option<PathBuf>> {
    if system_browser().is_none() || !has_chinese_font() {
        install_from_system(&BROWSER_AND_FONT)?;
    }
    if let Some(found) = system_browser() {
        return Ok(Some(found));
    }
    println!("Installing Playwright's Chromium (about a minute) …");
    process::run(npx(folder).args(["playwright", "install", "chromium"])).context(
        "no Chromium was found and none could be installed: install Chromium or Google Chrome",
    )?;
    Ok(None)
}

fn system_browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let on_path = SYSTEM_BROWSERS
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let on_mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    on_path
        .chain([on_mac])
        .find(|candidate| candidate.is_file())
}

/// Without one every Chinese character is the same empty box, and a screenshot shows nothing.
/// Only systems with fontconfig can lack one.
fn has_chinese_font() -> bool {
    let mut list = Command::new("fc-list");
    list.arg(":lang=zh").stderr(Stdio::null());
    list.output().map_or(!cfg!(target_os = "linux"), |output| {
        !output.stdout.is_empty()
    })
}

/// On systems of the Debian family; elsewhere the caller goes on with what there is.
fn install_from_system(packages: &[&str]) -> Result<()> {
    if process::version("apt-get").is_none() {
        return Ok(());
    }
    println!("Installing {} (about a minute) …", packages.join(" and "));
    let update = ["update", "-qq"];
    let install = ["install", "-y", "-qq", "--no-install-recommends"];
    process::run(apt()?.args(update))?;
    process::run(apt()?.args(install).args(packages))
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
