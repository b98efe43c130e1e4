use std::sync::Arc;

use afterbell_domain::StudentId;
use afterbell_domain::wire::{DraftKept, DraftUpdate, Problem, ProblemCode};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};

use crate::answer::{Answer, problem};
use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::decided::in_flight_name;
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::{ChildInPath, SignedIn};
use crate::store::{DraftEdit, DraftOutcome};

problems!(
    Problems: MalformedRequest, IdempotencyKeyMissing, SignInRequired, StudentNotYours,
    RequestInFlight, DraftChanged, BodyTooLarge, UnsupportedMediaType,
);

/// Keeps what a guardian has put together for a child, for the guardian's other phones
///
/// It takes the key of every write, but its answer is not stored: the same draft once more is
/// kept once, whatever the key.
#[utoipa::path(
    put,
    path = "/api/students/{student}/draft",
    params(
        ("student" = StudentId, Path, description = "For whom"),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")
    ),
    request_body = DraftUpdate,
    responses((status = 200, body = DraftKept, description = "Kept"), Problems),
    security(("session" = []))
)]
pub(in crate::http) async fn keep(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    ChildInPath(student): ChildInPath,
    key: IdempotencyKey,
    JsonBody(update): JsonBody<DraftUpdate>,
) -> Result<Response, Refusal> {
    let now = app.clock.now()?;
    let _slot = app
        .in_flight
        .enter(in_flight_name(&guardian, &student, &key))?;
    let edit = DraftEdit {
        guardian,
        student,
        draft: update.draft,
        base_revision: update.base_revision,
        now,
    };
    match app.store.keep_draft(edit).await? {
        DraftOutcome::Kept(revision) => Ok(Json(DraftKept { revision }).into_response()),
        DraftOutcome::Changed(kept) => {
            let changed = Problem {
                draft: Some(kept),
                ..problem(ProblemCode::DraftChanged)
            };
            Ok(Answer::problem(&changed)?.into_response())
        }
        DraftOutcome::StudentNotYours => Err(Refusal::new(ProblemCode::StudentNotYours)),
    }
}
