use std::sync::Arc;

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{Receipt, SelectionDraft, StudentId};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};

use crate::answer::Answer;
use crate::http::app::App;
use crate::http::body::{JsonBody, NothingToSay};
use crate::http::decided::{decided, in_flight_name};
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::{ChildInPath, SignedIn};
use crate::store::{Held, Submission, Withdrawal};

problems!(
    SubmitProblems: MalformedRequest, IdempotencyKeyMissing, SignInRequired, StudentNotYours,
    RequestInFlight, MenuChanged, AgreementNotSigned, SelectionDenied, BodyTooLarge, UnsupportedMediaType,
    IdempotencyKeyReused,
);
problems!(
    WithdrawProblems: MalformedRequest, IdempotencyKeyMissing, SignInRequired, StudentNotYours,
    NothingSubmitted, RequestInFlight, BodyTooLarge, UnsupportedMediaType, IdempotencyKeyReused,
);
problems!(ReceiptProblems: SignInRequired, StudentNotYours, NothingSubmitted);

/// Submits a child's whole selection; it replaces an earlier one
#[utoipa::path(
    post,
    path = "/api/students/{student}/selections",
    params(
        ("student" = StudentId, Path, description = "Whose selection"),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")
    ),
    request_body = SelectionDraft,
    responses((status = 201, body = Receipt, description = "Accepted"), SubmitProblems),
    security(("session" = []))
)]
pub(in crate::http) async fn submit(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    ChildInPath(student): ChildInPath,
    key: IdempotencyKey,
    JsonBody(draft): JsonBody<SelectionDraft>,
) -> Result<Response, Refusal> {
    let request = key.request("selections", &draft)?;
    // The time of asking counts, not the time somebody got round to it.
    let now = app.clock.now()?;
    let name = in_flight_name(&guardian, &student, &key);
    let store = Arc::clone(&app.store);
    let submission = Submission {
        guardian,
        student,
        draft,
        request,
        now,
    };
    let answer = decided(&app, name, async move { store.submit(submission).await }).await?;
    Ok(told(&app, answer))
}

/// Gives back all places and care; leaving needs no window
#[utoipa::path(
    post,
    path = "/api/students/{student}/withdrawals",
    params(
        ("student" = StudentId, Path, description = "Whose selection"),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")
    ),
    responses((status = 200, body = Receipt, description = "Withdrawn"), WithdrawProblems),
    security(("session" = []))
)]
pub(in crate::http) async fn withdraw(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    ChildInPath(student): ChildInPath,
    key: IdempotencyKey,
    NothingToSay: NothingToSay,
) -> Result<Response, Refusal> {
    let request = key.request("withdrawals", &())?;
    let now = app.clock.now()?;
    let name = in_flight_name(&guardian, &student, &key);
    let store = Arc::clone(&app.store);
    let withdrawal = Withdrawal {
        guardian,
        student,
        request,
        now,
    };
    let answer = decided(&app, name, async move { store.withdraw(withdrawal).await }).await?;
    Ok(told(&app, answer))
}

/// The receipt again
#[utoipa::path(
    get,
    path = "/api/students/{student}/receipt",
    params(("student" = StudentId, Path, description = "Whose receipt")),
    responses((status = 200, body = Receipt, description = "What the school holds"), ReceiptProblems),
    security(("session" = []))
)]
pub(in crate::http) async fn receipt(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    ChildInPath(student): ChildInPath,
) -> Result<Json<Receipt>, Refusal> {
    match app.store.receipt(&guardian, &student).await? {
        Held::Receipt(receipt) => Ok(Json(receipt)),
        Held::Nothing => Err(Refusal::new(ProblemCode::NothingSubmitted)),
        Held::StudentNotYours => Err(Refusal::new(ProblemCode::StudentNotYours)),
    }
}

/// What was accepted changes the places on the board.
fn told(app: &App, answer: Answer) -> Response {
    if !answer.is_problem() {
        app.places.nudge();
    }
    answer.into_response()
}
