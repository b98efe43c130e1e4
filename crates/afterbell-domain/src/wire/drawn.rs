//! What a draw came to for one child, as its own family is told. Read flat, as the words it is written in: what
//! the server writes as tagged enums would take a reader of a kind that phones do not carry.

use serde::Deserialize;

use crate::{Category, Moment, OfferingId, SlotId, Waiting, WaitingState, Weekday};

/// 本人结果: what the draw came to for one child.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OwnDraw {
    /// Its name in what is published.
    pub pseudonym: String,
    /// The how many-th draw of the term holds; none before one was run.
    #[serde(default)]
    pub draw: Option<u32>,
    #[serde(default)]
    pub result: Option<ChildResult>,
    pub waiting: Vec<WaitingPlace>,
}

/// 抽签结果: a child's row of the allocation's report.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ChildResult {
    /// 抽签号, counted from 1; the lower comes first.
    pub number: u32,
    pub slots: Vec<SlotResult>,
}

impl ChildResult {
    /// 未开班: whether the draw has closed this course, which is known of courses that the child wished for.
    pub fn has_closed(&self, offering: &OfferingId) -> bool {
        let mut wished = self.slots.iter().flat_map(|slot| &slot.wishes);
        wished.any(|wish| wish.offering == *offering && wish.code == WishCode::Closed)
    }
}

/// 一个时段的结果
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SlotResult {
    pub slot: SlotId,
    pub outcome: Outcome,
    #[serde(default)]
    pub offering: Option<OfferingId>,
    /// The best first.
    #[serde(default)]
    pub wishes: Vec<WishResult>,
}

/// 时段结果
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Placed,
    Continues,
    BaseCare,
    NoWish,
}

/// 志愿结果, with the values that its word has.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct WishResult {
    pub offering: OfferingId,
    pub code: WishCode,
    #[serde(default)]
    pub reserved: bool,
    #[serde(default)]
    pub admitted: u32,
    #[serde(default)]
    pub minimum: u32,
    #[serde(default)]
    pub last_admitted: Option<Ranked>,
    #[serde(default)]
    pub last_reserved: Option<Ranked>,
    #[serde(default)]
    pub barrier: Option<Barrier>,
    /// The offering that stands in the way.
    #[serde(default)]
    pub other: Option<OfferingId>,
}

/// What became of a wish, as in `WishOutcome` of the allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WishCode {
    Admitted,
    Outranked,
    Closed,
    GradeNotEligible,
    NotListed,
    Barred,
}

/// 录取到的号: a child's place in the order of children, with its priority group (优先类别) where there are any.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Ranked {
    #[serde(default)]
    pub group: Option<String>,
    pub number: u32,
}

/// What stood in a wish's way beside the order of children.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Barrier {
    pub code: BarrierCode,
    #[serde(default)]
    pub limit: u8,
    #[serde(default)]
    pub weekday: Option<Weekday>,
    #[serde(default)]
    pub category: Option<Category>,
}

/// Its kind, as in `Barrier` of the allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BarrierCode {
    TermLimit,
    DayLimit,
    CategoryLimit,
    CourseHeld,
    Busy,
}

/// 候补位置: [`Waiting`], read flat.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct WaitingPlace {
    pub offering: OfferingId,
    pub slot: SlotId,
    pub wish: u32,
    pub position: u32,
    pub state: State,
}

impl From<&Waiting> for WaitingPlace {
    fn from(waiting: &Waiting) -> Self {
        let until = match waiting.state {
            WaitingState::Offered { until } => Some(until),
            _ => None,
        };
        let state = match waiting.state {
            WaitingState::Waiting => StateCode::Waiting,
            WaitingState::Offered { .. } => StateCode::Offered,
            WaitingState::Accepted => StateCode::Accepted,
            WaitingState::Declined => StateCode::Declined,
            WaitingState::Expired => StateCode::Expired,
            WaitingState::Left => StateCode::Left,
        };
        Self {
            offering: waiting.offering.clone(),
            slot: waiting.slot.clone(),
            wish: waiting.wish,
            position: waiting.position,
            state: State { state, until },
        }
    }
}

/// 候补状态, with the end of an offer.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct State {
    pub state: StateCode,
    #[serde(default)]
    pub until: Option<Moment>,
}

impl State {
    /// Whether it has a claim to a place.
    pub fn claims(&self) -> bool {
        matches!(self.state, StateCode::Waiting | StateCode::Offered)
    }
}

/// Its word, as [`WaitingState::code`] says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateCode {
    Waiting,
    Offered,
    Accepted,
    Declined,
    Expired,
    Left,
}
