//! What is timed, natively and in a browser.

use std::hint::black_box;

use afterbell_domain::allocation::{Allocation, Market};
use anyhow::{Result, ensure};

use crate::plain::deferred_acceptance;
use crate::town::{PLACES, Rules, SLOTS, Town};

#[derive(Debug, Clone, Copy)]
pub enum Task {
    Ours,
    /// Also each child's way through its wishes, with last admitted children and places on waiting lists.
    WithEveryReason,
    /// Ours on what the plain version solves, without groups, reserved places, minimums, auditions.
    OursOnThePlain,
    Plain,
}

pub struct Work {
    market: Market,
    plain_market: Market,
    plain: Town,
}

impl Work {
    /// Refuses a town for which ours and the plain version do not come to the same.
    pub fn of(children: usize) -> Result<Self> {
        let plain = Town::of(children, Rules::Plain)?;
        let plain_market = plain.market()?;
        require_same(&plain, &plain_market.allocate())?;
        let market = Town::of(children, Rules::All)?.market()?;
        Ok(Self {
            market,
            plain_market,
            plain,
        })
    }

    /// The town as the plain version sees it.
    pub fn plain(&self) -> &Town {
        &self.plain
    }

    /// What ours comes to, under all rules.
    pub fn allocation(&self) -> Allocation<'_> {
        black_box(&self.market).allocate()
    }

    /// Allocates all slots, one after the other.
    pub fn run(&self, task: Task) {
        match task {
            Task::Ours => drop(black_box(self.allocation())),
            Task::OursOnThePlain => drop(black_box(black_box(&self.plain_market).allocate())),
            Task::Plain => drop(black_box(plain(black_box(&self.plain)))),
            Task::WithEveryReason => {
                let allocation = self.allocation();
                for child in 0..self.market.children() {
                    for slot in 0..SLOTS {
                        allocation.steps(child, slot).for_each(|step| {
                            black_box(step);
                        });
                    }
                }
            }
        }
    }
}

/// For each slot and child the course it got, counted from the slot's first.
fn plain(town: &Town) -> Vec<Vec<Option<u32>>> {
    let (numbers, places) = (&town.applicants.numbers, PLACES as usize);
    let slots = town.wishes.iter();
    slots
        .map(|wishes| deferred_acceptance(wishes, numbers, town.courses, places))
        .collect()
}

/// What is compared must come to the same.
fn require_same(town: &Town, allocation: &Allocation<'_>) -> Result<()> {
    for (slot, got) in plain(town).into_iter().enumerate() {
        for (child, course) in got.into_iter().enumerate() {
            let first = (slot * town.courses) as u32;
            let held = allocation.held(child, slot).map(|held| held - first);
            ensure!(
                held == course,
                "child {child} has another place in slot {slot}"
            );
        }
    }
    Ok(())
}
