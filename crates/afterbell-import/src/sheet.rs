use crate::cell::Cell;

/// One sheet as it lies in the file: only the cells with something in them.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// In ascending order.
    pub rows: Vec<Row>,
    pub merges: Merges,
}

/// A row with at least one cell.
#[derive(Debug)]
pub(crate) struct Row {
    /// As the spreadsheet program counts: from 1.
    pub number: u32,
    /// By column, counted from 0, in ascending order.
    pub cells: Vec<(u32, Cell)>,
}

impl Row {
    pub fn get(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(at, _)| *at);
        at.ok()
            .and_then(|at| self.cells.get(at))
            .map(|(_, cell)| cell)
    }

    pub fn text(&self, column: u32) -> String {
        self.get(column).map(Cell::text).unwrap_or_default()
    }
}

impl Sheet {
    /// Takes cells in any order; a cell that comes twice keeps its last value.
    pub fn of(name: String, mut cells: Vec<(u32, u32, Cell)>) -> Self {
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        let mut rows: Vec<Row> = Vec::new();
        for (number, column, cell) in cells {
            match rows.last_mut() {
                Some(row) if row.number == number => match row.cells.last_mut() {
                    Some((at, last)) if *at == column => *last = cell,
                    _ => row.cells.push((column, cell)),
                },
                _ => rows.push(Row {
                    number,
                    cells: vec![(column, cell)],
                }),
            }
        }
        Self {
            name,
            rows,
            ..Self::default()
        }
    }

    /// Writes a cell anew, or empties it.
    pub fn put(&mut self, number: u32, column: u32, cell: Option<Cell>) {
        let at = self.rows.binary_search_by_key(&number, |row| row.number);
        let at = at.unwrap_or_else(|at| {
            let cells = Vec::new();
            self.rows.insert(at, Row { number, cells });
            at
        });
        if let Some(row) = self.rows.get_mut(at) {
            row.cells.retain(|(known, _)| *known != column);
            row.cells.extend(cell.map(|cell| (column, cell)));
            row.cells.sort_by_key(|(column, _)| *column);
            if row.cells.is_empty() {
                self.rows.remove(at);
            }
        }
    }

    pub fn row(&self, number: u32) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&number, |row| row.number);
        at.ok().and_then(|at| self.rows.get(at))
    }

    /// The cell itself, or the one that is merged downwards over it, as long as that one
    /// stands below `heading`.
    pub fn value<'a>(&'a self, row: &'a Row, column: u32, heading: u32) -> Option<&'a Cell> {
        row.get(column).or_else(|| {
            let merge = self.merges.covering(row.number, column)?;
            let reaches_down = merge.first_row < row.number && merge.first_row > heading;
            let anchor = self.row(merge.first_row).filter(|_| reaches_down)?;
            anchor.get(merge.first_column)
        })
    }
}

/// A merged area, rows counted from 1 and columns from 0, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merge {
    pub first_row: u32,
    pub last_row: u32,
    pub first_column: u32,
    pub last_column: u32,
}

/// The merged areas of a sheet, found by cell without looking through all of them.
#[derive(Debug, Default)]
pub(crate) struct Merges {
    by_row: Vec<Merge>,
    tallest: u32,
}

impl Merges {
    pub fn of(mut merges: Vec<Merge>) -> Self {
        merges.sort_by_key(|merge| merge.first_row);
        let height = |merge: &Merge| merge.last_row.saturating_sub(merge.first_row);
        let tallest = merges.iter().map(height).max().unwrap_or(0);
        Self {
            by_row: merges,
            tallest,
        }
    }

    pub fn covering(&self, row: u32, column: u32) -> Option<&Merge> {
        let end = self.by_row.partition_point(|merge| merge.first_row <= row);
        let candidates = self.by_row.get(..end)?.iter().rev();
        candidates
            .take_while(|merge| merge.first_row.saturating_add(self.tallest) >= row)
            .find(|merge| {
                merge.last_row >= row && (merge.first_column..=merge.last_column).contains(&column)
            })
    }

    /// Whether any cell of this column is merged over several rows.
    pub fn any_tall_in(&self, column: u32) -> bool {
        self.by_row.iter().any(|merge| {
            merge.last_row > merge.first_row
                && (merge.first_column..=merge.last_column).contains(&column)
        })
    }
}

/// The name people know a cell by: `E56`.
pub(crate) fn cell_name(column: u32, row: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = (rest - 1) % 26;
        letters.push(char::from(b'A' + letter as u8));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{row}")
}

/// Column, counted from 0, and row of a cell by the name people know it by.
pub(crate) fn spot_of(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = (name.get(..digits)?, name.get(digits..)?);
    let number = |known: u32, letter: u8| {
        let digit = letter
            .is_ascii_uppercase()
            .then(|| u32::from(letter - b'A') + 1)?;
        known.checked_mul(26)?.checked_add(digit)
    };
    let column = letters.bytes().try_fold(0, number)?.checked_sub(1)?;
    let row = row.parse().ok().filter(|row| *row > 0)?;
    (cell_name(column, row) == name).then_some((column, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_people_know_them() {
        assert_eq!(cell_name(0, 1), "A1");
        assert_eq!(cell_name(4, 56), "E56");
        assert_eq!(cell_name(25, 2), "Z2");
        assert_eq!(cell_name(26, 2), "AA2");
        assert_eq!(cell_name(16_383, 1_048_576), "XFD1048576");
        for (column, row) in [(0, 1), (4, 56), (25, 2), (26, 2), (16_383, 1_048_576)] {
            assert_eq!(spot_of(&cell_name(column, row)), Some((column, row)));
        }
        for name in ["", "E", "5", "E0", "e5", "E05", "E5E", "EEEEEEEEEEEEEE5"] {
            assert_eq!(spot_of(name), None, "{name}");
        }
    }

    #[test]
    fn a_cell_is_written_anew_added_and_emptied() {
        let text = |text: &str| Cell::of_text(text.to_owned());
        let mut sheet = Sheet::of("x".to_owned(), vec![(2, 1, Cell::Number(30.0))]);
        sheet.put(2, 1, text("40"));
        sheet.put(2, 0, text("a"));
        sheet.put(1, 5, text("b"));
        assert_eq!(sheet.row(2).map(|row| row.text(1)).as_deref(), Some("40"));
        assert_eq!(sheet.row(2).map(|row| row.text(0)).as_deref(), Some("a"));
        sheet.put(1, 5, None);
        assert!(sheet.row(1).is_none());
        assert_eq!(sheet.rows.len(), 1);
    }

    #[test]
    fn a_cell_finds_the_merge_over_it() {
        let merge = |first_row, last_row, first_column, last_column| Merge {
            first_row,
            last_row,
            first_column,
            last_column,
        };
        let merges = Merges::of(vec![
            merge(4, 17, 1, 1),
            merge(1, 1, 0, 11),
            merge(18, 31, 1, 1),
        ]);
        assert_eq!(merges.covering(10, 1), Some(&merge(4, 17, 1, 1)));
        assert_eq!(merges.covering(18, 1), Some(&merge(18, 31, 1, 1)));
        assert_eq!(merges.covering(1, 7), Some(&merge(1, 1, 0, 11)));
        assert_eq!(merges.covering(10, 2), None);
        assert_eq!(merges.covering(40, 1), None);
    }
}
