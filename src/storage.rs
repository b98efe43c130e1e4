//! What the phone keeps. A web-view without storage still works: it only forgets sooner.

use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::json;

/// Other pages may live under the same address.
const OURS: &str = "afterbell.";

fn local() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn ours(key: &str) -> String {
    [OURS, key].concat()
}

/// Whether anything can be kept.
pub fn is_there() -> bool {
    local().is_some()
}

/// What was kept under a key; a form this version cannot read counts as nothing.
pub fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    json::read(&text(key)?)
}

pub fn write<T: Serialize>(key: &str, value: &T) {
    if let Some(text) = json::write(value) {
        keep_text(key, &text);
    }
}

pub fn text(key: &str) -> Option<String> {
    local()?.get_item(&ours(key)).ok().flatten()
}

pub fn keep_text(key: &str, text: &str) {
    if let Some(storage) = local() {
        // A full or forbidden storage must not stop a parent from choosing.
        let _ = storage.set_item(&ours(key), text);
    }
}

pub fn remove(key: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(&ours(key));
    }
}

/// Forgets everything except what stands under these keys.
pub fn forget_all_but(kept: &[&str]) {
    let Some(storage) = local() else { return };
    let count = storage.length().unwrap_or_default();
    let keys = (0..count).filter_map(|at| storage.key(at).ok().flatten());
    // Collected first: removing one moves the others.
    let keys: Vec<_> = keys.collect();
    for key in keys {
        if key
            .strip_prefix(OURS)
            .is_some_and(|key| !kept.contains(&key))
        {
            let _ = storage.remove_item(&key);
        }
    }
}
