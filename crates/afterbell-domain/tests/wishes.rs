//! Wishes, what they become, and the waiting list after them.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers
#![cfg(not(target_family = "wasm"))]

#[path = "wishes"]
mod wishes {
    mod given;
    mod joining;
    mod judging;
    mod keeping;
    mod lists;
    mod placement;
    mod pool;
    mod slots;
    mod waiting;
    mod waiting_properties;
}
