use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, Dimensions, Ods, OdsError, Range, Reader, SheetVisible, Xls, XlsError, Xlsb, XlsbError,
    Xlsx, XlsxError,
};

use super::{LIMIT_ROWS, Refusal};
use crate::cell::Cell;
use crate::sheet::{Merge, Merges, Sheet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
}

/// The sheets of a workbook.
///
/// calamine does not tell which rows are hidden, so hidden rows are imported like the
/// others; hidden sheets it tells. Merged areas are known of xlsx and xls only.
pub(super) fn sheets(bytes: &[u8], kind: Kind) -> Result<Vec<Sheet>, Refusal> {
    let read = || match kind {
        Kind::Xlsx => xlsx(bytes),
        Kind::Xlsb => xlsb(bytes),
        Kind::Ods => ods(bytes),
        Kind::Xls => xls(bytes),
    };
    // The binary formats are read by offsets from the file, and a damaged file may point
    // anywhere; a panic of the library there is one more way to be damaged.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Refusal::Damaged))
}

/// Cells as they come, stopping at the row too many.
#[derive(Default)]
struct Collected {
    cells: Vec<(u32, u32, Cell)>,
    rows: usize,
    last_row: Option<u32>,
}

impl Collected {
    fn add(&mut self, position: (u32, u32), data: Data) -> Result<(), Refusal> {
        let Some(cell) = Cell::of_data(data) else {
            return Ok(());
        };
        let (row, column) = position;
        if self.last_row != Some(row) {
            self.last_row = Some(row);
            self.rows += 1;
            if self.rows > LIMIT_ROWS {
                return Err(Refusal::TooManyRows);
            }
        }
        self.cells.push((row.saturating_add(1), column, cell));
        Ok(())
    }

    fn into_sheet(self, name: String, hidden: bool, merges: &[Dimensions]) -> Sheet {
        let merges = merges.iter().map(|area| Merge {
            first_row: area.start.0.saturating_add(1),
            last_row: area.end.0.saturating_add(1),
            first_column: area.start.1,
            last_column: area.end.1,
        });
        Sheet {
            hidden,
            merges: Merges::of(merges.collect()),
            ..Sheet::of(name, self.cells)
        }
    }
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    })?;
    let mut sheets = Vec::new();
    for (name, hidden) in names(book.sheets_metadata()) {
        // Cell by cell: a sheet that claims a million empty rows costs nothing this way.
        let mut collected = Collected::default();
        let mut reader = match book.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(_) => return Err(Refusal::Damaged),
        };
        while let Some(cell) = reader.next_cell().map_err(|_| Refusal::Damaged)? {
            collected.add(cell.get_position(), cell.get_value().clone().into())?;
        }
        drop(reader);
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        sheets.push(collected.into_sheet(name, hidden, &merges));
    }
    Ok(sheets)
}

fn xlsb(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsbError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    })?;
    let mut sheets = Vec::new();
    for (name, hidden) in names(book.sheets_metadata()) {
        let mut collected = Collected::default();
        let mut reader = book
            .worksheet_cells_reader(&name)
            .map_err(|_| Refusal::Damaged)?;
        while let Some(cell) = reader.next_cell().map_err(|_| Refusal::Damaged)? {
            collected.add(cell.get_position(), cell.get_value().clone().into())?;
        }
        drop(reader);
        sheets.push(collected.into_sheet(name, hidden, &[]));
    }
    Ok(sheets)
}

fn ods(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => Refusal::Encrypted,
        OdsError::CellLimitExceeded { .. } => Refusal::TooManyRows,
        _ => Refusal::Damaged,
    })?;
    let mut sheets = Vec::new();
    for (name, hidden) in names(book.sheets_metadata()) {
        let range = book.worksheet_range(&name).map_err(|_| Refusal::Damaged)?;
        sheets.push(of_range(&range)?.into_sheet(name, hidden, &[]));
    }
    Ok(sheets)
}

fn xls(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    })?;
    let mut sheets = Vec::new();
    for (name, hidden) in names(book.sheets_metadata()) {
        let Ok(range) = book.worksheet_range(&name) else {
            continue;
        };
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        sheets.push(of_range(&range)?.into_sheet(name, hidden, &merges));
    }
    Ok(sheets)
}

fn names(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let is_hidden = |sheet: &calamine::Sheet| sheet.visible != SheetVisible::Visible;
    sheets
        .iter()
        .map(|sheet| (sheet.name.clone(), is_hidden(sheet)))
        .collect()
}

fn of_range(range: &Range<Data>) -> Result<Collected, Refusal> {
    let mut collected = Collected::default();
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        let position = (
            first_row.saturating_add(row as u32),
            first_column.saturating_add(column as u32),
        );
        collected.add(position, data.clone())?;
    }
    Ok(collected)
}
