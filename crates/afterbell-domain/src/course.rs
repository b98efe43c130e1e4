use serde::{Deserialize, Serialize};

use crate::{
    ClockRange, CourseId, Fen, GradeSet, HomeroomClass, Invalid, Label, OfferingId, Weekday,
};

/// 类别: what a course is mainly for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Category {
    Moral,
    Arts,
    Sport,
    Science,
    Reading,
    Labour,
    Other,
}

impl Category {
    pub const ALL: [Self; 7] = [
        Self::Moral,
        Self::Arts,
        Self::Sport,
        Self::Science,
        Self::Reading,
        Self::Labour,
        Self::Other,
    ];
}

/// 课程: what is taught. It may be offered several times a week to different children.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Course {
    pub id: CourseId,
    pub name: Label,
    pub category: Category,
    /// A child may hold only one offering of it in a term.
    pub once_per_term: bool,
    /// A course the child must have completed before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prerequisite: Option<CourseId>,
}

/// 开班项: a course at fixed times with its places; what a parent chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "checks-menus", serde(deny_unknown_fields))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offering {
    pub id: OfferingId,
    pub course: CourseId,
    pub sessions: Vec<Session>,
    /// 人数上限, at least 1.
    pub places: u16,
    /// 开班人数: with fewer children it does not open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<u16>,
    pub eligibility: Eligibility,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teachers: Vec<Label>,
    pub provider: Provider,
    /// 收费, for the whole term.
    pub fee_fen: Fen,
    /// 需面试: the teacher picks from the applicants.
    pub audition: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Label>,
    /// 预留名额, together no more than there are places.
    #[cfg(feature = "checks-menus")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserved: Vec<crate::allocation::Reserved>,
}

impl Offering {
    pub fn sessions_on(&self, weekday: Weekday) -> impl Iterator<Item = &Session> {
        self.sessions
            .iter()
            .filter(move |session| session.weekday == weekday)
    }

    pub fn is_on(&self, weekday: Weekday) -> bool {
        self.sessions_on(weekday).next().is_some()
    }

    /// A session of `other` that takes place at the same time as one of ours.
    pub fn first_clash<'a>(&self, other: &'a Self) -> Option<&'a Session> {
        other
            .sessions
            .iter()
            .find(|theirs| self.sessions.iter().any(|ours| ours.clashes(theirs)))
    }
}

/// 上课时段: one lesson of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    pub weekday: Weekday,
    pub time: ClockRange,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Label>,
}

impl Session {
    pub fn clashes(&self, other: &Self) -> bool {
        self.weekday == other.weekday && self.time.overlaps(other.time)
    }
}

/// 招生对象: the grades, and within them the classes, that may choose an offering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Eligibility {
    pub grades: GradeSet,
    /// When not empty, only these classes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<HomeroomClass>,
}

impl Eligibility {
    /// Whether it is for children of this class at all.
    pub fn admits(&self, class: HomeroomClass) -> bool {
        self.grades.contains(class.grade())
            && (self.classes.is_empty() || self.classes.contains(&class))
    }
}

/// 教师来源: who teaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", try_from = "WrittenProvider")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Provider {
    /// 本校
    School,
    /// 校外
    Outside {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        institution: Option<Label>,
    },
}

/// The JSON of a provider, read as a plain object: what serde generates for a tagged enum
/// keeps the whole object until it has found the tag, which is much code on the phone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenProvider {
    kind: ProviderKind,
    institution: Option<Label>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ProviderKind {
    School,
    Outside,
}

impl TryFrom<WrittenProvider> for Provider {
    type Error = Invalid;
    fn try_from(written: WrittenProvider) -> Result<Self, Invalid> {
        match (written.kind, written.institution) {
            (ProviderKind::School, None) => Ok(Self::School),
            (ProviderKind::School, Some(name)) => Err(Invalid::new("provider", name)),
            (ProviderKind::Outside, institution) => Ok(Self::Outside { institution }),
        }
    }
}
