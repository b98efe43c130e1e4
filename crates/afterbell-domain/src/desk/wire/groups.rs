use serde::{Deserialize, Serialize};

use crate::{GroupId, HomeroomClass, Label, MenuGroup, Moment, StudentId};

/// 优先类别登记, with the evidence: for the office alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupsView {
    /// Those of the draft.
    pub groups: Vec<MenuGroup>,
    /// Children that are in a group, by class and school number.
    pub children: Vec<GroupedChild>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupedChild {
    pub student: StudentId,
    pub school_number: Label,
    pub name: Label,
    pub class: HomeroomClass,
    /// Not always one of the draft's.
    pub group: GroupId,
    /// 依据: on what evidence.
    pub evidence: Label,
    pub recorded_at: Moment,
}

/// What is known of a child belongs into no log.
impl std::fmt::Debug for GroupedChild {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "GroupedChild({})", self.student)
    }
}

/// 登记或撤销优先类别
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordGroup {
    pub school_number: Label,
    /// Without one the child is in no group any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    pub evidence: Label,
}
