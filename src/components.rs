//! The pieces pages are made of.

mod add_button;
mod bottom_bar;
mod child_chips;
mod course_card;
mod course_facts;
mod failure_notice;
mod file_button;
mod icon;
mod language_choice;
mod message;
mod notices;
mod phase_banner;
mod places_count;
mod sheet;
mod skeleton;
mod timetable_link;
mod top_bar;
mod week_strip;

pub use add_button::add_button;
pub use bottom_bar::bottom_bar;
pub use child_chips::child_chips;
pub use course_card::{course_card, is_barred, reasons};
pub use course_facts::course_facts;
pub use failure_notice::failure_notice;
pub use file_button::file_button;
pub use icon::{Symbol, category_mark, icon};
pub use language_choice::language_choice;
pub use message::{failure_sentence, message};
pub use notices::notices;
pub use phase_banner::phase_banner;
pub use places_count::{places_age, places_count};
pub use sheet::{day_heading, sheet};
pub use skeleton::skeleton;
pub use timetable_link::timetable_link;
pub use top_bar::{page_top, top_bar};
pub use week_strip::week_strip;
