use serde::{Deserialize, Serialize};

use super::SchoolAddress;
use crate::id::{CheckId, OverseenId};
use crate::oversight::{Administrator, OverseenFinding, OversightReport};
use crate::{FileHash, Label, Moment};

/// 新学校: a school that the district wants to hear of.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddSchool {
    pub name: Label,
    pub address: SchoolAddress,
    /// 区县密钥 as the school was told it. Never told again.
    pub key: String,
}

impl AddSchool {
    /// Whether the key has the shape of one: 43 letters and digits, `-` and `_` among them.
    pub fn is_key_whole(&self) -> bool {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        self.key.len() == 43 && self.key.bytes().all(allowed)
    }
}

/// A key belongs into no log.
impl std::fmt::Debug for AddSchool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AddSchool({})", self.name)
    }
}

/// 改学校网址: where a school's server is from now on. Its key goes there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoveSchool {
    pub address: SchoolAddress,
}

/// 各校情况
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchoolList {
    /// The district's time, by which answers have an age.
    pub now: Moment,
    /// The district's pack; missing before the first was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<PackName>,
    /// By name.
    pub schools: Vec<SchoolRow>,
}

/// 政策包版本
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackName {
    /// Counted from 1.
    pub version: u32,
    pub name: Label,
    /// What a school's server says of the pack it judges by, when it is this one.
    pub hash: FileHash,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchoolRow {
    pub id: OverseenId,
    pub name: Label,
    pub address: SchoolAddress,
    pub added_at: Moment,
    /// When it was last asked; missing before the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<Moment>,
    /// Why it did not answer then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<AskFailure>,
    /// Of its last answer, however old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<SchoolSummary>,
}

/// 未答复的原因
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AskFailure {
    /// Nobody is at the address, or its certificate is not believed.
    Unreachable,
    /// It did not answer in time.
    Silent,
    /// It does not know the key, or no longer.
    KeyRefused,
    /// It asks for patience, or has failed itself.
    Failing,
    /// What is there is no school's server.
    NotASchool,
    /// A school's answer that cannot be read: one of the two programs is older.
    Unreadable,
}

impl AskFailure {
    pub const ALL: [Self; 6] = [
        Self::Unreachable,
        Self::Silent,
        Self::KeyRefused,
        Self::Failing,
        Self::NotASchool,
        Self::Unreadable,
    ];

    /// The name it has in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Silent => "silent",
            Self::KeyRefused => "key_refused",
            Self::Failing => "failing",
            Self::NotASchool => "not_a_school",
            Self::Unreadable => "unreadable",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|failure| failure.code() == code)
    }
}

/// 学校概要: a school's line in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchoolSummary {
    /// By the district's clock.
    pub answered_at: Moment,
    pub term: Label,
    /// When the newest menu was published, by the school's clock.
    pub published_at: Moment,
    /// What the school's own pack finds; missing without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<FindingCounts>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged_by: Option<JudgedBy>,
    /// What the district's newest pack finds; missing before the first was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<FindingCounts>,
    pub children: u32,
    /// 参加人数; missing when it is too small to be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served: Option<u32>,
    pub categories: u32,
    pub courses: u32,
    pub care_minutes: u32,
    pub course_minutes: u32,
    /// 学校管理员; missing when the school's program is older and does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub administrators: Option<Vec<Administrator>>,
}

/// By which pack a school judges its own menus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JudgedBy {
    pub pack: Label,
    /// The version of the district's pack that it is; missing when it is none of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// 发现数
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingCounts {
    /// 必须改正
    pub errors: u32,
    /// 待确认
    pub warnings: u32,
    /// 已确认
    pub acknowledged: u32,
}

impl FindingCounts {
    pub fn of(findings: &[OverseenFinding]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            let count = match (finding.severity, finding.blocks()) {
                (_, false) => &mut counts.acknowledged,
                (crate::policy::Severity::Error, true) => &mut counts.errors,
                (crate::policy::Severity::Warning, true) => &mut counts.warnings,
            };
            *count = count.saturating_add(1);
        }
        counts
    }
}

/// 学校详情
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchoolDetail {
    pub now: Moment,
    pub row: SchoolRow,
    /// Its last answer; missing before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<OversightReport>,
    /// What the district's newest pack finds in it; missing before the first was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<Vec<OverseenFinding>>,
}

/// 政策包 as the district edits it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DistrictPacks {
    /// The newest; missing before the first was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newest: Option<WrittenPack>,
    /// All of them, the newest first.
    pub versions: Vec<PackVersion>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WrittenPack {
    pub version: u32,
    /// TOML
    pub text: String,
    /// 收费标准 in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_standard: Option<crate::policy::FeeStandard>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackVersion {
    pub version: u32,
    pub name: Label,
    pub saved_at: Moment,
    pub saved_by: Label,
    /// So many schools say that they judge by it.
    pub schools: u32,
}

/// A pack to be tried, or saved when the newest version is still the one that was edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackDraft {
    pub text: String,
    /// The version it was made from; 0 before the first.
    pub base: u32,
}

/// 试行结果: nothing was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackTrial {
    /// With any, nothing was judged.
    pub problems: Vec<PackLineProblem>,
    /// Each school that has answered, by name.
    pub schools: Vec<TrialRow>,
    /// Schools that have not answered yet, so nobody knows.
    pub unknown: Vec<Label>,
}

/// 政策包的问题, in words, beside its line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackLineProblem {
    /// Counted from 1; missing for the text as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    pub words: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrialRow {
    pub id: OverseenId,
    pub name: Label,
    pub newly_broken: Vec<TrialCheck>,
    pub newly_kept: Vec<TrialCheck>,
    pub still_broken: Vec<TrialCheck>,
}

/// 检查项, with what it finds; where it is kept from now on, with what it found before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrialCheck {
    pub check: CheckId,
    /// In words, as the school's own desk says it.
    pub told: Vec<String>,
}

/// 保存结果
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackSaved {
    /// With any, nothing was saved.
    pub problems: Vec<PackLineProblem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}
