//! `cargo xtask bench history`: `docs/OPENING_MINUTE.md` tells what is checked. Done by
//! `crates/afterbell-bench`; xtask builds and runs it.

use std::process::Command;

use anyhow::Result;
use clap::Args;
use serde_json::{Map, Value};

use super::submit::{Kind, built, run};
use crate::postgres::{Cluster, Durability};
use crate::project::Project;

#[derive(Args)]
pub struct HistoryArguments {
    /// Calls with an answer, at least, on each store
    #[arg(long, default_value_t = 1_000_000)]
    operations: u64,
    /// 20,000 of them instead
    #[arg(long, conflicts_with = "operations")]
    quick: bool,
    /// Print all figures as one JSON object, in the last line
    #[arg(long)]
    json: bool,
    /// These books only
    #[arg(long, value_enum)]
    only: Option<Kind>,
    /// Servers side by side on PostgreSQL
    #[arg(long, default_value_t = 2)]
    servers: usize,
}

const QUICK: u64 = 20_000;

pub fn examine(project: &Project, arguments: &HistoryArguments) -> Result<()> {
    let (server, bench) = built(project)?;
    let operations = if arguments.quick {
        QUICK
    } else {
        arguments.operations
    };
    let common = || {
        let mut command = Command::new(&bench);
        command.arg("history").arg("--server").arg(&server);
        command.args(["--operations", &operations.to_string()]);
        command.args(arguments.json.then_some("--json"));
        command
    };
    let mut figures = Map::new();
    if arguments.only != Some(Kind::Postgres) {
        let sqlite = run(&mut common(), arguments.json)?;
        figures.insert("sqlite".to_owned(), Value::Object(sqlite));
    }
    if arguments.only != Some(Kind::Sqlite) {
        let cluster = Cluster::start(Durability::Full)?;
        let mut postgres = common();
        postgres.arg("--cluster").arg(cluster.address());
        postgres.args(["--servers", &arguments.servers.to_string()]);
        let postgres = run(&mut postgres, arguments.json)?;
        figures.insert("postgres".to_owned(), Value::Object(postgres));
    }
    if arguments.json {
        println!("{}", Value::Object(figures));
    }
    Ok(())
}
