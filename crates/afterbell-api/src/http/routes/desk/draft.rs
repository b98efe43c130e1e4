use std::sync::Arc;

use afterbell_domain::desk::{
    DraftChanges, DraftEdited, DraftEdits, MenuDraftView, PackView, Permission,
};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;

use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, PageAtDesk, refusal};
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::store::StoreError;
use crate::store::desk::{Deed, DeskOutcome, DraftRow};

problems!(ReadProblems: SignInRequired, NotPermitted);
problems!(ChangesProblems: SignInRequired, NotPermitted, MalformedRequest);
problems!(
    EditProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, BodyTooLarge,
    UnsupportedMediaType,
);

/// So many changes are told at once; who is further behind asks for the whole draft.
const MOST_CHANGES: u32 = 200;

#[derive(Debug, thiserror::Error)]
#[error("there is no menu")]
struct NoMenu;

pub(in crate::http) async fn newest(app: &App) -> Result<DraftRow, Refusal> {
    let draft = app.books.menu_draft().await?;
    Ok(draft.ok_or_else(|| StoreError::failed(NoMenu))?)
}

/// The menu draft; before the first edit it is the published menu
#[utoipa::path(
    get,
    path = "/api/desk/menu-draft",
    responses((status = 200, body = MenuDraftView, description = "The newest"), ReadProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn draft(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Json<MenuDraftView>, Refusal> {
    desk.may(Permission::ReadDraft)?;
    let row = newest(&app).await?;
    Ok(Json(MenuDraftView {
        revision: row.revision,
        draft: row.draft,
        edited_by: row.edited_by,
        edited_at: row.edited_at,
    }))
}

/// Edits the draft: makes what can be made, and tells what somebody else has changed meanwhile
#[utoipa::path(
    post,
    path = "/api/desk/menu-draft/edits",
    request_body = DraftEdits,
    responses((status = 200, body = DraftEdited, description = "What became of them"), EditProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn edit(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(DraftEdits { edits }): JsonBody<DraftEdits>,
) -> Result<Json<DraftEdited>, Refusal> {
    desk.may(Permission::EditDraft)?;
    if edits.len() > DraftEdits::MOST {
        return Err(Refusal::malformed("edits"));
    }
    if let Some(at) = edits.iter().position(|edit| edit.fault().is_some()) {
        return Err(Refusal::malformed(format!("edit {at}")));
    }
    match desk.does(&app, Deed::EditDraft { edits }).await? {
        DeskOutcome::Edited {
            revision,
            applied,
            conflicts,
        } => Ok(Json(DraftEdited {
            revision,
            applied,
            conflicts,
        })),
        other => Err(refusal(other)),
    }
}

#[derive(Deserialize)]
pub(in crate::http) struct Since {
    since: u32,
}

/// What others have changed since a revision
#[utoipa::path(
    get,
    path = "/api/desk/menu-draft/changes",
    params(("since" = u32, Query, description = "The revision that is known")),
    responses((status = 200, body = DraftChanges, description = "Oldest first"), ChangesProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn changes(
    State(app): State<Arc<App>>,
    PageAtDesk(desk): PageAtDesk,
    since: Result<Query<Since>, QueryRejection>,
) -> Result<Json<DraftChanges>, Refusal> {
    desk.may(Permission::ReadDraft)?;
    let Query(Since { since }) = since.map_err(|_| Refusal::malformed("query"))?;
    let changes = app.books.draft_changes(since, MOST_CHANGES).await?;
    // Without a gap from what is known to what is told.
    let last = changes.last().map_or(since, |change| change.revision);
    let first = changes.first().map_or(since, |change| change.revision - 1);
    let is_full = u32::try_from(changes.len()).unwrap_or(u32::MAX) >= MOST_CHANGES;
    Ok(Json(DraftChanges {
        revision: last,
        reload: is_full || first != since,
        changes,
    }))
}

/// The policy pack as it is written, with its word lists
#[utoipa::path(
    get,
    path = "/api/desk/pack",
    responses((status = 200, body = PackView, description = "TOML"), ReadProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn pack(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Json<PackView>, Refusal> {
    desk.may(Permission::ReadDraft)?;
    let pack = app.pack.get();
    Ok(Json(PackView {
        pack: pack.as_ref().map(|pack| pack.text.clone()),
        word_lists: pack.map(|pack| pack.word_lists.clone()).unwrap_or_default(),
    }))
}
