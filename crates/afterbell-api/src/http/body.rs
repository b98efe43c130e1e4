//! Reading a JSON body: bounded in size and time, parsed once into a valid value.

use std::time::Duration;

use afterbell_domain::wire::ProblemCode;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::refusal::Refusal;

const MOST_BYTES: usize = 64 * 1024;
/// A phone in a lift may be slow; a request that trickles on purpose ends here.
const LONGEST_READ: Duration = Duration::from_secs(10);

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

async fn read(request: Request) -> Result<Bytes, Refusal> {
    let too_large = || Refusal::new(ProblemCode::BodyTooLarge);
    let declared = request.headers().get(CONTENT_LENGTH);
    let declared = declared.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > MOST_BYTES) {
        return Err(too_large());
    }
    let body: Body = request.into_body();
    let reading = axum::body::to_bytes(body, MOST_BYTES);
    match tokio::time::timeout(LONGEST_READ, reading).await {
        Ok(Ok(bytes)) => Ok(bytes),
        // Either too long, or the connection broke and nobody reads the answer.
        Ok(Err(_)) => Err(too_large()),
        Err(_) => {
            let timeout = Refusal::new(ProblemCode::Timeout);
            Err(timeout.with_status(StatusCode::REQUEST_TIMEOUT))
        }
    }
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
