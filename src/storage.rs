//! What the phone keeps. A web-view without storage still works: it only forgets sooner.

use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn local() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept under a key; a form this version cannot read counts as nothing.
pub fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    let text = local()?.get_item(key).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

pub fn write<T: Serialize>(key: &str, value: &T) {
    if let (Some(storage), Ok(text)) = (local(), serde_json::to_string(value)) {
        // A full or forbidden storage must not stop a parent from choosing.
        let _ = storage.set_item(key, &text);
    }
}

pub fn remove(key: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(key);
    }
}
