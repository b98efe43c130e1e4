//! Sessions, and the secret their tokens are derived from.

use afterbell_domain::Moment;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows;
use crate::secret::{Fingerprint, ServerSecret, random_bytes};
use crate::store::StoreError;
use afterbell_domain::GuardianId;

pub(super) fn secret(books: &Connection) -> Result<ServerSecret, StoreError> {
    let found = books.query_row("SELECT bytes FROM secret", [], |row| row.get(0));
    if let Some(bytes) = found.optional()? {
        return Ok(ServerSecret::new(bytes));
    }
    let bytes: [u8; 32] = random_bytes()?;
    books.execute("INSERT INTO secret (id, bytes) VALUES (1, ?1)", [bytes])?;
    Ok(ServerSecret::new(bytes))
}

pub(super) fn open(
    books: &Connection,
    token: &Fingerprint,
    guardian: &GuardianId,
    expires_at: Moment,
    now: Moment,
) -> Result<(), StoreError> {
    let mut statement = books.prepare_cached(
        "INSERT INTO session (token, guardian, opened_at, expires_at_unix)
         VALUES (?1, ?2, ?3, ?4)",
    )?;
    statement.execute(params![
        token.bytes(),
        guardian.as_str(),
        now.to_string(),
        expires_at.unix_seconds()
    ])?;
    Ok(())
}

pub(super) fn guardian(
    books: &Connection,
    token: &Fingerprint,
    now: Moment,
) -> Result<Option<GuardianId>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT guardian FROM session
         WHERE token = ?1 AND revoked_at IS NULL AND expires_at_unix > ?2",
    )?;
    let found = statement.query_row(params![token.bytes(), now.unix_seconds()], |row| {
        rows::parse(row, 0)
    });
    Ok(found.optional()?)
}

pub(super) fn revoke(
    books: &Connection,
    token: &Fingerprint,
    now: Moment,
) -> Result<bool, StoreError> {
    // The time of the first end stays.
    let ended = books.execute(
        "UPDATE session SET revoked_at = coalesce(revoked_at, ?2) WHERE token = ?1",
        params![token.bytes(), now.to_string()],
    )?;
    Ok(ended > 0)
}
