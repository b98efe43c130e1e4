//! What became of every child, and why.

// Every index comes out of `Market::new`, which has looked at all of them.
#![allow(clippy::indexing_slicing)]

use serde::Serialize;

use super::AuditionRule;
use super::engine::{Keys, OfferingState, Ranking, SlotState};
use super::limits::{Barrier, Holdings};
use super::market::{INELIGIBLE, Market, NONE};

/// 分配结果: who gets which place. Children, slots and offerings are told by their place in the
/// lists of the market.
#[derive(Debug)]
pub struct Allocation<'a> {
    pub(super) market: &'a Market,
    pub(super) ranking: Ranking,
    pub(super) slots: Vec<SlotState>,
}

/// 时段结果: where a child is in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 录取
    Placed { offering: u32 },
    /// In an offering of an earlier slot that takes up this one, too.
    Continues { offering: u32 },
    /// 基本托管: wished for something, got nothing.
    BaseCare,
    /// Wished for nothing.
    NoWish,
}

/// 志愿结果: what became of a wish, from the first down to the one that was granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub offering: u32,
    pub outcome: WishOutcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum WishOutcome {
    /// 录取, through a place reserved for the child's group or not
    Admitted { reserved: bool },
    /// 未录取: others came before.
    Outranked(Refusal),
    /// 未开班: of at least so many children only these wanted it.
    Closed { admitted: u32, minimum: u32 },
    /// 年级不符
    GradeNotEligible,
    /// 不在面试名单上
    NotListed,
    /// 被限制
    Barred { barrier: Barrier },
}

/// 未录取的经过: how far an offering got in its order of children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The child with the last of the places open to all; none when all were reserved and taken.
    #[serde(skip)]
    pub last_admitted: Option<u32>,
    /// The child with the last of the places reserved for this child's group.
    #[serde(skip)]
    pub last_reserved: Option<u32>,
    /// 候补: place on the waiting list, counted from 1.
    pub waiting: u32,
}

/// 未开班
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedOffering {
    pub offering: u32,
    /// Whom it would have had when it was closed.
    pub admitted: u32,
    pub minimum: u32,
}

impl<'a> Allocation<'a> {
    pub fn market(&self) -> &'a Market {
        self.market
    }

    /// The offering a child got in a slot.
    #[inline]
    pub fn held(&self, child: usize, slot: usize) -> Option<u32> {
        let rank = self.ranking.rank_of[child];
        let held = self.slots[slot].held[rank as usize];
        (held != NONE).then_some(held)
    }

    /// The how many-th of its wishes in a slot a child got, counted from 1.
    pub fn granted(&self, child: usize, slot: usize) -> Option<u32> {
        let rank = self.ranking.rank_of[child];
        let position = self.slots[slot].position[rank as usize];
        (position != NONE).then(|| position + 1)
    }

    pub fn standing(&self, child: usize, slot: usize) -> Standing {
        if let Some(offering) = self.held(child, slot) {
            return Standing::Placed { offering };
        }
        let mut earlier = (0..slot).filter_map(|slot| self.held(child, slot));
        let takes_up = |offering: &u32| {
            let slots = self.market.catalogue.terms[*offering as usize].slots;
            slots & 1 << slot != 0
        };
        match earlier.find(takes_up) {
            Some(offering) => Standing::Continues { offering },
            None if self.market.applicants.wishes[slot].of(child).is_empty() => Standing::NoWish,
            None => Standing::BaseCare,
        }
    }

    /// What became of a child's wishes in a slot, down to the one that was granted.
    pub fn steps(&self, child: usize, slot: usize) -> impl Iterator<Item = Step> + '_ {
        let rank = self.ranking.rank_of[child];
        let position = self.slots[slot].position[rank as usize];
        let wishes = self.market.applicants.wishes[slot].of(child);
        let told = match position {
            NONE => wishes.len(),
            granted => granted as usize + 1,
        };
        let told = (0..).zip(&wishes[..told]);
        let own = &self.market.offerings_of[slot];
        told.map(move |(at, wish)| {
            let place = wish & !INELIGIBLE;
            let offering = own[place as usize];
            let may_have = place == *wish;
            Step {
                offering,
                outcome: match may_have {
                    true => self.outcome(rank, slot, offering, at == position),
                    false => self.ineligible(rank, offering),
                },
            }
        })
    }

    /// How many children an offering has.
    pub fn admitted(&self, offering: u32) -> u32 {
        self.state(offering).admitted()
    }

    /// The child with the last of the places of an offering that are open to all.
    pub fn last_admitted(&self, offering: u32) -> Option<u32> {
        let key = self.state(offering).open.worst()?;
        let rank = Keys::of(self.market, &self.ranking, offering).rank(key);
        Some(self.ranking.child_at[rank as usize])
    }

    /// 候补名单: the children who were turned away, in the order in which the offering ranks them.
    pub fn waiting(&self, offering: u32) -> impl Iterator<Item = u32> + '_ {
        let slot = self.market.catalogue.terms[offering as usize].slot;
        let place = self.market.place_of[offering as usize];
        let list = self.slots[slot].waiting.list(place as usize);
        list.iter()
            .map(|rank| self.ranking.child_at[*rank as usize])
    }

    /// In the order in which they were closed.
    pub fn closed(&self) -> impl Iterator<Item = ClosedOffering> + '_ {
        self.slots
            .iter()
            .flat_map(|slot| slot.closed.iter().copied())
    }

    fn state(&self, offering: u32) -> &OfferingState {
        let slot = self.market.catalogue.terms[offering as usize].slot;
        let place = self.market.place_of[offering as usize];
        &self.slots[slot].offerings[place as usize]
    }

    fn ineligible(&self, rank: u32, offering: u32) -> WishOutcome {
        let child = self.ranking.child_at[rank as usize];
        let terms = &self.market.catalogue.terms[offering as usize];
        let list = self.market.auditions[offering as usize].as_ref();
        let is_listed = list.is_some_and(|list| list.place_of(child).is_some());
        match terms.audition {
            Some(AuditionRule::ListedOnly) if !is_listed => WishOutcome::NotListed,
            _ => WishOutcome::GradeNotEligible,
        }
    }

    fn outcome(&self, rank: u32, slot: usize, offering: u32, is_granted: bool) -> WishOutcome {
        if let Some(barrier) = self.barrier(rank, slot, offering) {
            return WishOutcome::Barred { barrier };
        }
        let place = self.market.place_of[offering as usize] as usize;
        let slot = &self.slots[slot];
        if let Some(closed) = slot.closed.get(slot.turn_of_closing[place] as usize) {
            let ClosedOffering {
                admitted, minimum, ..
            } = *closed;
            return WishOutcome::Closed { admitted, minimum };
        }
        let keys = Keys::of(self.market, &self.ranking, offering);
        let key = keys.key(rank);
        let child = self.ranking.child_at[rank as usize];
        let group = self.market.applicants.groups[child as usize];
        let special = self.state(offering).special.as_ref();
        let reserved = special.and_then(|special| {
            let of_group = special.reserved.iter().find(|(of, _)| *of == group);
            of_group.and_then(|(_, seats)| seats.worst())
        });
        if is_granted {
            let reserved = reserved.is_some_and(|worst| key <= worst);
            return WishOutcome::Admitted { reserved };
        }
        let list = slot.waiting.list(place);
        let before = list.partition_point(|other| keys.key(*other) < key);
        let child_of = |key: u32| self.ranking.child_at[keys.rank(key) as usize];
        WishOutcome::Outranked(Refusal {
            last_admitted: self.last_admitted(offering),
            last_reserved: reserved.map(child_of),
            waiting: before as u32 + 1,
        })
    }

    fn barrier(&self, rank: u32, slot: usize, offering: u32) -> Option<Barrier> {
        let holdings = Holdings {
            market: self.market,
            earlier: &self.slots[..slot],
        };
        let barrier = self
            .market
            .is_coupled
            .then(|| holdings.barrier(rank, offering));
        barrier.flatten()
    }
}
