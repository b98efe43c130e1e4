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

/// The language of the page, named as `lang` attributes name it.
pub fn spoken() -> String {
    let root = document().document_element();
    let tag = root.and_then(|root| root.get_attribute("lang"));
    tag.unwrap_or_default()
}

pub fn is_spoken(tag: &str) -> bool {
    spoken() == tag
}

/// Begins anew in another language, at the same address; drafts are kept on the phone.
pub fn switch_to(tag: &str) {
    storage::keep_text(LANGUAGE, &["\"", tag, "\""].concat());
    let _ = window().location().reload();
}
