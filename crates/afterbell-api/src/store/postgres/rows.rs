//! Columns back into value types: what was stored once as valid is still parsed, never
//! trusted.

use std::str::FromStr;

use afterbell_domain::{AgreementSignature, Grade, HomeroomClass, Invalid};
use serde::de::DeserializeOwned;
use tokio_postgres::Row;

use super::failure::Trouble;
use crate::secret::Fingerprint;
use crate::store::StoreError;

/// A text column as the value type it was written from.
pub(super) fn parse<T: FromStr<Err = Invalid>>(row: &Row, column: usize) -> Result<T, Trouble> {
    let text: &str = row.try_get(column)?;
    // What stands there may be a name, and this error is logged: only the kind is told.
    text.parse()
        .map_err(|error: Invalid| Invalid::new(error.what, "…").into())
}

/// Two columns, grade and number, as a class.
pub(super) fn class(row: &Row, column: usize) -> Result<HomeroomClass, Trouble> {
    let number = |column| -> Result<u8, Trouble> {
        let number: i16 = row.try_get(column)?;
        u8::try_from(number).map_err(|_| Invalid::new("class", "…").into())
    };
    let grade = Grade::new(number(column)?)?;
    Ok(HomeroomClass::new(grade, number(column + 1)?)?)
}

/// A text column that holds JSON.
pub(super) fn json<T: DeserializeOwned>(row: &Row, column: usize) -> Result<T, Trouble> {
    let text: &str = row.try_get(column)?;
    serde_json::from_str(text).map_err(|_| Invalid::new("json", "…").into())
}

/// Three columns: version, name and moment.
pub(super) fn signature(row: &Row, column: usize) -> Result<AgreementSignature, Trouble> {
    Ok(AgreementSignature {
        agreement: parse(row, column)?,
        signed_name: parse(row, column + 1)?,
        signed_at: parse(row, column + 2)?,
    })
}

pub(super) fn fingerprint(row: &Row, column: usize) -> Result<Fingerprint, Trouble> {
    Ok(Fingerprint::from_bytes(bytes(row, column)?))
}

/// A column of 32 bytes, as a hash has.
pub(super) fn bytes(row: &Row, column: usize) -> Result<[u8; 32], Trouble> {
    let bytes: &[u8] = row.try_get(column)?;
    Ok(<[u8; 32]>::try_from(bytes).map_err(StoreError::failed)?)
}

/// A count or number, which the database knows as one that could be negative.
pub(super) fn count(number: i64) -> Result<u32, Trouble> {
    u32::try_from(number).map_err(|_| Invalid::new("count", "…").into())
}
