use serde::{Deserialize, Serialize};

use crate::written::written_format;
use crate::{
    Category, CourseId, GradeSet, GroupId, Limits, MenuHash, OfferingId, SelectionMode, SlotId,
    Weekday,
};

written_format!(
    /// Says how the rules are written.
    RulesFormat,
    "afterbell-rules/1"
);

/// 分配规则: everything that decides who gets a place, published before a round closes. Lists are
/// in their published order, which matters for groups, slots and offerings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllocationRules {
    pub format: RulesFormat,
    /// The version of the menu that these rules are of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub menu: Option<MenuHash>,
    pub mode: SelectionMode,
    /// First-come only: who asks within so many minutes of the opening is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_pool_minutes: Option<u32>,
    /// A child without a group is of the last one; without groups all children are alike.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<PriorityGroup>,
    /// In the order in which they are allocated.
    pub slots: Vec<Slot>,
    pub offerings: Vec<ContestedOffering>,
    #[serde(default)]
    pub limits: Limits,
}

/// 优先类别: children whom the district has served before others, or has places reserved for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityGroup {
    pub id: GroupId,
    /// The lower is served first; groups of the same precedence are drawn together.
    pub precedence: u8,
}

/// 时段: a time of the week for which a child has wishes and gets at most one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    pub id: SlotId,
    pub weekday: Weekday,
}

/// 参与分配的开班项: what of an offering matters for its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestedOffering {
    pub id: OfferingId,
    /// Where it is wished for and allocated.
    pub slot: SlotId,
    /// Later slots that it takes up as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<SlotId>,
    /// At least 1.
    pub places: u32,
    /// 已占名额: places that children keep beside the draw, since the school has put them there or they came after
    /// the draw before. `places` and `minimum` are what is left of the menu's without them. At least 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<u32>,
    /// 开班人数: with fewer children it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<u32>,
    /// 预留名额, together no more than there are places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserved: Vec<Reserved>,
    /// 需面试
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audition: Option<AuditionRule>,
    /// Who may have it, where that was not looked at before. Children then need their grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grades: Option<GradeSet>,
    /// What the limit per category counts it as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// A child gets only one offering in a term that names this course here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub once_per_term: Option<CourseId>,
}

/// 预留名额: so many places go to a group first, should so many of it want them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reserved {
    pub group: GroupId,
    /// At least 1.
    pub places: u32,
}

/// 面试规则: whom an offering takes beside those on the teacher's published list, who come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditionRule {
    /// 只收名单上的
    ListedOnly,
    /// 名单上的优先
    ListedFirst,
}
