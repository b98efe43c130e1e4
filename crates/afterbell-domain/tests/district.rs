//! What the district's program decides: where schools are, and what a new pack would change.
#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)] // clippy.toml allows them in tests, not in their helpers

#[path = "district"]
mod district {
    mod addresses;
    mod trials;
}
