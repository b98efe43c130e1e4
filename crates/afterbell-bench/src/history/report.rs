//! What came of the histories, in words and as one object.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::json;

use super::lane::Sums;
use super::model::Call;
use crate::ledger::{Findings, Told};
use crate::linearizability::{Event, History};

#[derive(Debug, Default)]
pub struct Report {
    pub servers: usize,
    pub histories: usize,
    pub not_linearizable: usize,
    /// The first one that was not, up to the answer that fits into no order.
    pub example: Option<String>,
    pub operations: u64,
    pub accepted: u64,
    pub denied: u64,
    pub repeated: u64,
    pub changed: u64,
    pub cut_off: u64,
    pub abandoned: u64,
    pub put_off: u64,
    pub kills: u64,
    pub told: Told,
    pub findings: Findings,
    /// Whether `verify` found nothing, where it can be asked.
    pub verified: Option<bool>,
}

/// So many events before the one that does not fit are worth reading.
const SHOWN: usize = 40;

impl Report {
    pub(super) fn add(&mut self, checked: Vec<Option<String>>) {
        self.histories += checked.len();
        for wrong in checked.into_iter().flatten() {
            self.not_linearizable += 1;
            self.example.get_or_insert(wrong);
        }
    }

    pub(super) fn count(&mut self, sums: &Sums) {
        let read = |sum: &AtomicU64| sum.load(Ordering::Relaxed);
        self.operations = read(&sums.operations);
        self.accepted = read(&sums.accepted);
        self.denied = read(&sums.denied);
        self.repeated = read(&sums.repeated);
        self.changed = read(&sums.changed);
        self.cut_off = read(&sums.cut_off);
        self.abandoned = read(&sums.abandoned);
        self.put_off = read(&sums.put_off);
        self.kills = read(&sums.kills);
    }

    pub fn is_clean(&self) -> bool {
        self.not_linearizable == 0
            && self.changed == 0
            && self.findings == Findings::default()
            && self.verified != Some(false)
    }

    pub fn print(&self, as_json: bool) {
        if let Some(example) = &self.example {
            eprintln!("{example}");
        }
        let Findings {
            oversold,
            lost,
            doubled,
        } = self.findings;
        if as_json {
            let object = json!({
                "operations": self.operations, "histories": self.histories,
                "not_linearizable": self.not_linearizable, "servers": self.servers,
                "kills": self.kills, "cut_off": self.cut_off, "abandoned": self.abandoned,
                "repeated": self.repeated, "changed": self.changed,
                "accepted": self.accepted, "denied": self.denied, "put_off": self.put_off,
                "receipts": self.told.len(), "verified": self.verified,
                "oversold": oversold, "lost": lost, "doubled": doubled,
            });
            println!("{object}");
            return;
        }
        println!(
            "{} operations in {} histories on {} servers: {} not linearizable\n\
             {} receipts told and {} denials; {} receipts in all, {} oversold, {} lost, {} doubled\n\
             {} requests repeated, {} of them told something else\n\
             {} kills, {} calls cut off, {} of them given up; {} told to come back later",
            self.operations,
            self.histories,
            self.servers,
            self.not_linearizable,
            self.accepted,
            self.denied,
            self.told.len(),
            oversold,
            lost,
            doubled,
            self.repeated,
            self.changed,
            self.kills,
            self.cut_off,
            self.abandoned,
            self.put_off,
        );
        if let Some(verified) = self.verified {
            let found = if verified { "nothing" } else { "something" };
            println!("verify found {found}");
        }
    }
}

/// The last of what happened before an answer that fits into no order.
pub(super) fn told_before(history: &History<Call>, event: usize, call: usize) -> String {
    let mut text = String::from("an answer that fits into no order:\n");
    let events = history.events.iter().take(event + 1);
    for happening in events.skip(event.saturating_sub(SHOWN)) {
        let (number, what) = match *happening {
            Event::Asked(number) => (number, "asked"),
            Event::Answered(number) => (number, "answered"),
        };
        let mark = if number == call { "→" } else { " " };
        let told = history.calls.get(number);
        // Writing into a String does not fail.
        let _ = writeln!(text, "{mark} {number:>4} {what:<8} {told:?}");
    }
    text
}
