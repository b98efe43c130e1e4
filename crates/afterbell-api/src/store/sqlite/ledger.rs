//! 台账: appending an entry, and which entry holds for a child.

use rusqlite::{Connection, params};

use crate::store::StoreError;
use crate::store::deciding::Entry;
use afterbell_domain::GuardianId;

/// The number of the entry to come. There is one writer, so nobody else gets it.
pub(super) fn next_sequence(books: &Connection) -> Result<u32, StoreError> {
    let mut statement =
        books.prepare_cached("SELECT coalesce(max(sequence), 0) + 1 FROM ledger")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Appends the entry and makes it the one that holds for the child.
pub(super) fn append(
    books: &Connection,
    entry: &Entry,
    guardian: &GuardianId,
) -> Result<(), StoreError> {
    let Entry {
        sequence,
        event,
        receipt,
        ..
    } = entry;
    let student = receipt.student.as_str();
    let mut entry = books.prepare_cached(
        "INSERT INTO ledger (sequence, event, student, guardian, at, receipt)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    entry.execute(params![
        sequence,
        event.code(),
        student,
        guardian.as_str(),
        receipt.accepted_at.to_string(),
        serde_json::to_string(receipt)?
    ])?;
    let mut holds = books.prepare_cached(
        "INSERT INTO selection (student, entry) VALUES (?1, ?2)
         ON CONFLICT (student) DO UPDATE SET entry = excluded.entry",
    )?;
    holds.execute(params![student, sequence])?;
    Ok(())
}
