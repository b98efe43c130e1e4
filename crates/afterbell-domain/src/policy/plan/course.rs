use serde::{Deserialize, Serialize};

use crate::Label;
use crate::policy::vocabulary::{Activity, ActivityLevel, CourseForm};

/// 课程说明: what a district asks about a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CourseDetail {
    pub form: CourseForm,
    /// 课程内容
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Label>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Activity>,
    /// 特色系列, such as 海洋科技.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Label>,
    /// 面向特长学生
    #[serde(default)]
    pub for_gifted: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<ActivityLevel>,
}

/// 临时班: pupils of several classes, with a group teacher of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TemporaryGroup {
    pub name: Label,
    pub size: u16,
    /// 临时班主任
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_teacher: Option<Label>,
    /// 指导教师
    #[serde(default)]
    pub tutors: Vec<Label>,
}
