use serde::{Deserialize, Serialize};

use crate::Label;
use crate::policy::vocabulary::{Activity, ActivityLevel, CourseForm};

/// 课程说明: what a district asks about a course.
///
/// The default is what a course is of which nobody has said anything: a plain course.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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

/// 课程说明的一项, as it is written in a cell; nothing where the cell is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", content = "value", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CourseFact {
    Content(Option<Label>),
    Series(Option<Label>),
    ForGifted(Option<bool>),
    Form(Option<CourseForm>),
    Level(Option<ActivityLevel>),
    Activities(Vec<Activity>),
}

impl CourseFact {
    /// Whether the cell is empty.
    pub fn says_nothing(&self) -> bool {
        match self {
            Self::Content(it) | Self::Series(it) => it.is_none(),
            Self::ForGifted(it) => it.is_none(),
            Self::Form(it) => it.is_none(),
            Self::Level(it) => it.is_none(),
            Self::Activities(it) => it.is_empty(),
        }
    }
}

impl CourseDetail {
    /// With one of its fields as a cell says it.
    #[must_use]
    pub fn with(mut self, fact: CourseFact) -> Self {
        match fact {
            CourseFact::Content(it) => self.content = it,
            CourseFact::Series(it) => self.series = it,
            CourseFact::ForGifted(it) => self.for_gifted = it.unwrap_or_default(),
            CourseFact::Form(it) => self.form = it.unwrap_or_default(),
            CourseFact::Level(it) => self.level = it,
            CourseFact::Activities(it) => self.activities = it,
        }
        self
    }
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
