//! 改正: a cell that somebody has corrected where it was shown, without going back to the file.

use crate::cell::Cell;
use crate::sheet::{Sheet, spot_of};

/// What a cell shall say instead of what stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    sheet: String,
    row: u32,
    column: u32,
    text: String,
}

impl Correction {
    /// `None` when there is no such cell: `E56` is one.
    pub fn new(sheet: &str, cell: &str, text: &str) -> Option<Self> {
        let (column, row) = spot_of(cell)?;
        Some(Self {
            sheet: sheet.to_owned(),
            row,
            column,
            text: text.to_owned(),
        })
    }

    pub(crate) fn make(&self, sheets: &mut [Sheet]) {
        let sheets = sheets.iter_mut().filter(|sheet| sheet.name == self.sheet);
        for sheet in sheets {
            sheet.put(self.row, self.column, Cell::of_text(self.text.clone()));
        }
    }
}
