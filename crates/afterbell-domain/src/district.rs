//! 区县: what the district's own program knows and does, and what crosses between it and its page.

mod address;
mod trial;
mod wire;

pub use address::SchoolAddress;
pub use trial::{TrialVerdict, verdict_of};
pub use wire::*;
