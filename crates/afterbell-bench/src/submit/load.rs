//! Load as phones make it: many at once as fast as they are answered, or each at its own moment.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::task::JoinSet;

use crate::books::Prepared;
use crate::connection::{Connection, submission};
use crate::ledger::Told;

/// What became of all requests; times in ms from the moment they were due.
#[derive(Debug, Default)]
pub struct Outcome {
    pub accepted: Vec<f64>,
    /// The answers of those that were accepted, to be looked for in the books.
    pub receipts: Vec<Vec<u8>>,
    pub denied: Vec<f64>,
    /// Told to come back; the request was sent again after the time told.
    pub overloaded: usize,
    pub other: usize,
    pub seconds: f64,
}

impl Outcome {
    fn add(&mut self, other: Self) {
        self.accepted.extend(other.accepted);
        self.receipts.extend(other.receipts);
        self.denied.extend(other.denied);
        self.overloaded += other.overloaded;
        self.other += other.other;
    }

    /// All that phones were told.
    pub fn told(&self) -> Result<Told> {
        let mut told = Told::default();
        for receipt in &self.receipts {
            told.add(receipt)?;
        }
        Ok(told)
    }

    pub fn accepted_per_second(&self) -> f64 {
        self.accepted.len() as f64 / self.seconds
    }
}

/// The value below which so many hundredths lie.
pub fn percentile(times: &[f64], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let position = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(position).copied().unwrap_or(0.0)
}

/// Closed loop: each connection sends its next request as soon as the last was answered.
pub async fn flood(
    addresses: &[&str],
    school: &Arc<Prepared>,
    connections: usize,
    longest: Duration,
) -> Result<Outcome> {
    let mut open = Vec::new();
    for address in addresses.iter().cycle().take(connections) {
        open.push(Connection::open(address).await?);
    }
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for mut connection in open {
        let (school, next) = (Arc::clone(school), Arc::clone(&next));
        tasks.spawn(async move {
            let mut outcome = Outcome::default();
            while began.elapsed() < longest {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(child) = school.children.get(number) else {
                    break;
                };
                let request = submission(&school, child, number, "key");
                let due = Instant::now();
                ask(&mut connection, &request, due, &mut outcome).await?;
            }
            anyhow::Ok(outcome)
        });
    }
    gather(tasks, began).await
}

/// Open loop: child `n` of `arrivals` is due at its share of `during`, whatever became of those
/// before, and wants one of the first `wanted` courses.
pub async fn arrive(
    address: &str,
    school: &Arc<Prepared>,
    arrivals: usize,
    during: Duration,
    connections: usize,
    wanted: usize,
) -> Result<Outcome> {
    let mut open = Vec::new();
    for _ in 0..connections.min(arrivals) {
        open.push(Connection::open(address).await?);
    }
    let step = open.len();
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for (first, mut connection) in open.into_iter().enumerate() {
        let school = Arc::clone(school);
        tasks.spawn(async move {
            let mut outcome = Outcome::default();
            for number in (first..arrivals).step_by(step) {
                let Some(child) = school.children.get(number) else {
                    break;
                };
                let due = began + during.mul_f64(number as f64 / arrivals as f64);
                let request = submission(&school, child, number % wanted, "key");
                tokio::time::sleep_until(due.into()).await;
                ask(&mut connection, &request, due, &mut outcome).await?;
            }
            anyhow::Ok(outcome)
        });
    }
    gather(tasks, began).await
}

/// Asks until there is an answer, as a phone does.
async fn ask(
    connection: &mut Connection,
    request: &[u8],
    due: Instant,
    outcome: &mut Outcome,
) -> Result<()> {
    loop {
        let reply = connection.ask(request).await?;
        let took = due.elapsed().as_secs_f64() * 1_000.0;
        match reply.status {
            201 => {
                outcome.accepted.push(took);
                outcome.receipts.push(reply.body);
            }
            409 => outcome.denied.push(took),
            429 | 503 => {
                outcome.overloaded += 1;
                let seconds = reply.retry_after.unwrap_or(1);
                tokio::time::sleep(Duration::from_secs(seconds)).await;
                continue;
            }
            _ => outcome.other += 1,
        }
        return Ok(());
    }
}

async fn gather(mut tasks: JoinSet<Result<Outcome>>, began: Instant) -> Result<Outcome> {
    let mut all = Outcome::default();
    while let Some(done) = tasks.join_next().await {
        all.add(done??);
    }
    all.seconds = began.elapsed().as_secs_f64();
    Ok(all)
}
