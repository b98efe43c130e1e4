use serde::{Deserialize, Serialize};

use crate::policy::vocabulary::{Area, Ownership, Specialty};
use crate::{ClockTime, HomeroomClass, Weekday};

/// 学校概况: what a pack's conditions look at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchoolProfile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ownership: Option<Ownership>,
    /// 寄宿制
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boarding: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// 体艺类特色; without it the school has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub specialty: Option<Specialty>,
    /// 当地正常下班时间
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work_ends: Option<ClockTime>,
}

/// 体育课表: the weekdays on which a class has a PE lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeTimetable {
    pub class: HomeroomClass,
    pub weekdays: Vec<Weekday>,
}

/// 冬季与其它季节的结束时间
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeasonalEnd {
    pub winter: ClockTime,
    pub otherwise: ClockTime,
}
