//! Finds the tables of a sheet by their headings, wherever they stand.

mod heading_row;

use crate::heading::{Column, Kind};
use crate::sheet::{Row, Sheet};
use crate::table::{Columns, Table};
use heading_row::Heading;

/// How many rows with something in them may stand above the first heading.
const ROWS_ABOVE_HEADING: usize = 60;

/// A heading that is almost one of ours: it lacks a column every row needs.
#[derive(Debug)]
pub(crate) struct Incomplete {
    pub kind: Kind,
    pub heading_row: u32,
    pub columns: Columns,
    pub missing: Column,
    /// Whether all but this one column are there.
    pub only_one_missing: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub tables: Vec<Table>,
    pub incomplete: Vec<Incomplete>,
}

pub(crate) fn tables(sheet: &Sheet) -> Layout {
    let mut layout = Layout::default();
    let mut titles_from = 0;
    let mut at = 0;
    while at < sheet.rows.len() {
        let first_search = layout.tables.is_empty() && layout.incomplete.is_empty();
        if first_search && at >= ROWS_ABOVE_HEADING {
            break;
        }
        let Some(heading) = heading_row::at(sheet, at, first_search) else {
            at += 1;
            continue;
        };
        let rows_from = at + heading.height;
        let next_heading = (rows_from..sheet.rows.len())
            .find(|next| heading_row::at(sheet, *next, false).is_some());
        let rows_to = match next_heading {
            Some(next) => before_titles(sheet, rows_from, next),
            None => sheet.rows.len(),
        };
        let titles = titles(sheet.rows.get(titles_from..at).unwrap_or_default());
        let previous = layout.tables.last();
        let goes_on = titles.is_empty() && previous.is_some_and(|table| heading.repeats(table));
        if goes_on {
            // Printed pages carry the heading again; the table is still the same.
            let same = layout
                .tables
                .iter_mut()
                .filter(|table| table.rows.end == at);
            same.for_each(|table| table.rows.end = rows_to);
        } else {
            add(&mut layout, sheet, heading, rows_from..rows_to, titles);
        }
        titles_from = rows_to;
        at = next_heading.unwrap_or(rows_to);
    }
    layout
}

/// Where the rows of a table end when another heading follows: rows of a single cell right
/// above a heading are its title.
fn before_titles(sheet: &Sheet, rows_from: usize, heading: usize) -> usize {
    let rows = sheet.rows.get(rows_from..heading).unwrap_or_default();
    let titles = rows.iter().rev().take_while(|row| row.cells.len() == 1);
    heading - titles.count()
}

fn add(
    layout: &mut Layout,
    sheet: &Sheet,
    heading: Heading,
    rows: std::ops::Range<usize>,
    titles: Vec<String>,
) {
    for columns in heading.blocks {
        let kind = kind_of(&columns, &sheet.name, &titles, heading.kind);
        let class_from_title = kind == Kind::Roster && !columns.has(Column::Class);
        let missing = missing(kind, &columns);
        let named_in_title =
            class_from_title && crate::title::class(&sheet.name, &titles).is_some();
        match missing.first() {
            Some(column) if !(named_in_title && missing.len() == 1) => {
                layout.incomplete.push(Incomplete {
                    kind,
                    heading_row: heading.row,
                    missing: *column,
                    only_one_missing: missing.len() == 1,
                    columns,
                });
            }
            _ => layout.tables.push(Table {
                kind,
                heading_row: heading.row,
                columns,
                rows: rows.clone(),
                titles: titles.clone(),
            }),
        }
    }
}

/// A list of services with neither places nor teachers is what every child may have.
fn kind_of(columns: &Columns, sheet: &str, titles: &[String], kind: Kind) -> Kind {
    const SERVICE_HEADINGS: [&str; 6] =
        ["项目", "服务项目", "服务名称", "服务内容", "内容", "名称"];
    const SERVICE_WORDS: [&str; 5] = ["基本服务", "基础服务", "托管", "普惠", "基本"];
    if kind != Kind::Courses || columns.has(Column::Places) {
        return kind;
    }
    let heading = crate::heading::core(columns.heading(Column::Course));
    let plain = SERVICE_HEADINGS.contains(&heading.as_str())
        && !columns.has(Column::Teachers)
        && !columns.has(Column::Category);
    let named = |text: &str| SERVICE_WORDS.iter().any(|word| text.contains(word));
    let titled = named(sheet) || titles.iter().any(|title| named(title));
    if (plain || titled) && columns.has(Column::Course) {
        Kind::BaseServices
    } else {
        kind
    }
}

/// The columns without which no row of this kind can be read, as far as they are missing.
fn missing(kind: Kind, columns: &Columns) -> Vec<Column> {
    let required: &[Column] = match kind {
        Kind::Courses => &[Column::Course, Column::Grades, Column::Time, Column::Places],
        Kind::Roster => &[Column::SchoolNumber, Column::Pupil, Column::Class],
        Kind::BaseServices => &[Column::Course],
    };
    let is_there = |column: &Column| match column {
        Column::Time => columns.has_time(),
        column => columns.has(*column),
    };
    required
        .iter()
        .copied()
        .filter(|column| !is_there(column))
        .collect()
}

fn titles(rows: &[Row]) -> Vec<String> {
    let cells = rows.iter().flat_map(|row| &row.cells);
    cells.map(|(_, cell)| cell.text()).collect()
}
