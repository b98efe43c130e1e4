//! Who is at the page: a session in a cookie that no script can read, and a word that only our own forms carry.

use std::net::IpAddr;
use std::sync::Arc;

use afterbell_domain::wire::Child;
use afterbell_domain::{GuardianId, StudentId};
use afterbell_locale::Locale;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HeaderValue};
use axum::http::request::Parts;

use super::fields::Fields;
use crate::http::app::App;
use crate::http::language::Language;
use crate::http::news;
use crate::http::refusal::Refusal;
use crate::http::routes::children::SESSION_SECONDS;
use crate::http::session::ClientAddress;
use crate::secret::{Fingerprint, SessionToken, random_bytes};
use crate::store::StoreError;
use afterbell_domain::wire::ProblemCode;

const SESSION: &str = "afterbell_lite";
/// Another site can make a browser send a form and our cookies with it, but cannot read this one to name it.
const FORM: &str = "afterbell_lite_form";
const SIZE: &str = "afterbell_lite_size";
const LARGE: &str = "large";

pub(in crate::http) struct Visitor {
    pub locale: Locale,
    pub address: IpAddr,
    pub guardian: Option<GuardianId>,
    pub token: Option<SessionToken>,
    /// 大字版.
    pub is_large: bool,
    form: String,
    is_new: bool,
    is_loopback: bool,
    /// What every form of this visitor carries.
    pub form_word: String,
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let Ok(Language(locale)) = Language::from_request_parts(parts, app).await;
        let Ok(ClientAddress(address)) = ClientAddress::from_request_parts(parts, app).await;
        let token = cookie(&parts.headers, SESSION).and_then(SessionToken::read);
        let guardian = match &token {
            Some(token) => {
                let now = app.clock.now()?;
                app.store.guardian(token.fingerprint(), now).await?
            }
            None => None,
        };
        let known = cookie(&parts.headers, FORM).filter(|form| is_word(form));
        let form = match known {
            Some(form) => form.to_owned(),
            None => new_word()?,
        };
        Ok(Self {
            locale,
            address,
            token: token.filter(|_| guardian.is_some()),
            guardian,
            form_word: app.secret.form_word(&form)?,
            is_large: cookie(&parts.headers, SIZE) == Some(LARGE),
            is_new: known.is_none(),
            form,
            is_loopback: !app.behind_proxy && address.to_canonical().is_loopback(),
        })
    }
}

impl Visitor {
    /// Whether a form is one that we gave this visitor.
    pub(super) fn has_sent(&self, fields: &Fields) -> bool {
        let sent = fields.first("form").unwrap_or_default();
        let same = |text: &str| Fingerprint::of(text.as_bytes());
        same(sent) == same(&self.form_word)
    }

    /// Whoever has come in.
    pub(super) fn guardian(&self) -> Result<GuardianId, Refusal> {
        let guardian = self.guardian.clone();
        guardian.ok_or_else(|| Refusal::new(ProblemCode::SignInRequired))
    }

    /// The child of a path, of this visitor's.
    pub(super) async fn child(&self, app: &App, student: &str) -> Result<Child, Refusal> {
        let guardian = self.guardian()?;
        let student: Option<StudentId> = student.parse().ok();
        let children = news::children(app, &guardian, self.locale).await?;
        let mut children = children.into_iter();
        let found = children.find(|child| Some(&child.student.id) == student.as_ref());
        found.ok_or_else(|| Refusal::new(ProblemCode::StudentNotYours))
    }

    /// `Set-Cookie` for forms, where there is none yet.
    pub(super) fn form_cookie(&self) -> Result<Option<HeaderValue>, Refusal> {
        let written = self
            .is_new
            .then(|| self.written(FORM, &self.form, SESSION_SECONDS));
        written.transpose()
    }

    pub(super) fn size_cookie(&self, is_large: bool) -> Result<HeaderValue, Refusal> {
        match is_large {
            true => self.written(SIZE, LARGE, SESSION_SECONDS),
            false => self.written(SIZE, "", 0),
        }
    }

    pub(super) fn session_cookie(&self, token: &str) -> Result<HeaderValue, Refusal> {
        self.written(SESSION, token, SESSION_SECONDS)
    }

    pub(super) fn end_cookie(&self) -> Result<HeaderValue, Refusal> {
        self.written(SESSION, "", 0)
    }

    fn written(&self, name: &str, value: &str, seconds: i64) -> Result<HeaderValue, Refusal> {
        let secure = if self.is_loopback { "" } else { "; Secure" };
        // Lax: who comes back by a link in a chat is signed in still. Writing needs a form of ours beside it.
        let cookie = format!(
            "{name}={value}; Path=/lite/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}"
        );
        Ok(HeaderValue::from_str(&cookie).map_err(StoreError::failed)?)
    }
}

fn cookie<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    let cookies = headers.get_all(COOKIE).iter();
    let mut cookies = cookies
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='));
    let (_, value) = cookies.find(|(name, _)| *name == wanted)?;
    Some(value)
}

/// 128 bits, in hexadecimal.
pub(super) fn new_word() -> Result<String, Refusal> {
    let bytes: [u8; 16] = random_bytes()?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn is_word(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
