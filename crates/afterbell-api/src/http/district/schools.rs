use std::sync::Arc;

use afterbell_domain::OverseenId;
use afterbell_domain::desk::Permission;
use afterbell_domain::district::{
    AddSchool, MoveSchool, PackName, SchoolDetail, SchoolList, SchoolRow,
};
use afterbell_domain::wire::ProblemCode;
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use super::judging::{ReadPack, findings, read_pack, report_of, row};
use super::{DistrictApp, asking, does, refusal};
use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, PageAtDesk};
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::secret::new_overseen_id;
use crate::staff::Once;
use crate::store::StoreError;
use crate::store::district::{
    DistrictDeed, DistrictOutcome, DistrictSecret, OverseenSchool, PackRow,
};

problems!(ListProblems: SignInRequired, NotPermitted);
problems!(
    AddProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, NameTaken,
    BodyTooLarge, UnsupportedMediaType,
);
problems!(ReadProblems: SignInRequired, NotPermitted, SchoolUnknown);
problems!(OneProblems: SignInRequired, ForeignOrigin, NotPermitted, SchoolUnknown);
problems!(
    MoveProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, SchoolUnknown,
    BodyTooLarge, UnsupportedMediaType,
);

/// Every school with what it last answered, in a line each
#[utoipa::path(
    get,
    path = "/api/district/schools",
    responses((status = 200, body = SchoolList, description = "By name"), ListProblems),
    security(("desk" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<DistrictApp>>,
    // The page asks by itself what has become of its schools.
    PageAtDesk(desk): PageAtDesk,
) -> Result<Json<SchoolList>, Refusal> {
    desk.may(Permission::ReadSchools)?;
    let (schools, packs) = (app.books.schools().await?, app.books.packs().await?);
    let now = desk.now;
    let listed = tokio::task::spawn_blocking(move || {
        let newest = newest(&packs);
        let pack = newest.as_ref().map(|(_, pack)| pack);
        let rows = schools
            .iter()
            .map(|school| row(school, report_of(school).as_ref(), &packs, pack));
        SchoolList {
            now,
            schools: rows.collect(),
            pack: newest.as_ref().map(|(row, pack)| PackName {
                version: row.version,
                name: row.name.clone(),
                hash: pack.hash.clone(),
            }),
        }
    });
    Ok(Json(listed.await?))
}

/// The newest version. It was read before it was saved, and is only missing when a newer program
/// has saved it.
pub(super) fn newest(packs: &[PackRow]) -> Option<(PackRow, ReadPack)> {
    let row = packs.first()?;
    Some((row.clone(), read_pack(&row.text).ok()?))
}

/// What a school publishes, as it last answered
#[utoipa::path(
    get,
    path = "/api/district/schools/{id}",
    params(("id" = OverseenId, Path, description = "Which")),
    responses((status = 200, body = SchoolDetail, description = "With findings"), ReadProblems),
    security(("desk" = []))
)]
pub(super) async fn detail(
    State(app): State<Arc<DistrictApp>>,
    desk: AtDesk,
    id: Result<Path<OverseenId>, PathRejection>,
) -> Result<Json<SchoolDetail>, Refusal> {
    desk.may(Permission::ReadReports)?;
    let school = known(&app, id).await?;
    let packs = app.books.packs().await?;
    let now = desk.now;
    let told = tokio::task::spawn_blocking(move || {
        let newest = newest(&packs);
        let pack = newest.as_ref().map(|(_, pack)| pack);
        let report = report_of(&school);
        let row = row(&school, report.as_ref(), &packs, pack);
        let report = report.map(|(_, report)| report);
        SchoolDetail {
            now,
            row,
            district: report
                .as_ref()
                .zip(pack)
                .map(|(report, pack)| findings(report, pack)),
            report,
        }
    });
    Ok(Json(told.await?))
}

/// Adds a school and asks it for the first time
#[utoipa::path(
    post,
    path = "/api/district/schools",
    request_body = AddSchool,
    responses((status = 201, body = SchoolRow, description = "With what came of asking it"), AddProblems),
    security(("desk" = []))
)]
pub(super) async fn add(
    State(app): State<Arc<DistrictApp>>,
    desk: AtDesk,
    JsonBody(AddSchool { name, address, key }): JsonBody<AddSchool>,
) -> Result<(StatusCode, Json<SchoolRow>), Refusal> {
    desk.may(Permission::KeepSchools)?;
    let key = Once::read(key.trim()).ok_or_else(|| Refusal::malformed("key"))?;
    let id = new_overseen_id()?;
    let deed = DistrictDeed::AddSchool {
        id: id.clone(),
        name,
        address,
        key: DistrictSecret(key.as_str().to_owned()),
    };
    match does(&app, &desk, deed).await? {
        DistrictOutcome::Done => {}
        other => return Err(refusal(&other)),
    }
    Ok((StatusCode::CREATED, Json(asked(&app, &id).await?)))
}

/// Asks a school now
#[utoipa::path(
    post,
    path = "/api/district/schools/{id}/ask",
    params(("id" = OverseenId, Path, description = "Which")),
    responses((status = 200, body = SchoolRow, description = "What came of it"), OneProblems),
    security(("desk" = []))
)]
pub(super) async fn ask_now(
    State(app): State<Arc<DistrictApp>>,
    desk: AtDesk,
    id: Result<Path<OverseenId>, PathRejection>,
) -> Result<Json<SchoolRow>, Refusal> {
    desk.may(Permission::AskSchools)?;
    let school = known(&app, id).await?;
    Ok(Json(asked(&app, &school.id).await?))
}

/// Says where a school's server is from now on, and asks it there
#[utoipa::path(
    post,
    path = "/api/district/schools/{id}/address",
    params(("id" = OverseenId, Path, description = "Which")),
    request_body = MoveSchool,
    responses((status = 200, body = SchoolRow, description = "With what came of asking it there"), MoveProblems),
    security(("desk" = []))
)]
pub(super) async fn move_to(
    State(app): State<Arc<DistrictApp>>,
    desk: AtDesk,
    id: Result<Path<OverseenId>, PathRejection>,
    JsonBody(MoveSchool { address }): JsonBody<MoveSchool>,
) -> Result<Json<SchoolRow>, Refusal> {
    desk.may(Permission::KeepSchools)?;
    let id = named(id)?;
    let deed = DistrictDeed::MoveSchool {
        id: id.clone(),
        address,
    };
    match does(&app, &desk, deed).await? {
        DistrictOutcome::Done => Ok(Json(asked(&app, &id).await?)),
        other => Err(refusal(&other)),
    }
}

/// Removes a school with its key and its last answer
#[utoipa::path(
    delete,
    path = "/api/district/schools/{id}",
    params(("id" = OverseenId, Path, description = "Which")),
    responses((status = 204, description = "Removed"), OneProblems),
    security(("desk" = []))
)]
pub(super) async fn remove(
    State(app): State<Arc<DistrictApp>>,
    desk: AtDesk,
    id: Result<Path<OverseenId>, PathRejection>,
) -> Result<StatusCode, Refusal> {
    desk.may(Permission::KeepSchools)?;
    let id = named(id)?;
    match does(&app, &desk, DistrictDeed::RemoveSchool(id)).await? {
        DistrictOutcome::Done => Ok(StatusCode::NO_CONTENT),
        other => Err(refusal(&other)),
    }
}

/// A text that is no identifier names no school.
fn named(id: Result<Path<OverseenId>, PathRejection>) -> Result<OverseenId, Refusal> {
    let unknown = |_| Refusal::new(ProblemCode::SchoolUnknown);
    id.map(|Path(id)| id).map_err(unknown)
}

async fn known(
    app: &DistrictApp,
    id: Result<Path<OverseenId>, PathRejection>,
) -> Result<OverseenSchool, Refusal> {
    find(app, &named(id)?).await
}

async fn find(app: &DistrictApp, id: &OverseenId) -> Result<OverseenSchool, Refusal> {
    let mut schools = app.books.schools().await?.into_iter();
    let found = schools.find(|school| school.id == *id);
    found.ok_or_else(|| Refusal::new(ProblemCode::SchoolUnknown))
}

/// Asks it, and says what is known of it then.
async fn asked(app: &DistrictApp, id: &OverseenId) -> Result<SchoolRow, Refusal> {
    let school = find(app, id).await?;
    asking::ask(app, &school).await?;
    let school = find(app, id).await?;
    let packs = app.books.packs().await?;
    let told = tokio::task::spawn_blocking(move || {
        let pack = newest(&packs);
        let pack = pack.as_ref().map(|(_, pack)| pack);
        row(&school, report_of(&school).as_ref(), &packs, pack)
    });
    Ok(told.await.map_err(StoreError::failed)?)
}
