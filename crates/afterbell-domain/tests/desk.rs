//! The desk's rules: who may what, lock-outs, passwords, edits of a draft by several people, and
//! what a new version changes.
#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)] // clippy.toml allows them in tests, not in their helpers

#[path = "desk"]
mod desk {
    mod auditions;
    mod differences;
    mod drafts;
    mod drawing;
    mod edits;
    mod facts;
    mod inverses;
    mod lock_outs;
    mod merging;
    mod passwords;
    mod placing;
    mod proposals;
    mod publication;
    mod reassigning;
    mod roles;
    mod rosters;
    mod services;
    mod telling;
    mod term_changes;
    mod wire;
}
