use std::sync::Arc;

use afterbell_domain::desk::{AuditPage, Permission};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;

use crate::http::app::App;
use crate::http::desk::AtDesk;
use crate::http::house::StaffHouse;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;

problems!(Problems: SignInRequired, NotPermitted, MalformedRequest);

const MOST: u32 = 200;
const USUAL: u32 = 50;

#[derive(Deserialize)]
pub(in crate::http) struct Asked {
    before: Option<u32>,
    limit: Option<u32>,
}

/// The log of the desk, the newest first
#[utoipa::path(
    get,
    path = "/api/desk/audit",
    params(
        ("before" = Option<u32>, Query, description = "Only entries before this number"),
        ("limit" = Option<u32>, Query, description = "So many, at most 200")
    ),
    responses((status = 200, body = AuditPage, description = "A page"), Problems),
    security(("desk" = []))
)]
pub(in crate::http) async fn audit(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<AuditPage>, Refusal> {
    desk.may(Permission::ReadAudit)?;
    page(&app, asked).await
}

/// A page of the log of whichever house.
pub(in crate::http) async fn page(
    house: &impl StaffHouse,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<AuditPage>, Refusal> {
    let Query(asked) = asked.map_err(|_| Refusal::malformed("query"))?;
    let most = asked.limit.unwrap_or(USUAL).clamp(1, MOST);
    let rows = house.staff_books().audit(asked.before, most).await?;
    let entries = rows.iter().map(|row| row.entry());
    let entries: Vec<_> = entries.collect::<Result<_, _>>()?;
    let last = entries.last().map(|entry| entry.number);
    Ok(Json(AuditPage {
        entries,
        before: last.filter(|number| *number > 1),
    }))
}
