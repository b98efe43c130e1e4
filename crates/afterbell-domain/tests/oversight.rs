//! What a district is told of a school: counts, and none so small that it would speak of one child.
#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)] // clippy.toml allows them in tests, not in their helpers

#[path = "oversight"]
mod oversight {
    mod coverage;
    mod published;
}
