//! One row: drawn anew only when something in it is another.

use afterbell_locale::text::desk::weight as say;
use leptos::prelude::*;

use crate::desk::Desk;
use crate::findings::{Report, Weight};
use crate::sheet::{Column, Sheet, Spot};
use crate::{LOCALE, wording};

/// What is shown in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CellView {
    text: String,
    mark: Option<Mark>,
    pub said: Vec<String>,
    is_selected: bool,
    is_cursor: bool,
}

/// Told by a shape and a word, besides the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Unread,
    Found(Weight),
}

pub fn cell(sheet: &Sheet, report: &Report, spot: Spot) -> CellView {
    shown(sheet, report, spot, sheet.text(spot))
}

fn shown(sheet: &Sheet, report: &Report, spot: Spot, text: String) -> CellView {
    let column = Column::at(spot.column);
    let unread = sheet.unread(spot);
    let offering = sheet.offering(spot.row);
    let found = offering
        .zip(column)
        .and_then(|(offering, column)| report.cells.get(&(offering.id.clone(), column)));
    let mark = match (unread, found) {
        (Some(_), _) => Some(Mark::Unread),
        (None, found) => found.map(|found| Mark::Found(found.weight)),
    };
    let why = unread
        .zip(column)
        .map(|(unread, column)| wording::cell_problem(LOCALE, column, &unread.problem));
    let selection = sheet.selection();
    CellView {
        text,
        mark,
        said: why
            .into_iter()
            .chain(found.map(|found| found.said.clone()).unwrap_or_default())
            .collect(),
        is_selected: !selection.is_one_cell() && selection.contains(spot),
        is_cursor: selection.cursor == spot,
    }
}

pub fn row(desk: Desk, row: usize) -> impl IntoView {
    let cells = Memo::new(move |_| {
        desk.report
            .with(|report| {
                desk.look(|sheet| {
                    let texts = sheet.texts(row).into_iter().enumerate();
                    let cells = texts
                        .map(|(column, text)| shown(sheet, report, Spot { row, column }, text));
                    cells.collect::<Vec<_>>()
                })
            })
            .unwrap_or_default()
    });
    let number = row + 1;
    let drawn = move || {
        cells
            .get()
            .into_iter()
            .enumerate()
            .map(|(column, cell)| draw(Spot { row, column }, cell))
            .collect_view()
    };
    view! {
        <tr role="row" aria-rowindex=number + 1>
            <th role="rowheader" class="number">{number}</th>
            {drawn}
        </tr>
    }
}

fn draw(spot: Spot, cell: CellView) -> impl IntoView {
    let (mark, word) = cell.mark.map(words).unzip();
    let is_number = Column::at(spot.column).is_some_and(Column::is_number);
    // One name of them all: what is set beside a name that changes would be lost with the old one.
    let mut class = mark.unwrap_or_default().to_owned();
    for (is_so, name) in [
        (is_number, " figure"),
        (cell.is_selected, " selected"),
        (cell.is_cursor, " cursor"),
    ] {
        if is_so {
            class.push_str(name);
        }
    }
    let is_invalid = matches!(
        cell.mark,
        Some(Mark::Unread | Mark::Found(Weight::Fault | Weight::Error))
    );
    view! {
        <td
            role="gridcell"
            id=cell_id(spot)
            aria-colindex=spot.column + 2
            aria-selected=(cell.is_selected || cell.is_cursor).to_string()
            aria-invalid=is_invalid.then_some("true")
            class=class
        >
            {cell.text}
            {word.map(flag)}
        </td>
    }
}

fn words(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Unread => ("unread", say::unread(LOCALE)),
        Mark::Found(Weight::Fault | Weight::Error) => ("error", say::error(LOCALE)),
        Mark::Found(Weight::Warning) => ("warning", say::warning(LOCALE)),
        Mark::Found(Weight::Clash) => ("clash", say::clash(LOCALE)),
        Mark::Found(Weight::Accepted) => ("accepted", say::accepted(LOCALE)),
    }
}

/// What is found in a column as a whole: its class and its word.
pub fn column_mark(desk: Desk, column: Column) -> Option<(&'static str, &'static str)> {
    desk.report.with(|report| {
        let found = report.columns.get(&column)?;
        Some(words(Mark::Found(found.weight)))
    })
}

pub fn flag(word: &'static str) -> impl IntoView {
    view! { <i class="flag"><span class="visually-hidden">{word}</span></i> }
}

pub fn cell_id(spot: Spot) -> String {
    format!("cell-{}-{}", spot.row, spot.column)
}

pub fn spot_of_id(id: &str) -> Option<Spot> {
    let (row, column) = id.strip_prefix("cell-")?.split_once('-')?;
    Some(Spot {
        row: row.parse().ok()?,
        column: column.parse().ok()?,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_by_its_identifier() {
        let spot = Spot { row: 12, column: 3 };
        assert_eq!(spot_of_id(&cell_id(spot)), Some(spot));
        assert_eq!(spot_of_id("cell-1"), None);
    }
}
