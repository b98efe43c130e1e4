//! What was published of the draw, as it is told to phones; what it came to for a child is
//! `afterbell_domain::wire::drawn`.

use afterbell_domain::{FileHash, Moment, OfferingId};
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
    #[serde(default)]
    pub taken_back: bool,
}

#[cfg(test)]
mod tests;
