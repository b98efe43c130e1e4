use std::sync::Arc;

use afterbell_domain::desk::{AuditPage, Permission};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};

use super::DistrictApp;
use crate::http::desk::AtDesk;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::routes::desk::audit::{Asked, page};

problems!(Problems: SignInRequired, NotPermitted, MalformedRequest);

/// What was done at the district, the newest first
#[utoipa::path(
    get,
    path = "/api/district/audit",
    params(
        ("before" = Option<u32>, Query, description = "Only entries before this number"),
        ("limit" = Option<u32>, Query, description = "At most so many")
    ),
    responses((status = 200, body = AuditPage, description = "A page of the log"), Problems),
    security(("desk" = []))
)]
pub(super) async fn audit(
    State(app): State<Arc<DistrictApp>>,
    desk: AtDesk,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<AuditPage>, Refusal> {
    desk.may(Permission::ReadAudit)?;
    page(&*app, asked).await
}
