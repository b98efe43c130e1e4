use std::sync::Arc;

use afterbell_domain::GroupId;
use afterbell_domain::desk::{GroupedChild, GroupsView, Permission, RecordGroup};
use afterbell_domain::wire::ProblemCode;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::draft::newest;
use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, unless_done};
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::store::desk::Deed;

problems!(ReadProblems: SignInRequired, NotPermitted);
problems!(
    RecordProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, NotFound,
    StudentNotYours, BodyTooLarge, UnsupportedMediaType,
);

/// Children of the priority groups, with the evidence
#[utoipa::path(
    get,
    path = "/api/desk/groups",
    responses((status = 200, body = GroupsView, description = "By class and school number"), ReadProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn list(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Json<GroupsView>, Refusal> {
    desk.may(Permission::Import)?;
    let recorded = app.books.groups().await?;
    let pupils = app.books.stored().await?.pupils.into_iter();
    let children = pupils.filter_map(|pupil| {
        let record = recorded.get(&pupil.id)?.clone();
        Some(GroupedChild {
            student: pupil.id,
            school_number: pupil.school_number,
            name: pupil.name,
            class: pupil.class,
            group: record.group,
            evidence: record.reason,
            recorded_at: record.recorded_at,
        })
    });
    Ok(Json(GroupsView {
        children: children.collect(),
        groups: newest(&app).await?.draft.menu.groups,
    }))
}

/// Records to which group a child belongs, or that it belongs to none any more
#[utoipa::path(
    post,
    path = "/api/desk/groups",
    request_body = RecordGroup,
    responses((status = 204, description = "Recorded"), RecordProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn record(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(wanted): JsonBody<RecordGroup>,
) -> Result<StatusCode, Refusal> {
    desk.may(Permission::Import)?;
    let known = newest(&app).await?.draft.menu.groups;
    let is_known = |id: &GroupId| known.iter().any(|group| group.id == *id);
    if !wanted.group.as_ref().is_none_or(is_known) {
        return Err(Refusal::new(ProblemCode::NotFound));
    }
    let pupils = app.books.stored().await?.pupils;
    let mut pupils = pupils.into_iter();
    let pupil = pupils.find(|pupil| pupil.school_number == wanted.school_number);
    let pupil = pupil.ok_or_else(|| Refusal::new(ProblemCode::StudentNotYours))?;
    let deed = Deed::RecordGroup {
        student: pupil.id,
        group: wanted.group,
        reason: wanted.evidence,
    };
    unless_done(desk.does(&app, deed).await?)?;
    Ok(StatusCode::NO_CONTENT)
}
