use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::Invalid;
use crate::written::written_as_text;

/// 名称: one line of text as a school writes it: 1 to 80 characters, trimmed, no controls.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(Arc<str>);

impl Label {
    pub const LONGEST: usize = 80;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Label {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let length = text.chars().count();
        // Unicode's own line ends are not among its controls.
        let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        if (1..=Self::LONGEST).contains(&length) && !text.chars().any(breaks) {
            Ok(Self(text.into()))
        } else {
            Err(Invalid::new(
                "label",
                text.chars().take(20).collect::<String>(),
            ))
        }
    }
}

written_as_text!(Label, "合唱团");
