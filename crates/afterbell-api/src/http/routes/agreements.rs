use std::sync::Arc;

use afterbell_domain::wire::{ProblemCode, SignRequest};
use afterbell_domain::{AgreementHash, AgreementSignature, SafetyAgreement, StudentId};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};

use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::decided::{decided, in_flight_name};
use crate::http::files;
use crate::http::idempotency::IdempotencyKey;
use crate::http::language::Language;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::{ChildInPath, SignedIn};
use crate::store::Signing;

problems!(Problems: AgreementUnknown);
problems!(
    SignProblems: MalformedRequest, IdempotencyKeyMissing, SignInRequired, StudentNotYours,
    RequestInFlight, MenuChanged, SignerIsStudent, BodyTooLarge, UnsupportedMediaType, IdempotencyKeyReused,
);
problems!(CopyProblems: SignInRequired, StudentNotYours, AgreementNotSigned);

/// A version of the safety agreement, immutable: its address is the SHA-256 of its content
#[utoipa::path(
    get,
    path = "/api/agreements/{agreement}",
    params(("agreement" = AgreementHash, Path, description = "Which version")),
    responses(
        (status = 200, body = SafetyAgreement, description = "The version"),
        (status = 304, description = "You have it"),
        Problems
    )
)]
pub(in crate::http) async fn agreement(
    State(app): State<Arc<App>>,
    hash: Result<Path<AgreementHash>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let unknown = || Refusal::new(ProblemCode::AgreementUnknown);
    let Path(hash) = hash.map_err(|_| unknown())?;
    let load = app.store.agreement(&hash);
    let agreement = app.agreements.get(hash.as_str(), load).await?;
    agreement
        .ok_or_else(unknown)?
        .answer(hash.as_str(), &headers)
}

/// Signs the current agreement for a child
#[utoipa::path(
    post,
    path = "/api/students/{student}/agreement",
    params(
        ("student" = StudentId, Path, description = "For whom"),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")
    ),
    request_body = SignRequest,
    responses(
        (status = 201, body = AgreementSignature, description = "Signed"),
        (status = 200, body = AgreementSignature, description = "Was signed before, by this name"),
        SignProblems
    ),
    security(("session" = []))
)]
pub(in crate::http) async fn sign(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    ChildInPath(student): ChildInPath,
    key: IdempotencyKey,
    JsonBody(signed): JsonBody<SignRequest>,
) -> Result<Response, Refusal> {
    let request = key.request("agreement", &signed)?;
    let now = app.clock.now()?;
    let name = in_flight_name(&guardian, &student, &key);
    let store = Arc::clone(&app.store);
    let signing = Signing {
        guardian,
        student,
        agreement: signed.agreement,
        signed_name: signed.signed_name,
        request,
        now,
    };
    let answer = decided(&app, name, async move { store.sign(signing).await }).await?;
    Ok(answer.into_response())
}

/// The signed copy, a page that prints on one sheet
#[utoipa::path(
    get,
    path = "/api/students/{student}/agreement",
    params(("student" = StudentId, Path, description = "Whose copy")),
    responses(
        (status = 200, content_type = "text/html", body = String, description = "The copy"),
        CopyProblems
    ),
    security(("session" = []))
)]
pub(in crate::http) async fn signed_copy(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    ChildInPath(student): ChildInPath,
    Language(locale): Language,
) -> Result<Response, Refusal> {
    files::agreement(&app, &guardian, &student, locale).await
}
