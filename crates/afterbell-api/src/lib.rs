//! The server that phones talk to, the school office's commands, and the store behind both.

pub mod answer;
pub mod clock;
pub mod command;
pub mod data_dir;
pub mod http;
pub mod import;
pub mod letters;
pub mod secret;
pub mod store;
