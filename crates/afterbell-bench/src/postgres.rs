//! The opening minute on PostgreSQL: accepted selections per second over HTTP, by one, two and
//! four servers, beside pgbench that only updates a number where it is above zero.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use afterbell_api::store::postgres::{DatabaseUrl, PostgresOptions, PostgresStore};
use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use crate::books::{Prepared, School};
use crate::ledger::{self, Findings};
use crate::server::Server;
use crate::submit::load::{Outcome, flood};
use crate::submit::report::median;

#[derive(clap::Args)]
pub struct Arguments {
    /// The server to measure
    #[arg(long)]
    server: PathBuf,
    /// A cluster for us alone, such as postgres://user@host:port
    #[arg(long)]
    cluster: String,
    /// The folder with pgbench and psql
    #[arg(long)]
    programs: PathBuf,
    #[arg(long)]
    quick: bool,
    /// Print one object, in the last line
    #[arg(long)]
    json: bool,
    #[arg(long)]
    rounds: Option<usize>,
    #[arg(long, default_value_t = 1_024)]
    connections: usize,
}

const SERVERS: [usize; 3] = [1, 2, 4];
const PLACES: u16 = 100;
const LONGEST: Duration = Duration::from_secs(4);
const HOT: &str = "UPDATE course SET free = free - 1 WHERE id = 1 AND free > 0;\n";
const SPREAD: &str = "\\set id random(1, 4000)\n\
     UPDATE course SET free = free - 1 WHERE id = :id AND free > 0;\n";

/// Per second, one after the other.
#[derive(Debug, Clone, Copy, Default)]
struct Round {
    hot: f64,
    spread: f64,
    ours: [f64; SERVERS.len()],
}

#[derive(Default)]
struct Audit {
    operations: usize,
    findings: Findings,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let bench = Bench {
        arguments,
        folder: folder.path().to_owned(),
        runtime: tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?,
    };
    let school = bench.prepare()?;
    let rounds = if arguments.quick { 2 } else { 7 };
    let mut audit = Audit::default();
    let mut measured = Vec::new();
    for _ in 0..arguments.rounds.unwrap_or(rounds) {
        let mut round = Round {
            hot: bench.pgbench(HOT)?,
            spread: bench.pgbench(SPREAD)?,
            ..Round::default()
        };
        for (count, rate) in SERVERS.into_iter().zip(&mut round.ours) {
            *rate = bench.flooded(&school, count, &mut audit)?;
        }
        eprintln!("{round:?}");
        measured.push(round);
    }
    print(arguments.json, &measured, &audit);
    Ok(())
}

struct Bench<'a> {
    arguments: &'a Arguments,
    folder: PathBuf,
    runtime: tokio::runtime::Runtime,
}

impl Bench<'_> {
    fn prepare(&self) -> Result<Arc<Prepared>> {
        self.order("CREATE DATABASE template_school")?;
        self.order("CREATE DATABASE course")?;
        let table = "CREATE TABLE course (id INTEGER PRIMARY KEY, free INTEGER NOT NULL);
             INSERT INTO course SELECT id, 1000000000 FROM generate_series(1, 4000) AS id";
        self.psql("course", table)?;
        let school = School {
            children: 20_000,
            courses: 200,
            places: PLACES,
        };
        let url = DatabaseUrl::read(&self.database("template_school"), None)?;
        let prepared = self.runtime.block_on(async {
            let store = PostgresStore::open(&url, PostgresOptions::default()).await?;
            school.fill(&store).await
        })?;
        self.psql("template_school", "ANALYZE")?;
        Ok(Arc::new(prepared))
    }

    /// Transactions per second of a script.
    fn pgbench(&self, script: &str) -> Result<f64> {
        self.psql("course", "VACUUM course")?;
        let file = self.folder.join("script.sql");
        std::fs::write(&file, script)?;
        let mut pgbench = Command::new(self.arguments.programs.join("pgbench"));
        pgbench.args(["--no-vacuum", "--protocol", "prepared", "--client", "16"]);
        pgbench.args(["--time", "4", "--file"]).arg(&file);
        let output = pgbench.arg(self.database("course")).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let tps = text.lines().find_map(|line| line.strip_prefix("tps = "));
        let tps = tps.and_then(|line| line.split_whitespace().next());
        Ok(tps.context("pgbench told no tps")?.parse()?)
    }

    /// So many servers on a fresh copy of the books, each with its share of the phones.
    fn flooded(&self, school: &Arc<Prepared>, count: usize, audit: &mut Audit) -> Result<f64> {
        self.order("DROP DATABASE IF EXISTS school WITH (FORCE)")?;
        self.order("CREATE DATABASE school TEMPLATE template_school")?;
        let address = self.database("school");
        let books = ["--database".as_ref(), address.as_ref()];
        let servers = (0..count).map(|_| Server::start(&self.arguments.server, books, &[], None));
        let servers = servers.collect::<Result<Vec<_>>>()?;
        let addresses: Vec<&str> = servers
            .iter()
            .map(|server| server.address.as_str())
            .collect();
        let connections = self.arguments.connections;
        let flood = flood(&addresses, school, connections, LONGEST);
        let outcome = self.runtime.block_on(flood)?;
        drop(servers);
        self.audit(&outcome, audit)?;
        Ok(outcome.accepted_per_second())
    }

    fn audit(&self, outcome: &Outcome, audit: &mut Audit) -> Result<()> {
        ensure!(
            outcome.other == 0,
            "{} answers nobody expected",
            outcome.other
        );
        audit.operations += outcome.accepted.len() + outcome.denied.len();
        let told = outcome.told()?;
        let books = ledger::Audit::new(&told, PLACES.into());
        let address = self.database("school");
        let findings = self.runtime.block_on(books.of_postgres(&address))?;
        audit.findings.add(findings);
        Ok(())
    }

    fn database(&self, name: &str) -> String {
        format!("{}/{name}", self.arguments.cluster)
    }

    fn order(&self, order: &str) -> Result<()> {
        self.psql("postgres", order).map(|_| ())
    }

    fn psql(&self, database: &str, order: &str) -> Result<String> {
        let mut psql = Command::new(self.arguments.programs.join("psql"));
        psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]);
        psql.args(["--set", "ON_ERROR_STOP=1", "--command", order]);
        let output = psql.arg(self.database(database)).output()?;
        let told = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "psql: {told}");
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

fn print(as_json: bool, rounds: &[Round], audit: &Audit) {
    let all = |figure: &dyn Fn(&Round) -> f64| rounds.iter().map(figure).collect::<Vec<_>>();
    let best = |round: &Round| round.ours.into_iter().fold(0.0, f64::max);
    let one = median(&all(&|round| {
        let [one, ..] = round.ours;
        one
    }));
    let two = median(&all(&|round| {
        let [_, two, _] = round.ours;
        two
    }));
    let four = median(&all(&|round| {
        let [.., four] = round.ours;
        four
    }));
    let hot = all(&|round| best(round) / round.hot);
    let spread = all(&|round| best(round) / round.spread);
    if as_json {
        let object = json!({
            "postgres_vs_hot_row": median(&hot),
            "postgres_vs_spread": median(&spread),
            "postgres_accepted_per_s": { "1": one, "2": two, "4": four },
            "pgbench_hot_row_per_s": median(&all(&|round| round.hot)),
            "pgbench_spread_per_s": median(&all(&|round| round.spread)),
            "operations": audit.operations,
            "oversold": audit.findings.oversold,
            "lost": audit.findings.lost,
            "doubled": audit.findings.doubled,
        });
        println!("{object}");
        return;
    }
    let worst = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
    println!(
        "\nper second, median: pgbench on one row {:.0}, on 4,000 {:.0}",
        median(&all(&|round| round.hot)),
        median(&all(&|round| round.spread))
    );
    println!("accepted by 1, 2, 4 servers: {one:.0}, {two:.0}, {four:.0}");
    println!(
        "best / one row {:.2} (worst {:.2})",
        median(&hot),
        worst(&hot)
    );
    println!(
        "best / 4,000 rows {:.2} (worst {:.2})",
        median(&spread),
        worst(&spread)
    );
    println!(
        "{} operations: {} oversold, {} lost, {} doubled",
        audit.operations, audit.findings.oversold, audit.findings.lost, audit.findings.doubled
    );
}
