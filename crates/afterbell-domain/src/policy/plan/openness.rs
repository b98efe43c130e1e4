use serde::{Deserialize, Serialize};

use crate::policy::vocabulary::{Channel, DocumentKind, LedgerPeriod, NoticeContent};
use crate::{Date, Label, SelectionMode};

/// 公示: where and when the menu is posted, and how to object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicNotice {
    pub place: Label,
    pub posted_on: Date,
    /// The last day on which objections are taken before selection opens.
    pub posted_until: Date,
    pub contents: Vec<NoticeContent>,
    /// 监督渠道
    pub channels: Vec<Channel>,
}

impl PublicNotice {
    /// Whether it can still be posted as it says: a period that had begun before anybody could see it
    /// would be over before its time.
    pub fn can_be_posted_on(&self, day: Date) -> bool {
        day <= self.posted_on && self.posted_on <= self.posted_until
    }

    /// Whether the public may object on this day.
    pub fn takes_objections_on(&self, day: Date) -> bool {
        self.posted_on <= day && day <= self.posted_until
    }

    /// Whether it has been posted as long as it says.
    pub fn is_over_on(&self, day: Date) -> bool {
        self.posted_until < day
    }
}

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
