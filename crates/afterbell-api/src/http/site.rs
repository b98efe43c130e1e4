//! The static site: files as the build left them, compressed beforehand.

use std::convert::Infallible;
use std::path::Path;

use afterbell_domain::wire::ProblemCode;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, VARY};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use super::entrances::{self, Entrances};
use super::refusal::Refusal;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// As for every page, and the parent's app in a frame: a preview of the draft.
const DESK_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);
/// The school's desk, and the district's, which is the same bundle.
const DESK_PAGES: [&str; 2] = ["/school.html", "/district.html"];
/// Kept, but asked for every time: a new build must be seen at the next visit.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

pub(super) async fn answer(folder: &Path, entrances: &Entrances, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Refusal::new(ProblemCode::MethodNotAllowed).into_response();
    }
    let path = request.uri().path().to_owned();
    let policy = match path.as_str() {
        page if DESK_PAGES.contains(&page) => Some(DESK_POLICY),
        path if is_page(path) => entrances.policy(request.uri().query()),
        _ => None,
    };
    if let Some(published) = entrances
        .published()
        .filter(|_| path == entrances::PUBLISHED)
    {
        let kind = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
        return ([kind, (CACHE_CONTROL, ASK_AGAIN)], published).into_response();
    }
    // Files of the build itself, such as stamps, are nobody's business.
    // No file of a build needs a percent in its name, and one could hide a dot.
    if path.contains('%') || path.split('/').any(|part| part.starts_with('.')) {
        return Refusal::new(ProblemCode::NotFound).into_response();
    }
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip();
    let answered: Result<_, Infallible> = files.oneshot(request).await;
    let mut response = match answered {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    if response.status() == StatusCode::NOT_FOUND {
        return Refusal::new(ProblemCode::NotFound).into_response();
    }
    // A passing failure must not be kept for a year.
    let is_whole = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    let keep = if is_hashed(&path) && is_whole {
        FOR_EVER
    } else {
        ASK_AGAIN
    };
    headers.insert(CACHE_CONTROL, keep);
    if let Some(policy) = policy {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// Parents' pages; the desk's is none.
fn is_page(path: &str) -> bool {
    path == "/" || path.ends_with(".html")
}

/// `app-1f2e3d4c5b6a7980.js`: a file whose name says what is in it.
fn is_hashed(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    let mut parts = file.split('-').skip(1);
    parts.any(|part| {
        let hash = part.split_once('.').map_or("", |(hash, _)| hash);
        hash.len() >= 8
            && hash
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

#[cfg(test)]
mod tests {
    use super::is_hashed;

    #[test]
    fn only_names_with_a_hash_before_the_dot_are_kept_for_ever() {
        for (path, kept) in [
            ("/app-0123456789abcdef.js", true),
            ("/a/app-01234567_bg.wasm", false),
            ("/afterbell-app-0a1b2c3d.wasm", true),
            ("/app-0123456.js", false),
            ("/app-nothexad.js", false),
            ("/index.html", false),
            ("/", false),
            ("/app-0123456789abcdef", false),
        ] {
            assert_eq!(is_hashed(path), kept, "{path}");
        }
    }
}
