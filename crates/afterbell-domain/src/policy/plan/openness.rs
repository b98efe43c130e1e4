use serde::{Deserialize, Serialize};

use crate::policy::vocabulary::{DocumentKind, LedgerPeriod};
use crate::{Label, SelectionMode};

/// 选课机制: how places are given, as families are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SelectionMechanism {
    pub mode: SelectionMode,
    /// What happens when more children want a place than there are.
    pub explanation: Label,
}

/// 备案文件
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanDocument {
    pub kind: DocumentKind,
    pub title: Label,
}

/// 台账报送
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerReport {
    pub period: LedgerPeriod,
    /// Who sends it, by office and not by name.
    pub office: Label,
}
