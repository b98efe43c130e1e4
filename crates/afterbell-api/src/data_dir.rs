//! 数据目录: where a school's books lie. Only their owner may read them: they hold names.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::store::StoreError;
use crate::store::sqlite::{SqliteOptions, SqliteStore};

const BOOKS: &str = "afterbell.sqlite";
const LOCK: &str = "serve.lock";

pub struct DataDir {
    path: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum DataDirError {
    #[error("no books here")]
    NoBooks,
    #[error("a server is running on these books")]
    InUse,
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// As long as it lives, no second server starts on the same books. The system lets go of it
/// however the process ends.
pub struct ServeLock {
    _file: File,
}

impl DataDir {
    /// A directory that was imported into before.
    pub fn existing(path: &Path) -> Result<Self, DataDirError> {
        let path = path.to_owned();
        let here = Self { path };
        match here.books().try_exists()? {
            true => Ok(here),
            false => Err(DataDirError::NoBooks),
        }
    }

    pub fn create(path: &Path) -> Result<Self, DataDirError> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)?;
        let here = Self {
            path: path.to_owned(),
        };
        // Made here rather than by SQLite, which would let others of the machine read it.
        owner_only(OpenOptions::new().append(true).create(true)).open(here.books())?;
        Ok(here)
    }

    pub fn open_books(&self, options: SqliteOptions) -> Result<SqliteStore, StoreError> {
        SqliteStore::open(&self.books(), options)
    }

    pub fn lock_for_serving(&self) -> Result<ServeLock, DataDirError> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let file = owner_only(&mut options).open(self.path.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => Ok(ServeLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(DataDirError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    pub fn join(&self, file: &str) -> PathBuf {
        self.path.join(file)
    }

    /// Whether there is anything that a restored copy would replace.
    pub fn has_books(&self) -> io::Result<bool> {
        Ok(std::fs::metadata(self.books())?.len() > 0)
    }

    /// Gives damaged books another name, so that others can take their place and nothing of them
    /// is lost. Says which name.
    pub fn put_books_aside(&self) -> io::Result<PathBuf> {
        let mut names = (1..).map(|number: u32| self.path.join(format!("damaged-{number}.sqlite")));
        let aside = names.find(|name| !name.exists());
        let aside = aside.ok_or(io::ErrorKind::AlreadyExists)?;
        // The log first: beside other books it would be taken for theirs.
        for rest in ["-wal", "-journal", ""] {
            let with = |file: &Path| {
                let mut name = file.as_os_str().to_owned();
                name.push(rest);
                PathBuf::from(name)
            };
            match std::fs::rename(with(&self.books()), with(&aside)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                done => done?,
            }
        }
        // Only says where in the log what is; made anew from it.
        let _ = std::fs::remove_file(self.path.join(format!("{BOOKS}-shm")));
        Ok(aside)
    }

    pub fn books(&self) -> PathBuf {
        self.path.join(BOOKS)
    }
}

/// Files made with these options are for their owner's eyes only.
pub fn owner_only(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}
