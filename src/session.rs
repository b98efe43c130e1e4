//! Who is signed in: a bearer token and the child last looked at.

use afterbell_domain::StudentId;

use std::cell::RefCell;

use crate::storage;

// Kept beyond the tab: the letter's code works only once, so a parent whose token was
// forgotten would stand before a locked door.
const TOKEN: &str = "token";
const ACTIVE_CHILD: &str = "child";

thread_local! {
    /// For web-views that keep nothing: there it lasts as long as the page.
    static THIS_PAGE: RefCell<Option<String>> = const { RefCell::new(None) };
}

pub fn token() -> Option<String> {
    let here = || THIS_PAGE.with_borrow(Option::clone);
    if storage::is_there() {
        storage::read(TOKEN)
    } else {
        here()
    }
}

pub fn keep_token(token: &str) {
    storage::write(TOKEN, &token);
    THIS_PAGE.set(Some(token.to_owned()));
}

pub fn active_child() -> Option<StudentId> {
    storage::read(ACTIVE_CHILD)
}

pub fn keep_active_child(child: &StudentId) {
    storage::write(ACTIVE_CHILD, child);
}

/// Leaves nothing of the family on the phone.
pub fn forget() {
    THIS_PAGE.set(None);
    storage::forget_all_but(&KEPT_WITHOUT_SESSION);
}

/// How the phone is set belongs to whoever holds it.
const KEPT_WITHOUT_SESSION: [&str; 3] = ["theme", "care", "language"];
