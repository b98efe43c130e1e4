//! Types with one written form: read strictly or tolerantly, always printed the same.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Display;
use std::str::FromStr;

/// Reads a text, plain and as JSON, and gives its one written form, or `None` if refused.
#[track_caller]
pub fn read<T>(text: &str) -> Option<String>
where
    T: FromStr<Err = afterbell_domain::Invalid> + Display + Serialize + DeserializeOwned,
{
    let quoted = serde_json::Value::from(text);
    let from_json = serde_json::from_value::<T>(quoted.clone());
    let owned = serde_json::from_str::<T>(&quoted.to_string());
    let Ok(value) = text.parse::<T>() else {
        assert!(
            from_json.is_err() && owned.is_err(),
            "JSON accepts {text:?}"
        );
        return None;
    };
    let written = value.to_string();
    for same in [
        from_json,
        owned,
        written.parse().map_err(serde::de::Error::custom),
    ] {
        let same = same.expect("what the text says is accepted everywhere");
        assert_eq!(same.to_string(), written, "{text:?}");
    }
    let json = serde_json::to_value(&value).expect("a JSON form");
    assert_eq!(json, serde_json::Value::from(written.as_str()), "{text:?}");
    Some(written)
}

/// Asserts that a text is read, and how it is written from then on.
#[track_caller]
pub fn check<T>(text: &str, expected: &str)
where
    T: FromStr<Err = afterbell_domain::Invalid> + Display + Serialize + DeserializeOwned,
{
    assert_eq!(read::<T>(text).as_deref(), Some(expected), "{text:?}");
}

#[track_caller]
pub fn check_refused<T>(texts: &[&str])
where
    T: FromStr<Err = afterbell_domain::Invalid> + Display + Serialize + DeserializeOwned,
{
    for text in texts {
        assert_eq!(read::<T>(text), None, "{text:?}");
    }
}
