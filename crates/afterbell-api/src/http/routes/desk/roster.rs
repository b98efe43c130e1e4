use std::sync::Arc;

use afterbell_domain::ServiceMenu;
use afterbell_domain::desk::{Permission, RosterView};
use afterbell_domain::wire::ProblemCode;
use afterbell_import::table_workbook;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use crate::csv_text::csv_table;
use crate::http::app::App;
use crate::http::desk::AtDesk;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::roster_table::{by_class, by_course};
use crate::store::StoreError;

problems!(Problems: SignInRequired, NotPermitted, MenuUnknown);
problems!(ExportProblems: MalformedRequest, SignInRequired, NotPermitted, MenuUnknown);

/// Who holds which place, who waits, and who is in care until when; a class teacher's own class
#[utoipa::path(
    get,
    path = "/api/desk/roster",
    responses((status = 200, body = RosterView, description = "By class and school number"), Problems),
    security(("desk" = []))
)]
pub(in crate::http) async fn view(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Response, Refusal> {
    let (_, view) = read(&app, &desk).await?;
    Ok(([(CACHE_CONTROL, "no-store")], Json(view)).into_response())
}

async fn read(app: &App, desk: &AtDesk) -> Result<(ServiceMenu, RosterView), Refusal> {
    desk.may(Permission::ReadRoster)?;
    let roster = app.books.roster().await?;
    let roster = roster.ok_or_else(|| Refusal::new(ProblemCode::MenuUnknown))?;
    Ok(roster.read_by(desk.staff.role, desk.now))
}

#[derive(Deserialize)]
pub(in crate::http) struct Asked {
    by: Order,
    format: Format,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    Course,
    Class,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Format {
    Xlsx,
    Csv,
}

/// The same as a spreadsheet
#[utoipa::path(
    get,
    path = "/api/desk/roster/export",
    params(
        ("by" = String, Query, description = "course: a row for each place; class: a row for each child"),
        ("format" = String, Query, description = "xlsx or csv")
    ),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", description = "A workbook, or CSV"), ExportProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn export(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    desk.may(Permission::ReadRoster)?;
    let Query(Asked { by, format }) = asked.map_err(|_| Refusal::malformed("query"))?;
    let (menu, view) = read(&app, &desk).await?;
    let made = tokio::task::spawn_blocking(move || {
        let table = match by {
            Order::Course => by_course(&view, &menu),
            Order::Class => by_class(&view, &menu),
        };
        match format {
            Format::Xlsx => table_workbook(&table.headings, &table.rows),
            Format::Csv => Ok(csv_table(&table.headings, &table.rows).into_bytes()),
        }
    });
    let content = made.await?.map_err(StoreError::failed)?;
    let kind = match format {
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Csv => "text/csv; charset=utf-8",
    };
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_DISPOSITION, file_name(by, format)),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, content).into_response())
}

/// 课程名册 or 班级名册
fn file_name(by: Order, format: Format) -> &'static str {
    match (by, format) {
        (Order::Course, Format::Xlsx) => {
            "attachment; filename*=UTF-8''%E8%AF%BE%E7%A8%8B%E5%90%8D%E5%86%8C.xlsx"
        }
        (Order::Course, Format::Csv) => {
            "attachment; filename*=UTF-8''%E8%AF%BE%E7%A8%8B%E5%90%8D%E5%86%8C.csv"
        }
        (Order::Class, Format::Xlsx) => {
            "attachment; filename*=UTF-8''%E7%8F%AD%E7%BA%A7%E5%90%8D%E5%86%8C.xlsx"
        }
        (Order::Class, Format::Csv) => {
            "attachment; filename*=UTF-8''%E7%8F%AD%E7%BA%A7%E5%90%8D%E5%86%8C.csv"
        }
    }
}
