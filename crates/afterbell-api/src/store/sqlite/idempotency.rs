//! The answers of writes. Kept in the same transaction as the write itself, so that there is
//! never one without the other.

use afterbell_domain::Moment;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::answer::Answer;
use crate::secret::Fingerprint;
use crate::store::deciding::Earlier;
use crate::store::{StoreError, WriteRequest};

/// `scope` keeps the keys of different accounts and children apart.
pub(super) fn find(
    books: &Connection,
    scope: &str,
    key: &str,
) -> Result<Option<Earlier>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT fingerprint, status, body FROM idempotency WHERE scope = ?1 AND key = ?2",
    )?;
    let found = statement.query_row([scope, key], |row| {
        let (status, body) = (row.get(1)?, row.get(2)?);
        Ok(Earlier {
            fingerprint: Fingerprint::from_bytes(row.get(0)?),
            answer: Answer { status, body },
        })
    });
    Ok(found.optional()?)
}

pub(super) fn keep(
    books: &Connection,
    scope: &str,
    request: &WriteRequest,
    answer: &Answer,
    now: Moment,
) -> Result<(), StoreError> {
    let WriteRequest { key, fingerprint } = request;
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
