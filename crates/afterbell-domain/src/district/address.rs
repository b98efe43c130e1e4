use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::Invalid;
use crate::written::written_as_text;

/// 学校服务地址: where a school's server is, such as `https://xuanke.example.school` or
/// `https://example.school/afterbell`. A key goes there, so nobody on the way may read it: plain HTTP
/// is for this machine only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolAddress(Arc<str>);

impl SchoolAddress {
    pub const LONGEST: usize = 200;

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it tells its district how it is.
    pub fn oversight(&self) -> String {
        [&self.0, "/api/oversight"].concat()
    }
}

impl fmt::Display for SchoolAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SchoolAddress {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("school_address", text.chars().take(40).collect::<String>());
        // A slash at the end is how people copy it.
        let text = text.trim().trim_end_matches('/');
        let (scheme, rest) = text.split_once("://").ok_or_else(invalid)?;
        let (authority, path) = match rest.find('/') {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
        let is_here = matches!(host, "localhost" | "127.0.0.1");
        let is_safe = scheme == "https" || (scheme == "http" && is_here);
        let is_host = !host.is_empty() && host.split('.').all(is_plain);
        let is_port = port.parse::<u16>().is_ok_and(|port| port > 0);
        let is_path = path.is_empty() || path.split('/').skip(1).all(is_plain);
        if text.len() <= Self::LONGEST && is_safe && is_host && is_port && is_path {
            Ok(Self(text.into()))
        } else {
            Err(invalid())
        }
    }
}

/// A label of a host, or a folder: nothing in it that an address could break on.
fn is_plain(part: &str) -> bool {
    let plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    !part.is_empty() && part.bytes().all(plain)
}

written_as_text!(SchoolAddress, "https://xuanke.example.school");
