use afterbell_domain::wire::ProblemCode;
use axum::extract::FromRequestParts;
use axum::http::header::{HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

use crate::http::refusal::Refusal;

const FETCH_SITE: &str = "sec-fetch-site";

/// A request that another site cannot have made a browser send: it only reads, or says that it
/// comes from our own page. Who says neither is no browser of ours.
pub(in crate::http) struct OwnPage;

impl<S: Send + Sync> FromRequestParts<S> for OwnPage {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        if parts.method == Method::GET || is_own(&parts.headers) {
            return Ok(Self);
        }
        Err(Refusal::new(ProblemCode::ForeignOrigin))
    }
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    if let Some(site) = text(FETCH_SITE) {
        return site == "same-origin";
    }
    let (Some(origin), Some(host)) = (text(ORIGIN.as_str()), text(HOST.as_str())) else {
        return false;
    };
    let named = origin.split_once("://").map(|(_, named)| named);
    named.is_some_and(|named| !host.is_empty() && named.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_page_is_believed() {
        for (headers, expected) in [
            (vec![], false),
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "cross-site")], false),
            (vec![("sec-fetch-site", "none")], false),
            (vec![("origin", "https://a.example")], false),
            (
                vec![("origin", "https://a.example"), ("host", "a.example")],
                true,
            ),
            (
                vec![("origin", "http://a.example:80"), ("host", "a.example")],
                false,
            ),
            (
                vec![("origin", "https://b.example"), ("host", "a.example")],
                false,
            ),
            (vec![("origin", "null"), ("host", "a.example")], false),
            (
                vec![
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "https://a.example"),
                    ("host", "a.example"),
                ],
                false,
            ),
        ] {
            let mut map = HeaderMap::new();
            for (name, value) in &headers {
                map.insert(*name, value.parse().unwrap());
            }
            assert_eq!(is_own(&map), expected, "{headers:?}");
        }
    }
}
