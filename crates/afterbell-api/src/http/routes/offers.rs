use std::sync::Arc;

use afterbell_domain::{OfferingId, Receipt, StudentId, Waiting};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};

use afterbell_domain::wire::ProblemCode;

use crate::http::app::App;
use crate::http::body::NothingToSay;
use crate::http::decided::{decided, in_flight_name};
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::SignedIn;
use crate::store::OfferAnswer;

problems!(
    Problems: MalformedRequest, IdempotencyKeyMissing, SignInRequired, StudentNotYours,
    RequestInFlight, SelectionDenied, OfferGone, BodyTooLarge, UnsupportedMediaType, IdempotencyKeyReused,
);

/// Takes a place that is on offer; what stood in its slot is given back in the same moment
#[utoipa::path(
    post,
    path = "/api/students/{student}/offers/{offering}/acceptance",
    params(
        ("student" = StudentId, Path, description = "For whom"),
        ("offering" = OfferingId, Path, description = "What is offered"),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")
    ),
    responses((status = 201, body = Receipt, description = "What the school holds now"), Problems),
    security(("session" = []))
)]
pub(in crate::http) async fn accept(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
    path: Result<Path<(StudentId, OfferingId)>, PathRejection>,
    key: IdempotencyKey,
    NothingToSay: NothingToSay,
) -> Result<Response, Refusal> {
    answer(app, signed_in, path, key, true).await
}

/// Lets a place that is on offer go to the next
#[utoipa::path(
    post,
    path = "/api/students/{student}/offers/{offering}/refusal",
    params(
        ("student" = StudentId, Path, description = "For whom"),
        ("offering" = OfferingId, Path, description = "What is offered"),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")
    ),
    responses((status = 200, body = Waiting, description = "It is declined"), Problems),
    security(("session" = []))
)]
pub(in crate::http) async fn decline(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
    path: Result<Path<(StudentId, OfferingId)>, PathRejection>,
    key: IdempotencyKey,
    NothingToSay: NothingToSay,
) -> Result<Response, Refusal> {
    answer(app, signed_in, path, key, false).await
}

async fn answer(
    app: Arc<App>,
    SignedIn { guardian }: SignedIn,
    path: Result<Path<(StudentId, OfferingId)>, PathRejection>,
    key: IdempotencyKey,
    accepts: bool,
) -> Result<Response, Refusal> {
    // A text that is no identifier names nobody's child, and no offer.
    let Path((student, offering)) = path.map_err(|_| Refusal::new(ProblemCode::StudentNotYours))?;
    let request = key.request("offers", &(&offering, accepts))?;
    let now = app.clock.now()?;
    let name = in_flight_name(&guardian, &student, &key);
    let store = Arc::clone(&app.store);
    let offer = OfferAnswer {
        guardian,
        student,
        offering,
        accepts,
        request,
        now,
    };
    let answer = decided(&app, name, async move { store.answer_offer(offer).await }).await?;
    if !answer.is_problem() {
        app.places.nudge();
    }
    Ok(answer.into_response())
}
