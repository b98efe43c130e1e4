use serde::Serialize;

use crate::heading::Column;

/// 提示: something the office should know that keeps no row from being read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    pub file: String,
    pub sheet: String,
    pub what: Noticed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Noticed {
    SheetNotRecognised,
    HiddenSheetSkipped,
    /// The headings of columns that are not imported.
    ColumnsNotRead {
        headings: Vec<String>,
    },
    /// A column that is not needed is missing; what its absence was taken for is in the
    /// documentation of [`crate::understand`].
    ColumnMissing {
        column: Column,
    },
    TotalsSkipped {
        row: u32,
    },
    /// A row with something in it, but with nothing of a course or a pupil.
    RowSkipped {
        row: u32,
    },
    PupilTwice {
        row: u32,
        school_number: String,
    },
    /// What stands in brackets limits nothing: `三至六年级（有基础）`.
    BracketsNotRead {
        cell: String,
        found: String,
    },
    /// `3-6` that the spreadsheet program took for a date.
    DateTakenBack {
        cell: String,
        read_as: String,
    },
    /// A column of 材料费 beside the fee; it is not part of the imported fee.
    ExtraFeeNotRead {
        heading: String,
    },
    /// 全年级 had to be read without knowing the school's grades.
    SchoolStageAssumed,
}
