use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::desk::Role;
use crate::{Label, Moment, StaffId};

/// 人员
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffMember {
    pub id: StaffId,
    pub name: Label,
    #[serde(flatten)]
    pub role: Role,
    pub state: StaffState,
}

/// 人员状态
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StaffState {
    /// 已邀请
    Invited,
    /// 使用中
    Active,
    /// 已停用
    Revoked,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffList {
    pub staff: Vec<StaffMember>,
}

/// 邀请
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteRequest {
    pub name: Label,
    pub role: Role,
}

/// 改岗位. Their sessions end, so that no page shows what the other role could do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeRole {
    pub role: Role,
}

/// Told once, to whoever invites.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invited {
    pub id: StaffId,
    /// One use, for three days: `/school.html#/accept/…`, at a district `/district.html#/accept/…`.
    pub link: String,
    pub expires_at: Moment,
}

/// 操作记录: one write at the desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Counted from 1, without gaps.
    pub number: u32,
    pub at: Moment,
    /// Missing for what was done on the command line, or by the server itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Label>,
    pub action: AuditAction,
    /// What it was done to: an identifier or a name of the school's, never a child's.
    pub subject: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
}

/// 操作
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AuditAction {
    /// 邀请人员
    StaffInvited,
    /// 启用账号
    StaffConfirmed,
    /// 停用人员
    StaffRevoked,
    /// 改岗位
    RoleChanged,
    /// 登录
    SignedIn,
    /// 退出
    SignedOut,
    /// 修改草案
    DraftEdited,
    /// 公示
    NoticePosted,
    /// 发布菜单
    MenuPublished,
    /// 导入
    Imported,
    /// 发放绑定码
    CodesIssued,
    /// 作废绑定码
    CodesRevoked,
    /// 登记外聘
    RegisterKept,
    /// 登记优先类别
    GroupRecorded,
    /// 登记修完课程
    CompletionRecorded,
    /// 发放区县密钥
    DistrictKeyIssued,
    /// 停用区县密钥
    DistrictKeyRevoked,
    /// 公布抽签承诺
    DrawCommitted,
    /// 公布申请名单
    DrawClosed,
    /// 揭晓
    DrawRevealed,
    /// 录取
    DrawRun,
    /// 人工安排
    PlacedByHand,
    /// 撤回人工安排
    PlaceTakenBack,
    /// 添加学校
    SchoolAdded,
    /// 改学校网址
    SchoolMoved,
    /// 移除学校
    SchoolRemoved,
    /// 保存政策包
    PackSaved,
    /// 换用区县的政策包: the school's own server has done it
    PackTaken,
    /// 保存面试名单
    AuditionKept,
    /// 公布面试名单
    AuditionPublished,
    /// 填报空闲时间
    FreeTimesKept,
    /// 申报课程
    Proposed,
    /// 修改申报
    ProposalChanged,
    /// 撤回申报
    ProposalTakenBack,
    /// 采用申报
    ProposalTakenOver,
    /// 不采用申报
    ProposalDeclined,
}

impl AuditAction {
    pub const ALL: [Self; 36] = [
        Self::StaffInvited,
        Self::StaffConfirmed,
        Self::StaffRevoked,
        Self::RoleChanged,
        Self::SignedIn,
        Self::SignedOut,
        Self::DraftEdited,
        Self::NoticePosted,
        Self::MenuPublished,
        Self::Imported,
        Self::CodesIssued,
        Self::CodesRevoked,
        Self::RegisterKept,
        Self::GroupRecorded,
        Self::CompletionRecorded,
        Self::DistrictKeyIssued,
        Self::DistrictKeyRevoked,
        Self::DrawCommitted,
        Self::DrawClosed,
        Self::DrawRevealed,
        Self::DrawRun,
        Self::PlacedByHand,
        Self::PlaceTakenBack,
        Self::SchoolAdded,
        Self::SchoolMoved,
        Self::SchoolRemoved,
        Self::PackSaved,
        Self::PackTaken,
        Self::AuditionKept,
        Self::AuditionPublished,
        Self::FreeTimesKept,
        Self::Proposed,
        Self::ProposalChanged,
        Self::ProposalTakenBack,
        Self::ProposalTakenOver,
        Self::ProposalDeclined,
    ];

    /// The name it has in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::StaffInvited => "staff_invited",
            Self::StaffConfirmed => "staff_confirmed",
            Self::StaffRevoked => "staff_revoked",
            Self::RoleChanged => "role_changed",
            Self::SignedIn => "signed_in",
            Self::SignedOut => "signed_out",
            Self::DraftEdited => "draft_edited",
            Self::NoticePosted => "notice_posted",
            Self::MenuPublished => "menu_published",
            Self::Imported => "imported",
            Self::CodesIssued => "codes_issued",
            Self::CodesRevoked => "codes_revoked",
            Self::RegisterKept => "register_kept",
            Self::GroupRecorded => "group_recorded",
            Self::CompletionRecorded => "completion_recorded",
            Self::DistrictKeyIssued => "district_key_issued",
            Self::DistrictKeyRevoked => "district_key_revoked",
            Self::DrawCommitted => "draw_committed",
            Self::DrawClosed => "draw_closed",
            Self::DrawRevealed => "draw_revealed",
            Self::DrawRun => "draw_run",
            Self::PlacedByHand => "placed_by_hand",
            Self::PlaceTakenBack => "place_taken_back",
            Self::SchoolAdded => "school_added",
            Self::SchoolMoved => "school_moved",
            Self::SchoolRemoved => "school_removed",
            Self::PackSaved => "pack_saved",
            Self::PackTaken => "pack_taken",
            Self::AuditionKept => "audition_kept",
            Self::AuditionPublished => "audition_published",
            Self::FreeTimesKept => "free_times_kept",
            Self::Proposed => "proposed",
            Self::ProposalChanged => "proposal_changed",
            Self::ProposalTakenBack => "proposal_taken_back",
            Self::ProposalTakenOver => "proposal_taken_over",
            Self::ProposalDeclined => "proposal_declined",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}

/// A page of the log, the newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPage {
    pub entries: Vec<AuditEntry>,
    /// Ask for what lies before this number; missing at the beginning of the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u32>,
}
