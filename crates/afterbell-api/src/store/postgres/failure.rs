//! What PostgreSQL complains of, as the store tells it, and what is worth another try.

use std::error::Error as _;
use std::io;

use deadpool_postgres::{HookError, PoolError};
use tokio_postgres::error::SqlState;

use crate::store::StoreError;

#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// Another transaction was in the way, and this one did not happen.
    #[error("another transaction was in the way")]
    InTheWay,
    /// The server is away, or went away; what was under way may have happened or not.
    #[error("the database does not answer")]
    Away,
    /// A constraint had the last word.
    #[error(transparent)]
    Refused(Complaint),
    #[error(transparent)]
    Failed(#[from] StoreError),
}

/// The database's own words may repeat a name or a number from a row, and errors are logged:
/// only the code and what it is about are told.
#[derive(Debug, thiserror::Error)]
#[error("PostgreSQL says {code}{about}")]
pub(super) struct Complaint {
    code: String,
    about: String,
}

impl Complaint {
    fn of(error: &tokio_postgres::error::DbError) -> Self {
        let about = error.constraint().or_else(|| error.table());
        // Of signing in, of a database or a table that is not there: no row is involved.
        let is_harmless = ["28", "3D", "42"]
            .iter()
            .any(|class| error.code().code().starts_with(class));
        let about = about.or_else(|| is_harmless.then(|| error.message()));
        Self {
            code: error.code().code().to_owned(),
            about: about.map(|about| format!(" ({about})")).unwrap_or_default(),
        }
    }

    pub(super) fn is_double(&self) -> bool {
        self.code == SqlState::UNIQUE_VIOLATION.code()
    }
}

impl From<tokio_postgres::Error> for Trouble {
    fn from(error: tokio_postgres::Error) -> Self {
        if let Some(complaint) = error.as_db_error() {
            return of_code(complaint);
        }
        let is_of_network = error.source().is_some_and(|cause| cause.is::<io::Error>());
        if error.is_closed() || is_of_network {
            return Self::Away;
        }
        Self::Failed(StoreError::failed(error))
    }
}

fn of_code(complaint: &tokio_postgres::error::DbError) -> Trouble {
    const IN_THE_WAY: [SqlState; 3] = [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::LOCK_NOT_AVAILABLE,
    ];
    // A server that stops, starts, stands by for another one, or lost patience with us.
    const AWAY: [SqlState; 8] = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::QUERY_CANCELED,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
        SqlState::READ_ONLY_SQL_TRANSACTION,
        // A database that nobody may open just now.
        SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE,
        SqlState::T_R_STATEMENT_COMPLETION_UNKNOWN,
    ];
    let code = complaint.code();
    if IN_THE_WAY.contains(code) {
        return Trouble::InTheWay;
    }
    // Classes: broken connections, and too little of something.
    let class = code.code().get(..2).unwrap_or_default();
    if AWAY.contains(code) || matches!(class, "08" | "53") {
        return Trouble::Away;
    }
    let complaint = Complaint::of(complaint);
    match class {
        "23" => Trouble::Refused(complaint),
        _ => Trouble::Failed(StoreError::failed(complaint)),
    }
}

impl From<PoolError> for Trouble {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) => error.into(),
            PoolError::PostCreateHook(HookError::Backend(error)) => error.into(),
            PoolError::Timeout(_) | PoolError::PostCreateHook(HookError::Message(_)) => Self::Away,
            other => Self::Failed(StoreError::failed(other)),
        }
    }
}

impl From<afterbell_domain::Invalid> for Trouble {
    fn from(error: afterbell_domain::Invalid) -> Self {
        Self::Failed(error.into())
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Trouble> for StoreError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::InTheWay => Self::Overloaded,
            Trouble::Away => Self::Away,
            Trouble::Refused(complaint) => Self::failed(complaint),
            Trouble::Failed(error) => error,
        }
    }
}
