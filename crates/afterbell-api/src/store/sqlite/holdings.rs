//! The rows that are places taken and days of care.

use afterbell_domain::{SelectionDraft, Student};
use rusqlite::{Connection, params};

use crate::store::StoreError;

/// Makes the child's rows those of the draft. Places it keeps are not touched, so that not
/// even for a moment somebody else could have them.
pub(super) fn become_those_of(
    books: &Connection,
    student: &Student,
    draft: &SelectionDraft,
    sequence: u32,
) -> Result<(), StoreError> {
    let child = student.id.as_str();
    let mut give_back =
        books.prepare_cached("DELETE FROM enrollment WHERE offering = ?1 AND student = ?2")?;
    for offering in student.enrolled.iter().filter(|id| !draft.contains(id)) {
        give_back.execute([offering.as_str(), child])?;
    }
    let mut take = books
        .prepare_cached("INSERT INTO enrollment (offering, student, entry) VALUES (?1, ?2, ?3)")?;
    let chosen = draft.offerings().iter();
    for offering in chosen.filter(|id| !student.is_enrolled(id)) {
        take.execute(params![offering.as_str(), child, sequence])?;
    }
    let mut forget = books.prepare_cached("DELETE FROM care WHERE student = ?1")?;
    forget.execute([child])?;
    let mut care =
        books.prepare_cached("INSERT INTO care (student, weekday, pick_up) VALUES (?1, ?2, ?3)")?;
    for choice in draft.care() {
        let (weekday, pick_up) = (choice.weekday.number(), choice.pick_up.to_string());
        care.execute(params![child, weekday, pick_up])?;
    }
    Ok(())
}
