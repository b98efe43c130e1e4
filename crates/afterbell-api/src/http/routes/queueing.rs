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
    RequestInFlight, AgreementNotSigned, SelectionDenied, OfferGone, BodyTooLarge,
    UnsupportedMediaType, IdempotencyKeyReused,
);

/// After the draw: takes a place that is free and that nobody waits for, else the end of the waiting list
#[utoipa::path(
    post,
    path = "/api/students/{student}/waiting/{offering}",
    params(
        ("student" = StudentId, Path, description = "For whom"),
        ("offering" = OfferingId, Path, description = "What is asked for"),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")
    ),
    responses(
        (status = 201, body = Receipt, description = "It has the place: what the school holds now"),
        (status = 202, body = Waiting, description = "It waits at this position"),
        Problems
    ),
    security(("session" = []))
)]
pub(in crate::http) async fn join(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
    path: Result<Path<(StudentId, OfferingId)>, PathRejection>,
    key: IdempotencyKey,
    NothingToSay: NothingToSay,
) -> Result<Response, Refusal> {
    let place = PlaceAsked::of_path(signed_in, path)?;
    let answer = place.queue(&app, &key, true).await?;
    Ok(answer.into_response())
}

/// Takes a child off a waiting list; a place that is on offer to it goes to the next
#[utoipa::path(
    delete,
    path = "/api/students/{student}/waiting/{offering}",
    params(
        ("student" = StudentId, Path, description = "Who waits"),
        ("offering" = OfferingId, Path, description = "For what"),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")
    ),
    responses((status = 200, body = Waiting, description = "It waits no longer"), Problems),
    security(("session" = []))
)]
pub(in crate::http) async fn leave(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
    path: Result<Path<(StudentId, OfferingId)>, PathRejection>,
    key: IdempotencyKey,
    NothingToSay: NothingToSay,
) -> Result<Response, Refusal> {
    let place = PlaceAsked::of_path(signed_in, path)?;
    let answer = place.queue(&app, &key, false).await?;
    Ok(answer.into_response())
}
