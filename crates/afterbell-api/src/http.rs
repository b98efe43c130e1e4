//! HTTP under `/api`, and the static site beside it.

mod app;
mod attempts;
mod body;
mod decided;
mod desk;
mod district;
mod encoding;
mod entrances;
mod etag;
mod files;
mod headers;
mod hosts;
mod house;
mod idempotency;
mod in_flight;
mod language;
mod lite;
mod log;
mod news;
mod offer_keeper;
mod openapi;
mod pack;
mod place_asked;
mod places_feed;
mod rates;
mod refusal;
mod room;
mod router;
mod routes;
mod server;
mod session;
mod site;
mod tickets;
mod versions;

pub use app::{App, Settings, Started};
pub use district::{
    DistrictApp, DistrictSettings, district_document, district_router, keep_asking,
};
pub use entrances::Entrances;
pub use hosts::LONGEST_QUESTION;
pub use lite::lite_paths;
pub use openapi::document;
pub use pack::{DistrictPack, NotTaken};
pub use room::MostConnections;
pub use router::router;
pub use server::serve;
