//! One page per route. Pages read [`Parent`](crate::parent::Parent) and call its verbs.

mod bind;
mod care;
mod course;
mod courses;
mod receipt;
mod review;
mod settings;
mod slot;
mod week;

pub use bind::BindPage;
pub use care::CareSheet;
pub use course::CoursePage;
pub use courses::CoursesPage;
pub use receipt::ReceiptPage;
pub use review::ReviewPage;
pub use settings::SettingsPage;
pub use slot::SlotSheet;
pub use week::WeekPage;
