//! One page per route. Pages read [`Parent`](crate::parent::Parent) and call its verbs.

mod agreement;
mod bind;
mod care;
mod course;
mod courses;
mod receipt;
mod review;
mod settings;
mod slot;
mod timetable;
mod week;

pub use agreement::agreement_page;
pub use bind::bind_page;
pub use care::care_sheet;
pub use course::course_page;
pub use courses::courses_page;
pub use receipt::receipt_page;
pub use review::review_page;
pub use settings::settings_page;
pub use slot::slot_sheet;
pub use timetable::timetable_page;
pub use week::week_page;
