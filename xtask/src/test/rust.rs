//! The steps that cargo carries out.

use anyhow::Result;

use super::counts::{Counts, count};
use super::old_engines;
use crate::process;
use crate::project::Project;
use crate::tools::{self, Tools, WASM};

pub fn format(project: &Project) -> Result<Counts> {
    let mut cargo = process::cargo(&project.root);
    process::run(cargo.args(["fmt", "--all", "--check"]))?;
    Ok(Counts::default())
}

/// Each step installs what it needs by itself; here they all do, so that a step's time is its own.
pub fn tools(project: &Project) -> Result<Counts> {
    Tools::ready(project)?;
    tools::cargo_deny(project)?;
    tools::geckodriver(project)?;
    old_engines::ready(project)?;
    Ok(Counts::default())
}

pub fn clippy(project: &Project) -> Result<Counts> {
    let mut native = process::cargo(&project.root);
    native.args(["clippy", "--locked", "--workspace", "--all-targets"]);
    process::run(native.args(["--", "-D", "warnings"]))?;

    tools::ready_wasm_target(&project.root)?;
    // One by one: together they would share features, and the phone is built without the desk's.
    for package in ["afterbell", "afterbell-wishes", "afterbell-desk"] {
        let mut wasm = process::cargo(&project.root);
        wasm.args(["clippy", "--locked", "--package", package, "--target", WASM]);
        process::run(wasm.args(["--", "-D", "warnings"]))?;
    }
    Ok(Counts::default())
}

pub fn licenses(project: &Project) -> Result<Counts> {
    let mut deny = tools::cargo_deny(project)?;
    deny.args([
        "--offline",
        "--locked",
        "check",
        "licenses",
        "bans",
        "sources",
    ]);
    process::run(&mut deny)?;
    Ok(Counts::default())
}

pub fn tests(project: &Project) -> Result<Counts> {
    let mut counts = Counts::default();
    if process::version("cargo-nextest").is_some() {
        let mut nextest = process::cargo(&project.root);
        nextest.args(["nextest", "run", "--locked", "--workspace"]);
        // It has a step of its own.
        nextest.args(["--filterset", "not binary(agreement)"]);
        counts += count(&mut nextest)?;
        // Nextest leaves the examples in documentation to cargo.
        let mut examples = process::cargo(&project.root);
        process::run(examples.args(["test", "--locked", "--workspace", "--doc", "--quiet"]))?;
    } else {
        let mut cargo = process::cargo(&project.root);
        counts += count(cargo.args(["test", "--locked", "--workspace"]))?;
    }
    Ok(counts)
}

/// The same cases natively and in wasm: the native run leaves a digest of every answer, the wasm
/// run is compiled with them and compares.
pub fn agreement(project: &Project) -> Result<Counts> {
    const FILE: &str = "AFTERBELL_AGREEMENT_FILE";
    let tools = Tools::ready(project)?;
    let digests = project.target.join("agreement-digests");
    let test = ["test", "--locked", "--test", "agreement"];

    let mut native = tools.command("cargo", &project.root);
    // The one that was built with all other tests.
    native.args(test).arg("--workspace");
    let mut counts = count(native.env(FILE, &digests))?;

    let mut wasm = tools.command("cargo", &project.root);
    wasm.args(test).args(["--package", "afterbell-domain"]);
    wasm.args(["--target", WASM]).env(FILE, &digests);
    wasm.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        "wasm-bindgen-test-runner",
    );
    counts += count(&mut wasm)?;
    Ok(counts)
}
