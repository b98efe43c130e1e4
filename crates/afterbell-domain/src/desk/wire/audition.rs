use serde::{Deserialize, Serialize};

use crate::desk::AuditionChoice;
use crate::{HomeroomClass, Label, Moment, OfferingId, Session, StudentId};

/// 面试课程 that are one's own to choose for, in the order of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditionsView {
    pub auditions: Vec<AuditionView>,
    /// Whether families wish for courses first, so that there are applicants before the list.
    pub is_drawn: bool,
    /// A draw is under way: lists can be kept, and published once its results are.
    pub is_fixed: bool,
}

/// 一门课的面试
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditionView {
    pub offering: OfferingId,
    pub course: Label,
    pub sessions: Vec<Session>,
    pub teachers: Vec<Label>,
    pub places: u16,
    /// Grows each time the choice is kept.
    pub revision: u32,
    pub choice: AuditionChoice,
    /// Whether the choice is what holds.
    pub is_published: bool,
    /// The list that holds, the best first.
    pub published: Vec<StudentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_at: Option<Moment>,
    /// Missing when nobody at the desk has: on the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_by: Option<Label>,
    /// Everybody who applied, was decided about or holds a place, by class and school number. At which
    /// rank of their wishes families have the course is not told: a teacher who took those who
    /// put it first would make it unwise to say the truth.
    pub children: Vec<AuditionChild>,
}

/// 申请的学生
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditionChild {
    pub student: StudentId,
    pub school_number: Label,
    pub name: Label,
    pub class: HomeroomClass,
    /// Its family wishes for the course.
    pub applied: bool,
    /// The course is for its class.
    pub is_eligible: bool,
    /// It holds a place, which no list takes away.
    pub holds: bool,
}

/// A name belongs into no log.
impl std::fmt::Debug for AuditionChild {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AuditionChild({})", self.student)
    }
}

/// 保存或公布面试结果, made from a revision; from another one it is refused (`audition_changed`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeepAudition {
    pub revision: u32,
    pub choice: AuditionChoice,
    /// From now on it is the list that holds.
    #[serde(default)]
    pub publish: bool,
}

/// A child that has not applied, by the number the school knows it by.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindChild {
    pub school_number: Label,
}
