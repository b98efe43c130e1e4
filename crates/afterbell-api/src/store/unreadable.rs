//! Why books cannot be read, though their place was found. Whoever typed the command is told in
//! words of their own language (`command/complaint.rs`); these are for the log.

use super::StoreError;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Written by a newer program, whose rules this one does not know.
    #[error("the books have schema {found}, this program knows {known}")]
    Newer { found: usize, known: usize },
    /// Written by an older program: any command that writes brings them up to date.
    #[error("the books have schema {found}, older than {known}")]
    Older { found: usize, known: usize },
    #[error("here are no school's books")]
    NoBooks,
    /// Pages are not what they were when they were written.
    #[error("the file is damaged or no database")]
    Damaged,
    /// SQLite takes names as text: another one would be another file.
    #[error("the file's name is not UTF-8")]
    NameIsNoText,
    #[error("this machine has no certificates to know the database by")]
    NoCertificates,
}

impl Unreadable {
    /// What stands behind an error of the store, if it is one of these.
    pub fn behind(error: &StoreError) -> Option<Self> {
        match error {
            StoreError::Failed(cause) => cause.downcast_ref().copied(),
            _ => None,
        }
    }
}

impl From<Unreadable> for StoreError {
    fn from(unreadable: Unreadable) -> Self {
        Self::failed(unreadable)
    }
}
