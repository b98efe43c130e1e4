//! `cargo xtask bench places`: thousands of phones have the page open while places change. What
//! that costs the server and the database, and how long a change takes to be on every phone.

mod listeners;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use afterbell_api::store::postgres::{DatabaseUrl, PostgresOptions, PostgresStore};
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::json;

use crate::books::{Prepared, School};
use crate::connection::{Connection, submission};
use crate::server::Server;
use crate::submit::load::percentile;
use listeners::Listeners;

#[derive(clap::Args)]
pub struct Arguments {
    /// The server to measure
    #[arg(long)]
    server: PathBuf,
    /// A PostgreSQL for us alone, such as postgres://user@host:port: there, questions are counted
    #[arg(long, requires = "programs")]
    cluster: Option<String>,
    /// The folder with psql
    #[arg(long)]
    programs: Option<PathBuf>,
    /// So many phones are open, one number after the other
    #[arg(long, value_delimiter = ',', default_value = "0,1000,5000,20000")]
    phones: Vec<usize>,
    /// Changes of places, a second apart
    #[arg(long, default_value_t = 15)]
    changes: usize,
    /// Print one object, in the last line
    #[arg(long)]
    json: bool,
}

/// As many offerings as a large school has: they make an event long.
const COURSES: usize = 60;
/// A connection that is idle tells what it has done after ten seconds.
const LONGEST_UNCOUNTED: Duration = Duration::from_secs(11);
/// Requests that ask whether there is anything new.
const CONDITIONAL: usize = 2_000;

/// With so many phones.
struct Measured {
    phones: usize,
    /// Of one core, as a share; on one machine the system's share carries both ends.
    processor: f64,
    questions_per_second: Option<f64>,
    /// In ms, from the answer to who changed something to its being on a phone.
    delays: Vec<f64>,
    /// In ms, from the first phone that has it.
    behind_the_first: Vec<f64>,
    memory: u64,
    /// In µs of one core.
    conditional: f64,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let most = arguments.phones.iter().copied().max().unwrap_or_default();
    let room = rlimit::increase_nofile_limit(u64::from(u32::MAX))?;
    // What the server keeps for listeners of as many files, as it has the same limit.
    let possible = usize::try_from(room / 8 * 7 / 4 * 3)?.saturating_sub(100);
    if possible < most {
        eprintln!("{room} files may be open: no more than {possible} phones");
    }
    let mut measured = Vec::new();
    for phones in &arguments.phones {
        let phones = possible.min(*phones);
        let one = Bench::new(arguments, &runtime)?.measure(&runtime, phones)?;
        eprintln!("{}", one.told());
        measured.push(one);
    }
    if arguments.json {
        let all: Vec<_> = measured.iter().map(Measured::json).collect();
        println!("{}", json!({ "places": all }));
    }
    Ok(())
}

impl Measured {
    fn per_thousand(&self) -> f64 {
        self.processor * 1_000.0 / self.phones.max(1) as f64
    }

    fn told(&self) -> String {
        let per_thousand = match self.phones {
            0 => String::new(),
            _ => format!(" ({:.2} % per 1,000)", self.per_thousand() * 100.0),
        };
        format!(
            "{} phones: {:.1} % of a core{per_thousand}, {} questions to the database per \
             second, p50 {:.0} ms and p99 {:.0} ms until a change is on a phone, p99 {:.0} ms \
             after the first, {} MiB, {:.0} µs for a request with nothing new",
            self.phones,
            self.processor * 100.0,
            self.questions_per_second
                .map_or("uncounted".to_owned(), |count| format!("{count:.1}")),
            percentile(&self.delays, 50),
            percentile(&self.delays, 99),
            percentile(&self.behind_the_first, 99),
            self.memory,
            self.conditional,
        )
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "phones": self.phones,
            "core_share": self.processor,
            "core_share_per_1000": self.per_thousand(),
            "questions_per_s": self.questions_per_second,
            "p50_ms": percentile(&self.delays, 50),
            "p99_ms": percentile(&self.delays, 99),
            "p99_behind_the_first_ms": percentile(&self.behind_the_first, 99),
            "memory_mib": self.memory,
            "conditional_us": self.conditional,
        })
    }
}

struct Bench<'a> {
    arguments: &'a Arguments,
    _folder: tempfile::TempDir,
    school: Prepared,
    server: Server,
}

impl<'a> Bench<'a> {
    fn new(arguments: &'a Arguments, runtime: &tokio::runtime::Runtime) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let school = School {
            children: arguments.changes + COURSES,
            courses: COURSES,
            places: 1_000,
        };
        let listeners = arguments.phones.iter().max().copied().unwrap_or_default();
        let listeners = listeners.to_string();
        let more = [
            "--most-listeners",
            &listeners,
            "--most-per-address",
            "1000000",
        ];
        let (school, server) = match &arguments.cluster {
            None => {
                let data = folder.path().join("data");
                let school = school.prepare(&data)?;
                let books = [OsStr::new("--data-dir"), data.as_os_str()];
                (
                    school,
                    Server::start(&arguments.server, books, &more, None)?,
                )
            }
            Some(cluster) => {
                psql(
                    arguments,
                    "postgres",
                    "DROP DATABASE IF EXISTS places WITH (FORCE)",
                )?;
                psql(arguments, "postgres", "CREATE DATABASE places")?;
                let address = format!("{cluster}/places");
                let url = DatabaseUrl::read(&address, None)?;
                let school = runtime.block_on(async {
                    let store = PostgresStore::open(&url, PostgresOptions::default()).await?;
                    school.fill(&store).await
                })?;
                let books = [OsStr::new("--database"), address.as_ref()];
                (
                    school,
                    Server::start(&arguments.server, books, &more, None)?,
                )
            }
        };
        Ok(Self {
            arguments,
            _folder: folder,
            school,
            server,
        })
    }

    fn measure(&self, runtime: &tokio::runtime::Runtime, phones: usize) -> Result<Measured> {
        let address = &self.server.address;
        runtime.block_on(self.fill())?;
        // Before there are phones: that thousands of them hang up is no part of it.
        let worked = self.server.processor_time()?;
        runtime.block_on(self.ask_again())?;
        let conditional = self.server.processor_time()? - worked;
        let listeners = runtime.block_on(Listeners::open(address, phones))?;
        let (asked, worked) = (self.questions()?, self.server.processor_time()?);
        let began = Instant::now();
        runtime.block_on(self.change(&listeners))?;
        let took = began.elapsed().as_secs_f64();
        let processor = (self.server.processor_time()? - worked).as_secs_f64() / took;
        let asked = match (asked, self.questions()?) {
            (Some((before, since)), Some((after, until))) => {
                Some((after - before) / (until - since).as_secs_f64())
            }
            _ => None,
        };
        let (delays, behind_the_first) = listeners.heard();
        let memory = self.server.peak_memory().unwrap_or_default();
        Ok(Measured {
            phones,
            processor,
            questions_per_second: asked,
            delays,
            behind_the_first,
            memory,
            conditional: conditional.as_secs_f64() * 1e6 / CONDITIONAL as f64,
        })
    }

    /// Somebody in every course but the one that is taken: events are as long as they get.
    async fn fill(&self) -> Result<()> {
        let mut connection = Connection::open(&self.server.address).await?;
        let children = self.school.children.iter().skip(self.arguments.changes);
        for (course, child) in (1..COURSES).zip(children) {
            let request = submission(&self.school, child, course, "key");
            let reply = connection.ask(&request).await?;
            ensure!(reply.status == 201, "an answer of {}", reply.status);
        }
        Ok(())
    }

    /// Takes a place, waits until every phone knows, and takes the next one.
    async fn change(&self, listeners: &Listeners) -> Result<()> {
        let mut connection = Connection::open(&self.server.address).await?;
        for (number, child) in (1..=self.arguments.changes).zip(&self.school.children) {
            let request = submission(&self.school, child, 0, "key");
            let reply = connection.ask(&request).await?;
            ensure!(reply.status == 201, "an answer of {}", reply.status);
            listeners.wait_for(number).await?;
            if listeners.is_empty() {
                // As often as with phones, which are told once a second.
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
        Ok(())
    }

    /// Asks for places with the name of those that are known.
    async fn ask_again(&self) -> Result<()> {
        let mut connection = Connection::open(&self.server.address).await?;
        let mut known = String::new();
        for _ in 0..CONDITIONAL {
            let request = format!(
                "GET /api/places HTTP/1.1\r\nhost: bench\r\nif-none-match: {known}\r\n\r\n"
            );
            let reply = connection.ask(request.as_bytes()).await?;
            match reply.status {
                304 => {}
                // The first one, and news that came in between.
                200 => known = reply.etag.context("a name for the numbers")?,
                status => bail!("an answer of {status}"),
            }
        }
        Ok(())
    }

    /// All that were ever put to the database, each a transaction of its own, and when it said so.
    fn questions(&self) -> Result<Option<(f64, Instant)>> {
        if self.arguments.cluster.is_none() {
            return Ok(None);
        }
        std::thread::sleep(LONGEST_UNCOUNTED);
        let question = "SELECT xact_commit FROM pg_stat_database WHERE datname = 'places'";
        let told = psql(self.arguments, "postgres", question)?;
        Ok(Some((told.parse()?, Instant::now())))
    }
}

fn psql(arguments: &Arguments, database: &str, order: &str) -> Result<String> {
    let programs = arguments.programs.as_ref().context("a folder with psql")?;
    let cluster = arguments.cluster.as_ref().context("a cluster")?;
    let mut psql = Command::new(programs.join("psql"));
    psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]);
    psql.args(["--set", "ON_ERROR_STOP=1", "--command", order]);
    let output = psql.arg(format!("{cluster}/{database}")).output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "psql: {told}");
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
