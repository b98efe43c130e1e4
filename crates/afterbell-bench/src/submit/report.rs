//! From rates to ratios: per round, then their median and their worst.

use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use super::load::{Outcome, percentile};
use crate::ledger::Findings;

/// Accepted selections per second of all that are compared, one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    pub ours: f64,
    pub raw: f64,
    pub naive: f64,
    pub slow_ours: f64,
    pub slow_naive: f64,
}

#[derive(Debug)]
pub struct Arrivals {
    children: usize,
    during: Duration,
    seconds: f64,
    accepted: [f64; 2],
    denied: [f64; 2],
    overloaded: usize,
    memory: u64,
}

impl Arrivals {
    pub fn of(children: usize, during: Duration, outcome: &Outcome, memory: u64) -> Self {
        let times = |times: &[f64]| [percentile(times, 50), percentile(times, 99)];
        Self {
            children,
            during,
            seconds: outcome.seconds,
            accepted: times(&outcome.accepted),
            denied: times(&outcome.denied),
            overloaded: outcome.overloaded,
            memory,
        }
    }
}

#[derive(Debug, Default)]
pub struct Figures {
    pub rounds: Vec<Round>,
    /// The 99th percentile of each burst, in ms.
    pub bursts: Vec<f64>,
    pub arrivals: Vec<Arrivals>,
    pub operations: usize,
    pub findings: Findings,
}

impl Figures {
    pub fn print(&self, as_json: bool) -> Result<()> {
        if as_json {
            println!("{}", self.json());
            return Ok(());
        }
        println!("\naccepted selections per second    median     worst");
        self.line("ours", |round| round.ours);
        self.line("raw ceiling of the disk", |round| round.raw);
        self.line("one transaction per request", |round| round.naive);
        self.line("ours, slow fsync", |round| round.slow_ours);
        self.line("naive, slow fsync", |round| round.slow_naive);
        println!("\nratio per round                   median     worst");
        self.line("ours / raw", |round| round.ours / round.raw);
        self.line("ours / naive", |round| round.ours / round.naive);
        self.line("the same, slow fsync", |round| {
            round.slow_ours / round.slow_naive
        });
        if !self.bursts.is_empty() {
            println!(
                "\nburst of 2,000: p99 {:.0} ms (median of bursts)",
                median(&self.bursts)
            );
        }
        println!(
            "\nchildren   in s   last answer s   accepted p50/p99 ms   denied p50/p99 ms   told to wait   peak MiB"
        );
        for row in &self.arrivals {
            println!(
                "{:>8} {:>6} {:>15.1} {:>12.1}/{:<8.1} {:>10.1}/{:<8.1} {:>14} {:>10}",
                row.children,
                row.during.as_secs(),
                row.seconds,
                row.accepted[0],
                row.accepted[1],
                row.denied[0],
                row.denied[1],
                row.overloaded,
                row.memory
            );
        }
        println!(
            "\n{} operations: {} oversold, {} lost, {} doubled",
            self.operations, self.findings.oversold, self.findings.lost, self.findings.doubled
        );
        Ok(())
    }

    fn line(&self, name: &str, figure: impl Fn(&Round) -> f64) {
        let all: Vec<f64> = self.rounds.iter().map(figure).collect();
        let worst = all.iter().copied().fold(f64::INFINITY, f64::min);
        println!("{name:<30} {:>9.2} {worst:>9.2}", median(&all));
    }

    /// What PostgreSQL reaches is measured beside it and put in by `cargo xtask bench`.
    fn json(&self) -> serde_json::Value {
        let ratio =
            |figure: fn(&Round) -> f64| median(&self.rounds.iter().map(figure).collect::<Vec<_>>());
        let arrivals = self.arrivals.iter().map(|row| {
            json!({
                "children": row.children, "during_s": row.during.as_secs(),
                "last_answer_s": row.seconds,
                "accepted_p50_ms": row.accepted[0], "accepted_p99_ms": row.accepted[1],
                "denied_p50_ms": row.denied[0], "denied_p99_ms": row.denied[1],
                "told_to_wait": row.overloaded, "peak_memory_mib": row.memory,
            })
        });
        json!({
            "sqlite_vs_raw": ratio(|round| round.ours / round.raw),
            "sqlite_vs_naive": ratio(|round| round.ours / round.naive),
            "sqlite_slow_fsync_vs_naive": ratio(|round| round.slow_ours / round.slow_naive),
            "sqlite_accepted_per_s": ratio(|round| round.ours),
            "sqlite_raw_per_s": ratio(|round| round.raw),
            "sqlite_naive_per_s": ratio(|round| round.naive),
            "burst_2000_p99_ms": median(&self.bursts),
            "arrivals": arrivals.collect::<Vec<_>>(),
            "operations": self.operations,
            "oversold": self.findings.oversold,
            "lost": self.findings.lost,
            "doubled": self.findings.doubled,
        })
    }
}

pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let at = |position: usize| sorted.get(position).copied().unwrap_or(0.0);
    (at(last / 2) + at(last.div_ceil(2))) / 2.0
}
