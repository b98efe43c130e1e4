use std::fmt;

use serde::{Deserialize, Serialize};

/// 来源: scheme, host and port of another site, as browsers write it. It stands in headers, so it holds nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Origin(String);

/// A text that is no origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an origin such as https://www.example.school, without a path")]
pub struct NotAnOrigin;

impl TryFrom<String> for Origin {
    type Error = NotAnOrigin;

    fn try_from(text: String) -> Result<Self, NotAnOrigin> {
        // A slash at the end is how people copy it.
        let text = text.strip_suffix('/').unwrap_or(&text);
        let (scheme, rest) = text.split_once("://").ok_or(NotAnOrigin)?;
        let (host, port) = rest.split_once(':').unwrap_or((rest, "443"));
        let is_here = matches!(host, "localhost" | "127.0.0.1");
        let is_safe = scheme == "https" || (scheme == "http" && is_here);
        let is_host = !host.is_empty()
            && host.split('.').all(is_label)
            && port.parse::<u16>().is_ok_and(|port| port > 0);
        if is_safe && is_host {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnOrigin)
        }
    }
}

impl Origin {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_label(label: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !label.is_empty() && label.bytes().all(is_plain)
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_holds_nothing_that_a_header_could_break_on() {
        for (text, kept) in [
            (
                "https://www.example.school",
                Some("https://www.example.school"),
            ),
            (
                "https://www.example.school/",
                Some("https://www.example.school"),
            ),
            (
                "https://example.school:8443",
                Some("https://example.school:8443"),
            ),
            ("http://localhost:8080", Some("http://localhost:8080")),
            ("http://example.school", None),
            ("https://example.school/page", None),
            ("https://*.example.school", None),
            ("https://*", None),
            ("https://Example.school", None),
            ("https://example.school; script-src *", None),
            ("https://example.school https://other", None),
            ("https://user@example.school", None),
            ("https://example.school:0", None),
            ("https://example..school", None),
            ("https://", None),
            ("example.school", None),
            ("data:x", None),
            ("*", None),
            ("", None),
        ] {
            let found = Origin::try_from(text.to_owned());
            assert_eq!(
                found.ok().map(|origin| origin.to_string()).as_deref(),
                kept,
                "{text}"
            );
        }
    }
}
