use csv::ReaderBuilder;

use super::{LIMIT_ROWS, Refusal};
use crate::cell::Cell;
use crate::sheet::Sheet;

/// The one sheet of a csv file, named after the file.
pub(super) fn sheet(file: &str, text: &str) -> Result<Sheet, Refusal> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut cells = Vec::new();
    let (mut row, mut records) = (0u32, 0usize);
    for record in reader.records() {
        let record = record.map_err(|_| Refusal::Damaged)?;
        records += 1;
        if records > LIMIT_ROWS {
            return Err(Refusal::TooManyRows);
        }
        let start = record.position().map_or(0, |at| at.byte() as usize);
        row = row
            .saturating_add(1)
            .saturating_add(blank_lines(text, start));
        for (column, field) in record.iter().enumerate() {
            if let Some(cell) = Cell::of_text(field.to_owned()) {
                cells.push((row, column as u32, cell));
            }
        }
    }
    let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    Ok(Sheet::of(name.to_owned(), cells))
}

/// The blank lines before a record, which the reader passes over and spreadsheet programs
/// count as rows. A record may begin within the line break of the one before.
fn blank_lines(text: &str, start: usize) -> u32 {
    let rest = text.get(start..).unwrap_or_default();
    let within_break = start > 0
        && text
            .get(..start)
            .is_some_and(|before| before.ends_with('\r'));
    let rest = match rest.strip_prefix('\n') {
        Some(after) if within_break => after,
        _ => rest,
    };
    let breaks = rest.split(|c: char| c != '\r' && c != '\n').next();
    let breaks = breaks.unwrap_or_default().replace("\r\n", "\n");
    u32::try_from(breaks.len()).unwrap_or(u32::MAX)
}

/// The mark that stands most often outside quotes in the first lines.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let start = text.lines().take(30).flat_map(str::bytes);
    let outside: Vec<u8> = start
        .filter(|byte| {
            quoted ^= *byte == b'"';
            !quoted
        })
        .collect();
    let count = |mark: u8| outside.iter().filter(|byte| **byte == mark).count();
    [b',', b'\t', b';']
        .into_iter()
        .rev()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let sheet = sheet("课程.csv", text).expect("readable");
        let texts =
            |row: &crate::sheet::Row| row.cells.iter().map(|(_, cell)| cell.text()).collect();
        sheet
            .rows
            .iter()
            .map(|row| (row.number, texts(row)))
            .collect()
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_program_counts() {
        let found = rows("标题\r\n\r\n甲,\"一\n二\",乙\r\n\r\n丙,丁\r\n");
        let numbers: Vec<u32> = found.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [1, 3, 5]);
    }

    #[test]
    fn the_delimiter_is_found() {
        for text in ["甲,乙\n丙,丁", "甲;乙\n丙;丁", "甲\t乙\n丙\t丁"] {
            assert_eq!(rows(text), rows("甲,乙\n丙,丁"), "{text}");
        }
    }
}
