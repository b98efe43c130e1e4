//! HTTP under `/api`, and the static site beside it.

mod app;
mod attempts;
mod body;
mod encoding;
mod etag;
mod headers;
mod idempotency;
mod in_flight;
mod log;
mod menus;
mod openapi;
mod places_feed;
mod refusal;
mod router;
mod routes;
mod server;
mod session;
mod site;

pub use app::{App, Settings, Started};
pub use openapi::document;
pub use router::router;
pub use server::serve;
