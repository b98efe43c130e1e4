//! 区县督导: what a school's server tells its district. Counts of children only, and none so small that
//! it would speak of one child.

mod coverage;
mod report;

pub use coverage::{
    CategoryCoverage, Coverage, GradeCoverage, Participation, SMALLEST_CELL, Served,
};
pub use report::{
    Administrator, OverseenFinding, OverseenJudgement, OversightReport, PublishedVersion,
};
