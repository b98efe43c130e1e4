//! What the files say, before anything is made of it.

use std::collections::BTreeMap;

use afterbell_import::{Understood, UnreadableRow, wording};
use afterbell_locale::text::cli::import as text;

use crate::command::LOCALE;

pub(super) fn print(understood: &Understood) {
    let (courses, services) = (understood.courses.len(), understood.base_services.len());
    if courses + services > 0 {
        println!("{}", text::understood_courses(LOCALE, courses, services));
    }
    if !understood.pupils.is_empty() {
        println!(
            "{}",
            text::understood_pupils(LOCALE, understood.pupils.len())
        );
    }
    if !understood.notices.is_empty() {
        println!("{}", text::notices(LOCALE));
        for notice in &understood.notices {
            println!("  {}", wording::notice(LOCALE, notice));
        }
    }
    if !understood.unreadable.is_empty() {
        println!("{}", text::unreadable(LOCALE, understood.unreadable.len()));
        print_unreadable(&understood.unreadable);
    }
}

/// Sheet by sheet, each row with its cell, what was found and what would be read.
fn print_unreadable(rows: &[UnreadableRow]) {
    let mut sheets: BTreeMap<(&str, &str), Vec<&UnreadableRow>> = BTreeMap::new();
    for row in rows {
        let sheet = (row.place.file.as_str(), row.place.sheet.as_str());
        sheets.entry(sheet).or_default().push(row);
    }
    for ((file, sheet), rows) in sheets {
        println!("{}", text::unreadable_sheet(LOCALE, file, sheet));
        for row in rows {
            println!("    {}", wording::unreadable_row(LOCALE, row));
        }
    }
}
