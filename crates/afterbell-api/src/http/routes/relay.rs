//! 网关转发: requests for a phone whose app reaches us through a gateway that carries JSON only.

use std::net::SocketAddr;
use std::sync::Arc;

use afterbell_domain::wire::{ProblemCode, RelayAnswer, RelayRequest};
use axum::body::Body;
use axum::extract::{ConnectInfo, Extension, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request, Uri};
use axum::response::IntoResponse as _;
use axum::{Json, Router};
use tower::ServiceExt as _;

use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::ClientAddress;

/// What the parents' pages ask with; `public/hosts/shared/relay.js` sends no others.
const HEADERS: [&str; 5] = [
    "accept-language",
    "afterbell-host-link",
    "authorization",
    "content-type",
    "idempotency-key",
];
/// A menu of a large school, with room.
const LONGEST_ANSWER: usize = 4 * 1024 * 1024;

problems!(Problems: MalformedRequest, NotFound, HostNotSetUp, BodyTooLarge, UnsupportedMediaType);

/// All routes but this one: what is relayed cannot relay.
#[derive(Clone)]
pub(in crate::http) struct Relayed(pub Router);

/// Beside a request that came by the gateway, whose address is no family's.
#[derive(Clone, Copy)]
pub(in crate::http) struct ByGateway;

/// Carries a whole request and its answer, for 浙里办's gateway
#[utoipa::path(
    post,
    path = "/api/relay",
    request_body = RelayRequest,
    responses((status = 200, body = RelayAnswer, description = "Whatever was answered, refusals too"), Problems)
)]
pub(in crate::http) async fn relay(
    State(app): State<Arc<App>>,
    ClientAddress(address): ClientAddress,
    relayed: Option<Extension<Relayed>>,
    JsonBody(asked): JsonBody<RelayRequest>,
) -> Result<Json<RelayAnswer>, Refusal> {
    if app.entrances.settings().zhejiang.is_none() {
        return Err(Refusal::new(ProblemCode::HostNotSetUp));
    }
    let Some(Extension(Relayed(router))) = relayed.filter(|_| is_for_parents(&asked.path)) else {
        return Err(Refusal::new(ProblemCode::NotFound));
    };
    let mut request = read(asked)?;
    let sender = SocketAddr::new(address, 0);
    request.extensions_mut().insert(ConnectInfo(sender));
    request.extensions_mut().insert(ByGateway);
    let Ok(answer) = router.oneshot(request).await.map(|it| it.into_response());
    let (parts, body) = answer.into_parts();
    let kind = parts.headers.get(CONTENT_TYPE);
    let content_type = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let body = axum::body::to_bytes(body, LONGEST_ANSWER).await;
    let body = body.map_err(|_| Refusal::new(ProblemCode::Internal))?;
    Ok(Json(RelayAnswer {
        status: parts.status.as_u16(),
        content_type: content_type.to_owned(),
        body: String::from_utf8_lossy(&body).into_owned(),
    }))
}

/// The desk has a door of its own, and a stream has no end.
fn is_for_parents(asked: &str) -> bool {
    let path = asked.split('?').next().unwrap_or_default();
    // What is judged must be what is routed: a `#` and all behind it is left out there.
    let is_routed = asked.parse::<Uri>().is_ok_and(|uri| uri.path() == path);
    is_routed
        && !asked.contains('#')
        && path.starts_with("/api/")
        && !path.starts_with("/api/desk")
        && path != "/api/places/events"
        && !path.contains("//")
        && !path.contains("..")
        && !path.contains('%')
}

fn read(asked: RelayRequest) -> Result<Request<Body>, Refusal> {
    let method = match asked.method.as_str() {
        "GET" => Method::GET,
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        "DELETE" => Method::DELETE,
        _ => return Err(Refusal::malformed("method")),
    };
    let mut request = Request::builder().method(method).uri(asked.path);
    for (name, value) in asked.headers {
        let name = name.to_ascii_lowercase();
        if HEADERS.contains(&name.as_str()) {
            request = request.header(name, value);
        }
    }
    // What it holds is the sender's: which of it is wrong is not repeated.
    let request = request.body(Body::from(asked.body));
    request.map_err(|_| Refusal::malformed("request"))
}
