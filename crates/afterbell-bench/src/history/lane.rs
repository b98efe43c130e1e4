//! A handful of children who fight for three courses that nobody else wants. Nothing they are
//! told depends on anybody outside, so their history can be checked by itself.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use tokio::task::JoinSet;

use super::fleet::Fleet;
use super::model::{Answer, COURSES, Call, Wish};
use super::phone::Phone;
use crate::books::Child;
use crate::ledger::Told;
use crate::linearizability::{Event, History};

pub const CHILDREN: usize = 6;
/// One child has two: both parents' hands are on it.
const PHONES: usize = CHILDREN + 1;

/// What all phones of all lanes share.
pub struct Field {
    pub fleet: Fleet,
    pub menu: String,
    pub told: Mutex<Told>,
    pub sums: Sums,
}

#[derive(Default)]
pub struct Sums {
    pub operations: AtomicU64,
    pub accepted: AtomicU64,
    pub denied: AtomicU64,
    /// Requests sent once more that should be told what they were told before.
    pub repeated: AtomicU64,
    /// And were not.
    pub changed: AtomicU64,
    /// Calls that had no answer at first, and those that never got one.
    pub cut_off: AtomicU64,
    pub abandoned: AtomicU64,
    /// Told to come back later.
    pub put_off: AtomicU64,
    pub kills: AtomicU64,
}

impl Sums {
    pub fn count(sum: &AtomicU64) {
        sum.fetch_add(1, Ordering::Relaxed);
    }
}

/// One history being written.
pub struct Lane {
    pub field: Arc<Field>,
    pub children: Vec<Child>,
    pub offerings: [String; COURSES],
    /// Together with the lane's other generations it makes an address for each phone.
    pub number: usize,
    record: Mutex<History<Call>>,
}

impl Lane {
    pub fn new(
        field: Arc<Field>,
        children: Vec<Child>,
        offerings: [String; COURSES],
        number: usize,
    ) -> Self {
        Self {
            field,
            children,
            offerings,
            number,
            record: Mutex::default(),
        }
    }

    /// Written down before the request leaves.
    pub fn asked(&self, child: usize, wish: Wish) -> usize {
        self.field.fleet.asking();
        let mut record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
        let call = record.calls.len();
        record.calls.push(Call {
            child,
            wish,
            answer: None,
        });
        record.events.push(Event::Asked(call));
        call
    }

    /// Written down after the answer is there, so that a call is never made shorter than it was.
    pub fn answered(&self, call: usize, answer: Answer) {
        let sums = &self.field.sums;
        Sums::count(&sums.operations);
        match answer {
            Answer::Receipt(_) => Sums::count(&sums.accepted),
            Answer::Denied(_) => Sums::count(&sums.denied),
            Answer::NothingSubmitted => {}
        }
        let mut record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(call) = record.calls.get_mut(call) {
            call.answer = Some(answer);
        }
        record.events.push(Event::Answered(call));
    }

    /// Lets the phones loose, and gives their history when every place is given back. Phones ask
    /// at random, then ask again what was left open, then leave; what some of them gave up for good
    /// stays open in the history and is only settled after its end, for the sake of the next one.
    pub async fn run(self, steps: usize) -> Result<History<Call>> {
        let lane = Arc::new(self);
        let mut phones = Vec::new();
        for number in 0..PHONES {
            phones.push(Phone::new(&lane, number)?);
        }
        let phones = together(phones, move |phone| phone.play(steps)).await?;
        let phones = together(phones, |phone| phone.ask_again()).await?;
        let phones = together(phones, |phone| phone.leave()).await?;
        let history = {
            let mut record = lane.record.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *record)
        };
        let phones = together(phones, |phone| phone.settle()).await?;
        together(phones, |phone| phone.leave()).await?;
        Ok(history)
    }
}

/// All of them at once; it is over when the last one is done.
async fn together<F>(phones: Vec<Phone>, work: impl Fn(Phone) -> F) -> Result<Vec<Phone>>
where
    F: Future<Output = Result<Phone>> + Send + 'static,
{
    let mut working = JoinSet::new();
    for phone in phones {
        working.spawn(work(phone));
    }
    let mut done = Vec::new();
    while let Some(phone) = working.join_next().await {
        done.push(phone.context("a phone")??);
    }
    Ok(done)
}
