//! What SQLite complains of, as the store tells it, and what becomes of a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::ErrorCode;

use crate::store::{StoreError, Unreadable};

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Overloaded,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Unreadable::Damaged.into()
            }
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
/// request only. What it has left open on the connection is the caller's to tidy up.
pub(super) fn contained<T>(work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let answer = catch_unwind(AssertUnwindSafe(work));
    answer.unwrap_or_else(|_| Err(StoreError::failed(Panicked)))
}
