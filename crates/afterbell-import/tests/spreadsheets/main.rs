//! Spreadsheets as school offices lay them out, and as they arrive damaged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod cells;
mod courses;
mod damaged;
mod formats;
mod headings;
mod layouts;
mod rosters;
mod size;
mod support;
mod wording;
