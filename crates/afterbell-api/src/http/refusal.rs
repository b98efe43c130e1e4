//! Every way to say no: RFC 9457 with a stable code, never a sentence, never personal data.

use std::sync::atomic::{AtomicU32, Ordering};

use afterbell_domain::desk::DrawRefusal;
use afterbell_domain::wire::{Problem, ProblemCode};
use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::answer::{Answer, problem};
use crate::clock::ClockError;
use crate::secret::{NoEntropy, NotSealed};
use crate::store::StoreError;

const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// In seconds. A full queue is written within one.
const SHORTEST_RETRY: u32 = 2;
const LONGEST_RETRY: u32 = 6;
/// Somebody has to come and make room.
const SHORTEST_RETRY_WHEN_FULL: u32 = 20;
const LONGEST_RETRY_WHEN_FULL: u32 = 40;

/// Boxed, since a problem may carry a whole verdict and most answers are none.
#[derive(Debug, Clone)]
pub(super) struct Refusal(Box<Problem>);

impl Refusal {
    pub(super) fn new(code: ProblemCode) -> Self {
        Self(Box::new(problem(code)))
    }

    pub(super) fn of_draw(why: DrawRefusal) -> Self {
        let code = ProblemCode::DrawRefused;
        Self(Box::new(Problem {
            draw: Some(why),
            ..problem(code)
        }))
    }

    pub(super) fn malformed(detail: impl Into<String>) -> Self {
        Self::new(ProblemCode::MalformedRequest).with_detail(detail)
    }

    pub(super) fn problem(&self) -> &Problem {
        &self.0
    }

    /// For developers; must not repeat what the request contained.
    pub(super) fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    pub(super) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = status.as_u16();
        self
    }

    pub(super) fn retry_after(mut self, seconds: u32) -> Self {
        self.0.retry_after_seconds = Some(seconds);
        self
    }

    /// For those who are turned away together and must not come back together.
    pub(super) fn retry_within(self, shortest: u32, longest: u32) -> Self {
        self.retry_after(spread(shortest, longest))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let retry_after = self.0.retry_after_seconds;
        let mut response = match Answer::problem(&self.0) {
            Ok(answer) => answer.into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        };
        let headers = response.headers_mut();
        if let Some(seconds) = retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.0.code == ProblemCode::SignInRequired {
            let scheme = HeaderValue::from_static("Bearer");
            headers.insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let kind = if self.is_problem() {
            PROBLEM_JSON
        } else {
            JSON
        };
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, [(CONTENT_TYPE, kind)], self.body).into_response()
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Overloaded | StoreError::Away => {
                Self::new(ProblemCode::Overloaded).retry_within(SHORTEST_RETRY, LONGEST_RETRY)
            }
            StoreError::Full => {
                tracing::error!("disk_full");
                Self::new(ProblemCode::Overloaded)
                    .retry_within(SHORTEST_RETRY_WHEN_FULL, LONGEST_RETRY_WHEN_FULL)
            }
            StoreError::Failed(error) => internal(&*error),
        }
    }
}

/// Seconds to wait, another number each time.
pub(super) fn spread(shortest: u32, longest: u32) -> u32 {
    static TURNED_AWAY: AtomicU32 = AtomicU32::new(0);
    let number = TURNED_AWAY.fetch_add(1, Ordering::Relaxed);
    shortest + number % (longest.saturating_sub(shortest) + 1)
}

impl From<ClockError> for Refusal {
    fn from(error: ClockError) -> Self {
        internal(&error)
    }
}

impl From<NoEntropy> for Refusal {
    fn from(error: NoEntropy) -> Self {
        internal(&error)
    }
}

impl From<NotSealed> for Refusal {
    fn from(error: NotSealed) -> Self {
        internal(&error)
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        internal(&error)
    }
}

impl From<tokio::task::JoinError> for Refusal {
    fn from(_: tokio::task::JoinError) -> Self {
        // The error repeats what a panic said, which may hold personal data.
        internal(&TaskEnded)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a task ended before its time")]
struct TaskEnded;

/// The cause goes to the log and not to the phone.
fn internal(error: &dyn std::error::Error) -> Refusal {
    tracing::error!(%error, "internal");
    Refusal::new(ProblemCode::Internal)
}
