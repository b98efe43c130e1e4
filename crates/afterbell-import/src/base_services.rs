//! Lists of base services, which are open to every child.

use afterbell_domain::GradeSet;
use afterbell_domain::policy::ServiceKind;
use afterbell_domain::reading::{
    ReadingError, compact, dates, fee, grades, name, tidy, weekly_times,
};
use afterbell_locale::Locale;
use afterbell_policy::wording;

use crate::heading::{Column, Kind};
use crate::rows::{self, RowKind};
use crate::sheet::{Row, Sheet};
use crate::table::Table;
use crate::understand::Page;
use crate::understood::{BaseServiceRow, CellProblem, Reason, RowPlace, Understood, UnreadableRow};

/// Reads what can be read of each row; an unreadable time stays open (`None`), and so does a fee that families
/// read as it is written, since these lists are notes to parents more than data (`按餐费标准`). What only an
/// export has is data, and so is for which grades a service is.
pub(crate) fn read(pages: &[Page], school: GradeSet, understood: &mut Understood) {
    for page in pages {
        let sheet = &page.sheet;
        let tables = page.tables.iter();
        for table in tables.filter(|table| table.kind == Kind::BaseServices) {
            for row in table.rows(sheet) {
                if !matches!(rows::kind(table, sheet, row), RowKind::Data) {
                    continue;
                }
                match service(page, table, row, school) {
                    Ok(row) => understood.base_services.push(row),
                    Err(row) => understood.unreadable.push(*row),
                }
            }
        }
    }
}

fn service(
    page: &Page,
    table: &Table,
    row: &Row,
    school: GradeSet,
) -> Result<BaseServiceRow, Box<UnreadableRow>> {
    let sheet: &Sheet = &page.sheet;
    let text = |column| tidy(&table.text(sheet, row, column));
    let some = |column| Some(text(column)).filter(|text| !text.is_empty());
    let place = RowPlace {
        file: page.file.clone(),
        sheet: sheet.name.clone(),
        row: row.number,
    };
    let mut problems = Vec::new();
    let mut problem = |column, error| {
        problems.push(CellProblem {
            column,
            heading: table.columns.heading(column).to_owned(),
            cell: table.columns.cell(column, row.number),
            found: text(column),
            reason: Reason::Reading(error),
        });
    };
    let dates = some(Column::Dates).and_then(|found| match dates(&found) {
        Ok(dates) => Some(dates),
        Err(error) => {
            problem(Column::Dates, error);
            None
        }
    });
    let kind = some(Column::ServiceKind).and_then(|found| {
        let kind = kind(&found);
        if kind.is_none() {
            problem(
                Column::ServiceKind,
                ReadingError::ServiceKindUnknown { found },
            );
        }
        kind
    });
    let grades = some(Column::Grades).and_then(|found| match grades(&found, Some(school)) {
        Ok(grades) => Some(grades),
        Err(error) => {
            problem(Column::Grades, error);
            None
        }
    });
    let has_note = table.columns.has(Column::FeeNote);
    let fee = some(Column::Fee).and_then(|found| match fee(&found) {
        Ok(fee) => Some(fee),
        Err(error) => {
            if has_note {
                problem(Column::Fee, error);
            }
            None
        }
    });
    // An export says a name as it is, offices write it as it fits into the cell.
    let service = match has_note {
        true => text(Column::Course),
        false => name(&text(Column::Course)),
    };
    if !problems.is_empty() {
        return Err(Box::new(UnreadableRow {
            place,
            course: Some(service),
            school_number: None,
            problems,
        }));
    }
    Ok(BaseServiceRow {
        place,
        service,
        grades,
        times: weekly_times(&text(Column::Time)).ok(),
        content: some(Column::Content),
        room: some(Column::Room),
        dates,
        kind,
        fee,
        fee_text: some(Column::Fee),
        fee_note: has_note.then(|| some(Column::FeeNote)),
        signing_up: some(Column::SigningUp),
        cells: table.cells(sheet, row),
    })
}

fn kind(text: &str) -> Option<ServiceKind> {
    let text = compact(text);
    let mut all = ServiceKind::ALL.iter().copied();
    all.find(|kind| wording::service_kind(Locale::ZhHans, *kind) == text)
}
