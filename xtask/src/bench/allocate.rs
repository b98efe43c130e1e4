//! `cargo xtask bench allocate`: see `docs/ALLOCATION.md`, *How fast it is*. The measuring is done by
//! `crates/afterbell-allocation-bench`, natively, and in a browser by `e2e/bench/allocate.ts` and `verify.ts`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, io};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::{Map, Value};

use crate::process;
use crate::project::Project;
use crate::test::browser;
use crate::tools::{self, Tools, WASM};

const BENCH: &str = "afterbell-allocation-bench";
/// The peer, as PyPI has it.
const MATCHING: &str = "matching==1.4.3";
/// How many children the school has whose draw is verified in a browser.
const PUPILS: &str = "3000";

#[derive(Args)]
pub struct AllocateArguments {
    /// Three rounds instead of seven
    #[arg(long)]
    quick: bool,
    /// Print all figures as one JSON object, in the last line
    #[arg(long)]
    json: bool,
}

pub fn measure(project: &Project, arguments: &AllocateArguments) -> Result<()> {
    let bench = built(project)?;
    let python = peer(project)?;
    let mut native = Command::new(&bench);
    native
        .arg("measure")
        .args(arguments.quick.then_some("--quick"));
    native.args(arguments.json.then_some("--json"));
    native.arg("--python").arg(python);
    native.arg("--script").arg(peer_script(project));
    let mut figures = Map::new();
    if arguments.json {
        let printed = process::read(&mut native)?;
        let last = printed.lines().last().unwrap_or_default();
        figures = serde_json::from_str(last).context("the bench did not print an object")?;
    } else {
        process::run(&mut native)?;
    }
    let in_browser = in_browser(project, &bench, arguments)?;
    if arguments.json {
        figures.extend(in_browser);
        println!("{}", Value::Object(figures));
    } else {
        for (name, figure) in in_browser {
            println!("{name:<32} {figure}");
        }
    }
    Ok(())
}

fn built(project: &Project) -> Result<PathBuf> {
    let mut cargo = process::cargo(&project.root);
    process::run(cargo.args(["build", "--release", "--package", BENCH]))?;
    let program = format!("{BENCH}{}", env::consts::EXE_SUFFIX);
    Ok(project.target.join("release").join(program))
}

fn peer_script(project: &Project) -> PathBuf {
    let crates = project.root.join("crates");
    crates.join(BENCH).join("matching_peer.py")
}

/// A Python of its own that has the peer.
fn peer(project: &Project) -> Result<PathBuf> {
    let folder = project.target.join("bench-matching");
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let python = programs.join(format!("python{}", env::consts::EXE_SUFFIX));
    let has_peer = |python: &Path| {
        let mut asked = Command::new(python);
        asked.args(["-m", "pip", "show", "--quiet", "matching"]);
        asked.output().is_ok_and(|output| output.status.success())
    };
    if !has_peer(&python) {
        let mut make = Command::new("python3");
        process::run(make.args(["-m", "venv"]).arg(&folder))?;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", MATCHING]);
        // What it installed is nobody's measurement.
        process::run(pip.stdout(io::stderr()))?;
    }
    Ok(python)
}

/// The same sizes in Chromium; and a published draw, verified by the product's own crate on a processor slowed
/// down four times.
fn in_browser(
    project: &Project,
    bench: &Path,
    arguments: &AllocateArguments,
) -> Result<Map<String, Value>> {
    let folder = project.target.join("bench-verify");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot empty the folder of the browser's bench")?;
    }
    let draw = folder.join("draw");
    let mut publish = Command::new(bench);
    publish.args(["publish", "--children", PUPILS]).arg(&draw);
    process::run(&mut publish)?;
    build(project, "afterbell-verifier", "verifier", &folder)?;
    build(project, BENCH, "allocation", &folder)?;

    let e2e = project.root.join("e2e");
    browser::ready_packages(&e2e)?;
    let chromium = browser::ready_chromium(&e2e)?;
    let rounds = if arguments.quick { 3 } else { 7 };
    let asked = serde_json::json!({"folder": folder, "rounds": rounds});
    let mut playwright = browser::npx(&e2e);
    playwright.args(["playwright", "test", "--config=bench/allocate.config.ts"]);
    playwright.env("AFTERBELL_BENCH", asked.to_string());
    if let Some(chromium) = chromium {
        playwright.env("AFTERBELL_CHROMIUM", chromium);
    }
    // Standard output is for the figures alone.
    process::run(playwright.stdout(io::stderr()))?;
    let mut figures = Map::new();
    for written in ["allocate.json", "verify.json"] {
        let text = fs::read_to_string(folder.join(written));
        let text = text.context("the browser's figures were not written")?;
        let told: Map<String, Value> =
            serde_json::from_str(&text).context("cannot read the browser's figures")?;
        figures.extend(told);
    }
    Ok(figures)
}

/// A package as a module that a page loads.
fn build(project: &Project, package: &str, name: &str, folder: &Path) -> Result<()> {
    let tools = Tools::ready(project)?;
    let mut cargo = tools.command("cargo", &project.root);
    cargo.envs(tools::small_wasm_settings(&project.root));
    cargo.args(["build", "--release", "--lib", "--package", package]);
    process::run(cargo.args(["--target", WASM]))?;
    let compiled = project.target.join(WASM).join("release");
    let mut bindgen = tools.command("wasm-bindgen", &project.root);
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", name]);
    bindgen.arg("--out-dir").arg(folder);
    let file = format!("{}.wasm", package.replace('-', "_"));
    process::run(bindgen.arg(compiled.join(file)))
}
