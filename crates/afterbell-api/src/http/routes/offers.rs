use std::sync::Arc;

use afterbell_domain::{OfferingId, Receipt, StudentId, Waiting};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};

use crate::http::app::App;
use crate::http::body::NothingToSay;
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::problems;
use crate::http::place_asked::PlaceAsked;
use crate::http::refusal::Refusal;
use crate::http::session::SignedIn;

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
    let place = PlaceAsked::of_path(signed_in, path)?;
    let answer = place.answer_offer(&app, &key, true).await?;
    Ok(answer.into_response())
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
    let place = PlaceAsked::of_path(signed_in, path)?;
    let answer = place.answer_offer(&app, &key, false).await?;
    Ok(answer.into_response())
}
