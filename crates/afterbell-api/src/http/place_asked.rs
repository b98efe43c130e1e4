//! What a family asks of one place of an offering: an answer to an offer, or a place on a waiting list.

use std::future::Future;
use std::sync::Arc;

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{GuardianId, Moment, OfferingId, StudentId};
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::response::{IntoResponse as _, Response};

use super::app::App;
use super::decided::{decided, in_flight_name};
use super::idempotency::IdempotencyKey;
use super::refusal::Refusal;
use super::session::SignedIn;
use crate::store::{Decision, Store, StoreError, WriteRequest};

/// Whose place it is, and under which key it is asked for.
pub(super) struct PlaceAsked {
    pub(super) guardian: GuardianId,
    pub(super) student: StudentId,
    pub(super) offering: OfferingId,
    pub(super) request: WriteRequest,
    pub(super) now: Moment,
}

/// Has it decided once, under its key. `operation` and `says_yes` are what tells two requests of one key apart.
pub(super) async fn place_asked<Decides>(
    app: Arc<App>,
    SignedIn { guardian }: SignedIn,
    path: Result<Path<(StudentId, OfferingId)>, PathRejection>,
    key: IdempotencyKey,
    (operation, says_yes): (&str, bool),
    decide: impl FnOnce(Arc<dyn Store>, PlaceAsked) -> Decides,
) -> Result<Response, Refusal>
where
    Decides: Future<Output = Result<Decision, StoreError>> + Send + 'static,
{
    // A text that is no identifier names nobody's child, and no course.
    let Path((student, offering)) = path.map_err(|_| Refusal::new(ProblemCode::StudentNotYours))?;
    let request = key.request(operation, &(&offering, says_yes))?;
    let now = app.clock.now()?;
    let name = in_flight_name(&guardian, &student, &key);
    let asked = PlaceAsked {
        guardian,
        student,
        offering,
        request,
        now,
    };
    let answer = decided(&app, name, decide(Arc::clone(&app.store), asked)).await?;
    if !answer.is_problem() {
        app.places.nudge();
    }
    Ok(answer.into_response())
}
