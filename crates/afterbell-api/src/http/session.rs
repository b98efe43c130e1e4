//! Who is asking: a bearer token, looked up by its hash.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Once};

use afterbell_domain::StudentId;
use afterbell_domain::wire::ProblemCode;
use axum::extract::{ConnectInfo, FromRef, FromRequestParts, OptionalFromRequestParts, Path};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use super::app::App;
use super::house::House;
use super::refusal::Refusal;
use crate::secret::SessionToken;
use afterbell_domain::GuardianId;

const FORWARDED_FOR: &str = "x-forwarded-for";

pub(super) struct SignedIn {
    pub guardian: GuardianId,
}

/// The token of a request, valid or not.
pub(super) struct Bearer(pub SessionToken);

impl<S: Send + Sync> FromRequestParts<S> for Bearer {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let required = || Refusal::new(ProblemCode::SignInRequired);
        let header = parts.headers.get(AUTHORIZATION).ok_or_else(required)?;
        let (scheme, token) = header
            .to_str()
            .ok()
            .and_then(|header| header.split_once(' '))
            .ok_or_else(required)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(required());
        }
        let token = SessionToken::read(token.trim()).ok_or_else(required)?;
        Ok(Self(token))
    }
}

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let Bearer(token) = Bearer::from_request_parts(parts, app).await?;
        let now = app.clock.now()?;
        let guardian = app.store.guardian(token.fingerprint(), now).await?;
        let guardian = guardian.ok_or_else(|| Refusal::new(ProblemCode::SignInRequired))?;
        Ok(Self { guardian })
    }
}

/// Without the header nobody is signed in; with a token that is not valid (any more), the
/// phone must hear of it rather than get a second account.
impl OptionalFromRequestParts<Arc<App>> for SignedIn {
    type Rejection = Refusal;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &Arc<App>,
    ) -> Result<Option<Self>, Refusal> {
        if !parts.headers.contains_key(AUTHORIZATION) {
            return Ok(None);
        }
        <Self as FromRequestParts<_>>::from_request_parts(parts, app)
            .await
            .map(Some)
    }
}

/// The child a path speaks of. A text that is no identifier names nobody's child.
pub(super) struct ChildInPath(pub StudentId);

impl<S: Send + Sync> FromRequestParts<S> for ChildInPath {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = <Path<StudentId> as FromRequestParts<S>>::from_request_parts(parts, state).await;
        let Path(student) = path.map_err(|_| Refusal::new(ProblemCode::StudentNotYours))?;
        Ok(Self(student))
    }
}

/// Where a request comes from: the other end of the connection or, behind a proxy, what that
/// proxy saw. Entries before the last one could be anybody's words.
pub(super) struct ClientAddress(pub IpAddr);

impl<S> FromRequestParts<S> for ClientAddress
where
    House: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let is_behind_proxy = House::from_ref(state).is_behind_proxy();
        let forwarded = parts.headers.get_all(FORWARDED_FOR).iter().next_back();
        if forwarded.is_some() && !is_behind_proxy {
            warn_once();
        }
        let forwarded = forwarded.filter(|_| is_behind_proxy);
        let forwarded = forwarded.and_then(|header| header.to_str().ok()?.rsplit(',').next());
        let forwarded = forwarded.and_then(|address| read_address(address.trim()));
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = connection.map(|ConnectInfo(peer)| peer.ip());
        let address = forwarded.or(peer);
        Ok(Self(address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

/// Either somebody forges an address, or there is a proxy that nobody told us of; then all phones
/// are one address to us.
fn warn_once() {
    static WARNED: Once = Once::new();
    WARNED.call_once(|| tracing::warn!("forwarded_for_without_behind_proxy"));
}

/// Some proxies add the port, and put an IPv6 address in brackets.
fn read_address(text: &str) -> Option<IpAddr> {
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let address = bare.unwrap_or(text).parse().ok();
    address.or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_proxies_write_it() {
        for (text, expected) in [
            ("192.0.2.1", Some("192.0.2.1")),
            ("192.0.2.1:4711", Some("192.0.2.1")),
            ("2001:db8::1", Some("2001:db8::1")),
            ("[2001:db8::1]", Some("2001:db8::1")),
            ("[2001:db8::1]:4711", Some("2001:db8::1")),
            ("unknown", None),
            ("192.0.2.1:port", None),
            ("", None),
        ] {
            let expected = expected.map(|address| address.parse().unwrap());
            assert_eq!(read_address(text), expected, "{text}");
        }
    }
}
