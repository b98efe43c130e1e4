//! The language of the page: boot.js chose it and asked for its sentences before the app began.

use afterbell_locale::table;
use leptos::prelude::*;
use web_sys::Element;

use crate::storage;

// boot.js reads the same key, and the same JSON in it.
const LANGUAGE: &str = "language";

/// The sentences that start.js has left on the page's first element.
pub fn take_sentences(shell: &Element) {
    table::speak(shell.get_attribute("data-sentences").unwrap_or_default());
}

/// Whether the page is in this language, named as `lang` attributes name it.
pub fn is_spoken(tag: &str) -> bool {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("lang")).as_deref() == Some(tag)
}

/// Begins anew in another language, at the same address; drafts are kept on the phone.
pub fn switch_to(tag: &str) {
    storage::keep_text(LANGUAGE, &["\"", tag, "\""].concat());
    let _ = window().location().reload();
}
