//! 自带词表 in a pack's text: a list that a form writes. A list of the pack's own comes before one beside it or a bundled one.

use afterbell_domain::policy::{Word, WordList};

use crate::quoted::quoted;

/// The text with this list under this name in the place of the one it has, or without any. All else stays as it was
/// written, comments too.
pub fn with_word_list(text: &str, name: &str, list: Option<&WordList>) -> String {
    let mut kept = String::new();
    let mut is_inside = false;
    // A remark above the next table is that table's; one inside of this goes with it.
    let mut remarks: Vec<&str> = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        if let Some(header) = header(trimmed) {
            is_inside = is_of(header, name);
            if !is_inside {
                remarks.drain(..).for_each(|remark| push(&mut kept, remark));
            }
        }
        match (is_inside, trimmed.starts_with('#')) {
            (false, _) => push(&mut kept, line),
            (true, true) => remarks.push(line),
            (true, false) => remarks.clear(),
        }
    }
    let mut kept = kept.trim_end().to_owned();
    if !kept.is_empty() {
        kept.push('\n');
    }
    let Some(list) = list else {
        return kept;
    };
    let key = ["word_lists.", &key(name)].concat();
    let words = list.words.iter().map(|word| written(&key, word));
    let lines = [
        format!("\n[{key}]\n"),
        format!("about = {}\n", quoted(&list.about)),
        several("caught", &list.caught),
        several("harmless", &list.harmless),
        words.collect(),
    ];
    kept + &lines.concat()
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn written(key: &str, word: &Word) -> String {
    let parts = [
        format!("\n[[{key}.words]]\n"),
        format!("find = {}\n", quoted(&word.find)),
        unless_empty("with", &word.with),
        unless_empty("except", &word.except),
    ];
    parts.concat()
}

fn unless_empty(key: &str, texts: &[String]) -> String {
    match texts.is_empty() {
        true => String::new(),
        false => format!("{key} = [{}]\n", joined(texts, ", ")),
    }
}

/// Examples stand in a line each, so that a problem can name it.
fn several(key: &str, texts: &[String]) -> String {
    match texts.is_empty() {
        true => format!("{key} = []\n"),
        false => format!("{key} = [\n  {},\n]\n", joined(texts, ",\n  ")),
    }
}

fn joined(texts: &[String], between: &str) -> String {
    let texts: Vec<_> = texts.iter().map(|text| quoted(text)).collect();
    texts.join(between)
}

/// A key needs no quotes where it is plain.
fn key(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    match !name.is_empty() && name.bytes().all(is_plain) {
        true => name.to_owned(),
        false => quoted(name),
    }
}

/// What stands between the brackets of a line that begins a table. A line of an array begins with a quotation mark.
fn header(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('[')?;
    let inner = inner.strip_prefix('[').unwrap_or(inner);
    Some(inner.split(']').next().unwrap_or(inner).trim())
}

fn is_of(header: &str, name: &str) -> bool {
    let Some(rest) = header.strip_prefix("word_lists.") else {
        return false;
    };
    [name.to_owned(), quoted(name)].iter().any(|name| {
        let rest = rest.strip_prefix(name.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}
