//! 台账: appending an entry, and which entry holds for a child.

use afterbell_domain::GuardianId;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::memory::End;
use crate::store::StoreError;
use crate::store::deciding::Entry;
use crate::store::ledger_chain::{LedgerEntry, Link};

/// There is one writer, so nobody else gets the number of the entry to come.
pub(super) fn end(books: &Connection) -> Result<End, StoreError> {
    let mut statement =
        books.prepare_cached("SELECT sequence, link FROM ledger ORDER BY sequence DESC LIMIT 1")?;
    let last = statement.query_row([], |row| {
        let last: u32 = row.get(0)?;
        Ok(End {
            sequence: last.saturating_add(1),
            link: Link::new(row.get(1)?),
        })
    });
    Ok(last.optional()?.unwrap_or(End {
        sequence: 1,
        link: Link::START,
    }))
}

/// Appends the entry after this link and makes it the one that holds for the child: its own link.
pub(super) fn append(
    books: &Connection,
    entry: &Entry,
    guardian: &GuardianId,
    last: Link,
) -> Result<Link, StoreError> {
    let Entry {
        sequence,
        event,
        receipt,
        ..
    } = entry;
    let at = receipt.accepted_at.to_string();
    let content = serde_json::to_string(receipt)?;
    let entry = LedgerEntry {
        sequence: *sequence,
        event: event.code(),
        student: receipt.student.as_str(),
        guardian: guardian.as_str(),
        at: &at,
        receipt: &content,
    };
    let link = entry.link_after(last);
    let mut statement = books.prepare_cached(
        "INSERT INTO ledger (sequence, event, student, guardian, at, receipt, link)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    statement.execute(params![
        entry.sequence,
        entry.event,
        entry.student,
        entry.guardian,
        entry.at,
        entry.receipt,
        link.bytes()
    ])?;
    let mut holds = books.prepare_cached(
        "INSERT INTO selection (student, entry) VALUES (?1, ?2)
         ON CONFLICT (student) DO UPDATE SET entry = excluded.entry",
    )?;
    holds.execute(params![entry.student, entry.sequence])?;
    Ok(link)
}

/// An entry as it stands in a row of these columns.
pub(super) fn entry<'a>(row: &'a Row<'_>) -> rusqlite::Result<LedgerEntry<'a>> {
    Ok(LedgerEntry {
        sequence: row.get(0)?,
        event: row.get_ref(1)?.as_str()?,
        student: row.get_ref(2)?.as_str()?,
        guardian: row.get_ref(3)?.as_str()?,
        at: row.get_ref(4)?.as_str()?,
        receipt: row.get_ref(5)?.as_str()?,
    })
}
