//! What SQLite complains of, as the store tells it.

use rusqlite::ErrorCode;

use crate::secret::NoEntropy;
use crate::store::StoreError;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Overloaded,
            _ => Self::failed(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::failed(error)
    }
}

impl From<NoEntropy> for StoreError {
    fn from(error: NoEntropy) -> Self {
        Self::failed(error)
    }
}

impl From<afterbell_domain::Invalid> for StoreError {
    fn from(error: afterbell_domain::Invalid) -> Self {
        Self::failed(error)
    }
}
