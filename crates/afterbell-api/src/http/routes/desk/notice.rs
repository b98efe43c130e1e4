use std::net::IpAddr;
use std::sync::Arc;

use afterbell_domain::desk::{Objection, Objections, Permission, PostNotice, PostedNotice};
use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{Date, Moment};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::http::app::App;
use crate::http::attempts::Who;
use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, OwnPage, refusal};
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::ClientAddress;
use crate::store::desk::{Deed, DeskOutcome, NoticeRow};

problems!(
    PostProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, MenuDraftChanged,
    NoticeNotPlanned, BodyTooLarge, UnsupportedMediaType,
);
problems!(ReadProblems: NoticeClosed);
problems!(
    ObjectProblems: MalformedRequest, ForeignOrigin, NoticeClosed, TooManyAttempts, BodyTooLarge,
    UnsupportedMediaType,
);
problems!(ListProblems: SignInRequired, NotPermitted);

/// Posts the draft as it is: what is posted is what is published, or is posted anew
#[utoipa::path(
    post,
    path = "/api/desk/notice",
    request_body = PostNotice,
    responses((status = 201, body = PostedNotice, description = "Posted"), PostProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn post(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(PostNotice { revision }): JsonBody<PostNotice>,
) -> Result<(StatusCode, Json<PostedNotice>), Refusal> {
    match desk.does(&app, Deed::PostNotice { revision }).await? {
        DeskOutcome::Posted(row) => Ok((StatusCode::CREATED, Json(posted(*row, desk.now)))),
        other => Err(refusal(other)),
    }
}

fn posted(row: NoticeRow, now: Moment) -> PostedNotice {
    PostedNotice {
        is_open: is_open(&row, now.date()),
        number: row.number,
        posted_at: row.posted_at,
        notice: row.content.notice,
        menu: row.content.menu,
    }
}

pub(in crate::http) fn is_open(row: &NoticeRow, today: Date) -> bool {
    row.content.notice.takes_objections_on(today)
}

/// The newest public notice, with the menu that is to be published
#[utoipa::path(
    get,
    path = "/api/notice",
    responses((status = 200, body = PostedNotice, description = "The newest"), ReadProblems)
)]
pub(in crate::http) async fn read(
    State(app): State<Arc<App>>,
) -> Result<Json<PostedNotice>, Refusal> {
    let row = app.books.notice().await?;
    let row = row.ok_or_else(|| Refusal::new(ProblemCode::NoticeClosed))?;
    Ok(Json(posted(row, app.clock.now()?)))
}

/// Objects to what is posted
#[utoipa::path(
    post,
    path = "/api/notice/objections",
    request_body = Objection,
    responses((status = 204, description = "Kept for the school"), ObjectProblems)
)]
pub(in crate::http) async fn object(
    State(app): State<Arc<App>>,
    ClientAddress(address): ClientAddress,
    _: OwnPage,
    JsonBody(objection): JsonBody<Objection>,
) -> Result<StatusCode, Refusal> {
    take(&app, address, objection).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps what somebody says against the notice that is open, however it was sent.
pub(in crate::http) async fn take(
    app: &App,
    address: IpAddr,
    objection: Objection,
) -> Result<(), Refusal> {
    let now = app.clock.now()?;
    let who = Who::address(address);
    if let Some(wait) = app.objections.wait(&who, now) {
        return Err(Refusal::new(ProblemCode::TooManyAttempts).retry_after(wait));
    }
    let row = app.books.notice().await?;
    let is_taken =
        row.is_some_and(|row| row.number == objection.notice && is_open(&row, now.date()));
    if !is_taken {
        return Err(Refusal::new(ProblemCode::NoticeClosed));
    }
    app.objections.failed(who, now);
    app.books.object(objection, now).await?;
    Ok(())
}

/// What the public has said
#[utoipa::path(
    get,
    path = "/api/desk/objections",
    responses((status = 200, body = Objections, description = "Oldest first"), ListProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn objections(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Json<Objections>, Refusal> {
    desk.may(Permission::ReadObjections)?;
    let objections = app.books.objections().await?;
    Ok(Json(Objections { objections }))
}
