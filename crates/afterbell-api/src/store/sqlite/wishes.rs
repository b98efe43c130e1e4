//! 志愿台账: lists of wishes, one after the other; a child's last one of a term counts.

use afterbell_domain::draw::PublishedFile;
use afterbell_domain::{GuardianId, StudentId, WishReceipt};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::bindings;
use super::draws::number_of;
use super::rows::json;
use crate::store::StoreError;
use crate::store::draws::KeptWishes;
use crate::store::ledger_chain::{Link, WishEntry};

/// Whether the applicants of the draw that holds were published.
pub(super) fn are_closed(books: &Connection) -> Result<bool, StoreError> {
    let mut closed = books.prepare_cached(
        "SELECT 1 FROM draw_file WHERE file = ?1 AND draw = (
             SELECT max(number) FROM draw WHERE term = (SELECT term FROM school))",
    )?;
    Ok(closed.exists([number_of(PublishedFile::Applicants)])?)
}

/// The last list's number and link.
pub(super) fn end(books: &Connection) -> Result<(u32, Link), StoreError> {
    let mut statement =
        books.prepare_cached("SELECT sequence, link FROM wish ORDER BY sequence DESC LIMIT 1")?;
    let last = statement.query_row([], |row| Ok((row.get(0)?, Link::new(row.get(1)?))));
    Ok(last.optional()?.unwrap_or((0, Link::START)))
}

pub(super) fn append(
    books: &Connection,
    sequence: u32,
    receipt: &WishReceipt,
    guardian: &GuardianId,
) -> Result<(), StoreError> {
    let (_, last) = end(books)?;
    let (at, content) = (
        receipt.saved_at.to_string(),
        serde_json::to_string(receipt)?,
    );
    let entry = WishEntry {
        sequence,
        student: receipt.student.as_str(),
        guardian: guardian.as_str(),
        at: &at,
        receipt: &content,
    };
    let mut statement = books.prepare_cached(
        "INSERT INTO wish (sequence, student, guardian, at, receipt, link, term)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT term FROM school))",
    )?;
    statement.execute(params![
        entry.sequence,
        entry.student,
        entry.guardian,
        entry.at,
        entry.receipt,
        entry.link_after(last).bytes()
    ])?;
    Ok(())
}

/// An entry as it stands in a row of these columns.
pub(super) fn entry<'a>(row: &'a Row<'_>) -> rusqlite::Result<WishEntry<'a>> {
    Ok(WishEntry {
        sequence: row.get(0)?,
        student: row.get_ref(1)?.as_str()?,
        guardian: row.get_ref(2)?.as_str()?,
        at: row.get_ref(3)?.as_str()?,
        receipt: row.get_ref(4)?.as_str()?,
    })
}

pub(super) fn kept(
    books: &Connection,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<KeptWishes, StoreError> {
    if !bindings::is_bound(books, guardian, student)? {
        return Ok(KeptWishes::StudentNotYours);
    }
    Ok(last(books, student)?.map_or(KeptWishes::Nothing, KeptWishes::Receipt))
}

/// A child's last list of the term.
pub(super) fn last(
    books: &Connection,
    student: &StudentId,
) -> Result<Option<WishReceipt>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT receipt FROM wish WHERE student = ?1 AND term = (SELECT term FROM school)
         ORDER BY sequence DESC LIMIT 1",
    )?;
    let found = statement.query_row([student.as_str()], |row| json(row, 0));
    Ok(found.optional()?)
}
