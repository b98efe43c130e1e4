use serde::{Deserialize, Serialize};

use crate::policy::vocabulary::{
    Activity, ActivityLevel, Attendance, Guarantee, PriorityGroup, Season, ServiceKind,
};
use crate::{Date, Fen, Label};

/// 服务说明: what stands behind the lines of the menu that have this service's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceDetail {
    pub kind: ServiceKind,
    pub activities: Vec<Activity>,
    pub attendance: Attendance,
    /// A limit as the school wrote it, so that a pack can refuse it; nothing else reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<u16>,
    /// 收费, for the whole term.
    #[serde(default)]
    pub fee_fen: Fen,
    /// 学科: the school subject to which the time is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Label>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<ActivityLevel>,
    /// Where families book it, when that is not here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked_elsewhere: Option<Label>,
}

/// 假期托管、校园开放: care in the holidays that follow the term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HolidayCare {
    pub season: Season,
    pub first_day: Date,
    pub last_day: Date,
    /// 收费, for the whole time.
    #[serde(default)]
    pub fee_fen: Fen,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked_elsewhere: Option<Label>,
}

/// 优先保障: how a group of children is served before others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriorityRule {
    pub group: PriorityGroup,
    pub guarantee: Guarantee,
}

/// 中途参与和退出
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MidTermChange {
    pub join: bool,
    pub leave: bool,
}
