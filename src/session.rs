//! Who is signed in: a bearer token and the child last looked at.

use afterbell_domain::StudentId;

use crate::storage;

// Kept beyond the tab: the letter's code works only once, so a parent whose token was
// forgotten would stand before a locked door.
const TOKEN: &str = "afterbell.token";
const ACTIVE_CHILD: &str = "afterbell.child";

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

pub fn forget() {
    storage::remove(TOKEN);
    storage::remove(ACTIVE_CHILD);
}
