use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use crate::symbols::{symbol, value};
use crate::written::written_as_text;
use crate::{CareChoice, FeeStatement, Invalid, Label, MenuHash, Moment, OfferingId, StudentId};

/// 回执: what the school holds for a child after a submission was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    pub number: ReceiptNumber,
    pub student: StudentId,
    pub status: ReceiptStatus,
    pub accepted_at: Moment,
    pub menu: MenuHash,
    pub offerings: Vec<OfferingId>,
    pub care: Vec<CareChoice>,
    pub fees: FeeStatement,
}

/// 回执状态
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReceiptStatus {
    /// 已收到
    Submitted,
    /// 已退出: places and care were given back.
    Withdrawn,
}

/// 回执号: `HT-7K4Q92-X`, short enough to read out, with a symbol that catches a slip.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReceiptNumber(String);

impl ReceiptNumber {
    /// The number of the store's `sequence`-th entry; different sequences below 2³⁰ give
    /// different numbers, and neighbours do not look alike.
    pub fn of_sequence(prefix: &Label, sequence: u32) -> Self {
        // Multiplying by an odd number modulo a power of two is a bijection.
        let scattered = (u64::from(sequence) * 0x2545_F491) & ((1 << 30) - 1);
        let body: String = (0..6)
            .rev()
            .map(|at| symbol(scattered >> (5 * at)))
            .collect();
        let check = symbol(check_value(&body).unwrap_or(0));
        Self(format!("{prefix}-{body}-{check}"))
    }
}

fn check_value(body: &str) -> Option<u64> {
    let weighted = body.chars().zip([3u64, 7, 11, 13, 17, 19]);
    weighted
        .map(|(symbol, weight)| value(symbol).map(|value| value * weight))
        .sum()
}

impl fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ReceiptNumber {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("receipt_number", text.chars().take(20).collect::<String>());
        let (prefixed, check) = text.rsplit_once('-').ok_or_else(invalid)?;
        let (prefix, body) = prefixed.rsplit_once('-').ok_or_else(invalid)?;
        let sum = check_value(body).ok_or_else(invalid)?;
        let valid = !prefix.is_empty()
            && prefix.len() <= 12
            && body.len() == 6
            && check.chars().eq([symbol(sum)]);
        if valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(invalid())
        }
    }
}

written_as_text!(ReceiptNumber, "HT-7K4Q92-X");
