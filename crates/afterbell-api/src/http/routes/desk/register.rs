use std::sync::Arc;

use afterbell_domain::desk::{Permission, Register, RegisterEntry, RegisterRemoval};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::draft::newest;
use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, refusal};
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::store::desk::{Deed, DeskOutcome};

problems!(ReadProblems: SignInRequired, NotPermitted);
problems!(
    KeepProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, BodyTooLarge,
    UnsupportedMediaType,
);

/// Outside staff and institutions, with their papers
#[utoipa::path(
    get,
    path = "/api/desk/register",
    responses((status = 200, body = Register, description = "By name"), ReadProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn read(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Json<Register>, Refusal> {
    desk.may(Permission::ReadRegister)?;
    let outside = newest(&app).await?.draft.plan.outside.into_iter();
    let entries = outside.map(|(holder, record)| RegisterEntry { holder, record });
    let entries = entries.collect();
    Ok(Json(Register { entries }))
}

/// Enters somebody, or writes what is on record anew
#[utoipa::path(
    put,
    path = "/api/desk/register",
    request_body = RegisterEntry,
    responses((status = 204, description = "Kept"), KeepProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn keep(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(RegisterEntry { holder, record }): JsonBody<RegisterEntry>,
) -> Result<StatusCode, Refusal> {
    let record = Some(record);
    kept(
        desk.does(&app, Deed::KeepRegister { holder, record })
            .await?,
    )
}

/// Takes somebody from the register
#[utoipa::path(
    delete,
    path = "/api/desk/register",
    request_body = RegisterRemoval,
    responses((status = 204, description = "Taken"), KeepProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn remove(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(RegisterRemoval { holder }): JsonBody<RegisterRemoval>,
) -> Result<StatusCode, Refusal> {
    let record = None;
    kept(
        desk.does(&app, Deed::KeepRegister { holder, record })
            .await?,
    )
}

fn kept(outcome: DeskOutcome) -> Result<StatusCode, Refusal> {
    match outcome {
        DeskOutcome::Edited { .. } => Ok(StatusCode::NO_CONTENT),
        other => Err(refusal(other)),
    }
}
