//! `afterbell check-menu` as an office and a district meet it: exit status, JSON, words.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

#[path = "check_menu"]
mod check_menu {
    mod acknowledged;
    mod own_packs;
    mod ran;
    mod sample;
    mod told;
}
