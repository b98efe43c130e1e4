//! The sentences of `locales/`, as functions, and each language's way with dates and money.
//!
//! The domain and the API speak in codes; this crate is where a code becomes a sentence. On a
//! phone a function is a number in the table that was fetched beside the app; see [`table`].

pub mod drawn;
mod fill;
pub mod format;
mod locale;
pub mod roster;
pub mod table;
pub mod wording;

pub use locale::Locale;

/// One function per sentence, generated from `locales/`: `text::file::table::key(locale, …)`.
/// Arguments stand in the alphabetical order of the placeholders' names.
#[allow(clippy::too_many_arguments)]
pub mod text {
    include!(concat!(env!("OUT_DIR"), "/text.rs"));
}
