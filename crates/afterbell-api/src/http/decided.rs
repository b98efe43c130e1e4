//! Writes that are decided in the store: run once, to their end.

use std::future::Future;

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{GuardianId, StudentId};

use super::app::App;
use super::idempotency::IdempotencyKey;
use super::refusal::Refusal;
use crate::answer::Answer;
use crate::store::{Decision, StoreError};

/// Lets a write run to its end even when the phone has gone: it will ask again, and must
/// find the answer.
pub(super) async fn decided(
    app: &App,
    name: String,
    write: impl Future<Output = Result<Decision, StoreError>> + Send + 'static,
) -> Result<Answer, Refusal> {
    let slot = app.in_flight.enter(name)?;
    let decision = tokio::spawn(async move {
        let decision = write.await;
        drop(slot);
        decision
    });
    match decision.await?? {
        Decision::Answered(answer) => Ok(answer),
        Decision::StudentNotYours => Err(Refusal::new(ProblemCode::StudentNotYours)),
        Decision::KeyReused => Err(Refusal::new(ProblemCode::IdempotencyKeyReused)),
    }
}

/// Under which a request is known while it is worked on.
pub(super) fn in_flight_name(
    guardian: &GuardianId,
    student: &StudentId,
    key: &IdempotencyKey,
) -> String {
    format!("{guardian}/{student}/{}", key.as_str())
}
