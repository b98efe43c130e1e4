//! What is still kept open, or by an older key, is sealed when a server starts.

use super::keys::{Kept, StaffKeys};
use crate::store::StoreError;
use crate::store::desk::{Desk, StaffRow};

/// What was found in the books.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// So many were sealed now.
    pub sealed: usize,
    /// So many people cannot sign in, since the key of theirs is not here.
    pub closed: usize,
}

/// So many people cannot sign in with these keys. Changes nothing.
pub async fn closed_to(
    books: &(impl Desk + ?Sized),
    keys: &StaffKeys,
) -> Result<usize, StoreError> {
    let staff = books.staff().await?;
    let is_closed = |row: &StaffRow| {
        let kept = row.authenticator.as_ref();
        kept.is_some_and(|kept| keys.look_at(&row.id, kept) == Kept::Closed)
    };
    Ok(staff.iter().filter(|row| is_closed(row)).count())
}

/// Each by itself: whoever is invited anew meanwhile, here or by another server, keeps what they were told then.
pub async fn seal_what_is_kept(
    books: &(impl Desk + ?Sized),
    keys: &StaffKeys,
) -> Result<Found, StoreError> {
    let mut found = Found::default();
    for row in books.staff().await? {
        let Some(kept) = row.authenticator else {
            continue;
        };
        match keys.look_at(&row.id, &kept) {
            Kept::Sealed => {}
            Kept::Closed => found.closed += 1,
            Kept::ToBeSealed => {
                let Some(secret) = keys.open(&row.id, &kept) else {
                    continue;
                };
                let sealed = keys.seal(&row.id, &secret)?;
                if books.keep_sealed(row.id, kept, sealed).await? {
                    found.sealed += 1;
                }
            }
        }
    }
    Ok(found)
}
