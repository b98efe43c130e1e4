//! The draw as it is told to phones. Read flat, as the words it is written in: what the server
//! writes as tagged enums would take a reader of a kind that phones do not carry.

use afterbell_domain::{Category, FileHash, Moment, OfferingId, SlotId, Weekday};
use serde::Deserialize;

/// 抽签公示: everything that was published, and places given by hand.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Draws {
    /// The last one holds.
    pub draws: Vec<Draw>,
    pub placements: Vec<Placement>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Draw {
    pub number: u32,
    /// Why it was drawn again.
    #[serde(default)]
    pub reason: Option<String>,
    pub files: Vec<DrawFile>,
}

impl Draw {
    /// How many files a whole draw has.
    const FILES: usize = 7;

    pub fn is_whole(&self) -> bool {
        self.files.len() == Self::FILES
    }
}

impl Draws {
    /// The newest draw that was run; what comes after it is only announced.
    pub fn last_whole(&self) -> Option<&Draw> {
        self.draws.iter().rev().find(|draw| draw.is_whole())
    }
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct DrawFile {
    pub name: String,
    pub hash: FileHash,
    pub published_at: Moment,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Placement {
    pub at: Moment,
    /// Under its pseudonym.
    pub child: String,
    pub offering: OfferingId,
    pub reason: String,
}

/// 本人结果: what the draw came to for one child.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OwnDraw {
    pub pseudonym: String,
    #[serde(default)]
    pub draw: Option<u32>,
    #[serde(default)]
    pub result: Option<ChildResult>,
    pub waiting: Vec<WaitingPlace>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ChildResult {
    pub number: u32,
    pub slots: Vec<SlotResult>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SlotResult {
    pub slot: SlotId,
    pub outcome: Outcome,
    #[serde(default)]
    pub offering: Option<OfferingId>,
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

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Ranked {
    #[serde(default)]
    pub group: Option<String>,
    pub number: u32,
}

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BarrierCode {
    TermLimit,
    DayLimit,
    CategoryLimit,
    CourseHeld,
    Busy,
}

/// 候补位置
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct WaitingPlace {
    pub offering: OfferingId,
    pub slot: SlotId,
    pub wish: u32,
    pub position: u32,
    pub state: State,
}

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

#[cfg(test)]
mod tests;
