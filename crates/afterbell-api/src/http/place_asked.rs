//! What a family asks of one place of an offering: an answer to an offer, or a place on a waiting list. Each is
//! decided once under its key, whichever page it comes from.

use std::future::Future;
use std::sync::Arc;

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{GuardianId, OfferingId, StudentId};
use axum::extract::Path;
use axum::extract::rejection::PathRejection;

use super::app::App;
use super::decided::{decided, in_flight_name};
use super::idempotency::IdempotencyKey;
use super::refusal::Refusal;
use super::session::SignedIn;
use crate::answer::Answer;
use crate::store::{Decision, OfferAnswer, Queueing, StoreError};

/// Whose place it is.
pub(super) struct PlaceAsked {
    pub(super) guardian: GuardianId,
    pub(super) student: StudentId,
    pub(super) offering: OfferingId,
}

impl PlaceAsked {
    /// As an address names it.
    pub(super) fn of_path(
        SignedIn { guardian }: SignedIn,
        path: Result<Path<(StudentId, OfferingId)>, PathRejection>,
    ) -> Result<Self, Refusal> {
        // A text that is no identifier names nobody's child, and no course.
        let Path((student, offering)) =
            path.map_err(|_| Refusal::new(ProblemCode::StudentNotYours))?;
        Ok(Self {
            guardian,
            student,
            offering,
        })
    }

    /// Takes a place that is on offer, or lets it go to the next.
    pub(super) async fn answer_offer(
        self,
        app: &App,
        key: &IdempotencyKey,
        accepts: bool,
    ) -> Result<Answer, Refusal> {
        let asked = OfferAnswer {
            request: key.request("offers", &(&self.offering, accepts))?,
            guardian: self.guardian,
            student: self.student,
            offering: self.offering,
            accepts,
            now: app.clock.now()?,
        };
        let name = in_flight_name(&asked.guardian, &asked.student, key);
        let store = Arc::clone(&app.store);
        once(app, name, async move { store.answer_offer(asked).await }).await
    }

    /// Asks for a place or for the end of the waiting list, or leaves that.
    pub(super) async fn queue(
        self,
        app: &App,
        key: &IdempotencyKey,
        joins: bool,
    ) -> Result<Answer, Refusal> {
        let asked = Queueing {
            request: key.request("waiting", &(&self.offering, joins))?,
            guardian: self.guardian,
            student: self.student,
            offering: self.offering,
            joins,
            now: app.clock.now()?,
        };
        let name = in_flight_name(&asked.guardian, &asked.student, key);
        let store = Arc::clone(&app.store);
        once(app, name, async move { store.queue(asked).await }).await
    }
}

async fn once(
    app: &App,
    name: String,
    decide: impl Future<Output = Result<Decision, StoreError>> + Send + 'static,
) -> Result<Answer, Refusal> {
    let answer = decided(app, name, decide).await?;
    if !answer.is_problem() {
        app.places.nudge();
    }
    Ok(answer)
}
