//! Afterbell, the parent's phone: a week, its courses, and one button.

mod api;
mod app;
mod appearance;
mod components;
mod drafts;
mod focus;
mod judgement;
mod pages;
mod parent;
mod places_feed;
mod route;
mod server_clock;
mod session;
mod storage;
mod submission;
mod week;

fn main() {
    app::mount();
}
