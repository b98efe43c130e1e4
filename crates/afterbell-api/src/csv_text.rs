//! Tables that spreadsheet programs open.

/// As CSV with the mark by which Excel knows UTF-8. A cell that would be taken for a formula
/// is led by an apostrophe.
pub fn csv_text<const N: usize>(
    heading: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> String {
    let mut text = "\u{feff}".to_owned();
    push_row(&mut text, heading.iter().copied());
    for row in rows {
        push_row(&mut text, row.iter().map(String::as_str));
    }
    text
}

/// As [`csv_text`], for as many columns as there happen to be.
pub fn csv_table(heading: &[String], rows: &[Vec<String>]) -> String {
    let mut text = "\u{feff}".to_owned();
    for row in std::iter::once(heading).chain(rows.iter().map(Vec::as_slice)) {
        push_row(&mut text, row.iter().map(String::as_str));
    }
    text
}

fn push_row<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (column, cell) in cells.enumerate() {
        if column > 0 {
            text.push(',');
        }
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t']);
        let cell = if is_formula {
            format!("'{cell}")
        } else {
            cell.to_owned()
        };
        if cell.contains(['"', ',', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_could_misread_is_guarded() {
        let rows = [["=1+1", "a,b"], ["say \"x\"", "马嘉"]];
        let rows = rows.map(|row| row.map(str::to_owned)).into_iter();
        assert_eq!(
            csv_text(&["one", "two"], rows),
            "\u{feff}one,two\r\n'=1+1,\"a,b\"\r\n\"say \"\"x\"\"\",马嘉\r\n"
        );
    }
}
