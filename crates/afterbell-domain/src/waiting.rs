//! The waiting list (候补名单): who is offered the next free place, and until when.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::check::drawn;
use crate::{
    Moment, Offering, OfferingId, Reason, SelectionDraft, ServiceMenu, SlotId, Student, StudentId,
    WeekSlots, WishList, check_offered,
};

/// 候补: a child on the list of one offering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    pub student: StudentId,
    pub waiting: Waiting,
    /// 最迟期限: beyond which an open offer is not moved, whatever else its family is offered.
    pub ends_by: Option<Moment>,
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
    /// 已离开: it has a better wish now, has left the selection, or the school has taken the place back.
    Left,
}

/// 候补名单的情况: what has to be known of an offering's list to join it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WaitingList {
    /// Children who wait or to whom a place is offered: so many free places are theirs.
    pub claims: u32,
    /// Of the last child, whatever became of it.
    pub last_position: u32,
}

impl WaitingState {
    /// Whether it has a claim to a free place. An offer that ran out keeps its place until that is written
    /// down.
    pub fn claims(self) -> bool {
        matches!(self, Self::Waiting | Self::Offered { .. })
    }

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

    /// Until when a fresh offer may be moved: another day, so that a place is not kept for a family for
    /// longer, however often it is offered another one.
    pub fn ends_by(until: Moment) -> Moment {
        until.plus_seconds(Self::OFFER_SECONDS)
    }

    /// Whether a place elsewhere in the slot ends the waiting: the child has what it likes at least as
    /// much.
    pub fn ends_with(&self, taken: &Waiting) -> bool {
        self.slot == taken.slot && self.offering != taken.offering && self.wish > taken.wish
    }

    /// What becomes of a child's rows once it has left the selection: it waits no longer. Only those that change.
    pub fn once_left(mut own: Vec<Self>) -> Vec<Self> {
        own.retain(|one| one.state.claims());
        for one in &mut own {
            one.state = WaitingState::Left;
        }
        own
    }

    /// What becomes of a child's rows once it has this place: it was accepted, and what it likes less in
    /// that slot is waited for no longer. Only those that change.
    pub fn once_taken(own: Vec<Self>, offering: &OfferingId) -> Vec<Self> {
        let Some(taken) = own.iter().find(|one| one.offering == *offering).cloned() else {
            return Vec::new();
        };
        let changed = own.into_iter().filter_map(|mut one| {
            let is_over = one.ends_with(&taken)
                && matches!(
                    one.state,
                    WaitingState::Waiting | WaitingState::Offered { .. }
                );
            one.state = match one.offering == *offering {
                true => WaitingState::Accepted,
                false if is_over => WaitingState::Left,
                false => return None,
            };
            Some(one)
        });
        changed.collect()
    }

    /// What becomes of a child's rows once a place was taken back from it: it holds it no longer, and its position was
    /// given up with it. Only those that change.
    pub fn once_taken_back(own: Vec<Self>, offering: &OfferingId) -> Vec<Self> {
        let mut changed = own;
        changed.retain(|one| one.offering == *offering && one.state == WaitingState::Accepted);
        for one in &mut changed {
            one.state = WaitingState::Left;
        }
        changed
    }
}

/// 已占名额: the places that a child keeps through another draw, which gives all others out anew: those in which the
/// school has put it, and, where it has no part in the draw, all that it holds.
pub fn kept_beside_draw(
    student: &Student,
    placed_by_hand: &[OfferingId],
    is_drawn: bool,
) -> Vec<OfferingId> {
    let held = student.enrolled.iter();
    let kept = held.filter(|id| !is_drawn || placed_by_hand.contains(id));
    kept.cloned().collect()
}

/// How many places of each offering are kept for children to whom they are offered: for others than this
/// one, where one is named.
pub fn kept_places(
    offers: &[Queued],
    beside: Option<&StudentId>,
    now: Moment,
) -> BTreeMap<OfferingId, u32> {
    let mut kept = BTreeMap::new();
    let is_kept =
        |one: &&Queued| beside != Some(&one.student) && one.waiting.state.is_open_offer(now);
    for one in offers.iter().filter(is_kept) {
        *kept.entry(one.waiting.offering.clone()).or_default() += 1;
    }
    kept
}

/// Why a child cannot ask for a place once the draw was run, be it to get it at once or to wait for it.
/// `next` is what it would hold; whether a place is free is another question.
pub fn check_joining(
    menu: &ServiceMenu,
    student: &Student,
    next: &SelectionDraft,
    offering: &Offering,
    was_run: bool,
    now: Moment,
) -> Vec<Reason> {
    if !menu.round.has_draw() {
        return vec![Reason::FirstCome];
    }
    if !was_run {
        return vec![drawn(menu, now)];
    }
    if student.is_enrolled(&offering.id) {
        let other = offering.id.clone();
        return vec![Reason::CourseChosenTwice { other }];
    }
    check_offered(menu, student, next, offering, now)
}

/// Claims of others than the child that waits in these places.
pub fn claims_of_others(
    lists: &BTreeMap<OfferingId, WaitingList>,
    own: &[Waiting],
) -> BTreeMap<OfferingId, u32> {
    let claims = lists.iter().map(|(id, list)| {
        let mut own = own.iter().filter(|one| one.offering == *id);
        let is_mine = own.any(|one| one.state.claims());
        (id.clone(), list.claims.saturating_sub(is_mine.into()))
    });
    claims.filter(|(_, claims)| *claims > 0).collect()
}

impl Waiting {
    /// Behind everybody who waits. It counts as the next wish of its slot, after those that were ranked
    /// and those asked for since.
    pub fn at_the_end(
        menu: &ServiceMenu,
        offering: &Offering,
        list: WaitingList,
        wishes: Option<&WishList>,
        own: &[Self],
    ) -> Option<Self> {
        let slots = WeekSlots::of(&menu.offerings);
        let slot = slots.of_offering(offering).next()?.id.clone();
        let ranked = wishes.map_or(0, |wishes| wishes.of_slot(&slot).len());
        let asked = own
            .iter()
            .filter(|one| one.slot == slot && one.offering != offering.id);
        let last = asked.map(|one| one.wish).max().unwrap_or(0);
        let ranked = u32::try_from(ranked).unwrap_or(u32::MAX);
        Some(Self {
            offering: offering.id.clone(),
            slot,
            wish: ranked.max(last).saturating_add(1),
            position: list.last_position.saturating_add(1),
            state: WaitingState::Waiting,
        })
    }
}

impl Queued {
    /// Offers to children of one family end together, with the newest, so that it decides once. One that
    /// has ended, whether that was written down yet or not, does not come back, and none is moved beyond its
    /// last day. Says which have changed.
    pub fn end_together(family: &mut [Self], until: Moment, now: Moment) -> Vec<usize> {
        let mut changed = Vec::new();
        for (at, offered) in family.iter_mut().enumerate() {
            let state = offered.waiting.state;
            let WaitingState::Offered { until: before } = state else {
                continue;
            };
            let last = offered.ends_by.unwrap_or(before);
            let until = if until < last { until } else { last };
            if state.is_open_offer(now) && before < until {
                offered.waiting.state = WaitingState::Offered { until };
                changed.push(at);
            }
        }
        changed
    }

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
