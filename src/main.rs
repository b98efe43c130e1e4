//! Afterbell, the parent's phone: a week, its courses, and one button.

mod api;
mod app;
mod appearance;
mod background;
mod components;
mod drafts;
mod filter;
mod initials;
mod json;
mod judgement;
mod language;
mod outbox;
mod pages;
mod parent;
mod places_feed;
mod progress;
mod route;
mod sending;
mod server_clock;
mod session;
mod standing;
mod storage;
mod trail;
mod ui;

/// The standard one is 2 KB (brotli) of every phone's first load.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    app::mount();
}
