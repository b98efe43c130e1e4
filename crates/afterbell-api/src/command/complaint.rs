use std::io;
use std::path::Path;

use afterbell_locale::text::cli::error as text;

use super::LOCALE;
use crate::clock::ClockError;
use crate::data_dir::DataDirError;
use crate::secret::NoEntropy;
use crate::store::postgres::NotADatabase;
use crate::store::{StoreError, Unreadable};

/// Why a command did not do what it was asked, worded for whoever typed it.
pub(super) struct Complaint(pub String);

impl Complaint {
    pub(super) fn data_dir(path: &Path, error: DataDirError) -> Self {
        let path = path.display();
        Self(match error {
            DataDirError::NoBooks => text::no_books(LOCALE, path),
            DataDirError::InUse => text::in_use(LOCALE, path),
            DataDirError::Io(cause) => text::data_dir(LOCALE, cause, path),
        })
    }

    pub(super) fn unreadable(path: &Path, cause: impl std::fmt::Display) -> Self {
        Self(text::file(LOCALE, cause, path.display()))
    }

    pub(super) fn unwritable(path: &Path, cause: &io::Error) -> Self {
        Self(text::write(LOCALE, cause, path.display()))
    }

    pub(super) fn internal(cause: impl std::fmt::Display) -> Self {
        Self(text::internal(LOCALE, cause))
    }
}

fn unreadable(what: Unreadable) -> String {
    match what {
        Unreadable::Newer { found, known } => text::books_newer(LOCALE, found, known),
        Unreadable::Older { found, known } => text::books_older(LOCALE, found, known),
        Unreadable::NoBooks => text::no_school(LOCALE).to_owned(),
        Unreadable::Damaged => text::damaged(LOCALE).to_owned(),
        Unreadable::NameIsNoText => text::name_is_no_text(LOCALE).to_owned(),
        Unreadable::NoCertificates => text::no_certificates(LOCALE).to_owned(),
    }
}

impl From<NotADatabase> for Complaint {
    fn from(error: NotADatabase) -> Self {
        let cause = match error {
            NotADatabase::Shape => text::database_shape(LOCALE),
            NotADatabase::UnknownPart => text::database_part(LOCALE),
            NotADatabase::NoHost => text::database_host(LOCALE),
        };
        Self(text::database(LOCALE, cause))
    }
}

impl From<StoreError> for Complaint {
    fn from(error: StoreError) -> Self {
        if let Some(what) = Unreadable::behind(&error) {
            return Self(unreadable(what));
        }
        Self(match error {
            StoreError::Overloaded => text::store_busy(LOCALE).to_owned(),
            StoreError::Away => text::store_away(LOCALE).to_owned(),
            StoreError::Full => text::store_full(LOCALE).to_owned(),
            StoreError::Failed(cause) => text::store(LOCALE, cause),
        })
    }
}

impl From<NoEntropy> for Complaint {
    fn from(_: NoEntropy) -> Self {
        Self(text::entropy(LOCALE).to_owned())
    }
}

impl From<ClockError> for Complaint {
    fn from(cause: ClockError) -> Self {
        Self(text::clock(LOCALE, cause))
    }
}

/// Runs a command's conversation with the store to its end.
pub(super) fn block_on<T>(
    conversation: impl Future<Output = Result<T, Complaint>>,
) -> Result<T, Complaint> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Complaint::internal)?
        .block_on(conversation)
}
