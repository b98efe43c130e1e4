//! What SQLite complains of, as the store tells it, and what becomes of a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::{Connection, ErrorCode};

use crate::store::StoreError;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Overloaded,
            _ => Self::failed(error),
        }
    }
}

/// What it said may hold personal data, so it is not repeated; the hook of `command/serve.rs`
/// logs where it happened.
#[derive(Debug, thiserror::Error)]
#[error("the work panicked")]
struct Panicked;

/// Runs one request's work on a connection that others use after it: a panic fails this
/// request, and leaves no transaction behind.
pub(super) fn contained<T>(
    connection: &mut Connection,
    work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let answer = catch_unwind(AssertUnwindSafe(|| work(connection)));
    answer.unwrap_or_else(|_| {
        // A transaction is rolled back where it is dropped; should that have failed too, the
        // next one could not begin.
        if !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK")?;
        }
        Err(StoreError::failed(Panicked))
    })
}
