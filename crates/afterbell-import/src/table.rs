use std::collections::BTreeMap;
use std::ops::Range;

use afterbell_domain::reading::tidy;

use crate::heading::{Column, Kind};
use crate::sheet::{Row, Sheet, cell_name};
use crate::understood::ReadCell;

/// One table of a sheet: a heading and the rows below it.
#[derive(Debug)]
pub(crate) struct Table {
    pub kind: Kind,
    /// The row of the heading, or its lower row when it takes two.
    pub heading_row: u32,
    pub columns: Columns,
    /// Where its rows lie in [`Sheet::rows`].
    pub rows: Range<usize>,
    /// What stands above the heading, since the table before.
    pub titles: Vec<String>,
}

/// Where the columns of a table are and what they are called.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    found: BTreeMap<Column, (u32, String)>,
    /// Headings that name no column of this kind of table.
    pub unread: Vec<(u32, String)>,
}

impl Columns {
    pub fn add(&mut self, column: Column, at: u32, heading: String) {
        self.found.insert(column, (at, heading));
    }

    pub fn has(&self, column: Column) -> bool {
        self.found.contains_key(&column)
    }

    pub fn at(&self, column: Column) -> Option<u32> {
        self.found.get(&column).map(|(at, _)| *at)
    }

    pub fn heading(&self, column: Column) -> &str {
        self.found.get(&column).map_or("", |(_, heading)| heading)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Column, u32, &str)> {
        self.found
            .iter()
            .map(|(column, (at, heading))| (*column, *at, heading.as_str()))
    }

    /// The name of this column's cell in a row: `E56`.
    pub fn cell(&self, column: Column, row: u32) -> String {
        self.at(column)
            .map_or_else(String::new, |at| cell_name(at, row))
    }

    pub fn headings(&self) -> Vec<String> {
        let found = self.found.values().chain(&self.unread);
        let mut headings: Vec<_> = found.collect();
        headings.sort();
        headings.into_iter().map(|(_, text)| text.clone()).collect()
    }

    pub fn has_time(&self) -> bool {
        self.has(Column::Time) || self.has(Column::Start) && self.has(Column::End)
    }
}

impl Table {
    pub fn rows<'a>(&self, sheet: &'a Sheet) -> &'a [Row] {
        sheet.rows.get(self.rows.clone()).unwrap_or_default()
    }

    /// What stands in a row, in the order of its columns.
    pub fn cells(&self, sheet: &Sheet, row: &Row) -> Vec<ReadCell> {
        let mut all: Vec<_> = self.columns.iter().collect();
        all.sort_by_key(|(_, at, _)| *at);
        let cells = all.into_iter().map(|(column, _, heading)| ReadCell {
            column,
            heading: heading.to_owned(),
            cell: self.columns.cell(column, row.number),
            found: tidy(&self.text(sheet, row, column)),
        });
        cells.collect()
    }

    /// The text of a column in a row, also when it is merged down from a row above.
    pub fn text(&self, sheet: &Sheet, row: &Row, column: Column) -> String {
        self.columns
            .at(column)
            .and_then(|at| sheet.value(row, at, self.heading_row))
            .map(crate::cell::Cell::text)
            .unwrap_or_default()
    }
}
