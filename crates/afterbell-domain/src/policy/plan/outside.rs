use serde::{Deserialize, Serialize};

use crate::Date;
use crate::policy::vocabulary::PaperKind;

/// 校外人员或机构: what is on record about one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutsideHolder {
    pub papers: Vec<Paper>,
    /// 公示日期
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posted_on: Option<Date>,
}

/// 证明材料: valid from the first day to the last one, or without end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Paper {
    pub kind: PaperKind,
    pub valid_from: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

impl Paper {
    pub fn ends_before_it_begins(&self) -> bool {
        self.valid_until
            .is_some_and(|until| until < self.valid_from)
    }

    /// Whether it is valid on every day from one to the other.
    pub(in crate::policy) fn holds(&self, from: Date, until: Date) -> bool {
        self.valid_from <= from && self.valid_until.is_none_or(|last| until <= last)
    }
}
