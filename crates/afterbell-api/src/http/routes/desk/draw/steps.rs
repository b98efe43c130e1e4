use std::sync::Arc;

use afterbell_domain::desk::{
    CommitDraw, DrawObstacle, DrawRan, OfDraw, Permission, PlaceByHand, PlacedByHand, RevealDraw,
    TakePlaceBack,
};
use afterbell_domain::{Label, OfferingId, StudentId};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::draw_office::{Commission, Office, Opened, Revelation, StepFault};
use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::desk::AtDesk;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::store::draws::PlaceChange;

problems!(
    Problems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, MenuUnknown,
    DrawRefused, BodyTooLarge, UnsupportedMediaType,
);

/// Publishes rules, seals and the public numbers that will be used; with a reason for another draw
#[utoipa::path(
    post,
    path = "/api/desk/draw/commit",
    request_body = CommitDraw,
    responses((status = 204, description = "Published"), Problems),
    security(("desk" = []))
)]
pub(in crate::http) async fn commit(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(asked): JsonBody<CommitDraw>,
) -> Result<StatusCode, Refusal> {
    let asked = Commission {
        seals: asked.seals,
        numbers: asked.numbers,
        reason: asked.reason,
        draw: Some(asked.draw),
    };
    does(&app, &desk, async move |office| office.commit(asked).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Publishes the list of applicants, once the wishes are closed
#[utoipa::path(
    post,
    path = "/api/desk/draw/close",
    request_body = OfDraw,
    responses((status = 204, description = "Published"), Problems),
    security(("desk" = []))
)]
pub(in crate::http) async fn close(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(OfDraw { draw }): JsonBody<OfDraw>,
) -> Result<StatusCode, Refusal> {
    does(&app, &desk, async move |office| {
        office.close(Some(draw)).await
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Publishes the secrets and the public number
#[utoipa::path(
    post,
    path = "/api/desk/draw/reveal",
    request_body = RevealDraw,
    responses((status = 204, description = "Published"), Problems),
    security(("desk" = []))
)]
pub(in crate::http) async fn reveal(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(asked): JsonBody<RevealDraw>,
) -> Result<StatusCode, Refusal> {
    let draw = Some(asked.draw);
    let asked = Revelation {
        secrets: asked.secrets,
        not_published: asked.not_published,
        number: asked.number,
    };
    does(&app, &desk, async move |office| {
        office.reveal(asked, draw).await
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives the places out, once, and publishes the results
#[utoipa::path(
    post,
    path = "/api/desk/draw/run",
    request_body = OfDraw,
    responses((status = 200, body = DrawRan, description = "Given out and published"), Problems),
    security(("desk" = []))
)]
pub(in crate::http) async fn run(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(OfDraw { draw }): JsonBody<OfDraw>,
) -> Result<Json<DrawRan>, Refusal> {
    let (ran, _) = does(&app, &desk, async move |office| {
        office.run(Some(draw)).await
    })
    .await?;
    Ok(Json(ran))
}

/// Puts a child into a course by hand; the reason is public, the child under a pseudonym of its own
#[utoipa::path(
    post,
    path = "/api/desk/draw/place",
    request_body = PlaceByHand,
    responses((status = 200, body = PlacedByHand, description = "Placed"), Problems),
    security(("desk" = []))
)]
pub(in crate::http) async fn place(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(asked): JsonBody<PlaceByHand>,
) -> Result<Json<PlacedByHand>, Refusal> {
    let gave_back = does(&app, &desk, async move |office| {
        let exchanges = asked.exchanges;
        let change = PlaceChange::Gives { exchanges };
        put(
            office,
            (&asked.student, &asked.offering),
            &asked.reason,
            change,
        )
        .await
    });
    let gave_back = gave_back.await?;
    Ok(Json(PlacedByHand { gave_back }))
}

/// Takes back a place that was given by hand; the reason is public, and told to the family
#[utoipa::path(
    post,
    path = "/api/desk/draw/take-back",
    request_body = TakePlaceBack,
    responses((status = 204, description = "Taken back"), Problems),
    security(("desk" = []))
)]
pub(in crate::http) async fn take_back(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(asked): JsonBody<TakePlaceBack>,
) -> Result<StatusCode, Refusal> {
    let taken = does(&app, &desk, async move |office| {
        let child = (&asked.student, &asked.offering);
        put(office, child, &asked.reason, PlaceChange::TakesBack).await
    });
    taken.await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn put(
    office: Office,
    (student, offering): (&StudentId, &OfferingId),
    reason: &Label,
    change: PlaceChange,
) -> Result<Vec<OfferingId>, StepFault> {
    let opened = Opened::look(&*office.books, &office.time).await?;
    if opened.books.menu.1.offering(offering).is_none() {
        return Err(DrawObstacle::OfferingUnknown.into());
    }
    let pupils = office.books.stored().await?.pupils;
    if !pupils.iter().any(|pupil| pupil.id == *student) {
        return Err(DrawObstacle::StudentUnknown.into());
    }
    office
        .place(&opened, student, offering, reason, change)
        .await
}

/// Lets a step run to its end even when the browser has gone.
async fn does<T, Step, Taken>(app: &App, desk: &AtDesk, step: Step) -> Result<T, Refusal>
where
    T: Send + 'static,
    Step: FnOnce(Office) -> Taken,
    Taken: Future<Output = Result<T, StepFault>> + Send + 'static,
{
    desk.may(Permission::RunDraw)?;
    Ok(tokio::spawn(step(desk.office(app))).await??)
}
