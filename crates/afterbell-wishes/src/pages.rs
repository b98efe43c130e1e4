//! One file per screen.

mod ranking;
mod result;
mod slot;
mod statistics;
mod verify;

pub use ranking::ranking_page;
pub use result::result_page;
pub use slot::slot_sheet;
pub use statistics::statistics_page;
pub use verify::verify_page;
