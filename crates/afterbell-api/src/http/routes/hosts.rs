use std::sync::Arc;

use afterbell_domain::wire::{
    HostSession, HostSignIn, HostTicket, HostTicketRequest, PageSignature, ProblemCode,
};
use afterbell_hosts::{ExchangeFault, Host, HostAccount, page_signature};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::{Extension, Json};
use serde::Deserialize;

use super::children::SESSION_SECONDS;
use super::relay::ByGateway;
use crate::http::app::App;
use crate::http::attempts::Who;
use crate::http::body::JsonBody;
use crate::http::desk::OwnPage;
use crate::http::hosts::{Handed, HostFault};
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::{Bearer, ClientAddress, SignedIn};
use crate::secret::{Fingerprint, random_bytes};
use crate::store::{HostAnswered, HostEntered, HostEntry, HostIdentity, ListedChild};

/// No page's address is longer.
const LONGEST_ADDRESS: usize = 2048;

problems!(
    SignInProblems: MalformedRequest, IdempotencyKeyMissing, HostRefused, HostAccountRefused,
    HostNotSetUp, HostFailed, BodyTooLarge, UnsupportedMediaType, IdempotencyKeyReused, TooManyAttempts,
);
problems!(UnlinkProblems: SignInRequired, IdempotencyKeyMissing);
problems!(
    TicketProblems: MalformedRequest, HostRefused, HostAccountRefused, HostNotSetUp, HostFailed,
    BodyTooLarge, UnsupportedMediaType, TooManyAttempts,
);
problems!(
    SignatureProblems: MalformedRequest, ForeignOrigin, HostNotSetUp, HostFailed, BodyTooLarge,
    UnsupportedMediaType,
);

/// Opens a session with what a chat app has handed the page
///
/// Who is signed in on the phone is not looked at: the chat app may be somebody else's, and only a child's code gives it an account.
#[utoipa::path(
    post,
    path = "/api/session/host",
    params(("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")),
    request_body = HostSignIn,
    responses(
        (status = 200, body = HostSession, description = "A token; or a link, where no child is known to the account yet"),
        SignInProblems
    ),
    security(())
)]
pub(in crate::http) async fn sign_in(
    State(app): State<Arc<App>>,
    ClientAddress(address): ClientAddress,
    relayed: Option<Extension<ByGateway>>,
    key: IdempotencyKey,
    JsonBody(HostSignIn { host, credential }): JsonBody<HostSignIn>,
) -> Result<Json<HostSession>, Refusal> {
    let now = app.clock.now()?;
    let host = named(&host)?;
    let shown = Fingerprint::of(credential.as_bytes());
    // The credential's hash stands for the body: it is kept nowhere itself.
    let request = key.request("session/host", &(host.name(), shown.bytes()))?;
    // A lost answer is in the books; who gave the credential would not take it a second time.
    if let Some(answered) = app.store.entered_by_host(&request).await? {
        return again(&app, host, &key, answered);
    }
    let who = match relayed {
        Some(_) => Who::Gateway(address),
        None => Who::address(address),
    };
    let Shown {
        identity,
        children,
        ticket,
    } = whose(&app, host, &credential, &key, who).await?;
    let subject = Who::HostAccount(identity.subject);
    if let Some(wait) = app.hosts.entered.wait(&subject, now) {
        return Err(Refusal::new(ProblemCode::TooManyAttempts).retry_after(wait));
    }
    app.hosts.entered.failed(subject, now);
    let token = app
        .secret
        .host_session_token(key.as_str(), host.name(), &identity.subject)?;
    let entry = HostEntry {
        identity,
        children,
        ticket,
        token: token.fingerprint(),
        expires_at: now.plus_seconds(SESSION_SECONDS),
        request,
        now,
    };
    // A phone that goes away does not stop it: it will ask again for the answer.
    let store = Arc::clone(&app.store);
    let entered = tokio::spawn(async move { store.enter_by_host(entry).await });
    let session = match entered.await?? {
        HostEntered::Entered { .. } => HostSession {
            token: Some(token.as_str().to_owned()),
            link: None,
        },
        HostEntered::Unknown => HostSession {
            token: None,
            link: Some(Handed::Link.write(&app.secret, &identity, now)?),
        },
        HostEntered::TicketUsed => return Err(Refusal::new(ProblemCode::HostRefused)),
        HostEntered::KeyReused => return Err(Refusal::new(ProblemCode::IdempotencyKeyReused)),
    };
    Ok(Json(session))
}

/// The same answer as before, also at a server that was just started.
fn again(
    app: &App,
    host: Host,
    key: &IdempotencyKey,
    HostAnswered { entered, subject }: HostAnswered,
) -> Result<Json<HostSession>, Refusal> {
    let (HostEntered::Entered { .. }, Some(subject)) = (entered, subject) else {
        return Err(Refusal::new(ProblemCode::IdempotencyKeyReused));
    };
    let token = app
        .secret
        .host_session_token(key.as_str(), host.name(), &subject)?;
    Ok(Json(HostSession {
        token: Some(token.as_str().to_owned()),
        link: None,
    }))
}

/// Whose page it is, and what else its credential says.
struct Shown {
    identity: HostIdentity,
    children: Vec<ListedChild>,
    ticket: Option<Fingerprint>,
}

async fn whose(
    app: &App,
    host: Host,
    credential: &str,
    key: &IdempotencyKey,
    who: Who,
) -> Result<Shown, HostFault> {
    let now = app
        .clock
        .now()
        .map_err(|error| HostFault::Failed(error.into()))?;
    if host.hands_tickets() {
        let identity = Handed::Ticket.read(&app.secret, credential, now);
        let identity = identity.filter(|identity| identity.host == host);
        return Ok(Shown {
            identity: identity.ok_or(ExchangeFault::BadCredential)?,
            children: Vec::new(),
            ticket: Some(Fingerprint::of(credential.as_bytes())),
        });
    }
    let at = u64::try_from(now.unix_seconds()).unwrap_or_default();
    let asked = app.hosts.account(host, credential, key.as_str(), at);
    let account = match host.asks_nobody() {
        true => asked.await?,
        false => counted(app, who, asked).await?,
    };
    // A number or a name that no child of ours could have names none.
    let children = account.children.iter().filter_map(|child| {
        Some(ListedChild {
            school_number: child.student_number.parse().ok()?,
            name: child.name.parse().ok()?,
        })
    });
    Ok(Shown {
        identity: identity(app, &account)?,
        children: children.collect(),
        ticket: account.counts_once.as_ref().map(|word| {
            let word = [host.name(), word].join("\0");
            Fingerprint::of(word.as_bytes())
        }),
    })
}

fn identity(app: &App, account: &HostAccount) -> Result<HostIdentity, HostFault> {
    let host = account.host;
    let parts = [host.name(), &account.registration, &account.subject];
    let subject = app.secret.host_subject(parts);
    Ok(HostIdentity {
        host,
        subject: subject.map_err(|error| HostFault::Failed(error.into()))?,
    })
}

/// Each question costs the vendor's server, and ours, a connection: who shows what is none over and over waits for a turn.
async fn counted<T>(
    app: &App,
    who: Who,
    question: impl Future<Output = Result<T, HostFault>>,
) -> Result<T, HostFault> {
    let now = || {
        let now = app.clock.now();
        now.map_err(|error| HostFault::Failed(error.into()))
    };
    if let Some(wait) = app.hosts.refused.wait_for_turn(&who, now()?) {
        let refusal = Refusal::new(ProblemCode::TooManyAttempts).retry_after(wait);
        return Err(HostFault::Failed(refusal));
    }
    let found = question.await;
    if found.as_ref().is_err_and(HostFault::is_of_credential) {
        app.hosts.refused.failed(who, now()?);
    }
    found
}

fn named(host: &str) -> Result<Host, Refusal> {
    let host = host.parse().map_err(|_| ExchangeFault::NotSetUp);
    host.map_err(|fault| HostFault::from(fault).into())
}

/// Ends what chat apps' accounts open, on other phones at once: each of them then needs a child's code again
#[utoipa::path(
    delete,
    path = "/api/session/host",
    params(("Idempotency-Key" = String, Header, description = "1 to 64 visible ASCII characters")),
    responses((status = 204, description = "No chat app opens the account any more"), UnlinkProblems),
    security(("session" = []))
)]
pub(in crate::http) async fn unlink(
    State(app): State<Arc<App>>,
    SignedIn { guardian }: SignedIn,
    Bearer(token): Bearer,
    _: IdempotencyKey,
) -> Result<StatusCode, Refusal> {
    let (kept, now) = (token.fingerprint(), app.clock.now()?);
    // Ended before is the same answer, so none needs to be stored.
    app.store.unlink_hosts(&guardian, &kept, now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A ticket for a page that a mini-program opens, or a site frames
#[utoipa::path(
    post,
    path = "/api/hosts/{host}/tickets",
    params(("host" = String, Path, description = "`wechat-mini-program`, `alipay` or `iframe`")),
    request_body = HostTicketRequest,
    responses((status = 200, body = HostTicket, description = "Opens one session within a minute"), TicketProblems),
    security((), ("site" = []))
)]
pub(in crate::http) async fn ticket(
    State(app): State<Arc<App>>,
    ClientAddress(address): ClientAddress,
    host: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    JsonBody(HostTicketRequest { code }): JsonBody<HostTicketRequest>,
) -> Result<Json<HostTicket>, Refusal> {
    let host = in_path(host)?;
    let now = app.clock.now()?;
    let who = Who::address(address);
    let account = match host {
        // The site's server speaks for many: what it shows is looked at first, and never counted.
        Host::Frame => app.hosts.known_to_site(bearer(&headers), &code)?,
        host if host.hands_tickets() => {
            let at = u64::try_from(now.unix_seconds()).unwrap_or_default();
            counted(&app, who, app.hosts.account_once(host, &code, at)).await?
        }
        _ => return Err(HostFault::from(ExchangeFault::NotSetUp).into()),
    };
    let identity = identity(&app, &account)?;
    let ticket = Handed::Ticket.write(&app.secret, &identity, now)?;
    Ok(Json(HostTicket { ticket }))
}

/// What a site shows beside its number for the person.
fn bearer(headers: &HeaderMap) -> &str {
    let header = headers.get(AUTHORIZATION);
    let text = header.and_then(|header| header.to_str().ok());
    let shown = text.and_then(|text| text.split_once(' '));
    let shown = shown.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    shown.map_or("", |(_, secret)| secret.trim())
}

fn in_path(host: Result<Path<String>, PathRejection>) -> Result<Host, Refusal> {
    let Path(host) = host.map_err(|_| Refusal::new(ProblemCode::HostNotSetUp))?;
    named(&host)
}

/// What a vendor is to let use its functions.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct SignedPage {
    /// The page's address, without what is behind the `#`
    address: String,
}

/// A signature with which a page may use the functions of WeChat or WeCom
///
/// It is asked for by a body, since a vendor that has sent the page here left a code in its address.
#[utoipa::path(
    post,
    path = "/api/hosts/{host}/signature",
    params(("host" = String, Path, description = "`wechat` or `wecom`")),
    request_body = SignedPage,
    responses((status = 200, body = PageSignature, description = "For this address"), SignatureProblems)
)]
pub(in crate::http) async fn signature(
    State(app): State<Arc<App>>,
    host: Result<Path<String>, PathRejection>,
    _: OwnPage,
    headers: HeaderMap,
    JsonBody(SignedPage { address }): JsonBody<SignedPage>,
) -> Result<Json<PageSignature>, Refusal> {
    let host = in_path(host)?;
    if address.len() > LONGEST_ADDRESS || !is_of(&address, &headers) {
        return Err(Refusal::malformed("address"));
    }
    let ticket = app.hosts.page_ticket(host).await?;
    let timestamp = app.clock.now()?.unix_seconds();
    let nonce = Fingerprint::of(&random_bytes::<16>()?).in_hex();
    let nonce: String = nonce.chars().take(32).collect();
    let at = u64::try_from(timestamp).unwrap_or_default();
    let signature = page_signature(&ticket, &nonce, at, &address);
    Ok(Json(PageSignature {
        timestamp,
        nonce,
        signature,
    }))
}

/// Whether a page that is our own names an address of its own: what was signed for another site would let that use
/// the vendor's functions in the school's name.
fn is_of(address: &str, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let own = text(ORIGIN).map(str::to_owned);
    let own = own.or_else(|| Some(["https://", text(HOST)?].concat()));
    own.is_some_and(|own| {
        let rest = address.strip_prefix(&own);
        rest.is_some_and(|rest| rest.starts_with('/') && !rest.contains('#'))
    })
}
