//! The browser tests: Playwright, with the system's Chromium where there is one.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail};

use super::counts::{Counts, count};
use crate::process;
use crate::project::Project;
use crate::server;
use crate::system;

const SYSTEM_BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

const BENCH: &str = "afterbell-allocation-bench";
/// Of a school so large, a draw is verified in a browser.
const PUPILS: &str = "3000";

pub fn tests(project: &Project) -> Result<Counts> {
    let mut playwright = playwright(project)?;
    playwright.env("AFTERBELL_DRAW_3000", large_draw(project)?);
    if let Some(chromium) = ready_chromium(&folder(project))? {
        playwright.env("AFTERBELL_CHROMIUM", chromium);
    }
    count(&mut playwright)
}

/// A published draw, made anew each time: what was left by an older build proves nothing.
fn large_draw(project: &Project) -> Result<PathBuf> {
    let folder = project.target.join("large-draw");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot empty the folder of the large draw")?;
    }
    let mut cargo = process::cargo(&project.root);
    cargo.args(["build", "--quiet", "--locked", "--workspace"]);
    // With a test, so that features are those that the tests before were built with.
    process::run(cargo.args(["--bin", BENCH, "--test", "black_box"]))?;
    let bench = format!("{BENCH}{}", env::consts::EXE_SUFFIX);
    let mut publish = Command::new(project.target.join("debug").join(bench));
    publish.args(["publish", "--children", PUPILS]);
    process::run(publish.arg(&folder))?;
    Ok(folder)
}

/// Playwright's test runner, with what e2e's tests are to test.
///
/// That is the debug build of the server: the Rust tests have compiled nearly all of it, while a
/// release build would start from nothing.
pub fn playwright(project: &Project) -> Result<Command> {
    let dist = project.dist();
    if !dist.join("index.html").exists() {
        bail!("dist/ is missing: run `cargo xtask site`");
    }
    let binary = server::build_tested(project)?;
    let folder = folder(project);
    ready_packages(&folder)?;
    // Playwright runs TypeScript without reading its types.
    process::run(npx(&folder).args(["tsc", "--noEmit"]))?;
    let mut playwright = npx(&folder);
    playwright.args(["playwright", "test"]);
    playwright
        .env("AFTERBELL_BINARY", binary)
        .env("AFTERBELL_SITE", dist);
    Ok(playwright)
}

fn folder(project: &Project) -> PathBuf {
    project.root.join("e2e")
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
    if system_browser().is_none() || !system::has_chinese_font() {
        system::install(&["chromium", system::CHINESE_FONT])?;
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
    let on_mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    system::on_path(&SYSTEM_BROWSERS).or_else(|| on_mac.is_file().then_some(on_mac))
}
