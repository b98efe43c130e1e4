//! Reading what school offices write, and printing it back in one normal form.
//!
//! Spreadsheets of school offices spell the same thing in many ways: `三至六年级`, `3—6`,
//! `４０`, `限40人`, `周二四15:30~17:00`. Each reader takes the text of one cell and gives
//! either a value or a [`ReadingError`]: a code with what was found, never a sentence and
//! never a guess. Each `print_*` gives the office form, which its reader reads back.

mod answer;
mod category;
mod clock;
#[cfg(feature = "checks-menus")]
mod clock_range;
mod count;
#[cfg(feature = "checks-menus")]
mod dates;
mod eligibility;
mod error;
mod fee;
mod grades;
mod grades_printed;
mod homeroom;
#[cfg(feature = "policy")]
pub(crate) mod line;
mod numeral;
#[cfg(feature = "checks-menus")]
mod pick_up_times;
mod remark;
#[cfg(feature = "checks-menus")]
mod reserved;
mod rooms;
mod scanner;
mod sessions;
mod staff;
mod text;
mod time_tokens;
mod weekdays;
mod weekly;

pub use answer::{print_yes_or_no, yes_or_no};
pub use category::category;
#[cfg(feature = "checks-menus")]
pub use clock_range::{clock_range, print_clock_range};
pub use count::{minimum, places, print_count};
#[cfg(feature = "checks-menus")]
pub use dates::{dates, print_dates};
pub use eligibility::{eligibility, print_eligibility};
pub use error::ReadingError;
pub use fee::{fee, print_fee};
pub use grades::grades;
pub use grades_printed::{print_grade, print_grades};
pub use homeroom::{homeroom_class, print_homeroom_class};
#[cfg(feature = "checks-menus")]
pub use pick_up_times::{pick_up_times, print_pick_up_times};
pub use remark::needs_audition;
#[cfg(feature = "checks-menus")]
pub use reserved::{print_reserved, reserved};
pub use rooms::{print_rooms, rooms};
pub use sessions::weekly_times;
pub use staff::{Provider, Teachers, is_institution, print_provider, provider, teachers};
pub use text::{bracketed, compact, name, tidy};
#[cfg(feature = "checks-menus")]
pub use weekdays::{print_weekdays, weekdays};
pub use weekly::{WeeklyTime, WeeklyTimes, print_sessions, print_weekly_times};
