//! Deferred acceptance in flat lists.
//!
//! Children are ranked once: by precedence of their group, then by number. An offering keeps the ranks of those
//! it holds; only the worst of them matters until the offering is full, so it becomes a heap no
//! sooner than somebody better comes to a full one. The best-ranked child asks first: then only
//! reserved places, audition lists and closed offerings ever send a child on.
//!
//! That children are asked in this order, and that closing an offering goes on from where the
//! allocation stands instead of starting anew, changes nothing: deferred acceptance comes to one
//! result in whatever order children ask (McVitie and Wilson 1970), and an offering that turns
//! everybody away only makes more children ask elsewhere. The tests hold it against a plain version that starts anew.

// Every index comes out of `Market::new`, which has looked at all of them.
#![allow(clippy::indexing_slicing)]

mod closing;
mod holding;
mod immediate;
mod seats;
mod slot;
mod waiting;

pub(super) use holding::{Keys, OfferingState, SlotState};

use super::market::{Market, NONE};
use super::outcome::Allocation;

/// Children in order of precedence and number, both ways.
#[derive(Debug)]
pub(super) struct Ranking {
    pub child_at: Vec<u32>,
    pub rank_of: Vec<u32>,
    /// Ranks from here on came after the opening pool: they take what is left, in turn.
    pub late_from: usize,
}

/// How the children of a slot come to their places.
pub(super) type SlotRule = fn(&Market, &Ranking, &[SlotState], usize) -> SlotState;

pub(super) const DEFERRED: SlotRule = slot::allocate;
/// 志愿优先, for comparison only: see [`immediate`].
pub(super) const IMMEDIATE: SlotRule = immediate::allocate;

pub(super) fn allocate(market: &Market, rule: SlotRule) -> Allocation<'_> {
    let ranking = Ranking::of(market);
    let mut slots = Vec::with_capacity(market.catalogue.slots);
    for slot in 0..market.catalogue.slots {
        let state = rule(market, &ranking, &slots, slot);
        slots.push(state);
    }
    Allocation {
        market,
        ranking,
        slots,
    }
}

impl Ranking {
    fn of(market: &Market) -> Self {
        let applicants = &market.applicants;
        let late_from = applicants.late_from.unwrap_or(NONE);
        let mut keys: Vec<(u64, u32)> = Vec::with_capacity(market.children());
        for (child, (number, group)) in (0..).zip(applicants.numbers.iter().zip(&applicants.groups))
        {
            let precedence = match *number < late_from || late_from == NONE {
                true => u64::from(market.catalogue.precedences[usize::from(*group)]),
                false => u64::from(u8::MAX) + 1,
            };
            keys.push((precedence << 32 | u64::from(*number), child));
        }
        keys.sort_unstable();
        let late = u64::from(u8::MAX) + 1;
        let late_from = keys.partition_point(|(key, _)| key >> 32 < late);
        let child_at: Vec<u32> = keys.into_iter().map(|(_, child)| child).collect();
        let mut rank_of = vec![0; child_at.len()];
        for (rank, child) in (0..).zip(&child_at) {
            rank_of[*child as usize] = rank;
        }
        Self {
            child_at,
            rank_of,
            late_from,
        }
    }
}
