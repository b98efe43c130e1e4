//! The commands of the README, so that the one tool everybody has, cargo, is all they need.

mod bench;
mod beside;
mod budget;
mod desk;
mod dev;
mod package;
mod postgres;
mod process;
mod project;
#[cfg(test)]
mod scratch;
mod sentences;
mod serve;
mod server;
mod site;
mod supervise;
mod system;
mod test;
mod tidy;
mod tools;
mod wishes;

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use project::Project;

#[derive(Parser)]
#[command(name = "cargo xtask", about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the sample school: builds what is missing, then serves the site and its API
    Serve(serve::ServeArguments),
    /// Work on the site: rebuild and reload on every change, with the API beside it
    Dev(dev::DevArguments),
    /// Build the static site into dist/ and print what a phone downloads first
    Site {
        /// Print the sizes as JSON
        #[arg(long)]
        json: bool,
    },
    /// Run every test and check, as CI does
    Test(test::TestArguments),
    /// Measure, next to what others reach
    #[command(subcommand)]
    Bench(bench::BenchCommand),
    /// Collect the site, the server and the samples in one folder
    Package(package::PackageArguments),
    /// Write each language's sentences into the site; Trunk calls it
    #[command(hide = true)]
    Sentences,
    /// Build the school's desk into the site; Trunk calls it
    #[command(hide = true)]
    Desk,
    /// Build the pages of wishes into the site; Trunk calls it
    #[command(hide = true)]
    Wishes,
    /// Check the house rules
    Tidy,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // The whole chain in one line: what failed, and why.
            eprintln!("error: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let project = Project::find()?;
    match command {
        Command::Serve(arguments) => serve::serve(&project, &arguments),
        Command::Dev(arguments) => dev::dev(&project, &arguments),
        Command::Site { json } => {
            site::build(&project)?;
            let sizes = site::sizes::FirstLoad::measure(&project.dist(), "index.html")?;
            if json {
                let text = serde_json::to_string_pretty(&sizes).context("sizes as JSON")?;
                println!("{text}");
            } else {
                sizes.print();
            }
            Ok(())
        }
        Command::Test(arguments) => test::test(&project, &arguments),
        Command::Bench(command) => bench::bench(&project, &command),
        Command::Package(arguments) => package::package(&project, &arguments),
        Command::Sentences => sentences::write_for_trunk(&project),
        Command::Desk => desk::build_for_trunk(&project),
        Command::Wishes => wishes::build_for_trunk(&project),
        Command::Tidy => tidy::tidy(&project),
    }
}
