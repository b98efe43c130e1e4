//! The real binary over its command line and over HTTP, as an office and a phone meet it.
//!
//! Every test has its own data directory, its own server on a free port and a clock that
//! stands still until the test moves it. Nothing waits for a time, only for a condition.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

#[path = "support/postgres_database.rs"]
mod postgres_database;

/// The fake of the vendors' servers.
#[path = "../../afterbell-hosts/tests/support/vendor.rs"]
#[allow(
    clippy::unwrap_used,
    dead_code,
    reason = "its own tests say so and need the rest"
)]
mod vendor;

#[path = "black_box"]
mod black_box {
    mod support;

    mod agreements;
    mod bad_lines;
    mod binding;
    mod copies;
    mod denials;
    mod desk_agreements;
    mod desk_auditions;
    mod desk_drafts;
    mod desk_draw;
    mod desk_matrix;
    mod desk_office;
    mod desk_proposals;
    mod desk_publication;
    mod desk_roster;
    mod desk_sign_in;
    mod district;
    mod district_staff;
    mod district_words;
    mod drafts;
    mod draw_steps;
    mod draws;
    mod family_matrix;
    mod faults;
    mod files;
    mod groups;
    mod host_sign_in;
    mod host_trouble;
    mod hostile_requests;
    mod idempotency;
    mod imports;
    mod judged_imports;
    mod kept_places;
    mod letters;
    mod lite;
    mod lite_drawn;
    mod lite_notice;
    mod lite_services;
    mod lite_wishes;
    mod openapi;
    mod oversight;
    mod places;
    mod pool;
    mod postgres;
    mod postgres_away;
    mod queueing;
    mod races;
    mod running;
    mod selections;
    mod sessions;
    mod staff_key;
    mod static_site;
    mod terms;
    mod windows;
    mod wishes;
    mod wrong_codes;
}
