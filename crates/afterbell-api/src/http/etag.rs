//! Whether a client already has what it asks for.

use axum::http::HeaderMap;
use axum::http::header::{HeaderValue, IF_NONE_MATCH};

/// Compared weakly, as `If-None-Match` is: proxies that compress weaken what we sent.
pub(super) fn is_known(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let opaque = |tag: &str| -> String { tag.trim().trim_start_matches("W/").to_owned() };
    let Ok(wanted) = etag.to_str().map(opaque) else {
        return false;
    };
    let known = headers.get_all(IF_NONE_MATCH).iter();
    known
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim() == "*" || opaque(tag) == wanted)
}
