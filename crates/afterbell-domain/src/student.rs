use serde::{Deserialize, Serialize};

use crate::{CourseId, HomeroomClass, Label, OfferingId, StudentId};

/// 学生: a child as the rules see it: name and class, and what it has done and holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Student {
    pub id: StudentId,
    pub name: Label,
    pub class: HomeroomClass,
    /// 已修课程: courses completed in earlier terms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub completed: Vec<CourseId>,
    /// 面试通过: offerings whose teacher has picked this child.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub auditions_passed: Vec<OfferingId>,
    /// 已选上: offerings in which this child holds a place now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enrolled: Vec<OfferingId>,
}

impl Student {
    pub fn is_enrolled(&self, offering: &OfferingId) -> bool {
        self.enrolled.contains(offering)
    }
}
