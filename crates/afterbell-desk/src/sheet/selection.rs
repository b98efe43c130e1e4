//! Where the clerk is: one cell, and a block that reaches from it.

use super::column::Column;

/// 单元格位置: row and column, counted from 0. The row below the last is where a new one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spot {
    pub row: usize,
    pub column: usize,
}

/// 选区: from where it was begun to where it reaches; the cursor stands where it was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Selection {
    pub cursor: Spot,
    pub reach: Spot,
}

/// 移动
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    Up,
    Down,
    Left,
    Right,
    /// A screenful.
    PageUp,
    PageDown,
    RowStart,
    RowEnd,
    First,
    Last,
}

const PAGE: usize = 15;

impl Spot {
    /// Never leaves the sheet of so many rows.
    fn moved(self, by: Move, rows: usize) -> Self {
        let last = rows.saturating_sub(1);
        let Self { row, column } = self;
        let (row, column) = match by {
            Move::Up => (row.saturating_sub(1), column),
            Move::Down => (row + 1, column),
            Move::Left => (row, column.saturating_sub(1)),
            Move::Right => (row, column + 1),
            Move::PageUp => (row.saturating_sub(PAGE), column),
            Move::PageDown => (row + PAGE, column),
            Move::RowStart => (row, 0),
            Move::RowEnd => (row, Column::LAST),
            Move::First => (0, 0),
            Move::Last => (last, Column::LAST),
        };
        Self {
            row: row.min(last),
            column: column.min(Column::LAST),
        }
    }
}

impl Selection {
    pub fn at(spot: Spot) -> Self {
        Self {
            cursor: spot,
            reach: spot,
        }
    }

    /// Moves the cursor, or with `extend` only how far the block reaches.
    pub fn moved(self, by: Move, extend: bool, rows: usize) -> Self {
        match extend {
            true => Self {
                reach: self.reach.moved(by, rows),
                ..self
            },
            false => Self::at(self.cursor.moved(by, rows)),
        }
    }

    /// Tab and Shift+Tab: through the row, and on in the next one.
    pub fn stepped(self, back: bool, rows: usize) -> Self {
        let Spot { row, column } = self.cursor;
        let spot = match (back, column) {
            (true, 0) if row > 0 => Spot {
                row: row - 1,
                column: Column::LAST,
            },
            (true, _) => self.cursor.moved(Move::Left, rows),
            (false, Column::LAST) if row + 1 < rows => Spot {
                row: row + 1,
                column: 0,
            },
            (false, _) => self.cursor.moved(Move::Right, rows),
        };
        Self::at(spot)
    }

    pub fn top_left(self) -> Spot {
        Spot {
            row: self.cursor.row.min(self.reach.row),
            column: self.cursor.column.min(self.reach.column),
        }
    }

    pub fn bottom_right(self) -> Spot {
        Spot {
            row: self.cursor.row.max(self.reach.row),
            column: self.cursor.column.max(self.reach.column),
        }
    }

    pub fn contains(self, spot: Spot) -> bool {
        let (from, to) = (self.top_left(), self.bottom_right());
        (from.row..=to.row).contains(&spot.row) && (from.column..=to.column).contains(&spot.column)
    }

    pub fn is_one_cell(self) -> bool {
        self.cursor == self.reach
    }

    /// Row by row.
    pub fn spots(self) -> impl Iterator<Item = Spot> {
        let (from, to) = (self.top_left(), self.bottom_right());
        (from.row..=to.row)
            .flat_map(move |row| (from.column..=to.column).map(move |column| Spot { row, column }))
    }
}
