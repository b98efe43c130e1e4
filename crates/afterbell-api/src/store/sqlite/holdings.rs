//! The rows that are places taken and days of care.

use rusqlite::{Connection, params};

use crate::store::StoreError;
use crate::store::deciding::Entry;

/// Makes the child's rows those of the entry. Places it keeps are not touched, so that not
/// even for a moment somebody else could have them.
pub(super) fn become_those_of(books: &Connection, entry: &Entry) -> Result<(), StoreError> {
    let child = entry.receipt.student.as_str();
    let mut give_back =
        books.prepare_cached("DELETE FROM enrollment WHERE offering = ?1 AND student = ?2")?;
    for offering in &entry.gives_back {
        give_back.execute([offering.as_str(), child])?;
    }
    let mut take = books
        .prepare_cached("INSERT INTO enrollment (offering, student, entry) VALUES (?1, ?2, ?3)")?;
    for offering in &entry.takes {
        take.execute(params![offering.as_str(), child, entry.sequence])?;
    }
    let mut forget = books.prepare_cached("DELETE FROM care WHERE student = ?1")?;
    forget.execute([child])?;
    let mut care =
        books.prepare_cached("INSERT INTO care (student, weekday, pick_up) VALUES (?1, ?2, ?3)")?;
    for choice in &entry.receipt.care {
        let (weekday, pick_up) = (choice.weekday.number(), choice.pick_up.to_string());
        care.execute(params![child, weekday, pick_up])?;
    }
    Ok(())
}
