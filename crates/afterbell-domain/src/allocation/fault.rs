use serde::Serialize;
use std::fmt;

/// 问题: what keeps rules or applicants from being allocated, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The field, as in `applicants[3].wishes.mon[0]`; lists are counted from 0.
    pub at: String,
    #[serde(flatten)]
    pub code: FaultCode,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum FaultCode {
    /// Nothing is there and something is needed.
    Missing,
    /// The mode, or another field, leaves no room for it.
    NotUsed,
    /// Nothing of this name was declared.
    Unknown {
        found: String,
    },
    /// The same once more.
    Duplicate {
        found: String,
    },
    /// The offering is wished for in another slot.
    OtherSlot {
        offering: String,
        slot: String,
    },
    /// A slot that is allocated earlier.
    NotLater {
        slot: String,
    },
    BelowLeast {
        least: u64,
    },
    AboveMost {
        most: u64,
    },
    /// More than one wish in a mode that takes one.
    OneWishOnly,
    /// The offering asks for grades, and the child's is not told.
    GradeMissing,
    /// Some applicants have a number and others none.
    NumbersIncomplete,
}

impl Fault {
    pub(super) fn new(at: impl Into<String>, code: FaultCode) -> Self {
        let at = at.into();
        Self { at, code }
    }

    pub(super) fn unknown(at: impl Into<String>, found: impl fmt::Display) -> Self {
        let found = found.to_string();
        Self::new(at, FaultCode::Unknown { found })
    }

    pub(super) fn duplicate(at: impl Into<String>, found: impl fmt::Display) -> Self {
        let found = found.to_string();
        Self::new(at, FaultCode::Duplicate { found })
    }
}
