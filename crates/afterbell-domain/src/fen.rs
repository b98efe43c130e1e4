use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;

use crate::Invalid;
use crate::written::written_as_integer;

/// 分: money in hundredths of a yuan, the only unit of money in the house.
///
/// Bounded at one million yuan; a sum that would be more stands still there, so that it can
/// be written and read like any other.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(try_from = "u32", into = "u32")]
pub struct Fen(u32);

impl Fen {
    pub const ZERO: Self = Self(0);
    pub const MAX: Self = Self(100_000_000);

    pub fn new(fen: u32) -> Result<Self, Invalid> {
        if fen <= Self::MAX.0 {
            Ok(Self(fen))
        } else {
            Err(Invalid::new("fee_fen", fen))
        }
    }

    pub fn get(self) -> u32 {
        self.0
    }

    pub fn is_free(self) -> bool {
        self.0 == 0
    }
}

impl TryFrom<u32> for Fen {
    type Error = Invalid;
    fn try_from(fen: u32) -> Result<Self, Invalid> {
        Self::new(fen)
    }
}

impl From<Fen> for u32 {
    fn from(fen: Fen) -> u32 {
        fen.0
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(fees: I) -> Self {
        fees.fold(Self::ZERO, |sum, fee| {
            Self(sum.0.saturating_add(fee.0)).min(Self::MAX)
        })
    }
}

/// Plain yuan with two decimals, as it stands in exports: `120.00`.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

written_as_integer!(Fen, 0, 100_000_000);
