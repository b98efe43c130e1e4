//! The waiting list (候补名单): who is offered the next free place, and until when.

use serde::{Deserialize, Serialize};

use crate::{Moment, OfferingId, SlotId, StudentId};

/// 候补: a child on the list of one offering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    pub student: StudentId,
    pub waiting: Waiting,
}

/// 候补位置: where a child stands, as its family is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    pub offering: OfferingId,
    /// Where it was wished for.
    pub slot: SlotId,
    /// The how many-th wish of the slot it was, counted from 1.
    pub wish: u32,
    /// In the order of the draw, counted from 1. It stays the same when others go.
    pub position: u32,
    pub state: WaitingState,
}

/// 候补状态
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum WaitingState {
    /// 等候
    Waiting,
    /// 已通知: a place is kept for the child up to, not including, this moment.
    Offered { until: Moment },
    /// 已接受
    Accepted,
    /// 已放弃
    Declined,
    /// 逾期
    Expired,
    /// 已离开: it has a better wish now, or has left the selection.
    Left,
}

impl WaitingState {
    /// The name it has in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Offered { .. } => "offered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Left => "left",
        }
    }

    pub fn is_open_offer(self, now: Moment) -> bool {
        matches!(self, Self::Offered { until } if now < until)
    }

    /// An offer that nobody took in time is none any more, whether that was written down yet or not.
    pub fn at(self, now: Moment) -> Self {
        match self {
            Self::Offered { until } if until <= now => Self::Expired,
            state => state,
        }
    }
}

impl Waiting {
    /// A day, so that a family sees it once in the evening, whenever it comes.
    pub const OFFER_SECONDS: i64 = 24 * 60 * 60;

    /// Whether a place elsewhere in the slot ends the waiting: the child has what it likes at least as
    /// much.
    pub fn ends_with(&self, taken: &Waiting) -> bool {
        self.slot == taken.slot && self.offering != taken.offering && self.wish > taken.wish
    }
}

impl Queued {
    /// Brings one offering's list, in order of positions, up to `now`: offers that were not taken end,
    /// and places that are free and not on offer are offered to the next who wait. There are never more
    /// open offers than free places, unless places were free when they were offered and are not any more.
    /// Says which have changed.
    pub fn settle(queue: &mut [Self], free: u32, now: Moment) -> Vec<usize> {
        let mut changed = Vec::new();
        let mut open = 0;
        for (at, queued) in queue.iter_mut().enumerate() {
            let state = queued.waiting.state.at(now);
            if state != queued.waiting.state {
                queued.waiting.state = state;
                changed.push(at);
            }
            open += u32::from(state.is_open_offer(now));
        }
        let until = now.plus_seconds(Waiting::OFFER_SECONDS);
        let waiting = queue
            .iter_mut()
            .enumerate()
            .filter(|(_, queued)| queued.waiting.state == WaitingState::Waiting);
        let not_on_offer = free.saturating_sub(open) as usize;
        for (at, queued) in waiting.take(not_on_offer) {
            queued.waiting.state = WaitingState::Offered { until };
            changed.push(at);
        }
        changed
    }
}
