//! Allocation: by examples, against a plain second implementation, and by what must hold for any round.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers
#![cfg(not(target_family = "wasm"))]

#[path = "agreement/random.rs"]
#[allow(dead_code)] // the agreement draws more than rounds do
mod random;

mod allocation {
    mod comparison;
    mod faults;
    mod first_come;
    mod known_matchings;
    mod named;
    mod plain;
    mod properties;
    mod reasons;
    mod rounds;
    mod truthful;
}
