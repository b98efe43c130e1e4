use serde::{Deserialize, Serialize};

use crate::desk::{DraftEdit, EditConflict};
use crate::policy::{CourseFact, ServiceKind};
use crate::{
    BaseService, CareDay, Course, Fen, HomeroomClass, Label, Limits, Offering, SelectionRound, Term,
};

/// 导入预览: what was understood of a school's file, row by row. Nothing was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportView {
    pub courses: Vec<ImportedCourse>,
    /// 基本服务
    #[serde(default)]
    pub services: Vec<ImportedService>,
    /// 学期、托管日、选课方式和限制, as the file says they shall be; missing when it has no sheet of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<MenuSettings>,
    /// 设置行, one by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub setting_rows: Vec<ReadSetting>,
    pub pupils: Vec<ImportedPupil>,
    /// For each of them, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pupil_rows: Vec<PupilRow>,
    pub unreadable: Vec<UnreadableRow>,
    /// In words: what the office should know and what keeps no row from being read.
    pub notices: Vec<String>,
    /// In words: why nothing of the file can be read.
    pub problems: Vec<String>,
}

/// 课程行, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportedCourse {
    pub sheet: String,
    /// As the spreadsheet program counts: from 1.
    pub row: u32,
    pub course: Course,
    pub offering: Offering,
    /// 课程说明, as far as the file has columns for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<CourseFact>,
    /// What stands in the row, in the order of its columns.
    pub cells: Vec<ReadCell>,
}

/// 基本服务行, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportedService {
    pub sheet: String,
    /// As the spreadsheet program counts: from 1.
    pub row: u32,
    pub service: BaseService,
    /// Whether the file says for which grades it is; else `service` has all that the school has.
    #[serde(default)]
    pub says_grades: bool,
    /// As far as the file says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ServiceKind>,
    /// 收费, for the whole term, as far as the file says a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_fen: Option<Fen>,
    /// What stands in the row, in the order of its columns.
    pub cells: Vec<ReadCell>,
}

/// 菜单设置: what a sheet of settings speaks of, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MenuSettings {
    pub term: Term,
    pub days: Vec<CareDay>,
    pub round: SelectionRound,
    pub limits: Limits,
}

/// 设置行, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadSetting {
    pub sheet: String,
    /// As the spreadsheet program counts: from 1.
    pub row: u32,
    /// What it is about, as it stands there.
    pub name: String,
    /// As an export would write it.
    pub understood: String,
    /// What stands in the row.
    pub cell: ReadCell,
}

/// 学生行: where a pupil stands in the file, and what stands there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PupilRow {
    pub sheet: String,
    /// As the spreadsheet program counts: from 1.
    pub row: u32,
    /// What stands in the columns that are read, in their order.
    pub cells: Vec<ReadCell>,
}

/// A name belongs into no log.
impl std::fmt::Debug for PupilRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PupilRow")
    }
}

/// 读过的一格, as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadCell {
    /// `E56`
    pub cell: String,
    pub heading: String,
    pub found: String,
}

/// 改正后再读: the same file once more, with some of its cells saying something else. Nothing is
/// stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectedImport {
    pub name: String,
    /// The file, in base64.
    pub content: String,
    pub corrections: Vec<CellCorrection>,
}

/// Names may stand in it, which belong into no log.
impl std::fmt::Debug for CorrectedImport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CorrectedImport")
    }
}

/// 改正: what a cell of a file shall say instead.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CellCorrection {
    pub sheet: String,
    /// `E56`
    pub cell: String,
    pub text: String,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportedPupil {
    pub school_number: Label,
    pub name: Label,
    pub class: HomeroomClass,
}

/// A name belongs into no log.
impl std::fmt::Debug for ImportedPupil {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ImportedPupil")
    }
}

/// 读不懂的行
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnreadableRow {
    pub sheet: String,
    pub row: u32,
    pub course: Option<String>,
    pub school_number: Option<String>,
    pub problems: Vec<UnreadableCell>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnreadableCell {
    /// `E56`; empty when the table has no such column.
    pub cell: String,
    pub heading: String,
    pub found: String,
    /// In words: why it cannot be read and what could stand there.
    pub words: String,
}

/// Commits what the clerk has looked at, all of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportCommit {
    #[serde(default)]
    pub edits: Vec<DraftEdit>,
    /// Without them the roster stays as it is.
    #[serde(default)]
    pub pupils: Vec<ImportedPupil>,
    /// Pupils the roster no longer has leave the school.
    #[serde(default)]
    pub remove_absent: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Imported {
    /// With any, nothing at all was done.
    pub conflicts: Vec<EditConflict>,
    pub revision: u32,
    pub entered: usize,
    pub left: usize,
}
