//! The one error of the value types: what was given and which value it cannot be.

use std::fmt;

/// A value that cannot be built. Carries codes, not sentences: `locales/` words them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// Which type refused, as a stable code (`"grade"`, `"clock_time"`).
    pub what: &'static str,
    /// The text or number that was refused.
    pub found: String,
}

impl Invalid {
    pub fn new(what: &'static str, found: impl fmt::Display) -> Self {
        Self {
            what,
            found: found.to_string(),
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a valid {}: {}", self.what, self.found)
    }
}

impl std::error::Error for Invalid {}
