use serde::{Deserialize, Serialize};

use crate::HomeroomClass;

/// 岗位: what somebody is at the school's desk, and so what they may do there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// 学校管理员
    SchoolAdmin,
    /// 教务
    Coordinator,
    /// 班主任, of one class
    ClassTeacher { class: HomeroomClass },
    /// 任课教师, of the courses that have their name in the menu
    Teacher,
    /// 审计: reads what the school does, and nothing about a child.
    Auditor,
    /// 区县: reads what the school publishes, and nothing about a child.
    DistrictOfficer,
    /// 运维: keeps the machine running, and reads nothing about a child.
    Operator,
}

/// 权限: one kind of thing that can be done at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Permission {
    /// 看人员
    ReadStaff,
    /// 邀请与停用人员
    ManageStaff,
    /// 看操作记录
    ReadAudit,
    /// 看菜单草案
    ReadDraft,
    /// 改菜单草案
    EditDraft,
    /// 公示
    PostNotice,
    /// 看公众意见, in which people may name themselves and their children
    ReadObjections,
    /// 发布菜单
    Publish,
    /// 导入表格, rosters among them
    Import,
    /// 导出表格
    Export,
    /// 看绑定码的状态与发放绑定码
    IssueCodes,
    /// 看外聘登记
    ReadRegister,
    /// 维护外聘登记
    KeepRegister,
    /// 看抽签的进度与试算, which name no child
    ReadDraw,
    /// 办理抽签, and placing a child by hand
    RunDraw,
    /// 看名册: who holds which place; a class teacher that of the own class
    ReadRoster,
    /// 面试选人, teachers for their own courses
    ChooseApplicants,
    /// 申报课程与空闲时间, for oneself
    Propose,
    /// 看各校情况 in lines, at a district
    ReadSchools,
    /// 询问学校, at a district
    AskSchools,
    /// 看学校详情, with counts of children by grade, at a district
    ReadReports,
    /// 添加与移除学校, at a district
    KeepSchools,
    /// 看与改政策包, at a district
    KeepPack,
}

impl Permission {
    pub const ALL: [Self; 23] = [
        Self::ReadStaff,
        Self::ManageStaff,
        Self::ReadAudit,
        Self::ReadDraft,
        Self::EditDraft,
        Self::PostNotice,
        Self::ReadObjections,
        Self::Publish,
        Self::Import,
        Self::Export,
        Self::IssueCodes,
        Self::ReadRegister,
        Self::KeepRegister,
        Self::ReadDraw,
        Self::RunDraw,
        Self::ReadRoster,
        Self::ChooseApplicants,
        Self::Propose,
        Self::ReadSchools,
        Self::AskSchools,
        Self::ReadReports,
        Self::KeepSchools,
        Self::KeepPack,
    ];

    /// Whether it is about what a district's program does. Nobody at a school has it.
    pub fn is_of_district(self) -> bool {
        matches!(
            self,
            Self::ReadSchools
                | Self::AskSchools
                | Self::ReadReports
                | Self::KeepSchools
                | Self::KeepPack
        )
    }

    /// Whether its use shows something about children.
    pub fn shows_children(self) -> bool {
        matches!(
            self,
            Self::ReadObjections
                | Self::Import
                | Self::IssueCodes
                | Self::RunDraw
                | Self::ReadRoster
                | Self::ChooseApplicants
        )
    }

    /// Whether its use changes nothing.
    pub fn only_reads(self) -> bool {
        matches!(
            self,
            Self::ReadStaff
                | Self::ReadAudit
                | Self::ReadDraft
                | Self::ReadObjections
                | Self::Export
                | Self::ReadRegister
                | Self::ReadDraw
                | Self::ReadRoster
                | Self::ReadSchools
                | Self::ReadReports
        )
    }
}

impl Role {
    /// Who may do what at a school; for a district see [`Workplace`](super::Workplace).
    pub fn may(self, permission: Permission) -> bool {
        use Permission as P;
        if permission.is_of_district() {
            return false;
        }
        match self {
            Self::SchoolAdmin => true,
            Self::Coordinator => !matches!(permission, P::ManageStaff | P::ReadAudit | P::RunDraw),
            Self::ClassTeacher { .. } => matches!(
                permission,
                P::ReadDraft | P::IssueCodes | P::ReadRoster | P::ChooseApplicants | P::Propose
            ),
            Self::Teacher => matches!(permission, P::ChooseApplicants | P::Propose),
            Self::Auditor => matches!(
                permission,
                P::ReadStaff
                    | P::ReadAudit
                    | P::ReadDraft
                    | P::Export
                    | P::ReadRegister
                    | P::ReadDraw
            ),
            Self::DistrictOfficer => {
                matches!(permission, P::ReadDraft | P::Export | P::ReadRegister)
            }
            Self::Operator => matches!(permission, P::ReadStaff),
        }
    }

    /// Whether letters and codes of this class are theirs to give out.
    pub fn may_issue_codes_to(self, class: HomeroomClass) -> bool {
        match self {
            Self::ClassTeacher { class: own } => own == class,
            _ => self.may(Permission::IssueCodes),
        }
    }

    /// Whether the roster of this class is theirs to read.
    pub fn may_read_roster_of(self, class: HomeroomClass) -> bool {
        match self {
            Self::ClassTeacher { class: own } => own == class,
            _ => self.may(Permission::ReadRoster),
        }
    }

    pub fn permissions(self) -> impl Iterator<Item = Permission> {
        let all = Permission::ALL.into_iter();
        all.filter(move |permission| self.may(*permission))
    }

    /// The name it has in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::SchoolAdmin => "school_admin",
            Self::Coordinator => "coordinator",
            Self::ClassTeacher { .. } => "class_teacher",
            Self::Teacher => "teacher",
            Self::Auditor => "auditor",
            Self::DistrictOfficer => "district_officer",
            Self::Operator => "operator",
        }
    }

    pub fn class(self) -> Option<HomeroomClass> {
        match self {
            Self::ClassTeacher { class } => Some(class),
            _ => None,
        }
    }
}
