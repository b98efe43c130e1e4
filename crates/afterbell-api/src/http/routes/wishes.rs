use std::sync::Arc;

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{GuardianId, StudentId, WishList, WishReceipt};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};

use crate::answer::Answer;
use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::decided::{decided, in_flight_name};
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::{ChildInPath, SignedIn};
use crate::store::WishSaving;
use crate::store::draws::KeptWishes;

problems!(
    SaveProblems: MalformedRequest, IdempotencyKeyMissing, SignInRequired, StudentNotYours,
    RequestInFlight, MenuChanged, AgreementNotSigned, SelectionDenied, DrawClosed, BodyTooLarge,
    UnsupportedMediaType, IdempotencyKeyReused,
);
problems!(Problems: SignInRequired, StudentNotYours, NothingSubmitted);

/// Saves a child's wishes, as often as a family likes until the close; the last ones are drawn
#[utoipa::path(
    put,
    path = "/api/students/{student}/wishes",
    params(
        ("student" = StudentId, Path, description = "Whose wishes"),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")
    ),
    request_body = WishList,
    responses((status = 201, body = WishReceipt, description = "Saved"), SaveProblems),
    security(("session" = []))
)]
pub(in crate::http) async fn save(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    ChildInPath(student): ChildInPath,
    key: IdempotencyKey,
    JsonBody(wishes): JsonBody<WishList>,
) -> Result<Response, Refusal> {
    let answer = save_wishes(&app, (guardian, student), wishes, &key).await?;
    Ok(answer.into_response())
}

/// Once under its key, whichever page it comes from.
pub(in crate::http) async fn save_wishes(
    app: &App,
    (guardian, student): (GuardianId, StudentId),
    wishes: WishList,
    key: &IdempotencyKey,
) -> Result<Answer, Refusal> {
    let request = key.request("wishes", &wishes)?;
    // The time of asking counts, not the time somebody got round to it.
    let now = app.clock.now()?;
    let name = in_flight_name(&guardian, &student, key);
    let store = Arc::clone(&app.store);
    let saving = WishSaving {
        guardian,
        student,
        wishes,
        request,
        now,
    };
    decided(app, name, async move { store.save_wishes(saving).await }).await
}

/// The wishes that count for a child now
#[utoipa::path(
    get,
    path = "/api/students/{student}/wishes",
    params(("student" = StudentId, Path, description = "Whose wishes")),
    responses((status = 200, body = WishReceipt, description = "What was saved last"), Problems),
    security(("session" = []))
)]
pub(in crate::http) async fn kept(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    ChildInPath(student): ChildInPath,
) -> Result<Json<WishReceipt>, Refusal> {
    match app.store.wishes(&guardian, &student).await? {
        KeptWishes::Receipt(receipt) => Ok(Json(receipt)),
        KeptWishes::Nothing => Err(Refusal::new(ProblemCode::NothingSubmitted)),
        KeptWishes::StudentNotYours => Err(Refusal::new(ProblemCode::StudentNotYours)),
    }
}
