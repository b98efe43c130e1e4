//! The programs that build the site, installed when they are missing.
//!
//! Trunk would download wasm-bindgen and wasm-opt itself, as prebuilt files from addresses that
//! many school networks do not reach. Built from the package registries they work everywhere.

mod cargo_tools;
mod npm_tools;
mod small_wasm;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use cargo_tools::CargoTool;

use crate::process;
use crate::project::Project;

pub use small_wasm::{FLAGS as WASM_FLAGS, settings as small_wasm_settings};

pub const WASM: &str = "wasm32-unknown-unknown";
/// 0.22 needs a newer rustc than the workspace asks for.
const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
const GECKODRIVER: &str = "0.37.1";

/// The site's tools, all present.
pub struct Tools {
    path: OsString,
    /// Where esbuild finds the chat apps' packages.
    packages: PathBuf,
}

impl Tools {
    pub fn ready(project: &Project) -> Result<Self> {
        ready_wasm_target(&project.root)?;
        let wasm_bindgen = project.locked_version("wasm-bindgen")?;
        CargoTool {
            program: "trunk",
            package: "trunk",
            version: TRUNK,
            locked: true,
        }
        .ready(project)?;
        // Its lock file has named pre-releases that registries no longer hold.
        CargoTool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: &wasm_bindgen,
            locked: false,
        }
        .ready(project)?;
        let packages = npm_tools::SITE.ready(project)?;
        let this = env::current_exe().context("cannot tell where xtask is")?;
        let places = [
            project.tools.join("bin"),
            project.tools.join("npm/node_modules/.bin"),
            // Trunk calls back: see its hooks.
            this.parent().unwrap_or(Path::new("")).to_owned(),
        ];
        let inherited = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(places.into_iter().chain(env::split_paths(&inherited)))
            .context("a directory on PATH has a separator in its name")?;
        Ok(Self { path, packages })
    }

    /// A command that finds our tools before others of the same name.
    pub fn command(&self, program: &str, root: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(root).env("PATH", &self.path);
        command.env("NODE_PATH", &self.packages);
        command
    }
}

/// Apart from the site's tools: who only serves the site needs no check of licences.
pub fn cargo_deny(project: &Project) -> Result<Command> {
    let tool = CargoTool {
        program: "cargo-deny",
        package: "cargo-deny",
        version: CARGO_DENY,
        locked: true,
    };
    let mut command = Command::new(tool.ready(project)?);
    command.current_dir(&project.root);
    Ok(command)
}

/// Speaks WebDriver to Firefox. From the crate registry: the npm package of this name is a download
/// from elsewhere.
pub fn geckodriver(project: &Project) -> Result<PathBuf> {
    let tool = CargoTool {
        program: "geckodriver",
        package: "geckodriver",
        version: GECKODRIVER,
        locked: true,
    };
    tool.ready(project)
}

/// The folder of the packages that carry them.
pub fn old_engines(project: &Project) -> Result<PathBuf> {
    npm_tools::OLD_ENGINES.ready(project)
}

/// Asking the compiler works with and without rustup.
pub fn ready_wasm_target(root: &Path) -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(root);
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    let library = process::read(&mut rustc)?;
    if Path::new(library.trim()).exists() {
        return Ok(());
    }
    println!("Installing Rust's {WASM} target (a few seconds) …");
    let mut rustup = Command::new("rustup");
    process::run(rustup.current_dir(root).args(["target", "add", WASM]))
}
