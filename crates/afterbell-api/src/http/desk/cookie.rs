use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HeaderValue};

use crate::http::refusal::Refusal;
use crate::staff::Once;
use crate::store::StoreError;
use afterbell_domain::desk::SessionTerm;

const NAME: &str = "afterbell_desk";

/// The session of a request, valid or not.
pub(super) fn read(headers: &HeaderMap) -> Option<Once> {
    let cookies = headers.get_all(COOKIE).iter();
    let mut cookies = cookies
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='));
    let (_, value) = cookies.find(|(name, _)| *name == NAME)?;
    Once::read(value)
}

/// `Set-Cookie` for a new session. Only where no other machine is on the way may it travel unsealed.
pub(in crate::http) fn open(token: &Once, is_loopback: bool) -> Result<HeaderValue, Refusal> {
    let seconds = SessionTerm::DESK.longest_seconds;
    written(token.as_str(), seconds, is_loopback)
}

pub(in crate::http) fn close(is_loopback: bool) -> Result<HeaderValue, Refusal> {
    written("", 0, is_loopback)
}

fn written(value: &str, seconds: i64, is_loopback: bool) -> Result<HeaderValue, Refusal> {
    let secure = if is_loopback { "" } else { "; Secure" };
    let cookie =
        format!("{NAME}={value}; Path=/api/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    Ok(HeaderValue::from_str(&cookie).map_err(StoreError::failed)?)
}
