//! `cargo xtask bench`: how fast, next to what others reach. Times depend on the machine, so they
//! are compared within one run, and none of them gates a test.

mod allocate;
mod client;
mod history;
mod policy;
mod submit;

use anyhow::Result;
use clap::Subcommand;

use crate::project::Project;

#[derive(Subcommand)]
pub enum BenchCommand {
    /// The parent's home on a slow phone, next to the same screen in React and in Preact
    Client(client::ClientArguments),
    /// The allocation, next to a plain one and to a Python library, and a draw verified in a browser
    Allocate(allocate::AllocateArguments),
    /// The opening minute on SQLite: accepted selections, next to the disk and to a naive server
    Submit(submit::SubmitArguments),
    /// Histories of phones that ask at once, held against a school that serves one after the other
    History(history::HistoryArguments),
    /// Kill the server in the middle of its work, again and again, and look for what was lost
    Crash(submit::CrashArguments),
    /// Cut the power at every wait for the disk, and look for what was lost
    PowerCut(submit::PowerCutArguments),
    /// Thousands of phones with the page open while places change: what that costs
    Places(submit::PlacesArguments),
    /// A menu of 200 courses judged by each policy pack, next to one picture of the screen (16 ms)
    Policy(policy::PolicyArguments),
}

pub fn bench(project: &Project, command: &BenchCommand) -> Result<()> {
    match command {
        BenchCommand::Client(arguments) => client::measure(project, arguments),
        BenchCommand::Allocate(arguments) => allocate::measure(project, arguments),
        BenchCommand::Submit(arguments) => submit::measure(project, arguments),
        BenchCommand::History(arguments) => history::examine(project, arguments),
        BenchCommand::Crash(arguments) => submit::crash(project, arguments),
        BenchCommand::PowerCut(arguments) => submit::power_cut(project, arguments),
        BenchCommand::Places(arguments) => submit::places(project, arguments),
        BenchCommand::Policy(arguments) => policy::measure(project, arguments),
    }
}
