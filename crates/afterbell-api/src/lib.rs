//! The server that phones and desks talk to, the district's own, the office's commands, and the store
//! behind them all.

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
pub mod policy_pack;
mod roster_table;
pub mod secret;
pub mod staff;
pub mod store;
