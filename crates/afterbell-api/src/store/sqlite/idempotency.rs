//! The answers of writes. Kept in the same transaction as the write itself, so that there is
//! never one without the other.

use afterbell_domain::Moment;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::answer::Answer;
use crate::secret::Fingerprint;
use crate::store::{StoreError, WriteRequest};

pub(super) enum Earlier {
    /// This key is new here.
    Nothing,
    Same(Answer),
    /// The key was used for another request.
    Other,
}

/// `scope` keeps the keys of different accounts and children apart.
pub(super) fn find(
    books: &Connection,
    scope: &str,
    request: &WriteRequest,
) -> Result<Earlier, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT fingerprint, status, body FROM idempotency WHERE scope = ?1 AND key = ?2",
    )?;
    let found = statement.query_row(params![scope, request.key], |row| {
        let fingerprint: [u8; 32] = row.get(0)?;
        let (status, body) = (row.get(1)?, row.get(2)?);
        Ok((fingerprint, Answer { status, body }))
    });
    Ok(match found.optional()? {
        None => Earlier::Nothing,
        Some((fingerprint, answer)) if fingerprint == *request.fingerprint.bytes() => {
            Earlier::Same(answer)
        }
        Some(_) => Earlier::Other,
    })
}

pub(super) fn keep(
    books: &Connection,
    scope: &str,
    request: &WriteRequest,
    answer: &Answer,
    now: Moment,
) -> Result<(), StoreError> {
    let WriteRequest { key, fingerprint } = request;
    let fingerprint: &Fingerprint = fingerprint;
    let mut statement = books.prepare_cached(
        "INSERT INTO idempotency (scope, key, fingerprint, status, body, answered_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    statement.execute(params![
        scope,
        key,
        fingerprint.bytes(),
        answer.status,
        answer.body,
        now.to_string()
    ])?;
    Ok(())
}
