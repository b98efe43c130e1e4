use std::sync::Arc;

use afterbell_domain::desk::{
    ChangeProposal, DeclineProposal, KeepFreeTimes, Permission, ProposalView, ProposalsView,
    Propose, TakeProposalBack, TakeProposalOver, TeacherTimes,
};
use afterbell_domain::wire::ProblemCode;
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, refusal, unless_done};
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::store::desk::{Deed, DeskOutcome, ProposalRow};

problems!(ListProblems: SignInRequired, NotPermitted);
problems!(
    KeepProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, BodyTooLarge,
    UnsupportedMediaType,
);
problems!(
    ChangeProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, NotFound,
    ProposalChanged, MenuDraftChanged, BodyTooLarge, UnsupportedMediaType,
);

type Number = Result<Path<u32>, PathRejection>;

/// What teachers propose, and when they have time: all of it, or one's own
#[utoipa::path(
    get,
    path = "/api/desk/offers",
    responses((status = 200, body = ProposalsView, description = "By number"), ListProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn list(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Json<ProposalsView>, Refusal> {
    desk.may(Permission::Propose)?;
    let sees_all = desk.staff.role.may(Permission::EditDraft);
    let books = app.books.proposals().await?;
    let (id, role) = (&desk.staff.id, sees_all);
    let proposals = books.proposals.into_iter();
    let proposals = proposals.filter(|row| role || row.by == *id);
    let free_times = books.free_times.into_iter();
    let free_times = free_times.filter(|row| role || row.by == *id);
    Ok(Json(ProposalsView {
        proposals: proposals.map(view).collect(),
        free_times: free_times
            .map(|row| TeacherTimes {
                teacher: row.teacher,
                times: row.times,
            })
            .collect(),
    }))
}

fn view(row: ProposalRow) -> ProposalView {
    ProposalView {
        number: row.number,
        revision: row.revision,
        teacher: row.teacher,
        proposal: row.proposal,
        state: row.state,
        at: row.at,
        decided_by: row.decided_by,
    }
}

/// Says when one has time to teach, in the place of what one said before
#[utoipa::path(
    put,
    path = "/api/desk/offers/free-times",
    request_body = KeepFreeTimes,
    responses((status = 204, description = "Kept"), KeepProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn keep_times(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(KeepFreeTimes { times }): JsonBody<KeepFreeTimes>,
) -> Result<StatusCode, Refusal> {
    desk.may(Permission::Propose)?;
    done(desk.does(&app, Deed::KeepFreeTimes { times }).await?)
}

/// Proposes a course of one's own
#[utoipa::path(
    post,
    path = "/api/desk/offers",
    request_body = Propose,
    responses((status = 204, description = "Proposed"), KeepProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn propose(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(Propose { proposal }): JsonBody<Propose>,
) -> Result<StatusCode, Refusal> {
    desk.may(Permission::Propose)?;
    let proposal = Box::new(proposal);
    done(desk.does(&app, Deed::Propose { proposal }).await?)
}

/// Changes a proposal of one's own that nobody has decided about
#[utoipa::path(
    put,
    path = "/api/desk/offers/{number}",
    params(("number" = u32, Path, description = "The proposal")),
    request_body = ChangeProposal,
    responses((status = 204, description = "Changed"), ChangeProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn change(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    number: Number,
    JsonBody(wanted): JsonBody<ChangeProposal>,
) -> Result<StatusCode, Refusal> {
    let deed = Deed::ChangeProposal {
        number: known(&desk, Permission::Propose, number)?,
        revision: wanted.revision,
        proposal: Some(Box::new(wanted.proposal)),
    };
    done(desk.does(&app, deed).await?)
}

/// Takes a proposal of one's own back that nobody has decided about
#[utoipa::path(
    delete,
    path = "/api/desk/offers/{number}",
    params(("number" = u32, Path, description = "The proposal")),
    request_body = TakeProposalBack,
    responses((status = 204, description = "Taken back"), ChangeProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn take_back(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    number: Number,
    JsonBody(TakeProposalBack { revision }): JsonBody<TakeProposalBack>,
) -> Result<StatusCode, Refusal> {
    let deed = Deed::ChangeProposal {
        number: known(&desk, Permission::Propose, number)?,
        revision,
        proposal: None,
    };
    done(desk.does(&app, deed).await?)
}

/// Takes a proposal over into the draft, as a row below all others
#[utoipa::path(
    post,
    path = "/api/desk/offers/{number}/acceptance",
    params(("number" = u32, Path, description = "The proposal")),
    request_body = TakeProposalOver,
    responses((status = 204, description = "It is a row of the draft"), ChangeProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn take_over(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    number: Number,
    JsonBody(wanted): JsonBody<TakeProposalOver>,
) -> Result<StatusCode, Refusal> {
    let deed = Deed::TakeProposalOver {
        number: known(&desk, Permission::EditDraft, number)?,
        revision: wanted.revision,
        course: wanted.course,
        offering: wanted.offering,
    };
    match desk.does(&app, deed).await? {
        DeskOutcome::Edited { conflicts, .. } if conflicts.is_empty() => Ok(StatusCode::NO_CONTENT),
        // A row, or a course, of this name is there already.
        DeskOutcome::Edited { .. } => Err(Refusal::new(ProblemCode::MenuDraftChanged)),
        other => Err(refusal(other)),
    }
}

/// Says that a proposal is not taken, and why
#[utoipa::path(
    post,
    path = "/api/desk/offers/{number}/refusal",
    params(("number" = u32, Path, description = "The proposal")),
    request_body = DeclineProposal,
    responses((status = 204, description = "Its teacher reads why"), ChangeProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn decline(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    number: Number,
    JsonBody(wanted): JsonBody<DeclineProposal>,
) -> Result<StatusCode, Refusal> {
    let deed = Deed::DeclineProposal {
        number: known(&desk, Permission::EditDraft, number)?,
        revision: wanted.revision,
        reason: wanted.reason,
    };
    done(desk.does(&app, deed).await?)
}

fn known(desk: &AtDesk, permission: Permission, number: Number) -> Result<u32, Refusal> {
    desk.may(permission)?;
    number
        .map(|Path(number)| number)
        .map_err(|_| Refusal::new(ProblemCode::NotFound))
}

fn done(outcome: DeskOutcome) -> Result<StatusCode, Refusal> {
    unless_done(outcome)?;
    Ok(StatusCode::NO_CONTENT)
}
