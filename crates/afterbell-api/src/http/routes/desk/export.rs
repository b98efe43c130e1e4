use std::sync::Arc;

use afterbell_domain::desk::Permission;
use afterbell_domain::wire::ProblemCode;
use afterbell_import::{PupilRow, pupils_workbook, workbook};
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

use super::draft::newest;
use crate::http::app::App;
use crate::http::desk::AtDesk;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::store::StoreError;

problems!(Problems: SignInRequired, NotPermitted);
problems!(PupilProblems: SignInRequired, NotPermitted, MenuUnknown);

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The draft's courses, base services and settings as a spreadsheet, in the layout that is imported
#[utoipa::path(
    get,
    path = "/api/desk/export",
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", description = "A workbook"), Problems),
    security(("desk" = []))
)]
pub(in crate::http) async fn export(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Response, Refusal> {
    desk.may(Permission::Export)?;
    let draft = newest(&app).await?.draft;
    let content = tokio::task::spawn_blocking(move || workbook(&draft)).await?;
    let content = content.map_err(StoreError::failed)?;
    // 课程菜单.xlsx
    let name = "attachment; filename*=UTF-8''%E8%AF%BE%E7%A8%8B%E8%8F%9C%E5%8D%95.xlsx";
    Ok(([(CONTENT_TYPE, XLSX), (CONTENT_DISPOSITION, name)], content).into_response())
}

/// The pupils of the school as a spreadsheet, in the layout of a roster that is imported
#[utoipa::path(
    get,
    path = "/api/desk/export/pupils",
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", description = "A workbook"), PupilProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn pupils(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Response, Refusal> {
    desk.may(Permission::Import)?;
    let Some(roster) = app.books.roster().await? else {
        return Err(Refusal::new(ProblemCode::MenuUnknown));
    };
    let content = tokio::task::spawn_blocking(move || {
        let rows = roster.pupils.iter().map(|pupil| PupilRow {
            class: pupil.class,
            school_number: &pupil.school_number,
            name: &pupil.name,
        });
        let rows: Vec<_> = rows.collect();
        pupils_workbook(&roster.menu.1.school.name, &rows)
    });
    let content = content.await?.map_err(StoreError::failed)?;
    // 学生名册.xlsx
    let name = "attachment; filename*=UTF-8''%E5%AD%A6%E7%94%9F%E5%90%8D%E5%86%8C.xlsx";
    Ok(([(CONTENT_TYPE, XLSX), (CONTENT_DISPOSITION, name)], content).into_response())
}
