//! Understanding the spreadsheets a school office already has: course lists, rosters and
//! lists of base services, as they really are.
//!
//! Pure over bytes: nothing is stored here and nothing is guessed. Files are recognised by
//! their bytes, sheets by their headings, cells by [`afterbell_domain::reading`].

pub mod agreement;
pub mod assemble;
mod base_services;
mod carried;
mod cell;
mod correction;
mod courses;
mod heading;
mod json;
mod layout;
mod notice;
mod problem;
mod roster;
mod rows;
mod school_grades;
pub mod settings;
mod settings_sheet;
mod sheet;
mod source;
mod table;
mod title;
mod understand;
mod understood;
pub mod wording;
mod workbook;

pub use correction::Correction;
pub use heading::Column;
pub use json::expected_json;
pub use notice::{Notice, Noticed};
pub use problem::FileProblem;
pub use settings_sheet::{SettingProblem, SettingReason, SettingRow, read_settings, setting_rows};
pub use source::SourceFile;
pub use understand::{understand, understand_corrected};
pub use understood::{
    BaseServiceRow, CellProblem, CourseRow, Pupil, ReadCell, Reason, RowIdentity, RowPlace,
    Understood, UnreadableRow,
};
pub use workbook::{NotWritten, PupilRow, pupils_workbook, table_workbook, workbook};
