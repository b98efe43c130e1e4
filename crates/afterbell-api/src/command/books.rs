//! Where a command finds the school's books.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use afterbell_locale::text::cli::error as text;

use super::LOCALE;
use super::complaint::Complaint;
use crate::data_dir::{DataDir, DataDirError, ServeLock};
use crate::store::Books;
use crate::store::postgres::{DatabaseUrl, PostgresOptions, PostgresStore};
use crate::store::sqlite::SqliteOptions;

#[derive(clap::Args)]
#[group(multiple = false)]
pub(super) struct WhichBooks {
    /// The directory with the school's books
    #[arg(long)]
    data_dir: Option<PathBuf>,
    /// The school's books in PostgreSQL, such as postgres://user@host/database; a password may
    /// stand in PGPASSWORD instead
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// How many may wait, and how many may ask at once.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Load {
    pub most_waiting: Option<usize>,
    /// So many writes share one commit at most.
    pub most_together: Option<usize>,
    /// One command asks one question after the other.
    pub is_server: bool,
}

impl WhichBooks {
    pub(super) fn place(&self) -> Result<Place, Complaint> {
        match (&self.data_dir, &self.database) {
            (Some(path), _) => Ok(Place::Directory(path.clone())),
            (None, Some(url)) => {
                let password = std::env::var("PGPASSWORD").ok();
                let url = DatabaseUrl::read(url, password.as_deref())?;
                Ok(Place::Database(Box::new(url)))
            }
            (None, None) => Err(Complaint(text::no_place(LOCALE).to_owned())),
        }
    }
}

pub(super) enum Place {
    Directory(PathBuf),
    Database(Box<DatabaseUrl>),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory(path) => path.display().fmt(f),
            Self::Database(url) => url.fmt(f),
        }
    }
}

impl Place {
    /// Books that were imported into before.
    pub(super) async fn open(&self, load: Load) -> Result<Arc<dyn Books>, Complaint> {
        match self {
            Self::Directory(path) => {
                let directory = DataDir::existing(path);
                let directory = directory.map_err(|error| Complaint::data_dir(path, error))?;
                Ok(Arc::new(directory.open_books(load.of_sqlite())?))
            }
            Self::Database(url) => Ok(Arc::new(
                PostgresStore::open(url, load.of_postgres()).await?,
            )),
        }
    }

    /// Books that may have to be made.
    pub(super) async fn create(&self) -> Result<Arc<dyn Books>, Complaint> {
        if let Self::Directory(path) = self {
            DataDir::create(path).map_err(|error| Complaint::data_dir(path, error))?;
        }
        self.open(Load::default()).await
    }

    /// Whether there is anything that could be opened without making it.
    pub(super) fn exists(&self) -> Result<bool, Complaint> {
        match self {
            Self::Directory(path) => match DataDir::existing(path) {
                Err(DataDirError::NoBooks) => Ok(false),
                existing => {
                    existing.map_err(|error| Complaint::data_dir(path, error))?;
                    Ok(true)
                }
            },
            Self::Database(_) => Ok(true),
        }
    }

    /// One server per directory; a database has as many as it likes.
    pub(super) fn lock_for_serving(&self) -> Result<Option<ServeLock>, Complaint> {
        let Self::Directory(path) = self else {
            return Ok(None);
        };
        let complain = |error| Complaint::data_dir(path, error);
        let directory = DataDir::existing(path).map_err(complain)?;
        Ok(Some(directory.lock_for_serving().map_err(complain)?))
    }

    /// Where a file goes that nobody named a place for.
    pub(super) fn beside(&self, file: &str) -> PathBuf {
        match self {
            Self::Directory(path) => path.join(file),
            Self::Database(_) => Path::new(file).to_owned(),
        }
    }
}

impl Load {
    fn of_sqlite(self) -> SqliteOptions {
        let default = SqliteOptions::default();
        SqliteOptions {
            most_waiting: self.most_waiting.unwrap_or(default.most_waiting),
            most_together: self.most_together.unwrap_or(default.most_together),
            readers: if self.is_server { default.readers } else { 1 },
        }
    }

    fn of_postgres(self) -> PostgresOptions {
        let default = PostgresOptions::default();
        PostgresOptions {
            most_waiting: self.most_waiting.unwrap_or(default.most_waiting),
            most_together: self.most_together.unwrap_or(default.most_together),
            connections: if self.is_server {
                default.connections
            } else {
                1
            },
            // A clerk waits longer than a phone: a large school's import is one question.
            longest_wait: if self.is_server {
                default.longest_wait
            } else {
                Duration::from_secs(600)
            },
        }
    }
}
