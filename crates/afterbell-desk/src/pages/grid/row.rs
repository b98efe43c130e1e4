//! One row, and what is shown in it.

use std::collections::BTreeMap;

use afterbell_locale::text::desk::weight as say;
use leptos::prelude::*;

use crate::desk::Desk;
use crate::findings::{Report, Weight};
use crate::sheet::{Column, Selection, Sheet, Spot, of_row};
use crate::{LOCALE, wording};

/// What is shown in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CellView {
    text: String,
    mark: Option<Mark>,
    pub said: Vec<String>,
}

/// Told by a shape and a word, besides the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Unread,
    Found(Weight),
}

/// Which cells of a row are selected, by their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SelectedCells {
    cursor: Option<usize>,
    /// First and last; a single cell is no block.
    block: Option<(usize, usize)>,
}

impl SelectedCells {
    pub fn of(selection: Selection, row: usize) -> Self {
        let (from, to) = (selection.top_left(), selection.bottom_right());
        let is_in_block = !selection.is_one_cell() && (from.row..=to.row).contains(&row);
        let cursor = selection.cursor;
        Self {
            cursor: (cursor.row == row).then_some(cursor.column),
            block: is_in_block.then_some((from.column, to.column)),
        }
    }
}

pub fn cell(sheet: &Sheet, report: &Report, spot: Spot) -> CellView {
    let mut cells = cells(sheet, report, spot.row).into_iter();
    cells.nth(spot.column).unwrap_or_default()
}

pub fn cells(sheet: &Sheet, report: &Report, row: usize) -> Vec<CellView> {
    let id = sheet.offering(row).map(|offering| &offering.id);
    let unread: BTreeMap<_, _> = id
        .map(|id| sheet.unread_of(id).collect())
        .unwrap_or_default();
    let found: BTreeMap<_, _> = id
        .map(|id| of_row(&report.cells, id).collect())
        .unwrap_or_default();
    let texts = sheet.texts(row).into_iter().zip(Column::ALL);
    texts
        .map(|(text, column)| {
            let (unread, found) = (unread.get(&column), found.get(&column));
            let why = unread.map(|unread| wording::cell_problem(LOCALE, column, &unread.problem));
            CellView {
                text,
                mark: match unread {
                    Some(_) => Some(Mark::Unread),
                    None => found.map(|found| Mark::Found(found.weight)),
                },
                said: why
                    .into_iter()
                    .chain(found.iter().flat_map(|found| found.said.iter().cloned()))
                    .collect(),
            }
        })
        .collect()
}

pub fn row(
    row: usize,
    cells: ArcRwSignal<Vec<CellView>>,
    selected: ArcRwSignal<SelectedCells>,
) -> impl IntoView {
    let number = row + 1;
    let drawn = move || {
        let selected = selected.get();
        cells
            .get()
            .into_iter()
            .enumerate()
            .map(|(column, cell)| draw(Spot { row, column }, cell, selected))
            .collect_view()
    };
    view! {
        <tr role="row" aria-rowindex=number + 1>
            <th role="rowheader" class="number">{number}</th>
            {drawn}
        </tr>
    }
}

fn draw(spot: Spot, cell: CellView, selected: SelectedCells) -> impl IntoView {
    let (mark, word) = cell.mark.map(words).unzip();
    let is_number = Column::at(spot.column).is_some_and(Column::is_number);
    let is_cursor = selected.cursor == Some(spot.column);
    let block = selected.block;
    let is_in_block = block.is_some_and(|(from, to)| (from..=to).contains(&spot.column));
    // One name of them all: what is set beside a name that changes would be lost with the old one.
    let mut class = mark.unwrap_or_default().to_owned();
    for (is_so, name) in [
        (is_number, " figure"),
        (is_in_block, " selected"),
        (is_cursor, " cursor"),
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
            aria-selected=(is_in_block || is_cursor).to_string()
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
