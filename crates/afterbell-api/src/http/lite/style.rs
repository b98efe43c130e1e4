//! The product's own style, with the dark colours where the phone asks for them: no script is there to choose.

use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

const TOKENS: &str = include_str!("../../../../../style/tokens.css");
const REST: [&str; 6] = [
    include_str!("../../../../../style/base.css"),
    include_str!("../../../../../style/layout.css"),
    include_str!("../../../../../style/components/course.css"),
    include_str!("../../../../../style/components/form.css"),
    include_str!("../../../../../style/components/receipt.css"),
    include_str!("lite.css"),
];
const DARK: &str = "[data-theme=\"dark\"] {";

static SHEET: LazyLock<String> = LazyLock::new(|| {
    let dark = format!(
        "@media (prefers-color-scheme: dark) {{ :root {{{}}} }}",
        dark()
    );
    [TOKENS, &dark, &REST.concat()].concat()
});

/// The roles' dark values.
fn dark() -> &'static str {
    let rest = TOKENS.split_once(DARK).map_or("", |(_, rest)| rest);
    rest.split_once('}').map_or("", |(block, _)| block)
}

pub(super) async fn sheet() -> Response {
    let kind = (CONTENT_TYPE, "text/css; charset=utf-8");
    let keep = (CACHE_CONTROL, "public, max-age=3600");
    ([kind, keep], SHEET.as_str()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_colours_are_found_in_the_tokens() {
        assert!(dark().contains("--surface: #121817") && !dark().contains('{'));
    }
}
