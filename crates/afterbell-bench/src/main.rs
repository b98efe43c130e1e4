//! Measures the server and puts it to the proof. `cargo xtask bench` builds it, builds the server
//! and runs it.

mod books;
mod connection;
mod crash;
mod postgres;
mod server;
mod submit;

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
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Submit(arguments) => submit::run(&arguments),
        Command::Postgres(arguments) => postgres::run(&arguments),
        Command::Crash(arguments) => crash::run(&arguments),
    }
}
