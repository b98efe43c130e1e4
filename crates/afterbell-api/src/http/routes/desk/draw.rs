//! 抽签 at the desk: where it stands and what it would come to. No child is named here.

pub(in crate::http) mod steps;

use std::sync::Arc;

use afterbell_domain::ServiceMenu;
use afterbell_domain::desk::{
    CommitmentView, DrawDesk, DrawFacts, DrawRecord, DrawStage, DrawTrial, NoteOfPlacement,
    Permission, PublishedFileView,
};
use afterbell_domain::draw::PublishedFile;
use afterbell_domain::wire::ProblemCode;
use axum::Json;
use axum::extract::State;

use crate::draw_office::Files;
use crate::http::app::App;
use crate::http::desk::AtDesk;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::store::draws::{DrawState, Draws};

problems!(Problems: SignInRequired, NotPermitted, MenuUnknown);
problems!(TrialProblems: SignInRequired, NotPermitted, MenuUnknown, DrawRefused);

/// Where the draw stands, what comes next, and what was published
#[utoipa::path(
    get,
    path = "/api/desk/draw",
    responses((status = 200, body = DrawDesk, description = "The draw"), Problems),
    security(("desk" = []))
)]
pub(in crate::http) async fn view(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Json<DrawDesk>, Refusal> {
    desk.may(Permission::ReadDraw)?;
    let stored = app.books.stored().await?;
    let Some((hash, menu)) = &stored.menu else {
        return Err(Refusal::new(ProblemCode::MenuUnknown));
    };
    let draws = app.books.draws().await?;
    let last = draws.draws.last();
    let wanted = [PublishedFile::Commitment, PublishedFile::Closing];
    let files = Files::some(&*app.books, last, &wanted).await?;
    let (commitment, closing) = (files.commitment()?, files.closing()?);
    let stage = DrawStage::of(DrawFacts {
        round: &menu.round,
        now: desk.now.in_zone(menu.school.zone),
        published: &published(last),
        commitment: commitment.as_ref(),
        closing: closing.as_ref(),
    });
    let menu_changed = commitment.as_ref().is_some_and(|it| it.menu != *hash);
    Ok(Json(DrawDesk {
        now: desk.now,
        menu: hash.clone(),
        stage,
        is_of_pool: menu.round.opening_pool_minutes.is_some(),
        wishing: wishing(&app, menu).await?,
        pupils: u32::try_from(stored.pupils.len()).unwrap_or(u32::MAX),
        menu_changed,
        commitment: commitment.map(|it| CommitmentView {
            seals: it.seals,
            numbers: it.numbers,
            committed_at: it.committed_at,
        }),
        draws: records(&draws),
        notes: notes(draws),
    }))
}

/// Nobody has wishes where nothing is drawn.
async fn wishing(app: &App, menu: &ServiceMenu) -> Result<u32, Refusal> {
    match menu.round.has_draw() {
        true => Ok(app.books.wishing().await?),
        false => Ok(0),
    }
}

fn published(draw: Option<&DrawState>) -> Vec<PublishedFile> {
    let files = draw.map_or(&[][..], |draw| &draw.files);
    files.iter().map(|file| file.file).collect()
}

fn records(draws: &Draws) -> Vec<DrawRecord> {
    let all = draws.draws.iter().map(|draw| DrawRecord {
        number: draw.number,
        reason: draw.reason.clone(),
        files: draw
            .files
            .iter()
            .map(|file| PublishedFileView {
                file: file.file,
                hash: file.hash.clone(),
                published_at: file.published_at,
            })
            .collect(),
    });
    all.collect()
}

fn notes(draws: Draws) -> Vec<NoteOfPlacement> {
    let newest_first = draws.notes.into_iter().rev();
    newest_first
        .map(|note| NoteOfPlacement {
            at: note.at,
            child: note.child,
            offering: note.offering,
            reason: note.reason,
            taken_back: note.taken_back,
        })
        .collect()
}

/// What the draw would come to on the wishes as they are; nothing is written
#[utoipa::path(
    get,
    path = "/api/desk/draw/trial",
    responses((status = 200, body = DrawTrial, description = "Course by course, naming no child"), TrialProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn trial(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Json<DrawTrial>, Refusal> {
    desk.may(Permission::ReadDraw)?;
    let (trial, _) = desk.office(&app).try_out().await?;
    Ok(Json(trial))
}
