use std::sync::Arc;

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{
    FileHash, GroupId, Label, Moment, OfferingId, ServiceMenu, StudentId, Waiting,
};
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use serde_json::Value;

use crate::http::app::App;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::{ChildInPath, SignedIn};
use crate::store::StoreError;
use crate::store::draws::{DrawState, OwnResult};

problems!(Problems: FileUnknown);
problems!(OwnProblems: SignInRequired, StudentNotYours);

/// Everything that was published of this term's draws.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::http) struct DrawsView {
    /// The last one holds.
    draws: Vec<DrawView>,
    /// Of other terms, the oldest first: their files stay where they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<DrawView>,
    /// Children that the office put into a course by hand.
    placements: Vec<PlacementView>,
}

#[derive(Serialize, utoipa::ToSchema)]
struct DrawView {
    number: u32,
    /// Why it was drawn again.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Label>,
    files: Vec<FileView>,
}

#[derive(Serialize, utoipa::ToSchema)]
struct FileView {
    name: &'static str,
    /// Where it is: `/api/draw/{hash}`.
    hash: FileHash,
    published_at: Moment,
}

#[derive(Serialize, utoipa::ToSchema)]
struct PlacementView {
    at: Moment,
    /// Under a pseudonym of its own, other than among the applicants.
    child: String,
    offering: OfferingId,
    reason: Label,
    /// Whether the place was taken back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    taken_back: bool,
}

/// What draws came to for a family's own child.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::http) struct OwnDraw {
    /// The child's name in what is published.
    pseudonym: String,
    /// Its name in the public notes of placements by hand, from which nobody else finds its row.
    placement_pseudonym: String,
    /// The draw that holds; missing until it was run.
    #[serde(skip_serializing_if = "Option::is_none")]
    draw: Option<u32>,
    /// The child's row as `afterbell allocate` prints it: its number, and what became of each wish.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    result: Option<Value>,
    /// Where it waits.
    waiting: Vec<Waiting>,
    /// 优先类别: in which the office has recorded it; its own family is told, and nobody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<GroupView>,
}

/// 优先类别, as the menu declares it
#[derive(Serialize, utoipa::ToSchema)]
struct GroupView {
    /// As it stands in published lists.
    id: GroupId,
    name: Label,
}

/// Which files of the draw are published
#[utoipa::path(
    get,
    path = "/api/draw",
    responses((status = 200, body = DrawsView, description = "All draws of the school")),
)]
pub(in crate::http) async fn draws(
    State(app): State<Arc<App>>,
) -> Result<Json<DrawsView>, Refusal> {
    let draws = app.store.draws().await?;
    let files = |files: Vec<crate::store::draws::DrawFile>| {
        let files = files.into_iter().map(|file| FileView {
            name: file.file.name(),
            hash: file.hash,
            published_at: file.published_at,
        });
        files.collect()
    };
    let views = |draws: Vec<DrawState>| {
        let views = draws.into_iter().map(|draw| DrawView {
            number: draw.number,
            reason: draw.reason,
            files: files(draw.files),
        });
        views.collect()
    };
    let notes = draws.notes.into_iter().map(|note| PlacementView {
        at: note.at,
        child: note.child,
        offering: note.offering,
        reason: note.reason,
        taken_back: note.taken_back,
    });
    Ok(Json(DrawsView {
        draws: views(draws.draws),
        earlier: views(draws.earlier),
        placements: notes.collect(),
    }))
}

/// A published file, byte for byte: its address is the SHA-256 of its content
#[utoipa::path(
    get,
    path = "/api/draw/{file}",
    params(("file" = FileHash, Path, description = "Which file")),
    responses((status = 200, content_type = "application/json", description = "The file"), Problems)
)]
pub(in crate::http) async fn file(
    State(app): State<Arc<App>>,
    hash: Result<Path<FileHash>, PathRejection>,
) -> Result<Response, Refusal> {
    let unknown = || Refusal::new(ProblemCode::FileUnknown);
    let Path(hash) = hash.map_err(|_| unknown())?;
    let content = app.store.draw_file(&hash).await?.ok_or_else(unknown)?;
    let kind = match content.first() {
        Some(b'{') => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    let headers = [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, content).into_response())
}

/// A child's pseudonym, and what the draw came to for it
#[utoipa::path(
    get,
    path = "/api/students/{student}/draw",
    params(("student" = StudentId, Path, description = "Whose result")),
    responses((status = 200, body = OwnDraw, description = "The result, once there is one"), OwnProblems),
    security(("session" = []))
)]
pub(in crate::http) async fn own(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    ChildInPath(student): ChildInPath,
) -> Result<Json<OwnDraw>, Refusal> {
    let now = app.clock.now()?;
    let own = app.store.own_result(&guardian, &student).await?;
    let OwnResult::Result {
        draw,
        report,
        mut waiting,
        group,
    } = own
    else {
        return Err(Refusal::new(ProblemCode::StudentNotYours));
    };
    for one in &mut waiting {
        one.state = one.state.at(now);
    }
    let menu = menu(&app).await?;
    let mut declared = menu.groups.iter();
    let group = declared.find(|one| Some(&one.id) == group.as_ref());
    let group = group.map(|group| GroupView {
        id: group.id.clone(),
        name: group.name.clone(),
    });
    let result = report.map(|report| serde_json::from_str(&report));
    let key = app.store.term_key().await?;
    let pseudonym = key.pseudonym(&student).map_err(StoreError::from)?;
    let placement_pseudonym = key.placement_name(&student).map_err(StoreError::from)?;
    Ok(Json(OwnDraw {
        pseudonym: pseudonym.to_string(),
        placement_pseudonym: placement_pseudonym.to_string(),
        draw,
        result: result.transpose().map_err(StoreError::from)?,
        waiting,
        group,
    }))
}

async fn menu(app: &App) -> Result<ServiceMenu, Refusal> {
    let overview = app.store.overview().await?;
    let unknown = || Refusal::new(ProblemCode::MenuUnknown);
    let overview = overview.ok_or_else(unknown)?;
    let content = app.store.menu(&overview.menu).await?.ok_or_else(unknown)?;
    Ok(serde_json::from_slice(&content).map_err(StoreError::from)?)
}
