use std::sync::Arc;

use afterbell_domain::wire::{Me, ProblemCode};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::http::app::App;
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::{Bearer, SignedIn};

problems!(Problems: SignInRequired);
problems!(SignOutProblems: SignInRequired, IdempotencyKeyMissing);

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

/// Ends the session; the same request once more finds it ended
#[utoipa::path(
    delete,
    path = "/api/session",
    params(("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")),
    responses((status = 204, description = "Signed out"), SignOutProblems),
    security(("session" = []))
)]
pub(in crate::http) async fn sign_out(
    State(app): State<Arc<App>>,
    Bearer(token): Bearer,
    _: IdempotencyKey,
) -> Result<StatusCode, Refusal> {
    let now = app.clock.now()?;
    // A session that was ended before gets the same answer, so none needs to be stored.
    match app.store.revoke(token.fingerprint(), now).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Refusal::new(ProblemCode::SignInRequired)),
    }
}
