//! Columns back into value types: what was stored once as valid is still parsed, never
//! trusted.

use std::error::Error;
use std::str::FromStr;

use afterbell_domain::{Grade, HomeroomClass, Invalid};
use rusqlite::Row;
use rusqlite::types::Type;

/// A text column as the value type it was written from.
pub(super) fn parse<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: FromStr<Err = Invalid>,
{
    let text = row.get_ref(column)?.as_str()?;
    // What stands there may be a name, and this error is logged: only the kind is told.
    text.parse()
        .map_err(|error: Invalid| unreadable(column, Invalid::new(error.what, "…")))
}

/// Two columns, grade and number, as a class.
pub(super) fn class(row: &Row<'_>, column: usize) -> rusqlite::Result<HomeroomClass> {
    let (grade, number) = (row.get(column)?, row.get(column + 1)?);
    Grade::new(grade)
        .and_then(|grade| HomeroomClass::new(grade, number))
        .map_err(|error| unreadable(column, error))
}

/// A text column that holds JSON.
pub(super) fn json<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: serde::de::DeserializeOwned,
{
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text).map_err(|_| unreadable(column, Invalid::new("json", "…")))
}

fn unreadable(column: usize, error: impl Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
}
