//! `cargo xtask bench`: how fast, next to what others reach. Times depend on the machine, so they
//! are compared within one run, and none of them gates a test.

mod client;

use anyhow::Result;
use clap::Subcommand;

use crate::project::Project;

#[derive(Subcommand)]
pub enum BenchCommand {
    /// The parent's home on a slow phone, next to the same screen in React and in Preact
    Client(client::ClientArguments),
}

pub fn bench(project: &Project, command: &BenchCommand) -> Result<()> {
    match command {
        BenchCommand::Client(arguments) => client::measure(project, arguments),
    }
}
