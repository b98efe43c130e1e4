//! Where the key lies with which a server seals what authenticators were told.

use afterbell_locale::text::cli::staff as text;

use super::LOCALE;
use super::books::Place;
use super::complaint::Complaint;
use crate::staff::key_file::key_of_file;
use crate::staff::keys::{KeyFault, StaffKeys, read_key};
use crate::staff::sealing::{Found, closed_to, seal_what_is_kept};
use crate::store::Store;
use crate::store::desk::Desk;

/// Beside the books, in a directory of their owner's.
const FILE: &str = "staff.key";
/// For books in a database, which has no place beside it, and for whoever keeps secrets elsewhere.
const VARIABLE: &str = "AFTERBELL_STAFF_KEY";

/// The keys of these books, after what they still hold open was sealed.
pub(super) async fn staff_keys(
    books: &(impl Desk + Store + ?Sized),
    place: &Place,
) -> Result<StaffKeys, Complaint> {
    let of_books = books.server_secret().await?.staff_key();
    let of_books = of_books.map_err(Complaint::internal)?;
    let given = std::env::var(VARIABLE).ok().filter(|text| !text.is_empty());
    let given = given.map(|text| read_key(&text)).transpose();
    let given = given.map_err(|_| Complaint(text::key_shape(LOCALE, VARIABLE)))?;
    let beside = match place {
        // One that is no longer the one in use may still open what it has sealed.
        Place::Directory(_) if given.is_none() || place.beside(FILE).exists() => {
            let path = place.beside(FILE);
            let key = key_of_file(&path).map_err(|fault| match fault {
                KeyFault::Shape => Complaint(text::key_shape(LOCALE, path.display())),
                KeyFault::Io(cause) => Complaint::unreadable(&path, cause),
                KeyFault::Entropy(cause) => cause.into(),
            })?;
            Some(key)
        }
        _ => None,
    };
    let mut keys = [given, beside, Some(of_books)].into_iter().flatten();
    let current = keys.next().unwrap_or(of_books);
    if current == of_books {
        eprintln!("{}", text::no_key(LOCALE, VARIABLE));
    }
    let keys = StaffKeys::new(current, keys);
    // Other servers have these books too, and another key. Nothing is sealed with the wrong one, which would close the rest.
    if matches!(place, Place::Database(_)) {
        let closed = closed_to(books, &keys).await?;
        if closed > 0 {
            return Err(Complaint(text::other_key(LOCALE, closed, VARIABLE)));
        }
    }
    let Found { sealed, closed } = seal_what_is_kept(books, &keys).await?;
    if sealed > 0 {
        tracing::info!(sealed, "authenticators_sealed");
    }
    if closed > 0 {
        eprintln!("{}", text::closed(LOCALE, closed));
    }
    Ok(keys)
}
