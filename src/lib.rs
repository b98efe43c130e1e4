//! Afterbell, the parent's phone: a week, its courses, and one button.
//!
//! A library, so that the pages of wishes (`crates/afterbell-wishes`) stand on the same ground without
//! being part of what every parent downloads.

pub mod api;
pub mod app;
pub mod appearance;
pub mod background;
pub mod components;
pub mod drafts;
pub mod filter;
pub mod host;
pub mod initials;
pub mod json;
pub mod judgement;
pub mod language;
pub mod outbox;
pub mod pages;
pub mod parent;
pub mod places_feed;
pub mod progress;
pub mod route;
pub mod sending;
pub mod server_clock;
pub mod session;
pub mod standing;
pub mod storage;
pub mod trail;
pub mod ui;
