//! The draw: its vectors, a second implementation in another language, and what tampering comes to.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers
#![cfg(not(target_family = "wasm"))]

mod draw {
    mod fallbacks;
    mod pseudonyms;
    mod school;
    mod second;
    mod tampering;
    mod timing;
    mod vectors;
}
