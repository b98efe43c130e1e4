use std::sync::Arc;

use afterbell_domain::StudentId;
use afterbell_domain::wire::{FileRequest, FileTicket, ProblemCode};
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::files;
use crate::http::idempotency::IdempotencyKey;
use crate::http::language::Language;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::{ChildInPath, SignedIn};
use crate::http::tickets::Opens;

problems!(
    IssueProblems: MalformedRequest, IdempotencyKeyMissing, SignInRequired, StudentNotYours,
    NothingSubmitted, AgreementNotSigned, BodyTooLarge, UnsupportedMediaType, IdempotencyKeyReused,
);
problems!(OpenProblems: FileUnknown, StudentNotYours, NothingSubmitted, AgreementNotSigned);

/// An address that opens a file for ten minutes, without a token
#[utoipa::path(
    post,
    path = "/api/students/{student}/files",
    params(
        ("student" = StudentId, Path, description = "Whose file"),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")
    ),
    request_body = FileRequest,
    responses((status = 201, body = FileTicket, description = "The address"), IssueProblems),
    security(("session" = []))
)]
pub(in crate::http) async fn issue(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    ChildInPath(student): ChildInPath,
    key: IdempotencyKey,
    Language(locale): Language,
    JsonBody(FileRequest { kind }): JsonBody<FileRequest>,
) -> Result<(StatusCode, Json<FileTicket>), Refusal> {
    let opens = Opens {
        guardian,
        student,
        kind,
        locale,
    };
    // A phone learns here what would keep the file away, not on a page of its own.
    files::file(&app, &opens).await?;
    let issued = app.tickets.issue(opens, key.as_str(), app.clock.now()?);
    let (ticket, expires_at) = issued?;
    let url = format!("/api/files/{ticket}");
    Ok((StatusCode::CREATED, Json(FileTicket { url, expires_at })))
}

/// The file that a ticket opens, as often as it is asked for
#[utoipa::path(
    get,
    path = "/api/files/{ticket}",
    params(("ticket" = String, Path, description = "As it was issued")),
    responses(
        (status = 200, description = "The file",
            content((String = "text/html"), (String = "text/calendar"))),
        OpenProblems
    )
)]
pub(in crate::http) async fn open(
    State(app): State<Arc<App>>,
    ticket: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let unknown = || Refusal::new(ProblemCode::FileUnknown);
    let Path(ticket) = ticket.map_err(|_| unknown())?;
    let opens = app.tickets.opens(&ticket, app.clock.now()?);
    files::file(&app, &opens.ok_or_else(unknown)?).await
}
