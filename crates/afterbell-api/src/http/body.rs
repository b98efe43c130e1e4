//! Bodies: heard out before anything is answered, bounded in size and time, parsed once into
//! a valid value.

use std::time::Duration;

use afterbell_domain::wire::ProblemCode;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONNECTION, CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::refusal::Refusal;

const MOST_BYTES: usize = 64 * 1024;
/// A school's spreadsheet, or a block of cells pasted at the desk.
const MOST_BYTES_AT_DESK: usize = 8 * 1024 * 1024;
const DESK: &str = "/api/desk/";
/// Long bodies are kept in memory: so many at a time, whoever sends them.
static LONG_BODIES: Semaphore = Semaphore::const_new(4);
/// What is somewhat too long is heard out and forgotten: who is cut off while still speaking
/// sees a broken connection instead of our answer.
const MOST_HEARD_OUT: usize = 1024 * 1024;
/// A phone in a lift may be slow; a request that trickles on purpose ends here.
const LONGEST_READ: Duration = Duration::from_secs(10);

/// Reads every body before the request is looked at. An answer given earlier would leave the
/// rest on the connection, which is then closed under the phone's next request.
pub(super) async fn hear_out(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let most = match parts.uri.path().starts_with(DESK) {
        true => MOST_BYTES_AT_DESK,
        false => MOST_BYTES,
    };
    let heard = tokio::time::timeout(LONGEST_READ, collect(body, most)).await;
    match heard {
        Ok(Ok(Heard::Whole(bytes, _long))) => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Ok(Ok(Heard::OneTooMany)) => {
            cut_off(Refusal::new(ProblemCode::Overloaded).retry_within(2, 6))
        }
        Ok(Ok(Heard::TooLong)) => Refusal::new(ProblemCode::BodyTooLarge).into_response(),
        Ok(Ok(Heard::WithoutEnd)) => cut_off(Refusal::new(ProblemCode::BodyTooLarge)),
        Ok(Err(refusal)) => cut_off(refusal),
        Err(_) => {
            let timeout = Refusal::new(ProblemCode::Timeout);
            cut_off(timeout.with_status(StatusCode::REQUEST_TIMEOUT))
        }
    }
}

/// What has become of a body.
enum Heard {
    /// With the permit to be long, which lasts as long as it is looked at.
    Whole(Vec<u8>, Option<SemaphorePermit<'static>>),
    /// Long, and too many others are.
    OneTooMany,
    /// Read to its end, and too long to be kept.
    TooLong,
    /// Longer than anybody needs to listen.
    WithoutEnd,
}

/// The rest of the request is still on the connection: nobody may use it for another one.
fn cut_off(refusal: Refusal) -> Response {
    let mut response = refusal.into_response();
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(CONNECTION, close);
    response
}

pub(super) struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(Refusal::new(ProblemCode::UnsupportedMediaType));
        }
        parse(&read(request).await?).map(Self)
    }
}

/// No body, or an empty object: all that a withdrawal may say.
pub(super) struct NothingToSay;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct EmptyObject {}

impl<S: Send + Sync> FromRequest<S> for NothingToSay {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let is_json = is_json(request.headers());
        let bytes = read(request).await?;
        if bytes.is_empty() {
            return Ok(Self);
        }
        if !is_json {
            return Err(Refusal::new(ProblemCode::UnsupportedMediaType));
        }
        parse::<EmptyObject>(&bytes).map(|_| Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let media_type = content_type.and_then(|value| value.split(';').next());
    media_type.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// Of a body that was heard out.
async fn read(request: Request) -> Result<Bytes, Refusal> {
    let bytes = axum::body::to_bytes(request.into_body(), MOST_BYTES_AT_DESK).await;
    bytes.map_err(|_| Refusal::new(ProblemCode::BodyTooLarge))
}

async fn collect(body: Body, most: usize) -> Result<Heard, Refusal> {
    let mut long = None;
    let (mut kept, mut received) = (Vec::new(), 0);
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        // The connection broke: nobody is there to read what we say.
        let piece = piece.map_err(|_| Refusal::malformed("end"))?;
        received += piece.len();
        if received > MOST_BYTES && most > MOST_BYTES && long.is_none() {
            long = LONG_BODIES.try_acquire().ok();
            if long.is_none() {
                return Ok(Heard::OneTooMany);
            }
        }
        if received > most.max(MOST_HEARD_OUT) {
            return Ok(Heard::WithoutEnd);
        }
        if received <= most {
            kept.extend_from_slice(&piece);
        }
    }
    Ok(if received > most {
        Heard::TooLong
    } else {
        Heard::Whole(kept, long)
    })
}

/// Where the fault lies is told as a position: serde's own words would repeat the content.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(|error| {
        let what = match error.classify() {
            Category::Data => "value",
            Category::Eof => "end",
            Category::Syntax | Category::Io => "syntax",
        };
        Refusal::malformed(format!("{what} {}:{}", error.line(), error.column()))
    })
}
