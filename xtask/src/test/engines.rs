//! The main flow in the engines that Playwright cannot drive here: WebKitGTK and Firefox, by W3C
//! WebDriver, and old Chromiums. Playwright would bring builds of its own, from addresses that many school networks do
//! not reach.

use anyhow::{Result, bail};

use super::browser;
use super::counts::{Counts, count};
use super::old_engines;
use crate::project::Project;
use crate::system;
use crate::tools;

/// A program, by any of its names, and Debian's package of it.
const PROGRAMS: [(&[&str], &str); 3] = [
    (&["WebKitWebDriver"], "webkit2gtk-driver"),
    (&["Xvfb"], "xvfb"),
    (&["firefox-esr", "firefox"], "firefox-esr"),
];

pub fn tests(project: &Project) -> Result<Counts> {
    ready_engines()?;
    let geckodriver = tools::geckodriver(project)?;
    let old = old_engines::ready(project)?;
    let mut tests = browser::playwright(project)?;
    tests.env("AFTERBELL_OLD_ENGINES", old);
    // Web sockets, which later versions of Node have without being asked.
    tests.env("NODE_OPTIONS", "--experimental-websocket");
    tests.args(["--config", "engines.config.ts"]);
    count(tests.env("AFTERBELL_GECKODRIVER", geckodriver))
}

fn ready_engines() -> Result<()> {
    let mut wanted = missing();
    if !system::has_chinese_font() {
        wanted.push(system::CHINESE_FONT);
    }
    if !wanted.is_empty() {
        system::install(&wanted)?;
    }
    let missing = missing();
    if !missing.is_empty() {
        bail!("install {} (Debian's names)", missing.join(" and "));
    }
    Ok(())
}

fn missing() -> Vec<&'static str> {
    let absent = PROGRAMS
        .iter()
        .filter(|(names, _)| system::on_path(names).is_none());
    absent.map(|(_, package)| *package).collect()
}
