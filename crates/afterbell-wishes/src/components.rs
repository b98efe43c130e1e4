//! The pieces these pages have in common.

mod chips;
mod confirm;
mod exchange;
mod links;
mod tops;

pub use chips::chips;
pub use confirm::{Question, confirm};
pub use exchange::exchange;
pub use links::draw_links;
pub use tops::{draw_top, home_top};
