use std::sync::Arc;

use afterbell_domain::{OfferingId, Receipt, StudentId, Waiting};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::http::app::App;
use crate::http::body::NothingToSay;
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::problems;
use crate::http::place_asked::{PlaceAsked, place_asked};
use crate::http::refusal::Refusal;
use crate::http::session::SignedIn;
use crate::store::{OfferAnswer, Store};

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
    signed_in: SignedIn,
    path: Result<Path<(StudentId, OfferingId)>, PathRejection>,
    key: IdempotencyKey,
    accepts: bool,
) -> Result<Response, Refusal> {
    let decide = move |store: Arc<dyn Store>, asked: PlaceAsked| async move {
        let asked = OfferAnswer {
            guardian: asked.guardian,
            student: asked.student,
            offering: asked.offering,
            accepts,
            request: asked.request,
            now: asked.now,
        };
        store.answer_offer(asked).await
    };
    place_asked(app, signed_in, path, key, ("offers", accepts), decide).await
}
