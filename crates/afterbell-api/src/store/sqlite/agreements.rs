//! 安全协议: its versions, and who signed which of them.

use std::collections::BTreeMap;

use afterbell_domain::{AgreementHash, AgreementSignature, GuardianId, Moment, StudentId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::bindings;
use super::rows::{class, parse};
use crate::store::ledger_chain::{Link, SignatureEntry};
use crate::store::{AgreementVersion, Signed, SignedCopy, StoreError};

pub(super) fn content(
    books: &Connection,
    hash: &AgreementHash,
) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = books.prepare_cached("SELECT content FROM agreement WHERE hash = ?1")?;
    let content = statement.query_row([hash.as_str()], |row| row.get(0));
    Ok(content.optional()?)
}

/// Keeps a version; one that was published before is kept as it is.
pub(super) fn publish(
    books: &Connection,
    agreement: &AgreementVersion,
    now: Moment,
) -> Result<(), StoreError> {
    if content(books, &agreement.hash)?.is_none() {
        books.execute(
            "INSERT INTO agreement (hash, content, published_at) VALUES (?1, ?2, ?3)",
            params![
                agreement.hash.as_str(),
                agreement.canonical_json,
                now.to_string()
            ],
        )?;
    }
    Ok(())
}

pub(super) fn append(
    books: &Connection,
    student: &StudentId,
    guardian: &GuardianId,
    signature: &AgreementSignature,
) -> Result<(), StoreError> {
    let (sequence, last) = end(books)?;
    let signed_at = signature.signed_at.to_string();
    let entry = SignatureEntry {
        sequence,
        student: student.as_str(),
        guardian: guardian.as_str(),
        agreement: signature.agreement.as_str(),
        signed_name: signature.signed_name.as_str(),
        signed_at: &signed_at,
    };
    let mut statement = books.prepare_cached(
        "INSERT INTO agreement_signature
             (sequence, student, guardian, agreement, signed_name, signed_at, link)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    statement.execute(params![
        entry.sequence,
        entry.student,
        entry.guardian,
        entry.agreement,
        entry.signed_name,
        entry.signed_at,
        entry.link_after(last).bytes()
    ])?;
    Ok(())
}

/// An entry as it stands in a row of these columns.
pub(super) fn entry<'a>(row: &'a Row<'_>) -> rusqlite::Result<SignatureEntry<'a>> {
    Ok(SignatureEntry {
        sequence: row.get(0)?,
        student: row.get_ref(1)?.as_str()?,
        guardian: row.get_ref(2)?.as_str()?,
        agreement: row.get_ref(3)?.as_str()?,
        signed_name: row.get_ref(4)?.as_str()?,
        signed_at: row.get_ref(5)?.as_str()?,
    })
}

/// The number of the signature to come, and what it is chained to.
fn end(books: &Connection) -> Result<(u32, Link), StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT sequence, link FROM agreement_signature ORDER BY sequence DESC LIMIT 1",
    )?;
    let last = statement.query_row([], |row| {
        let last: u32 = row.get(0)?;
        Ok((last.saturating_add(1), Link::new(row.get(1)?)))
    });
    Ok(last.optional()?.unwrap_or((1, Link::START)))
}

/// The signature under the current version, else the one given last.
pub(super) fn signature(
    books: &Connection,
    student: &StudentId,
) -> Result<Option<AgreementSignature>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT agreement, signed_name, signed_at FROM agreement_signature WHERE student = ?1
         ORDER BY agreement IS (SELECT agreement FROM school) DESC, sequence DESC LIMIT 1",
    )?;
    let found = statement.query_row([student.as_str()], |row| of_row(row, 0));
    Ok(found.optional()?)
}

/// The same for all children at once.
pub(super) fn signatures(
    books: &Connection,
) -> Result<BTreeMap<StudentId, AgreementSignature>, StoreError> {
    // In ascending order of what counts, so that the last one stays.
    let mut statement = books.prepare(
        "SELECT student, agreement, signed_name, signed_at FROM agreement_signature
         ORDER BY agreement IS (SELECT agreement FROM school), sequence",
    )?;
    let rows = statement.query_map([], |row| Ok((parse(row, 0)?, of_row(row, 1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn of_row(row: &Row<'_>, column: usize) -> rusqlite::Result<AgreementSignature> {
    Ok(AgreementSignature {
        agreement: parse(row, column)?,
        signed_name: parse(row, column + 1)?,
        signed_at: parse(row, column + 2)?,
    })
}

/// The copy of a child of this account.
pub(super) fn copy_for(
    books: &Connection,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<Signed, StoreError> {
    let books = books.unchecked_transaction()?;
    if !bindings::is_bound(&books, guardian, student)? {
        return Ok(Signed::StudentNotYours);
    }
    Ok(copy(&books, student)?.map_or(Signed::NotYet, Signed::Copy))
}

/// A child's signed copy; the office may ask for any.
pub(super) fn copy(
    books: &Connection,
    student: &StudentId,
) -> Result<Option<SignedCopy>, StoreError> {
    let Some(signature) = signature(books, student)? else {
        return Ok(None);
    };
    let content = content(books, &signature.agreement)?.unwrap_or_default();
    let mut statement =
        books.prepare_cached("SELECT name, grade, class FROM student WHERE id = ?1")?;
    let (name, class) = statement.query_row([student.as_str()], |row| {
        Ok((parse(row, 0)?, class(row, 1)?))
    })?;
    Ok(Some(SignedCopy {
        name,
        class,
        agreement: serde_json::from_slice(&content)?,
        signature,
    }))
}
