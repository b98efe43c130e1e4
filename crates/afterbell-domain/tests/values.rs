//! The value types: what is printed is read back, and nothing else is read.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

#[path = "values"]
mod values {
    mod agreements;
    mod child_codes;
    mod clocks;
    mod dates;
    mod drafts;
    mod moments;
    mod money;
    mod names;
    mod places;
    mod receipt_numbers;
    mod sets;
    mod wire;
    mod written;
}
