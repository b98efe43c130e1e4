use std::sync::Arc;

use afterbell_domain::oversight::{Administrator, Coverage, OverseenJudgement, OversightReport};
use afterbell_domain::policy::judge;
use afterbell_domain::wire::ProblemCode;
use axum::Json;
use axum::extract::State;

use super::desk::draft::newest;
use crate::http::app::App;
use crate::http::attempts::Who;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::{Bearer, ClientAddress};
use crate::store::{Overview, StoreError};

problems!(Problems: SignInRequired, TooManyAttempts);

/// What the district may know: what is published, what the school's pack finds in it, and counts
///
/// With a key that `afterbell district-key` has made; every reading is counted.
#[utoipa::path(
    get,
    path = "/api/oversight",
    responses((status = 200, body = OversightReport, description = "Nothing about any one child"), Problems),
    security(("district" = []))
)]
pub(in crate::http) async fn oversight(
    State(app): State<Arc<App>>,
    ClientAddress(address): ClientAddress,
    key: Result<Bearer, Refusal>,
) -> Result<Json<OversightReport>, Refusal> {
    let Bearer(key) = key?;
    let now = app.clock.now()?;
    let Some(read) = app.books.count_reading(key.fingerprint(), now).await? else {
        let who = Who::address(address);
        if let Some(wait) = app.wrong_keys.wait(&who, now) {
            return Err(Refusal::new(ProblemCode::TooManyAttempts).retry_after(wait));
        }
        app.wrong_keys.failed(who, now);
        return Err(Refusal::new(ProblemCode::SignInRequired));
    };
    tracing::info!(reads = read.reads, "oversight_read");
    let overview = app.books.overview().await?;
    let Overview { menu: hash, .. } = overview.ok_or_else(nothing_published)?;
    let menu = app.books.menu(&hash).await?.ok_or_else(nothing_published)?;
    let draft = newest(&app).await?.draft;
    let published = draft.beside_published(serde_json::from_slice(&menu)?);
    let coverage = Coverage::of(&published.menu, app.books.participation().await?);
    let versions = app.books.versions().await?;
    let staff = app.books.staff().await?.into_iter();
    let administrators = Administrator::among(staff.map(|row| (row.name, row.role, row.state)));
    let pack = app.pack.get();
    // Judging may take some milliseconds, in which the server should answer others.
    let judged = tokio::task::spawn_blocking(move || {
        let judgement = pack.as_ref().map(|pack| judge(&published, &pack.pack));
        let published = published.as_told(judgement.as_ref());
        let told = pack.zip(judgement).map(|(pack, judgement)| {
            let version = pack.version().map_err(StoreError::from)?;
            Ok(OverseenJudgement::of(&judgement, &pack.pack, version))
        });
        (published, told.transpose())
    });
    let (published, judgement): (_, Result<_, StoreError>) = judged.await?;
    Ok(Json(OversightReport {
        at: now,
        published,
        menu: hash,
        versions,
        judgement: judgement?,
        coverage,
        administrators: Some(administrators),
    }))
}

/// A server does not start before a menu was published, and none is ever taken back.
fn nothing_published() -> Refusal {
    Refusal::new(ProblemCode::Internal)
}
