//! `cargo xtask bench client`: see `bench/README.md` for what is measured and how.

mod peers;
mod report;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::process;
use crate::project::Project;
use crate::server::{self, Profile};
use crate::site;
use crate::test::browser;
use report::Outcome;

/// The name under which our own site is measured; all others are told relative to it.
const OURS: &str = "ours";

#[derive(Args)]
pub struct ClientArguments {
    /// How many rounds must be kept; a round has one cold start of each site
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Print all measurements as JSON, in the last line
    #[arg(long)]
    json: bool,
    /// Measure this built site instead of building one
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Measure another built site of ours too, such as the one before a change
    #[arg(long, value_name = "NAME=DIR")]
    also: Vec<String>,
    /// Use this server instead of building one
    #[arg(long, value_name = "FILE")]
    server: Option<PathBuf>,
    /// Also write a trace of one more cold start of each site into this folder
    #[arg(long, value_name = "DIR")]
    traces: Option<PathBuf>,
}

pub fn measure(project: &Project, arguments: &ClientArguments) -> Result<()> {
    let ours = match &arguments.site {
        Some(site) => absolute(site)?,
        None => {
            site::build_if_stale(project)?;
            project.dist()
        }
    };
    let server = match &arguments.server {
        Some(server) => absolute(server)?,
        None => server::build_binary(project, Profile::Release)?,
    };
    let mut sites = serde_json::Map::new();
    sites.insert(OURS.to_owned(), ours.to_string_lossy().into());
    for also in &arguments.also {
        let (name, folder) = also.split_once('=').context("--also is NAME=DIR")?;
        let folder = absolute(Path::new(folder))?;
        sites.insert(name.to_owned(), folder.to_string_lossy().into());
    }
    for (name, folder) in peers::build(project, &ours)? {
        sites.insert(name.to_owned(), folder.to_string_lossy().into());
    }

    let folder = project.root.join("e2e");
    browser::ready_packages(&folder)?;
    let chromium = browser::ready_chromium(&folder)?;
    let output = project.target.join("bench-client.json");
    let traces = arguments.traces.as_deref().map(made).transpose()?;
    let asked = serde_json::json!({
        "sites": sites,
        "rounds": arguments.rounds,
        "output": output,
        "traces": traces,
    });
    let mut playwright = browser::npx(&folder);
    playwright.args(["playwright", "test", "--config=bench/playwright.config.ts"]);
    playwright
        .env("AFTERBELL_BENCH", asked.to_string())
        .env("AFTERBELL_BINARY", server)
        .env("AFTERBELL_SITE", &ours);
    if let Some(chromium) = chromium {
        playwright.env("AFTERBELL_CHROMIUM", chromium);
    }
    if arguments.json {
        // Standard output is for the figures alone.
        playwright.stdout(std::io::stderr());
    }
    process::run(&mut playwright)?;

    let text = fs::read_to_string(&output).context("the measurements were not written")?;
    if arguments.json {
        println!("{text}");
    }
    let outcome: Outcome = serde_json::from_str(&text).context("cannot read the measurements")?;
    if !arguments.json {
        outcome.print(OURS);
    }
    let (kept, asked) = (outcome.kept(), arguments.rounds as usize);
    if kept < asked {
        bail!("the machine was too noisy: only {kept} of {asked} rounds could be kept");
    }
    Ok(())
}

fn made(folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    absolute(folder)
}

fn absolute(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).with_context(|| format!("{} is not there", path.display()))
}
