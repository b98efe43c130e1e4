//! Vendors' answers: JSON, with a number that says whether it is one.

use serde_json::Value;

use crate::fault::ExchangeFault;

/// A text that must be there.
pub(crate) fn text<'a>(answer: &'a Value, path: &str) -> Result<&'a str, ExchangeFault> {
    let found = answer.pointer(path).and_then(Value::as_str);
    found
        .filter(|text| !text.is_empty())
        .ok_or(ExchangeFault::Unreadable)
}

/// The vendor's number for what went wrong. It counts only where it is a number, or a text of one: an answer without any
/// is none.
pub(crate) fn code(answer: &Value, path: &str) -> Option<i64> {
    let found = answer.pointer(path)?;
    found.as_i64().or_else(|| found.as_str()?.parse().ok())
}
