use std::sync::Arc;

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{MenuContent, MenuHash};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderValue, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::http::app::App;
use crate::http::encoding::Encoding;
use crate::http::etag::is_known;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;

problems!(Problems: MenuUnknown);

/// A menu version, immutable: its address is the SHA-256 of its content
#[utoipa::path(
    get,
    path = "/api/menus/{menu}",
    params(("menu" = MenuHash, Path, description = "Which version")),
    responses(
        (status = 200, body = MenuContent, description = "The version"),
        (status = 304, description = "You have it"),
        Problems
    )
)]
pub(in crate::http) async fn menu(
    State(app): State<Arc<App>>,
    hash: Result<Path<MenuHash>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let unknown = || Refusal::new(ProblemCode::MenuUnknown);
    let Path(hash) = hash.map_err(|_| unknown())?;
    let menu = app.menus.get(&*app.store, &hash).await?;
    let menu = menu.ok_or_else(unknown)?;
    let etag = HeaderValue::from_str(&format!("\"{hash}\"")).map_err(|_| unknown())?;
    let encoding = Encoding::accepted_by(&headers);
    let is_known = is_known(&headers, &etag);
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        menu.bytes(encoding).into_response()
    };
    let fixed = [
        (
            CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
        (VARY, HeaderValue::from_static("accept-encoding")),
        (ETAG, etag),
    ];
    response.headers_mut().extend(fixed);
    if !is_known {
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(CONTENT_TYPE, json);
        let coding = encoding.header();
        let coding = coding.map(|coding| (CONTENT_ENCODING, coding));
        response.headers_mut().extend(coding);
    }
    Ok(response)
}
