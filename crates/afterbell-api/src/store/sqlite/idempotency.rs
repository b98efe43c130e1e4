//! The answers of writes. Kept in the same transaction as the write itself, so that there is
//! never one without the other.

use afterbell_domain::{GuardianId, Moment, StudentId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::bindings;
use crate::answer::Answer;
use crate::secret::Fingerprint;
use crate::store::{Decision, StoreError, WriteRequest};

pub(super) enum Earlier {
    /// This key is new here.
    Nothing,
    Same(Answer),
    /// The key was used for another request.
    Other,
}

/// Decides a request, or repeats the answer it got before. Keys of different accounts and
/// children do not meet.
pub(super) fn once(
    books: &Connection,
    guardian: &GuardianId,
    student: &StudentId,
    request: &WriteRequest,
    now: Moment,
    decide: impl FnOnce() -> Result<Answer, StoreError>,
) -> Result<Decision, StoreError> {
    if !bindings::is_bound(books, guardian, student)? {
        return Ok(Decision::StudentNotYours);
    }
    let scope = format!("{guardian}/{student}");
    match find(books, &scope, request)? {
        Earlier::Same(answer) => return Ok(Decision::Answered(answer)),
        Earlier::Other => return Ok(Decision::KeyReused),
        Earlier::Nothing => {}
    }
    let answer = decide()?;
    keep(books, &scope, request, &answer, now)?;
    Ok(Decision::Answered(answer))
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
