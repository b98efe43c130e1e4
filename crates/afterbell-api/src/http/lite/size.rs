//! 大字版: larger type, which the browser remembers in a cookie of its own, since there is no script to keep it.

use axum::http::header::SET_COOKIE;
use axum::response::Response;

use super::page::{HOME, see};
use super::visitor::Visitor;
use crate::http::refusal::Refusal;

pub(super) const LARGE: &str = "/lite/large";
pub(super) const NORMAL: &str = "/lite/normal";

pub(super) async fn large(visitor: Visitor) -> Result<Response, Refusal> {
    set(&visitor, true)
}

pub(super) async fn normal(visitor: Visitor) -> Result<Response, Refusal> {
    set(&visitor, false)
}

/// By a link: who follows one from elsewhere sees larger letters and nothing worse.
fn set(visitor: &Visitor, is_large: bool) -> Result<Response, Refusal> {
    let mut answer = see(HOME)?;
    let cookie = visitor.size_cookie(is_large)?;
    answer.headers_mut().append(SET_COOKIE, cookie);
    Ok(answer)
}
