//! `cargo xtask bench submit`: see `docs/OPENING_MINUTE.md` for what is measured and how. The
//! measuring is done by `crates/afterbell-bench`, which knows the store; xtask builds and runs it.

use std::env;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

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
    /// Rounds, each with all that are compared
    #[arg(long)]
    rounds: Option<usize>,
    /// Put the books on the disk of this folder
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub fn measure(project: &Project, arguments: &SubmitArguments) -> Result<()> {
    let server = server::build_binary(project, Profile::Release)?;
    let mut cargo = process::cargo(&project.root);
    process::run(cargo.args(["build", "--release", "--package", "afterbell-bench"]))?;
    let bench = format!("afterbell-bench{}", env::consts::EXE_SUFFIX);
    let mut bench = std::process::Command::new(project.target.join("release").join(bench));
    bench.arg("submit").arg("--server").arg(server);
    bench.args(arguments.quick.then_some("--quick"));
    bench.args(arguments.json.then_some("--json"));
    if let Some(rounds) = arguments.rounds {
        bench.args(["--rounds", &rounds.to_string()]);
    }
    if let Some(folder) = &arguments.folder {
        bench.arg("--folder").arg(folder);
    }
    process::run(&mut bench)
}
