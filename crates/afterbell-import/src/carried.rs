use crate::heading::Column;
use crate::rows::{self, RowKind};
use crate::sheet::{Row, Sheet};
use crate::table::Table;

/// A column whose value is written once for the rows it holds for.
///
/// Merged areas say so themselves, where the format keeps them. In csv and open documents,
/// and where an office leaves cells empty without merging, the column has to look like it:
/// the first row has a value, later ones are blank, and no value follows itself. A weekday
/// decides when a child is picked up, so it must also stand left of the courses and never
/// come back, as the groups of a week plan do.
pub(crate) struct Carried {
    column: Column,
    carries: bool,
    last: String,
}

impl Carried {
    pub fn of(table: &Table, sheet: &Sheet, column: Column) -> Self {
        Self {
            column,
            carries: looks_carried(table, sheet, column),
            last: String::new(),
        }
    }

    pub fn text(&mut self, table: &Table, sheet: &Sheet, row: &Row) -> String {
        let own = table.text(sheet, row, self.column);
        if !own.is_empty() {
            self.last.clone_from(&own);
            return own;
        }
        if self.carries { self.last.clone() } else { own }
    }
}

fn looks_carried(table: &Table, sheet: &Sheet, column: Column) -> bool {
    let Some(at) = table.columns.at(column) else {
        return false;
    };
    if sheet.merges.any_tall_in(at) {
        return false;
    }
    let is_weekday = column == Column::Weekday;
    if is_weekday
        && table
            .columns
            .at(Column::Course)
            .is_none_or(|course| course < at)
    {
        return false;
    }
    let mut known: Vec<String> = Vec::new();
    let mut blanks = 0usize;
    for row in table.rows(sheet) {
        if !matches!(rows::kind(table, sheet, row), RowKind::Data) {
            continue;
        }
        let text = row.text(at);
        if text.is_empty() {
            if known.is_empty() {
                return false;
            }
            blanks += 1;
            continue;
        }
        if known.last() == Some(&text) || is_weekday && known.contains(&text) {
            return false;
        }
        known.push(text);
    }
    blanks > 0
}
