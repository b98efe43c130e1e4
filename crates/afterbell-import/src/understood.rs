use afterbell_domain::policy::{CourseFact, ServiceKind};
use afterbell_domain::reading::{ReadingError, WeeklyTimes};
use afterbell_domain::{Eligibility, Fen, GradeSet, HomeroomClass, ServiceDates, WeekdaySet};
use serde::Serialize;

use crate::heading::Column;
use crate::notice::Notice;
use crate::settings_sheet::SettingRow;

/// 读出的内容: what the files of a school say, row by row. Nothing in it is guessed: a row
/// is either read or stands in `unreadable`.
#[derive(Debug, Clone, Default)]
pub struct Understood {
    pub school: Option<String>,
    pub term: Option<String>,
    pub pupils: Vec<Pupil>,
    pub courses: Vec<CourseRow>,
    pub base_services: Vec<BaseServiceRow>,
    pub settings: Vec<SettingRow>,
    pub unreadable: Vec<UnreadableRow>,
    pub notices: Vec<Notice>,
}

/// 行的位置: where a row stands, as the office finds it again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RowPlace {
    pub file: String,
    pub sheet: String,
    /// As the spreadsheet program counts: from 1.
    pub row: u32,
}

/// 学生: all that is taken from a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pupil {
    pub place: RowPlace,
    pub school_number: String,
    pub name: String,
    pub class: HomeroomClass,
    /// What stands in the columns that are read, and in no other.
    pub cells: Vec<ReadCell>,
}

/// 课程行: one course of the course list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseRow {
    pub place: RowPlace,
    pub course: String,
    /// As it is written; [`afterbell_domain::reading::category`] reads it.
    pub category: Option<String>,
    pub eligibility: Eligibility,
    pub times: WeeklyTimes,
    pub places: u16,
    pub minimum: Option<u16>,
    /// As it is written, since only the menu knows the groups; `None` when the table has no such column.
    pub reserved: Option<String>,
    /// Whether people from outside the school teach it.
    pub outside: bool,
    pub institution: Option<String>,
    pub teachers: Vec<String>,
    /// One for each of the times.
    pub rooms: Vec<Option<String>>,
    pub fee: Fen,
    pub audition: bool,
    pub remark: Option<String>,
    /// 课程内容 as it is written, which may be longer than a line; the outer `None` without such a column.
    pub content: Option<Option<String>>,
    /// 特色系列, as it is written.
    pub series: Option<Option<String>>,
    /// What else a district asks about it, as far as the table has columns for it.
    pub facts: Vec<CourseFact>,
    pub identity: RowIdentity,
    /// What stands in the row, in the order of its columns.
    pub cells: Vec<ReadCell>,
}

/// 行的身份: which offering of ours a row says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowIdentity {
    /// The table has no such column.
    Untold,
    /// The column is there, and empty in this row.
    New,
    Known(String),
}

/// 读过的一格: a cell of a row that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadCell {
    pub column: Column,
    pub heading: String,
    /// `E56`
    pub cell: String,
    pub found: String,
}

impl CourseRow {
    pub fn weekdays(&self) -> Option<WeekdaySet> {
        WeekdaySet::of(self.times.weekdays()).ok()
    }
}

/// 基本服务行: a service that is open to every child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseServiceRow {
    pub place: RowPlace,
    pub service: String,
    pub grades: Option<GradeSet>,
    pub times: Option<WeeklyTimes>,
    pub content: Option<String>,
    pub room: Option<String>,
    pub dates: Option<ServiceDates>,
    pub kind: Option<ServiceKind>,
    /// The fee as it is written (`按餐费标准`), and in fen where it is a number.
    pub fee_text: Option<String>,
    pub fee: Option<Fen>,
    /// What families read about the fee, where the file tells that apart.
    pub fee_note: Option<Option<String>>,
    pub signing_up: Option<String>,
    /// What stands in the row, in the order of its columns.
    pub cells: Vec<ReadCell>,
}

/// 读不懂的行: a row that is not imported, with everything that keeps it from being read.
///
/// Holds no child's name: a pupil is told by the school number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnreadableRow {
    pub place: RowPlace,
    pub course: Option<String>,
    pub school_number: Option<String>,
    /// At least one, in the order of importance.
    pub problems: Vec<CellProblem>,
}

/// 单元格问题: one cell, what it says and why that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellProblem {
    pub column: Column,
    pub heading: String,
    /// `E56`; empty when the table has no such column.
    pub cell: String,
    pub found: String,
    pub reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    Reading(ReadingError),
    /// A formula that came to `#N/A` or the like.
    Fault,
    /// The same school number stands in an earlier row with another name or class.
    SchoolNumberTaken {
        earlier: RowPlace,
    },
}
