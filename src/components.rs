//! The pieces pages are made of.

mod add_button;
mod bottom_bar;
mod child_chips;
mod course_card;
mod course_facts;
mod failure_notice;
mod icon;
mod message;
mod phase_banner;
mod places_count;
mod sheet;
mod skeleton;
mod top_bar;

pub use add_button::AddButton;
pub use bottom_bar::BottomBar;
pub use child_chips::ChildChips;
pub use course_card::{CourseCard, Reasons};
pub use course_facts::CourseFacts;
pub use failure_notice::FailureNotice;
pub use icon::{CategoryMark, Icon, Symbol};
pub use message::{Message, failure_sentence};
pub use phase_banner::PhaseBanner;
pub use places_count::{PlacesAge, PlacesCount};
pub use sheet::Sheet;
pub use skeleton::Skeleton;
pub use top_bar::{PageTop, TopBar};
