use std::sync::Arc;

use afterbell_domain::StudentId;
use afterbell_domain::wire::{Me, NewsRead, ProblemCode};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::idempotency::IdempotencyKey;
use crate::http::language::Language;
use crate::http::news;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::{Bearer, ChildInPath, SignedIn};

problems!(Problems: SignInRequired);
problems!(
    NewsProblems: MalformedRequest, IdempotencyKeyMissing, SignInRequired, StudentNotYours,
    BodyTooLarge, UnsupportedMediaType,
);
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
    Language(locale): Language,
) -> Result<Json<Me>, Refusal> {
    let children = news::children(&app, &signed_in.guardian, locale).await?;
    let now = app.clock.now()?;
    Ok(Json(Me { now, children }))
}

/// Says that a guardian has read what a publication has changed of a child's places
///
/// The same once more changes nothing, whatever the key.
#[utoipa::path(
    put,
    path = "/api/students/{student}/news",
    params(
        ("student" = StudentId, Path, description = "Of whom"),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")
    ),
    request_body = NewsRead,
    responses((status = 200, body = NewsRead, description = "It is not told again"), NewsProblems),
    security(("session" = []))
)]
pub(in crate::http) async fn news_read(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    ChildInPath(student): ChildInPath,
    _: IdempotencyKey,
    JsonBody(read): JsonBody<NewsRead>,
) -> Result<Json<NewsRead>, Refusal> {
    let number = read.number;
    match app.store.read_changes(&guardian, &student, number).await? {
        true => Ok(Json(read)),
        false => Err(Refusal::new(ProblemCode::StudentNotYours)),
    }
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
