//! What the phone keeps. A web-view without storage still works: it only forgets sooner.

use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::json;

fn local() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept under a key; a form this version cannot read counts as nothing.
pub fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    json::read(&text(key)?)
}

pub fn write<T: Serialize>(key: &str, value: &T) {
    if let Ok(text) = serde_json::to_string(value) {
        keep_text(key, &text);
    }
}

pub fn text(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

pub fn keep_text(key: &str, text: &str) {
    if let Some(storage) = local() {
        // A full or forbidden storage must not stop a parent from choosing.
        let _ = storage.set_item(key, text);
    }
}

pub fn remove(key: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(key);
    }
}
