use std::collections::BTreeMap;
use std::sync::Arc;

use afterbell_domain::desk::{
    MenuDifference, NotDecided, Obstacle, Permission, Publication, PublishRequest, Telling,
    TermStep, closed_to_moves,
};
use afterbell_domain::policy::{Judgement, MenuDraft, Pack, judge};
use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{MenuHash, OfferingId, SafetyAgreement, ServiceMenu};
use axum::Json;
use axum::extract::State;

use super::draft::newest;
use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, refusal};
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::import::MenuPlan;
use crate::policy_pack::PackVersion;
use crate::store::desk::{Deed, DeskOutcome, DraftRow, NoticeRow};
use crate::store::{Applied, SchoolChange, StoreError, Stored};

problems!(
    Problems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, MenuDraftChanged,
    BodyTooLarge, UnsupportedMediaType,
);

/// Publishes the draft, or says all that keeps it from being published
#[utoipa::path(
    post,
    path = "/api/desk/publish",
    request_body = PublishRequest,
    responses((status = 200, body = Publication, description = "What was done, or would be"), Problems),
    security(("desk" = []))
)]
pub(in crate::http) async fn publish(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(request): JsonBody<PublishRequest>,
) -> Result<Json<Publication>, Refusal> {
    desk.may(Permission::Publish)?;
    let row = newest(&app).await?;
    if row.revision != request.revision {
        return Err(Refusal::new(ProblemCode::MenuDraftChanged));
    }
    let stored = app.books.stored().await?;
    let notice = app.books.notice().await?;
    let looked = look(&app, &desk, row, &stored, notice, &request).await?;
    let Looked {
        mut publication,
        change,
        pack,
    } = looked;
    let Some(change) = change.filter(|_| publication.obstacles.is_empty() && !request.dry_run)
    else {
        return Ok(Json(publication));
    };
    let deed = Deed::Publish {
        revision: request.revision,
        change: Box::new(change),
        decisions: request.decisions,
        told: request.told,
        pack,
    };
    match desk.does(&app, deed).await? {
        DeskOutcome::Done => publication.published = true,
        // Children have taken places since we looked.
        DeskOutcome::NotDecided(open) => {
            publication.obstacles = open.into_iter().map(of_children).collect();
        }
        DeskOutcome::Refused(Applied::TermNotConfirmed(term)) => {
            publication.obstacles.push(Obstacle::TermNotConfirmed);
            publication.term = Some(*term);
        }
        DeskOutcome::Refused(Applied::DrawUnderWay) => {
            publication.obstacles.push(Obstacle::DrawUnderWay);
        }
        DeskOutcome::Refused(Applied::CoursesHeld(held)) => {
            publication.obstacles = held
                .into_iter()
                .map(|held| {
                    of_children(match held.places {
                        None => NotDecided::WouldBeDropped {
                            offering: held.offering,
                            held: held.taken,
                        },
                        Some(places) => NotDecided::WouldBeOverfull {
                            offering: held.offering,
                            held: held.taken,
                            places,
                        },
                    })
                })
                .collect();
        }
        other => return Err(refusal(other)),
    }
    Ok(Json(publication))
}

fn of_children(not_decided: NotDecided) -> Obstacle {
    Obstacle::Children { not_decided }
}

struct Looked {
    publication: Publication,
    /// `None` while there is nothing that could be published.
    change: Option<SchoolChange>,
    /// By which it was judged.
    pack: Option<PackVersion>,
}

async fn look(
    app: &App,
    desk: &AtDesk,
    row: DraftRow,
    stored: &Stored,
    notice: Option<NoticeRow>,
    request: &PublishRequest,
) -> Result<Looked, Refusal> {
    let held = app.pack.get();
    let pack = held.as_ref().map(|pack| pack.pack.clone());
    let today = desk.now.date();
    let (draft, judged) = judged(row.draft, pack).await?;
    let mut obstacles = Vec::new();
    let mut difference = difference(&draft, stored, &stored.taken);
    if let Some(judgement) = &judged {
        obstacles.extend(Obstacle::of_judgement(judgement));
        let published = stored.menu.as_ref().map(|(_, menu)| &**menu);
        let asks = |pack: &Pack| pack.asks_for_notice(&draft.menu, published, today);
        if held.as_ref().is_some_and(|held| asks(&held.pack)) {
            let posted = notice.as_ref().map(|row| &row.content);
            let posted = posted.map(|content| (&content.notice, &content.menu));
            obstacles.extend(Obstacle::of_notice(&draft.menu, posted, today));
        }
    }
    let decisions = &request.decisions;
    let mut not_decided = difference.not_decided(decisions);
    let (mut decided, mut closed) = (Vec::new(), Vec::new());
    let menu = match ServiceMenu::new(draft.menu.clone()) {
        Ok(menu) => Some(menu),
        Err(faults) => {
            // The pack's judgement names them as well.
            if judged.is_none() {
                let faults = faults.len();
                obstacles.push(Obstacle::Faults { faults });
            }
            None
        }
    };
    let mut change = None;
    let mut hash: Option<MenuHash> = None;
    if let Some(menu) = &menu {
        let new = menu.hash().map_err(StoreError::from)?;
        if let Some((_, published)) = &stored.menu {
            let offerings = decisions.iter().map(|it| it.offering.clone()).collect();
            let holders = app.books.holders(offerings).await?;
            let plan = holders.plan(published, (&new, menu), decisions, desk.now)?;
            not_decided.extend(plan.open);
            decided = plan.counts;
            closed = closed_to_moves(menu, &holders.closed).to_vec();
            let telling = Telling {
                published,
                menu,
                reassigned: &plan.children,
            };
            difference = difference.with_told(&telling.told(&holders.bystanders));
            not_decided.extend(difference.care_not_told(&request.told));
        }
        hash = Some(new);
        match agreement(app, &draft, menu).await? {
            Agreement::Missing => obstacles.push(Obstacle::AgreementUnknown),
            Agreement::Known(text) => {
                change = school_change(desk, stored, menu, text.as_ref(), request.term)?;
            }
        }
    }
    let term = match change.as_ref().and_then(|change| change.menu.as_ref()) {
        Some(menu) => app.books.term_change(menu, desk.now).await?,
        None => None,
    };
    obstacles.extend(not_decided.into_iter().map(of_children));
    if let Some(term) = &term {
        let waits = term.waits_for_draw;
        obstacles.extend(waits.then_some(Obstacle::DrawUnderWay));
        let is_asked_for = request.term == Some(term.step);
        obstacles.extend((!is_asked_for).then_some(Obstacle::TermNotConfirmed));
    }
    let publication = Publication {
        decided,
        closed,
        revision: row.revision,
        obstacles,
        difference,
        term,
        unchanged: hash.is_some() && hash.as_ref() == stored.menu.as_ref().map(|(hash, _)| hash),
        menu: hash,
        published: false,
    };
    let pack = held.map(|pack| pack.told()).transpose();
    Ok(Looked {
        publication,
        change,
        pack: pack.map_err(StoreError::from)?,
    })
}

/// Judging may take some milliseconds, in which the server should answer others.
async fn judged(
    draft: MenuDraft,
    pack: Option<Pack>,
) -> Result<(MenuDraft, Option<Judgement>), Refusal> {
    let judged = tokio::task::spawn_blocking(move || {
        let judgement = pack.map(|pack| judge(&draft, &pack));
        (draft, judgement)
    });
    Ok(judged.await?)
}

fn difference(
    draft: &MenuDraft,
    stored: &Stored,
    taken: &BTreeMap<OfferingId, u32>,
) -> MenuDifference {
    let published = stored.menu.as_ref().map(|(_, menu)| menu);
    published.map_or_else(MenuDifference::default, |published| {
        MenuDifference::between(published, &draft.menu, taken)
    })
}

enum Agreement {
    Known(Option<SafetyAgreement>),
    Missing,
}

/// The text that the menu names: one that was written at the desk is kept with the first menu that has it.
async fn agreement(app: &App, draft: &MenuDraft, menu: &ServiceMenu) -> Result<Agreement, Refusal> {
    let Some(hash) = &menu.agreement else {
        return Ok(Agreement::Known(None));
    };
    if let Some(text) = draft.agreement_text() {
        return Ok(Agreement::Known(Some(text.clone())));
    }
    match app.books.agreement(hash).await? {
        None => Ok(Agreement::Missing),
        Some(json) => Ok(Agreement::Known(Some(serde_json::from_slice(&json)?))),
    }
}

fn school_change(
    desk: &AtDesk,
    stored: &Stored,
    menu: &ServiceMenu,
    agreement: Option<&SafetyAgreement>,
    term: Option<TermStep>,
) -> Result<Option<SchoolChange>, Refusal> {
    let plan = MenuPlan::of(stored, Some(menu), agreement).map_err(StoreError::from)?;
    Ok(plan.change().cloned().map(|change| SchoolChange {
        expected_menu: stored.menu.as_ref().map(|(hash, _)| hash.clone()),
        menu: Some(change),
        term,
        pupils: Vec::new(),
        left: Vec::new(),
        now: desk.now,
    }))
}
