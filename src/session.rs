//! Who is signed in: a bearer token and the child last looked at.

use afterbell_domain::StudentId;

use crate::storage;

// Kept beyond the tab: the letter's code works only once, so a parent whose token was
// forgotten would stand before a locked door.
const TOKEN: &str = "token";
const ACTIVE_CHILD: &str = "child";

pub fn token() -> Option<String> {
    storage::read(TOKEN)
}

pub fn keep_token(token: &str) {
    storage::write(TOKEN, &token);
}

pub fn active_child() -> Option<StudentId> {
    storage::read(ACTIVE_CHILD)
}

pub fn keep_active_child(child: &StudentId) {
    storage::write(ACTIVE_CHILD, child);
}

/// Leaves nothing of the family on the phone.
pub fn forget() {
    storage::forget_all_but(&KEPT_WITHOUT_SESSION);
}

/// How the phone is set belongs to whoever holds it.
const KEPT_WITHOUT_SESSION: [&str; 3] = ["theme", "care", "language"];
