//! The rules of after-school services (课后服务): pure, without I/O and without a clock.
//!
//! The phone and the server compile this same crate, so they cannot disagree. Whatever
//! changes from moment to moment (the time, the places taken) is an argument.

mod clock;
mod fen;
mod grade;
mod homeroom;
mod invalid;
pub mod reading;
mod weekday;
mod written;

pub use clock::{ClockRange, ClockTime};
pub use fen::Fen;
pub use grade::{Grade, GradeSet, Stage};
pub use homeroom::HomeroomClass;
pub use invalid::Invalid;
pub use weekday::{Weekday, WeekdaySet};
