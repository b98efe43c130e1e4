use super::Commitment;
use crate::{Date, Moment, SelectionRound};

/// 时机不对: a step of a draw that is taken too early or too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untimely {
    /// Places of this round are not drawn.
    NotDrawn,
    /// A commitment that is made once the wishes are known proves nothing.
    RoundIsOver { closed_at: Moment },
    /// Wishes may still change.
    RoundIsOpen { closes_at: Moment },
    /// The public number does not exist yet.
    NumberToCome { published_on: Date },
    /// A secret that is told so late does not count.
    SecretTooLate { until: Moment },
    /// The committee may still tell it.
    SecretMayCome { until: Moment },
}

impl Untimely {
    /// May a commitment be published? One that replaces another comes when the wishes are closed; what
    /// it commits to is still unknown, since its numbers are.
    pub fn to_commit(round: &SelectionRound, now: Moment, is_first: bool) -> Option<Self> {
        let Some(closes_at) = round.closes_at().filter(|_| round.mode.is_drawn()) else {
            return Some(Self::NotDrawn);
        };
        let closed_at = closes_at;
        (is_first && now >= closes_at).then_some(Self::RoundIsOver { closed_at })
    }

    /// May the list of applicants be published?
    pub fn to_close(commitment: &Commitment, now: Moment) -> Option<Self> {
        let closes_at = commitment.closes_at;
        (now < closes_at).then_some(Self::RoundIsOpen { closes_at })
    }

    /// May the secret and this number be told?
    pub fn to_reveal(
        commitment: &Commitment,
        has_secret: bool,
        published_on: Date,
        now: Moment,
    ) -> Option<Self> {
        let until = commitment.reveal_until;
        if now.in_zone(until.zone()).date() < published_on {
            return Some(Self::NumberToCome { published_on });
        }
        match (has_secret, now < until) {
            (true, false) => Some(Self::SecretTooLate { until }),
            (false, true) => Some(Self::SecretMayCome { until }),
            _ => None,
        }
    }
}
