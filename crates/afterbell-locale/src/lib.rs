//! The sentences of `locales/`, as functions, and each language's way with dates and money.
//!
//! The domain and the API speak in codes; this crate is where a code becomes a sentence.

pub mod format;
pub mod wording;

/// A language the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// 简体中文
    #[default]
    ZhHans,
}

/// One function per sentence, generated from `locales/`: `text::file::table::key(locale, …)`.
/// Arguments stand in the alphabetical order of the placeholders' names.
#[allow(clippy::too_many_arguments)]
pub mod text {
    include!(concat!(env!("OUT_DIR"), "/text.rs"));
}
