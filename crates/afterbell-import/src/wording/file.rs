use afterbell_locale::Locale;
use afterbell_locale::text::import::{file as text, notice as noticed};

use super::column as column_name;
use crate::heading::Column;
use crate::notice::{Notice, Noticed};
use crate::problem::FileProblem;

/// What is wrong with a whole file, and what to do.
pub fn file_problem(locale: Locale, problem: &FileProblem) -> String {
    match problem {
        FileProblem::Empty { file } => text::empty(locale, file),
        FileProblem::TooLarge {
            file,
            megabytes,
            limit_megabytes,
        } => text::too_large(locale, file, limit_megabytes, megabytes),
        FileProblem::TooManyRows { file, limit } => text::too_many_rows(locale, file, limit),
        FileProblem::UnpacksTooLarge {
            file,
            limit_megabytes,
        } => text::unpacks_too_large(locale, file, limit_megabytes),
        FileProblem::Damaged { file } => text::damaged(locale, file),
        FileProblem::Encrypted { file } => text::encrypted(locale, file),
        FileProblem::NotASpreadsheet { file, kind } => text::not_a_spreadsheet(locale, file, kind),
        FileProblem::WebPage { file } => text::web_page(locale, file),
        FileProblem::NothingRecognised { file, sheets } => {
            text::nothing_recognised(locale, file, sheets.join("、"))
        }
        FileProblem::MissingColumn {
            file,
            sheet,
            heading_row,
            column,
            found,
            accepted,
        } => text::missing_column(
            locale,
            accepted.join("、"),
            column_name(locale, *column),
            file,
            found.join("、"),
            heading_row,
            sheet,
        ),
    }
}

/// Something to know that keeps nothing from being imported.
pub fn notice(locale: Locale, notice: &Notice) -> String {
    let sheet = &notice.sheet;
    match &notice.what {
        Noticed::SheetNotRecognised => noticed::sheet_not_recognised(locale, sheet),
        Noticed::HiddenSheetSkipped => noticed::hidden_sheet_skipped(locale, sheet),
        Noticed::ColumnsNotRead { headings } => {
            noticed::columns_not_read(locale, headings.join("、"), sheet)
        }
        Noticed::ColumnMissing { column } => match column {
            Column::Fee => noticed::fee_missing(locale, sheet),
            Column::Provider => noticed::provider_missing(locale, sheet),
            column => noticed::column_missing(locale, column_name(locale, *column), sheet),
        },
        Noticed::TotalsSkipped { row } => noticed::totals_skipped(locale, row, sheet),
        Noticed::RowSkipped { row } => noticed::row_skipped(locale, row, sheet),
        Noticed::PupilTwice { row, school_number } => {
            noticed::pupil_twice(locale, row, school_number, sheet)
        }
        Noticed::BracketsNotRead { cell, found } => {
            noticed::brackets_not_read(locale, cell, found, sheet)
        }
        Noticed::DateTakenBack { cell, read_as } => {
            noticed::date_taken_back(locale, cell, read_as, sheet)
        }
        Noticed::ExtraFeeNotRead { heading } => noticed::extra_fee_not_read(locale, heading, sheet),
        Noticed::SchoolStageAssumed => noticed::school_stage_assumed(locale).to_owned(),
    }
}
