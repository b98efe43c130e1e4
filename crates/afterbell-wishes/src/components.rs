//! The pieces these pages have in common.

mod chips;
mod links;
mod tops;

pub use chips::chips;
pub use links::draw_links;
pub use tops::{draw_top, home_top};
