//! Reads the server's JSON, and writes ours.
//!
//! `serde_json` reads any JSON into any type: numbers with fractions, structs written as
//! lists, enums whose shape is only known after reading them, and an error that says where.
//! Our wire types need none of it, and the code that is compiled for each of them was a quarter
//! of the app (106 of 393 KB). This reader takes what `afterbell-domain` writes (objects,
//! lists, strings, whole numbers, `true`, `false`, `null`) straight into the same types, with
//! the same checks, or says nothing but "unreadable".

mod reader;
mod text;
mod values;
mod writer;

use serde::de::{DeserializeOwned, Error};
use std::fmt;

use reader::Reader;

pub use writer::write;

/// The value a text holds, or `None` if it does not hold exactly one.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut reader = Reader::at(text.as_bytes());
    let value = T::deserialize(&mut reader).ok()?;
    reader.is_at_end().then_some(value)
}

/// Says no more: the phone cannot do anything about it, and sentences weigh.
#[derive(Debug)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests;
