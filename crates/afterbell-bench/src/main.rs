//! Measures the server and puts it to the proof. `cargo xtask bench` builds it, builds the server
//! and runs it.

use std::process::ExitCode;

use afterbell_bench::{crash, history, places, postgres, power_cut, submit};
use clap::Parser;

#[derive(Parser)]
#[command(name = "afterbell-bench")]
enum Command {
    /// The opening minute on SQLite: how fast, against the disk and against a naive server
    Submit(submit::Arguments),
    /// The same on PostgreSQL, against pgbench, with one, two and four servers
    Postgres(postgres::Arguments),
    /// Killed in the middle of its work, again and again: nothing is lost
    Crash(crash::Arguments),
    /// Histories of phones that ask at once, held against a school that serves one after the other
    History(history::Arguments),
    /// Cut off from power at every moment that matters: what was acknowledged is there
    PowerCut(power_cut::Arguments),
    /// Thousands of phones with the page open while places change: what that costs
    Places(places::Arguments),
    /// The server itself, so that tests of this package need no second program
    #[command(disable_help_flag = true)]
    Serve {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> anyhow::Result<ExitCode> {
    let done = match Command::parse() {
        Command::Submit(arguments) => submit::run(&arguments),
        Command::Postgres(arguments) => postgres::run(&arguments),
        Command::Crash(arguments) => crash::run(&arguments),
        Command::History(arguments) => history::run(&arguments),
        Command::PowerCut(arguments) => power_cut::run(&arguments),
        Command::Places(arguments) => places::run(&arguments),
        // It reads its own arguments.
        Command::Serve { .. } => return Ok(afterbell_api::command::run()),
    };
    done.map(|()| ExitCode::SUCCESS)
}
