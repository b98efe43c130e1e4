//! The server that phones talk to, the school office's commands, and the store behind both.

pub mod agreement_copy;
pub mod answer;
pub mod calendar_file;
pub mod clock;
pub mod command;
mod csv_text;
pub mod data_dir;
pub mod draw_office;
mod html;
pub mod http;
pub mod import;
pub mod letters;
mod roster_table;
pub mod secret;
pub mod staff;
pub mod store;
