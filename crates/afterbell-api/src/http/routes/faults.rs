use afterbell_domain::wire::FaultReport;
use axum::http::StatusCode;

use crate::http::body::JsonBody;
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;

problems!(
    Problems: MalformedRequest, IdempotencyKeyMissing, BodyTooLarge, UnsupportedMediaType,
);

/// Tells that a page failed, without telling whose
///
/// It becomes a line in the log under the key, of which the parent sees the beginning. Told twice, it
/// is two lines of one number.
#[utoipa::path(
    post,
    path = "/api/faults",
    params(("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")),
    request_body = FaultReport,
    responses((status = 204, description = "Told"), Problems),
)]
pub(in crate::http) async fn tell(
    key: IdempotencyKey,
    JsonBody(report): JsonBody<FaultReport>,
) -> Result<StatusCode, Refusal> {
    let FaultReport {
        kind,
        page,
        build,
        trace,
        engine,
    } = report;
    let number = key.as_str();
    tracing::warn!(number, ?kind, %page, %build, %trace, %engine, "a page failed");
    Ok(StatusCode::NO_CONTENT)
}
