use serde::{Deserialize, Serialize};

use crate::desk::{FreeTime, Proposal, ProposalState};
use crate::{CourseId, Label, Moment, OfferingId};

/// 开课申报 with free times: everybody's for whoever edits the draft, else one's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposalsView {
    /// By number.
    pub proposals: Vec<ProposalView>,
    /// Of everybody who has said any.
    pub free_times: Vec<TeacherTimes>,
}

/// 一份申报
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposalView {
    pub number: u32,
    /// Grows with every change and with the decision.
    pub revision: u32,
    pub teacher: Label,
    pub proposal: Proposal,
    #[serde(flatten)]
    pub state: ProposalState,
    /// When that was.
    pub at: Moment,
    /// Who decided, once somebody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Label>,
}

/// 教师的空闲时间
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeacherTimes {
    pub teacher: Label,
    pub times: Vec<FreeTime>,
}

/// 填报空闲时间: all of them, in the place of those before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeepFreeTimes {
    pub times: Vec<FreeTime>,
}

/// 申报
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Propose {
    pub proposal: Proposal,
}

/// 修改申报, made from a revision; from another one it is refused (`proposal_changed`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeProposal {
    pub revision: u32,
    pub proposal: Proposal,
}

/// 撤回申报
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeProposalBack {
    pub revision: u32,
}

/// 采用申报: with names for the row, and for the course should the menu not have one of its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeProposalOver {
    pub revision: u32,
    pub course: CourseId,
    pub offering: OfferingId,
}

/// 不采用申报
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeclineProposal {
    pub revision: u32,
    pub reason: Label,
}
