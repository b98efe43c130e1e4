use std::sync::Arc;

use afterbell_domain::wire::Me;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::http::app::App;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::SignedIn;

problems!(Problems: SignInRequired);

/// The account: its children and what they hold
#[utoipa::path(
    get,
    path = "/api/me",
    responses((status = 200, body = Me, description = "The account"), Problems),
    security(("session" = []))
)]
pub(in crate::http) async fn me(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
) -> Result<Json<Me>, Refusal> {
    let children = app.store.children(&signed_in.guardian).await?;
    let now = app.clock.now()?;
    Ok(Json(Me { now, children }))
}

/// Ends the session. Once is enough and twice does no harm, so it takes no key
#[utoipa::path(
    delete,
    path = "/api/session",
    responses((status = 204, description = "Signed out"), Problems),
    security(("session" = []))
)]
pub(in crate::http) async fn sign_out(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
) -> Result<StatusCode, Refusal> {
    let now = app.clock.now()?;
    app.store.revoke(signed_in.token.fingerprint(), now).await?;
    Ok(StatusCode::NO_CONTENT)
}
