//! Blocks of cells as spreadsheet programs copy them: tabs between cells, line ends between rows,
//! quotes around a cell that has one of these in it.

/// The rows of a copied block. Whatever is on the clipboard is some block.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut letters = text.chars().peekable();
    loop {
        let mut cell = String::new();
        if letters.peek() == Some(&'"') && is_quoted(letters.clone()) {
            letters.next();
            while let Some(letter) = letters.next() {
                match letter {
                    '"' if letters.peek() == Some(&'"') => {
                        letters.next();
                        cell.push('"');
                    }
                    '"' => break,
                    other => cell.push(other),
                }
            }
        }
        let end = loop {
            match letters.next() {
                Some('\r') if letters.peek() == Some(&'\n') => {}
                Some(end @ ('\t' | '\n' | '\r')) => break Some(end),
                Some(letter) => cell.push(letter),
                None => break None,
            }
        };
        row.push(cell);
        match end {
            Some('\t') => {}
            Some(_) => rows.push(std::mem::take(&mut row)),
            None => break,
        }
    }
    // Programs end the last row as well; that begins no other.
    if rows.is_empty() || row.iter().any(|cell| !cell.is_empty()) || row.len() > 1 {
        rows.push(row);
    }
    rows
}

/// Whether the quote that stands here ends where a cell ends; otherwise it is a letter like others.
fn is_quoted(letters: impl Iterator<Item = char>) -> bool {
    let mut letters = letters.skip(1).peekable();
    while let Some(letter) = letters.next() {
        if letter != '"' {
            continue;
        }
        match letters.peek() {
            Some('"') => {
                letters.next();
            }
            Some('\t' | '\n' | '\r') | None => return true,
            Some(_) => return false,
        }
    }
    false
}

pub fn write<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let mut text = String::new();
    for row in rows {
        let cells: Vec<_> = row.into_iter().map(quoted).collect();
        text.push_str(&cells.join("\t"));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    match cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}
