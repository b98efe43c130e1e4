//! `cargo xtask bench policy`: judging as the clerk types. `crates/afterbell-policy` measures itself,
//! since it needs no server.

use anyhow::Result;
use clap::Args;

use crate::process;
use crate::project::Project;

#[derive(Args)]
pub struct PolicyArguments {
    /// Print all figures as one JSON object
    #[arg(long)]
    json: bool,
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
    if arguments.json {
        cargo.args(["--", "--json"]);
    }
    process::run(&mut cargo)
}
