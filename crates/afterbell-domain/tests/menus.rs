//! Menus: what makes one inconsistent, how it is named, its phases and its calendar.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

#[path = "agreement"]
mod agreement {
    pub mod menus;
    pub mod random;
}

#[path = "menus"]
mod menus {
    mod calendar;
    mod canonical;
    mod faults;
    mod phases;
    mod sample;
}
