//! `cargo xtask bench submit`: see `docs/OPENING_MINUTE.md` for what is measured and how. The
//! measuring is done by `crates/afterbell-bench`, which knows the store; xtask builds and runs it.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};
use clap::Args;
use serde_json::{Map, Value};

use crate::postgres::{Cluster, Durability};
use crate::process;
use crate::project::Project;
use crate::server::{self, Profile};

#[derive(Args)]
pub struct SubmitArguments {
    /// Two rounds and fewer children: a minute instead of a quarter of an hour
    #[arg(long)]
    quick: bool,
    /// Print all figures as one JSON object, in the last line
    #[arg(long)]
    json: bool,
    /// Measure these books only
    #[arg(long, value_enum)]
    only: Option<Kind>,
    /// Rounds, each with all that are compared
    #[arg(long)]
    rounds: Option<usize>,
    /// Put the books on the disk of this folder
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Which books are measured.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    Sqlite,
    Postgres,
}

#[derive(Args)]
pub struct CrashArguments {
    #[arg(long, default_value_t = 100)]
    kills: u32,
}

pub fn crash(project: &Project, arguments: &CrashArguments) -> Result<()> {
    let (server, bench) = built(project)?;
    let mut bench = Command::new(bench);
    bench.arg("crash").arg("--server").arg(server);
    process::run(bench.args(["--kills", &arguments.kills.to_string()]))
}

#[derive(Args)]
pub struct PowerCutArguments {
    /// How often each of 24 children submits in each of three lives of the server
    #[arg(long, default_value_t = 60)]
    submissions: u32,
    /// What survives of what was not synced is drawn from this
    #[arg(long, default_value_t = 4)]
    seed: u64,
}

pub fn power_cut(project: &Project, arguments: &PowerCutArguments) -> Result<()> {
    let (server, bench) = built(project)?;
    let mut bench = Command::new(bench);
    bench.arg("power-cut").arg("--server").arg(server);
    bench.args(["--submissions", &arguments.submissions.to_string()]);
    process::run(bench.args(["--seed", &arguments.seed.to_string()]))
}

#[derive(Args)]
pub struct PlacesArguments {
    /// So many phones are open, one number after the other
    #[arg(long, default_value = "0,1000,5000,20000")]
    phones: String,
    /// Changes of places, a second apart
    #[arg(long, default_value_t = 15)]
    changes: u32,
    /// Print all figures as one JSON object, in the last line
    #[arg(long)]
    json: bool,
}

/// On PostgreSQL, where questions can be counted; the feed is the same on both.
pub fn places(project: &Project, arguments: &PlacesArguments) -> Result<()> {
    let (server, bench) = built(project)?;
    let cluster = Cluster::start(Durability::Full)?;
    let mut bench = Command::new(bench);
    bench.arg("places").arg("--server").arg(server);
    bench.args(["--cluster", &cluster.address()]);
    bench.arg("--programs").arg(&cluster.programs);
    bench.args(["--phones", &arguments.phones]);
    bench.args(["--changes", &arguments.changes.to_string()]);
    process::run(bench.args(arguments.json.then_some("--json")))
}

/// The server and the program that measures it.
pub fn built(project: &Project) -> Result<(PathBuf, PathBuf)> {
    let server = server::build_binary(project, Profile::Release)?;
    let mut cargo = process::cargo(&project.root);
    process::run(cargo.args(["build", "--release", "--package", "afterbell-bench"]))?;
    let bench = format!("afterbell-bench{}", env::consts::EXE_SUFFIX);
    Ok((server, project.target.join("release").join(bench)))
}

pub fn measure(project: &Project, arguments: &SubmitArguments) -> Result<()> {
    let (server, bench) = built(project)?;
    let common = |verb: &str| {
        let mut command = Command::new(&bench);
        command.arg(verb).arg("--server").arg(&server);
        command.args(arguments.quick.then_some("--quick"));
        command.args(arguments.json.then_some("--json"));
        if let Some(rounds) = arguments.rounds {
            command.args(["--rounds", &rounds.to_string()]);
        }
        command
    };
    let mut measured = Vec::new();
    if arguments.only != Some(Kind::Postgres) {
        let mut sqlite = common("submit");
        if let Some(folder) = &arguments.folder {
            sqlite.arg("--folder").arg(folder);
        }
        measured.push(run(&mut sqlite, arguments.json)?);
    }
    if arguments.only != Some(Kind::Sqlite) {
        let cluster = Cluster::start(Durability::Full)?;
        let mut postgres = common("postgres");
        postgres.arg("--cluster").arg(cluster.address());
        postgres.arg("--programs").arg(&cluster.programs);
        measured.push(run(&mut postgres, arguments.json)?);
    }
    if arguments.json {
        println!("{}", serde_json::Value::Object(together(measured)));
    }
    Ok(())
}

/// What a measurement printed as its one object, or nothing when it printed for people.
pub fn run(bench: &mut Command, as_json: bool) -> Result<Map<String, Value>> {
    if !as_json {
        process::run(bench)?;
        return Ok(Map::new());
    }
    let printed = process::read(bench)?;
    let last = printed.lines().last().unwrap_or_default();
    serde_json::from_str(last).context("the bench did not print an object")
}

/// One object: what both count is added up.
fn together(measured: Vec<Map<String, Value>>) -> Map<String, Value> {
    const COUNTED: [&str; 4] = ["operations", "oversold", "lost", "doubled"];
    let mut all = Map::new();
    for (name, figure) in measured.into_iter().flatten() {
        let before = all.get(&name).and_then(Value::as_u64);
        let sum = match (COUNTED.contains(&name.as_str()), before, figure.as_u64()) {
            (true, Some(before), Some(more)) => Value::from(before + more),
            _ => figure,
        };
        all.insert(name, sum);
    }
    all
}
