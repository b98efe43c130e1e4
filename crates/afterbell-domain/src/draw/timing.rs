use serde::{Deserialize, Serialize};

use super::Commitment;
use crate::{Date, FileHash, Moment, SelectionRound};

/// 时机不对: a step of a draw that is taken too early or too late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Untimely {
    /// Places of this round are not drawn.
    NotDrawn,
    /// What the pool left is being taken: another draw would take it back from whoever came later.
    PoolWasRun,
    /// A commitment that is made once the wishes are known proves nothing.
    RoundIsOver { closed_at: Moment },
    /// Wishes may still change.
    RoundIsOpen { closes_at: Moment },
    /// The draw before is under way, and a number of it is known or about to be: it is made with it, or
    /// once no number is left, not at all.
    DrawUnderWay { until: Date },
    /// A draw would take the place away again, or give it to another as well.
    DrawToCome,
    /// Whoever has seen a secret told, or knows it, would choose a number to go with it.
    SealUsedBefore { seal: FileHash },
}

/// 上一次抽签, as far as it has come when another one is to begin.
#[derive(Debug, Clone, Copy)]
pub struct EarlierDraw<'a> {
    pub commitment: &'a Commitment,
    pub is_closed: bool,
    pub was_run: bool,
}

impl EarlierDraw<'_> {
    /// Whoever stops a draw because of what comes of it chooses; so only one of which nothing can be known yet
    /// may be stopped, or one for which no number is left.
    fn stands_in_the_way(&self, now: Moment) -> Option<Date> {
        let numbers = &self.commitment.numbers;
        let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
            return None;
        };
        let today = now.in_zone(self.commitment.committed_at.zone()).date();
        let is_unknown = today < first.published_on;
        let none_is_left = match self.is_closed {
            true => today > last.published_on,
            false => today >= last.published_on,
        };
        let may_end = self.was_run || is_unknown || none_is_left;
        (!may_end).then_some(last.published_on)
    }
}

impl Untimely {
    /// May a commitment be published? The first one comes before the wishes are closed. Seals are new: one that
    /// was used before may be known.
    pub fn to_commit(
        round: &SelectionRound,
        now: Moment,
        earlier: Option<EarlierDraw<'_>>,
    ) -> Option<Self> {
        let Some(closed_at) = round.wishes_close_at() else {
            return Some(Self::NotDrawn);
        };
        match earlier {
            None => (now >= closed_at).then_some(Self::RoundIsOver { closed_at }),
            Some(earlier) => {
                let until = earlier.stands_in_the_way(now)?;
                Some(Self::DrawUnderWay { until })
            }
        }
    }

    /// May these seals be used after those of all earlier commitments?
    pub fn to_seal(seals: &[FileHash], earlier: &[Commitment]) -> Option<Self> {
        let mut used = earlier.iter().flat_map(|commitment| &commitment.seals);
        let seal = used.find(|used| seals.contains(used))?.clone();
        Some(Self::SealUsedBefore { seal })
    }

    /// May a draw that was run be drawn again?
    pub fn to_draw_again(round: &SelectionRound) -> Option<Self> {
        let has_pool = round.opening_pool_minutes.is_some();
        has_pool.then_some(Self::PoolWasRun)
    }

    /// May the office put a child into a course by hand? Not while a draw is under way or to come.
    pub fn to_place(round: &SelectionRound, was_run: bool) -> Option<Self> {
        (round.has_draw() && !was_run).then_some(Self::DrawToCome)
    }

    /// May the list of applicants be published?
    pub fn to_close(commitment: &Commitment, now: Moment) -> Option<Self> {
        let closes_at = commitment.closes_at;
        (now < closes_at).then_some(Self::RoundIsOpen { closes_at })
    }
}
