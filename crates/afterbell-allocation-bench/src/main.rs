//! Measures the allocation: how long for how many children, next to a plain deferred acceptance and to
//! the Python library `matching`. `cargo xtask bench allocate` builds it and runs it.

mod measure;
mod publish;
mod python;
mod report;

use std::path::PathBuf;

use clap::Parser;

#[derive(Parser)]
#[command(name = "afterbell-allocation-bench")]
enum Command {
    /// Natively, for growing numbers of children
    Measure(measure::Arguments),
    /// Write the published files of a draw, for browsers to verify
    Publish {
        #[arg(long)]
        children: usize,
        folder: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Measure(arguments) => measure::run(&arguments),
        Command::Publish { children, folder } => publish::publish(children, &folder),
    }
}
