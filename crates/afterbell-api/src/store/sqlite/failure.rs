//! What SQLite complains of, as the store tells it, and what becomes of a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::ErrorCode;

use crate::store::{StoreError, Unreadable};

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Overloaded,
            Some(ErrorCode::DiskFull) => Self::Full,
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

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// The limit stands for the disk's: SQLite says the same of both.
    #[test]
    fn a_full_disk_is_told_apart_from_a_broken_one() {
        let folder = tempfile::tempdir().unwrap();
        let books = Connection::open(folder.path().join("books.sqlite")).unwrap();
        let limited = "PRAGMA max_page_count = 4; CREATE TABLE written (n)";
        books.execute_batch(limited).unwrap();
        let fill = |_| books.execute("INSERT INTO written VALUES (randomblob(2000))", []);
        let error = (0..9).map(fill).find_map(Result::err).unwrap();
        assert!(matches!(StoreError::from(error), StoreError::Full));
    }
}
