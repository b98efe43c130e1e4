//! Afterbell, the school's desk: the menu as a sheet, its findings, and everything around it; and the
//! district's page, which is the same bundle under another address.

mod app;
pub mod choosing;
mod desk;
pub mod district;
mod draw_words;
pub mod findings;
pub mod line_keys;
pub mod menu_words;
pub mod pack;
mod pages;
pub mod preview;
pub mod route;
mod server;
pub mod sheet;
pub mod timetable;
mod wording;

pub use app::mount;

/// The office reads Chinese documents and answers to them: the desk speaks one language.
const LOCALE: afterbell_locale::Locale = afterbell_locale::Locale::ZhHans;
