use serde::{Deserialize, Serialize};

use crate::policy::vocabulary::{FeePeriod, Refund};
use crate::{Date, Fen, Label};

/// 收费标准: what the pricing authority approved, as the most that may be charged in a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeeStandard {
    /// 文号
    pub document: Label,
    pub published_on: Date,
    /// For one service, and for one holiday's care.
    pub service_fen: Fen,
    /// For one course.
    pub course_fen: Fen,
}

/// 收费办法
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeePlan {
    pub period: FeePeriod,
    pub paid_from: Date,
    pub paid_until: Date,
    /// What is given back to whoever paid and never attended.
    pub never_attended: Refund,
}
