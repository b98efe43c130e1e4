//! Afterbell, the pages of a drawn round on a parent's phone: wishes, what the draw came to, places
//! from the waiting list, and the draw worked out again.
//!
//! They stand on the parent's app (`afterbell-parent`): its session, its children, its elements. A page and
//! a wasm module of their own, since in a first-come round nobody needs them.

pub mod app;
mod asking;
mod components;
mod drag;
mod outbox;
mod pages;
mod ranking;
mod retrying;
mod route;
mod saving;
mod server;
mod verifying;
mod wishing;
mod words;
