//! What a child holds in slots that were allocated before bears on what it can have in this one.

// Every index comes out of `Market::new`, which has looked at all of them.
#![allow(clippy::indexing_slicing)]

use serde::Serialize;

use super::engine::SlotState;
use super::market::{Market, NONE};
use crate::{Category, Weekday};

/// 限制: why a place in an earlier slot keeps a child from a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Barrier {
    /// 每学期限选
    TermLimit { limit: u8 },
    /// 每天限选
    DayLimit { weekday: Weekday, limit: u8 },
    /// 每类限选
    CategoryLimit { category: Category, limit: u8 },
    /// 同一课程每学期限选一次; the other offering by its place in the rules' list.
    CourseHeld {
        #[serde(skip)]
        other: u32,
    },
    /// 时间冲突: the other offering takes up this slot, or one that the wish takes up as well.
    Busy {
        #[serde(skip)]
        other: u32,
    },
}

pub(super) struct Holdings<'a> {
    pub market: &'a Market,
    pub earlier: &'a [SlotState],
}

impl Holdings<'_> {
    pub fn barrier(&self, rank: u32, wish: u32) -> Option<Barrier> {
        let catalogue = &self.market.catalogue;
        let limits = catalogue.limits;
        let wished = &catalogue.terms[wish as usize];
        let held = || {
            let held = self.earlier.iter().map(|slot| slot.held[rank as usize]);
            let held = held.filter(|offering| *offering != NONE);
            held.map(|offering| (offering, &catalogue.terms[offering as usize]))
        };
        for (other, terms) in held() {
            if terms.slots & wished.slots != 0 {
                return Some(Barrier::Busy { other });
            }
            if wished.once_per_term.is_some() && terms.once_per_term == wished.once_per_term {
                return Some(Barrier::CourseHeld { other });
            }
        }
        let reached = |limit: u8, count: usize| count >= usize::from(limit);
        if let Some(limit) = limits.per_term
            && reached(limit, held().count())
        {
            return Some(Barrier::TermLimit { limit });
        }
        if let Some(limit) = limits.per_day {
            for weekday in Weekday::ALL {
                let is_on = |weekdays: u8| weekdays & 1 << weekday.number() != 0;
                let count = held().filter(|(_, terms)| is_on(terms.weekdays)).count();
                if is_on(wished.weekdays) && reached(limit, count) {
                    return Some(Barrier::DayLimit { weekday, limit });
                }
            }
        }
        if let (Some(limit), Some(category)) = (limits.per_category, wished.category) {
            let count = held()
                .filter(|(_, terms)| terms.category == Some(category))
                .count();
            if reached(limit, count) {
                return Some(Barrier::CategoryLimit { category, limit });
            }
        }
        None
    }
}
