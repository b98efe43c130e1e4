//! `cargo xtask bench history`: phones ask at once, servers are killed in the middle of it, and
//! everything anybody was told is held against a school that serves one phone after the other.
//!
//! Three courses and six children make a history of their own: nothing they are told depends on
//! the others, who run beside them and share the server's queue, batches and books with them. When
//! all have left, other children take the courses over and begin another history.

mod fleet;
mod lane;
mod line;
pub mod model;
mod phone;
mod report;
mod request;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use afterbell_api::store::postgres::{DatabaseUrl, PostgresOptions, PostgresStore};
use afterbell_api::store::sqlite::verify;
use anyhow::{Context as _, Result, bail};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::books::{Child, Prepared, School};
use crate::database::Database;
use crate::ledger::Audit;
use crate::linearizability::{Fault, check};
use fleet::Recipe;
use lane::{CHILDREN, Field, Lane, Sums};
use model::{COURSES, PLACES};
pub use report::Report;

#[derive(clap::Args, Debug, Clone)]
pub struct Arguments {
    /// The server to put to the proof
    #[arg(long)]
    pub server: PathBuf,
    /// Keep the books in a database of this cluster instead of a folder: postgres://user@host:port
    #[arg(long)]
    pub cluster: Option<String>,
    /// Servers side by side; more than one needs a cluster
    #[arg(long, default_value_t = 1)]
    pub servers: usize,
    /// Calls with an answer, at least
    #[arg(long, default_value_t = 1_000_000)]
    pub operations: u64,
    /// Calls between two kills
    #[arg(long, default_value_t = 10_000)]
    pub kill_every: u64,
    /// Histories written at the same time
    #[arg(long, default_value_t = 16)]
    pub lanes: usize,
    /// Print one object, in the last line
    #[arg(long)]
    pub json: bool,
}

/// Of each phone in a history. More would make a session ask faster than phones do.
const STEPS: usize = 60;
/// Calls of a history that are sure to have an answer.
const FEWEST_CALLS: u64 = 300;

pub fn run(arguments: &Arguments) -> Result<()> {
    let report = examine(arguments)?;
    report.print(arguments.json);
    match report.is_clean() {
        true => Ok(()),
        false => bail!("the histories do not hold"),
    }
}

/// Runs histories, checks them, and reads the books afterwards.
pub fn examine(arguments: &Arguments) -> Result<Report> {
    let runtime = tokio::runtime::Runtime::new()?;
    match &arguments.cluster {
        None => on_sqlite(arguments, &runtime),
        Some(cluster) => runtime.block_on(async {
            let database = Database::create(cluster).await?;
            let report = on_postgres(arguments, &database.address()).await;
            database.remove().await?;
            report
        }),
    }
}

fn on_sqlite(arguments: &Arguments, runtime: &Runtime) -> Result<Report> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let prepared = school(arguments)?.prepare(&data)?;
    let place = data.to_str().context("a path in UTF-8")?.to_owned();
    let books = ["--data-dir".to_owned(), place];
    let mut report = runtime.block_on(play(arguments, books, prepared))?;
    let books = data.join("afterbell.sqlite");
    report.verified = Some(verify(&books)?.is_ok());
    report.findings = Audit::new(&report.told, PLACES.into()).of_sqlite(&books)?;
    Ok(report)
}

async fn on_postgres(arguments: &Arguments, address: &str) -> Result<Report> {
    let url = DatabaseUrl::read(address, None)?;
    let store = PostgresStore::open(&url, PostgresOptions::default()).await?;
    let prepared = school(arguments)?.fill(&store).await?;
    drop(store);
    let books = ["--database".to_owned(), address.to_owned()];
    let mut report = play(arguments, books, prepared).await?;
    let audit = Audit::new(&report.told, PLACES.into());
    report.findings = audit.of_postgres(address).await?;
    Ok(report)
}

/// With children enough for as many histories as it may take.
fn school(arguments: &Arguments) -> Result<School> {
    let lanes = arguments.lanes.max(1);
    let histories = usize::try_from(arguments.operations / FEWEST_CALLS)? + lanes + 1;
    Ok(School {
        children: histories * CHILDREN,
        courses: lanes * COURSES,
        places: PLACES.into(),
    })
}

async fn play(arguments: &Arguments, books: [String; 2], school: Prepared) -> Result<Report> {
    let recipe = Recipe {
        binary: arguments.server.clone(),
        books,
    };
    let kill_every = (arguments.kill_every > 0).then_some(arguments.kill_every);
    let (fleet, mut hangman) = fleet::start(recipe, arguments.servers.max(1), kill_every)?;
    let field = Arc::new(Field {
        fleet,
        menu: school.menu,
        told: Mutex::default(),
        sums: Sums::default(),
    });
    let children = Arc::new(Queue::new(school.children));
    let mut lanes = JoinSet::new();
    for offerings in school.offerings.chunks_exact(COURSES) {
        let offerings = <[String; COURSES]>::try_from(offerings.to_vec());
        let offerings = offerings.ok().context("a lane's courses")?;
        let (field, children) = (Arc::clone(&field), Arc::clone(&children));
        lanes.spawn(keep_playing(
            field,
            children,
            offerings,
            arguments.operations,
        ));
    }
    let mut report = Report::default();
    let all = async {
        while let Some(done) = lanes.join_next().await {
            report.add(done??);
        }
        anyhow::Ok(())
    };
    tokio::select! {
        done = all => done?,
        stopped = hangman.work(&field.fleet, &field.sums.kills) => stopped?,
    }
    drop(hangman);
    let field = Arc::into_inner(field).context("nobody plays any more")?;
    report.servers = field.fleet.servers();
    report.count(&field.sums);
    report.told = field.told.into_inner().unwrap_or_default();
    Ok(report)
}

/// Children who wait for their turn.
struct Queue {
    children: Vec<Child>,
    next: AtomicUsize,
}

impl Queue {
    fn new(children: Vec<Child>) -> Self {
        Self {
            children,
            next: AtomicUsize::new(0),
        }
    }

    /// Those of one history, and which history it is.
    fn take(&self) -> Result<(usize, Vec<Child>)> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let mut groups = self.children.chunks_exact(CHILDREN);
        let group = groups.nth(number).context("no child is left")?;
        Ok((number, group.to_vec()))
    }
}

/// One history after the other on the same courses.
async fn keep_playing(
    field: Arc<Field>,
    children: Arc<Queue>,
    offerings: [String; COURSES],
    operations: u64,
) -> Result<Vec<Option<String>>> {
    let mut checked = Vec::new();
    while field.sums.operations.load(Ordering::Relaxed) < operations {
        let (number, group) = children.take()?;
        let lane = Lane::new(Arc::clone(&field), group, offerings.clone(), number);
        let history = lane.run(STEPS).await?;
        let model = model::School::of(CHILDREN, &history.calls);
        let verdict = tokio::task::block_in_place(|| check(&model, &history));
        checked.push(match verdict {
            Ok(()) => None,
            Err(Fault::NotLinearizable { event, call }) => {
                Some(report::told_before(&history, event, call))
            }
            Err(fault) => return Err(fault.into()),
        });
    }
    Ok(checked)
}
