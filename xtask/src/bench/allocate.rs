//! `cargo xtask bench allocate`: see `docs/ALLOCATION.md`, *How fast it is*. The measuring is done by
//! `crates/afterbell-allocation-bench`, natively, and by `e2e/bench/verify.ts` in a browser.

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
    let package = "afterbell-allocation-bench";
    let mut cargo = process::cargo(&project.root);
    process::run(cargo.args(["build", "--release", "--package", package]))?;
    let program = format!("{package}{}", env::consts::EXE_SUFFIX);
    Ok(project.target.join("release").join(program))
}

fn peer_script(project: &Project) -> PathBuf {
    let folder = "crates/afterbell-allocation-bench";
    project.root.join(folder).join("matching_peer.py")
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

/// A published draw, verified by the product's own crate in Chromium, on a processor slowed down four times.
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
    let output = folder.join("figures.json");
    build_verifier(project, &folder)?;

    let e2e = project.root.join("e2e");
    browser::ready_packages(&e2e)?;
    let chromium = browser::ready_chromium(&e2e)?;
    let rounds = if arguments.quick { 3 } else { 7 };
    let asked = serde_json::json!({"folder": folder, "rounds": rounds, "output": output});
    let mut playwright = browser::npx(&e2e);
    playwright.args(["playwright", "test", "--config=bench/verify.config.ts"]);
    playwright.env("AFTERBELL_BENCH", asked.to_string());
    if let Some(chromium) = chromium {
        playwright.env("AFTERBELL_CHROMIUM", chromium);
    }
    // Standard output is for the figures alone.
    process::run(playwright.stdout(io::stderr()))?;
    let text = fs::read_to_string(&output).context("the browser's figures were not written")?;
    serde_json::from_str(&text).context("cannot read the browser's figures")
}

fn build_verifier(project: &Project, folder: &Path) -> Result<()> {
    let tools = Tools::ready(project)?;
    let package = "afterbell-verifier";
    let mut cargo = tools.command("cargo", &project.root);
    cargo.envs(tools::small_wasm_settings(&project.root));
    cargo.args(["build", "--release", "--package", package, "--target", WASM]);
    process::run(&mut cargo)?;
    let compiled = project.target.join(WASM).join("release");
    let mut bindgen = tools.command("wasm-bindgen", &project.root);
    bindgen.args([
        "--target",
        "web",
        "--no-typescript",
        "--out-name",
        "verifier",
    ]);
    bindgen.arg("--out-dir").arg(folder);
    process::run(bindgen.arg(compiled.join("afterbell_verifier.wasm")))
}
