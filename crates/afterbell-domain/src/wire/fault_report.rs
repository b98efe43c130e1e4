//! 出错报告: what a page that failed tells of itself, when a parent taps to tell.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Invalid;
use crate::written::written_as_text;

/// Nothing in it can say who the parent or the child is: each part has a shape in which no name
/// and no code fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaultReport {
    pub kind: FaultKind,
    /// The first word of the address, such as `review`.
    pub page: FaultPage,
    /// The hash in the name of the wasm that runs.
    pub build: FaultBuild,
    /// Where in the wasm it happened, the innermost first.
    #[serde(default)]
    pub trace: FaultTrace,
    /// What the browser calls itself.
    pub engine: FaultEngine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FaultKind {
    /// The app ended in the middle.
    Panic,
    /// The app did not come so far as to start.
    Start,
    /// An answer that the app could not read.
    Answer,
}

/// A text of the report with its shape: letters that may stand in it, and how many.
macro_rules! bounded {
    ($(#[$doc:meta])* $name:ident, $what:literal, $most:literal, $may:expr, $example:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name(String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = Invalid;
            fn from_str(text: &str) -> Result<Self, Invalid> {
                if text.len() <= $most && text.bytes().all($may) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(Invalid::new($what, "…"))
                }
            }
        }

        written_as_text!($name, $example);
    };
}

bounded!(
    /// At most 16 small letters, or nothing on the home.
    FaultPage, "page", 16, |byte| byte.is_ascii_lowercase(), "review"
);
bounded!(
    /// At most 16 hexadecimal digits.
    FaultBuild, "build", 16, |byte| byte.is_ascii_hexdigit(), "f10453f3180f06b8"
);
bounded!(
    /// Function and place, at most 12 of them: `123:0x4f2a 17:0x1b`.
    FaultTrace, "trace", 240, |byte| byte.is_ascii_hexdigit() || b" :x".contains(&byte), "123:0x4f2a"
);
bounded!(
    /// At most 256 visible letters of ASCII, and spaces.
    FaultEngine, "engine", 256, |byte| (b' '..=b'~').contains(&byte), "Mozilla/5.0"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_has_room_for_a_name_or_a_code() {
        assert!("review".parse::<FaultPage>().is_ok());
        assert!("".parse::<FaultPage>().is_ok());
        assert!("bind/ABCD2345".parse::<FaultPage>().is_err());
        assert!("陈小满".parse::<FaultPage>().is_err());
        assert!("zz".parse::<FaultBuild>().is_err());
        assert!("12:0x4f 3:0x1".parse::<FaultTrace>().is_ok());
        assert!("https://a.example/#code".parse::<FaultTrace>().is_err());
        assert!(
            "Mozilla/5.0 (Linux; Android 12)"
                .parse::<FaultEngine>()
                .is_ok()
        );
        assert!("a\nb".parse::<FaultEngine>().is_err());
        assert!("x".repeat(257).parse::<FaultEngine>().is_err());
    }
}
