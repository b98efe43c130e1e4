use std::net::IpAddr;
use std::sync::Arc;

use afterbell_domain::wire::{BindRequest, BindResponse, Me, ProblemCode};
use afterbell_domain::{ChildCode, GuardianId};
use afterbell_locale::Locale;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::http::app::App;
use crate::http::attempts::Who;
use crate::http::body::JsonBody;
use crate::http::hosts::Linking;
use crate::http::idempotency::IdempotencyKey;
use crate::http::language::Language;
use crate::http::news;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::{ClientAddress, SignedIn};
use crate::secret::Fingerprint;
use crate::store::{Binding, Bound, HostIdentity};

pub(in crate::http) const SESSION_SECONDS: i64 = 180 * 24 * 60 * 60;

problems!(
    Problems: MalformedRequest, IdempotencyKeyMissing, SignInRequired, CodeUnknown, CodeUsed,
    RequestInFlight, BodyTooLarge, UnsupportedMediaType, IdempotencyKeyReused, TooManyAttempts,
);

/// Binds a child to the sender's account, or opens an account with it
#[utoipa::path(
    post,
    path = "/api/children",
    params(
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters"),
        ("Afterbell-Host-Link" = Option<String>, Header, description = "What `POST /api/session/host` gave: that account of a chat app opens this one from now on")
    ),
    request_body = BindRequest,
    responses(
        (status = 201, body = BindResponse, description = "Bound; with a token if that opened a session"),
        (status = 200, body = BindResponse, description = "Was bound to this account before"),
        Problems
    ),
    security((), ("session" = []))
)]
pub(in crate::http) async fn bind(
    State(app): State<Arc<App>>,
    ClientAddress(address): ClientAddress,
    signed_in: Option<SignedIn>,
    key: IdempotencyKey,
    Linking(host): Linking,
    Language(locale): Language,
    JsonBody(BindRequest { code }): JsonBody<BindRequest>,
) -> Result<(StatusCode, Json<BindResponse>), Refusal> {
    let guardian = signed_in.map(|signed_in| signed_in.guardian);
    let (status, bound) = bind_child(&app, address, guardian, &key, host, (&code, locale)).await?;
    Ok((status, Json(bound)))
}

/// However the code came: from the app, or in a form.
pub(in crate::http) async fn bind_child(
    app: &App,
    address: IpAddr,
    guardian: Option<GuardianId>,
    key: &IdempotencyKey,
    host: Option<HostIdentity>,
    (code, locale): (&ChildCode, Locale),
) -> Result<(StatusCode, BindResponse), Refusal> {
    let now = app.clock.now()?;
    let account = guardian.clone().map(Who::Account);
    let tried_by: Vec<Who> = [Who::address(address)].into_iter().chain(account).collect();
    let wait = tried_by
        .iter()
        .filter_map(|who| app.attempts.wait(who, now))
        .max();
    let limited = wait.map(|wait| Refusal::new(ProblemCode::TooManyAttempts).retry_after(wait));
    let code_hash = Fingerprint::of_code(code);
    // A wrong code costs one look and never a turn among those who write; over the limit a right
    // one opens all the same.
    let refuse = |code| {
        for who in &tried_by {
            app.attempts.failed(who.clone(), now);
        }
        limited.unwrap_or_else(|| Refusal::new(code))
    };
    if !app.store.knows_code(code_hash).await? {
        return Err(refuse(ProblemCode::CodeUnknown));
    }
    let token = app.secret.session_token(key.as_str(), code);
    let binding = Binding {
        code: code_hash,
        host,
        guardian: guardian.clone(),
        token: token.fingerprint(),
        expires_at: now.plus_seconds(SESSION_SECONDS),
        // The code's hash stands for the body: the code itself is kept nowhere.
        request: key.request("children", code_hash.bytes())?,
        now,
    };
    let sender = guardian.map_or(String::new(), |guardian| guardian.to_string());
    let name = format!("bind/{sender}/{}", key.as_str());
    let refused = match bound(app, name, binding).await? {
        Bound::Bound {
            guardian,
            student,
            opened_session,
            newly,
        } => {
            let children = news::children(app, &guardian, locale).await?;
            let response = BindResponse {
                token: opened_session.then(|| token.as_str().to_owned()),
                child: student,
                me: Me { now, children },
            };
            let status = if newly {
                StatusCode::CREATED
            } else {
                StatusCode::OK
            };
            return Ok((status, response));
        }
        Bound::KeyReused => return Err(Refusal::new(ProblemCode::IdempotencyKeyReused)),
        Bound::CodeUnknown => ProblemCode::CodeUnknown,
        Bound::CodeUsed => ProblemCode::CodeUsed,
    };
    Err(refuse(refused))
}

/// A phone that goes away does not stop its binding: it will ask again for the answer.
async fn bound(app: &App, name: String, binding: Binding) -> Result<Bound, Refusal> {
    let slot = app.in_flight.enter(name)?;
    let store = Arc::clone(&app.store);
    let bound = tokio::spawn(async move {
        let bound = store.bind(binding).await;
        drop(slot);
        bound
    });
    Ok(bound.await??)
}
