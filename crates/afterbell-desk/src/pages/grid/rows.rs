//! What all rows show, worked out in one place: two hundred rows that each looked at the sheet themselves took
//! longer over that than all the rules over the menu.

use leptos::prelude::*;

use super::row::{self, CellView, SelectedCells};
use crate::desk::Desk;
use crate::sheet::Sheet;

/// Drawn anew is only the row in which something is another.
#[derive(Clone, Copy)]
pub struct Rows {
    desk: Desk,
    rows: StoredValue<Vec<Row>>,
}

#[derive(Clone, Default)]
struct Row {
    cells: ArcRwSignal<Vec<CellView>>,
    selected: ArcRwSignal<SelectedCells>,
}

impl Rows {
    pub fn of(desk: Desk) -> Self {
        let rows = Self {
            desk,
            rows: StoredValue::new(Vec::new()),
        };
        Effect::new(move |_| rows.show_contents());
        Effect::new(move |_| rows.show_selection());
        rows
    }

    /// Rows that were not there before are filled at once, all together.
    pub fn view(self, at: usize) -> impl IntoView {
        let is_new = self.rows.with_value(|rows| rows.len() <= at);
        if is_new {
            untrack(|| {
                let all = self.desk.consult(Sheet::rows).unwrap_or_default();
                self.rows
                    .update_value(|rows| rows.resize_with(all.max(at + 1), Row::default));
                self.show_contents();
                self.show_selection();
            });
        }
        let row = self.rows.with_value(|rows| rows.get(at).cloned());
        let Row { cells, selected } = row.unwrap_or_default();
        row::row(at, cells, selected)
    }

    fn show_contents(self) {
        let desk = self.desk;
        desk.report.with(|report| {
            desk.consult(|sheet| {
                self.each(|at, row| change(&row.cells, row::cells(sheet, report, at)));
            });
        });
    }

    fn show_selection(self) {
        let selection = self.desk.look(|sheet| sheet.selection());
        let Some(selection) = selection else { return };
        self.each(|at, row| change(&row.selected, SelectedCells::of(selection, at)));
    }

    fn each(self, act: impl Fn(usize, &Row)) {
        self.rows.with_value(|rows| {
            for (at, row) in rows.iter().enumerate() {
                act(at, row);
            }
        });
    }
}

fn change<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, now: T) {
    if signal.with_untracked(|before| *before != now) {
        signal.set(now);
    }
}
