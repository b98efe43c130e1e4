//! `Idempotency-Key`: the name a phone gives to one intent to write.

use afterbell_domain::wire::ProblemCode;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::Serialize;

use super::refusal::Refusal;
use crate::secret::Fingerprint;
use crate::store::WriteRequest;

const HEADER: &str = "idempotency-key";
const LONGEST: usize = 64;

pub(super) struct IdempotencyKey(String);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let missing = || Refusal::new(ProblemCode::IdempotencyKeyMissing);
        let mut given = parts.headers.get_all(HEADER).iter();
        let (Some(key), None) = (given.next(), given.next()) else {
            return Err(missing());
        };
        let key = key.to_str().map_err(|_| missing())?;
        Self::read(key).ok_or_else(missing)
    }
}

impl IdempotencyKey {
    /// `None` for a text that is no key.
    pub(super) fn read(key: &str) -> Option<Self> {
        let visible = key.bytes().all(|byte| byte.is_ascii_graphic());
        let is_key = visible && (1..=LONGEST).contains(&key.len());
        is_key.then(|| Self(key.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Binds the key to the operation and to what was understood of its body, so that other
    /// white space or another order of keys is still the same request.
    pub(super) fn request(
        &self,
        operation: &str,
        body: &impl Serialize,
    ) -> Result<WriteRequest, Refusal> {
        let canonical = serde_json::to_vec(&(operation, body))?;
        Ok(WriteRequest {
            key: self.0.clone(),
            fingerprint: Fingerprint::of(&canonical),
        })
    }
}
