//! Course lists: one row for each course, with the sessions that hang under it.

mod facts;
mod reader;
mod staff;

use afterbell_domain::GradeSet;

use crate::carried::Carried;
use crate::heading::{Column, Kind};
use crate::notice::{Notice, Noticed};
use crate::rows::{self, RowKind};
use crate::sheet::{Row, Sheet};
use crate::table::Table;
use crate::title;
use crate::understand::Page;
use crate::understood::{RowPlace, Understood};
use reader::CourseReader;

/// A course as it lies in the table: its row, and rows that only add times to it.
struct Entry<'a> {
    row: &'a Row,
    more_times: Vec<&'a Row>,
    category: String,
    /// What the weekday column says, or the title where there is none.
    weekday: String,
}

pub(crate) fn read(pages: &[Page], school: GradeSet, understood: &mut Understood) {
    for page in pages {
        for table in page
            .tables
            .iter()
            .filter(|table| table.kind == Kind::Courses)
        {
            for entry in entries(page, table, understood) {
                let place = RowPlace {
                    file: page.file.clone(),
                    sheet: page.sheet.name.clone(),
                    row: entry.row.number,
                };
                let mut reader = CourseReader::new(&page.sheet, table, entry.row, school);
                let read = reader.read(place, &entry);
                let noticed = reader.noticed.into_iter();
                understood
                    .notices
                    .extend(noticed.map(|what| notice(page, what)));
                match read {
                    Ok(course) => understood.courses.push(course),
                    Err(row) => understood.unreadable.push(*row),
                }
            }
        }
    }
}

fn entries<'a>(page: &'a Page, table: &'a Table, understood: &mut Understood) -> Vec<Entry<'a>> {
    let sheet = &page.sheet;
    let mut category = Carried::of(table, sheet, Column::Category);
    let mut weekday = Carried::of(table, sheet, Column::Weekday);
    let titled_weekday = title::weekday(&sheet.name, &table.titles);
    let mut section = title::category(&sheet.name, &table.titles).unwrap_or_default();
    let mut entries: Vec<Entry> = Vec::new();
    for row in table.rows(sheet) {
        let what = match rows::kind(table, sheet, row) {
            RowKind::Data => {
                match entries
                    .last_mut()
                    .filter(|_| only_adds_times(sheet, table, row))
                {
                    Some(entry) => entry.more_times.push(row),
                    None => {
                        let own = category.text(table, sheet, row);
                        let category = if own.is_empty() { section.clone() } else { own };
                        let own = weekday.text(table, sheet, row);
                        let titled = titled_weekday.as_deref().unwrap_or_default();
                        let has_column = table.columns.has(Column::Weekday);
                        entries.push(Entry {
                            row,
                            more_times: Vec::new(),
                            category,
                            weekday: if has_column { own } else { titled.to_owned() },
                        });
                    }
                }
                continue;
            }
            RowKind::Section(name) => {
                section = name;
                continue;
            }
            RowKind::Decoration => continue,
            RowKind::Totals => Noticed::TotalsSkipped { row: row.number },
            RowKind::Stray => Noticed::RowSkipped { row: row.number },
        };
        understood.notices.push(notice(page, what));
    }
    entries
}

/// A row under a course name that is merged over both, with a time and nothing else that
/// would make it an offering of its own.
fn only_adds_times(sheet: &Sheet, table: &Table, row: &Row) -> bool {
    let Some(name_at) = table.columns.at(Column::Course) else {
        return false;
    };
    let merged_from_above = sheet
        .merges
        .covering(row.number, name_at)
        .is_some_and(|merge| merge.first_row < row.number && merge.first_row > table.heading_row);
    let own = |column: Column| {
        table
            .columns
            .at(column)
            .is_some_and(|at| row.get(at).is_some())
    };
    let has_time = [Column::Time, Column::Weekday, Column::Start]
        .into_iter()
        .any(own);
    merged_from_above && has_time && !own(Column::Places) && !own(Column::Grades)
}

fn notice(page: &Page, what: Noticed) -> Notice {
    Notice {
        file: page.file.clone(),
        sheet: page.sheet.name.clone(),
        what,
    }
}
