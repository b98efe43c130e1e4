use std::sync::Arc;

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{MenuContent, MenuHash};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::http::app::App;
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
    let menu = app.menus.get(hash.as_str(), app.store.menu(&hash)).await?;
    menu.ok_or_else(unknown)?.answer(hash.as_str(), &headers)
}
