//! `cargo xtask bench policy`: judging as the clerk types. `crates/afterbell-policy` measures itself,
//! since it needs no server; in a browser `e2e/bench/policy.ts` measures the desk, from the key to the findings.

use std::path::Path;
use std::{fs, io};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::{Map, Value};

use crate::process;
use crate::project::Project;
use crate::test::browser;

#[derive(Args)]
pub struct PolicyArguments {
    /// Print all figures as one JSON object, in the last line
    #[arg(long)]
    json: bool,
    /// Measure the desk of `dist/` in a browser, too
    #[arg(long)]
    browser: bool,
}

pub fn measure(project: &Project, arguments: &PolicyArguments) -> Result<()> {
    let mut cargo = process::cargo(&project.root);
    cargo.args([
        "bench",
        "--quiet",
        "--package",
        "afterbell-policy",
        "--bench",
        "judge",
    ]);
    let mut figures = Map::new();
    if arguments.json {
        let printed = process::read(cargo.args(["--", "--json"]))?;
        let last = printed.lines().last().unwrap_or_default();
        figures = serde_json::from_str(last).context("the bench did not print an object")?;
    } else {
        process::run(&mut cargo)?;
    }
    if arguments.browser {
        let told = in_browser(project, &project.target.join("bench-policy"))?;
        if !arguments.json {
            for (name, figure) in &told {
                println!("{name:<32} {figure}");
            }
        }
        figures.extend(told);
    }
    if arguments.json {
        println!("{}", Value::Object(figures));
    }
    Ok(())
}

/// How many numbers a clerk types.
const ROUNDS: u32 = 60;

fn in_browser(project: &Project, folder: &Path) -> Result<Map<String, Value>> {
    fs::create_dir_all(folder).context("cannot make the folder of the browser's bench")?;
    let asked = serde_json::json!({"folder": folder, "rounds": ROUNDS});
    let mut playwright = browser::playwright(project)?;
    playwright.arg("--config=bench/policy.config.ts");
    playwright.env("AFTERBELL_BENCH", asked.to_string());
    if let Some(chromium) = browser::ready_chromium(&project.root.join("e2e"))? {
        playwright.env("AFTERBELL_CHROMIUM", chromium);
    }
    // Standard output is for the figures alone.
    process::run(playwright.stdout(io::stderr()))?;
    let text = fs::read_to_string(folder.join("policy.json"));
    let text = text.context("the browser's figures were not written")?;
    serde_json::from_str(&text).context("cannot read the browser's figures")
}
