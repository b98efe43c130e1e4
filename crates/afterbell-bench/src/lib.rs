//! What the server is measured and put to the proof with. `cargo xtask bench` runs it, and the
//! tests take short runs of the same.

pub mod books;
pub mod connection;
pub mod crash;
pub mod database;
pub mod history;
pub mod ledger;
pub mod linearizability;
pub mod places;
pub mod postgres;
pub mod power_cut;
mod preload;
pub mod server;
pub mod submit;
