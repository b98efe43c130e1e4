mod number;

use serde::{Deserialize, Serialize};

pub use number::{ReceiptNumber, ReceiptPrefix};

use crate::{CareChoice, FeeStatement, MenuHash, Moment, OfferingId, StudentId};

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
    /// 已结束: the school has ended all that was held: places and care with their term, for every child alike,
    /// this child's last place with a change of the menu, or a last place given by hand that was taken back.
    Ended,
}
