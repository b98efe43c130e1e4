use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::http::app::App;
use crate::http::openapi::{document, problems};
use crate::http::refusal::Refusal;

problems!(Problems:);

/// Whether the server and its store answer
#[utoipa::path(get, path = "/healthz", responses(
    (status = 204, description = "Both do"), Problems
))]
pub(in crate::http) async fn health(State(app): State<Arc<App>>) -> Result<StatusCode, Refusal> {
    app.store.ping().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// This document
#[utoipa::path(
    get,
    path = "/api/openapi.json",
    responses((status = 200, description = "OpenAPI", content_type = "application/json"), Problems)
)]
pub(in crate::http) async fn description() -> Json<utoipa::openapi::OpenApi> {
    Json(document())
}
