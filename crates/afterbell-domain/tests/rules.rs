//! `check` and `check_offering`: every reason in a table, and what holds whatever is chosen.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers
#![cfg(not(target_family = "wasm"))]

#[path = "agreement"]
mod agreement {
    pub mod families;
    pub mod menus;
    pub mod random;
}

#[path = "rules"]
mod rules {
    mod admission;
    mod advice;
    mod care;
    mod company;
    mod given;
    mod kept;
    mod limits;
    mod properties;
    mod signing;
    mod time;
}
