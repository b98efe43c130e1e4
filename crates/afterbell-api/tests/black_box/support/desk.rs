//! Somebody at the school's desk, as a browser would be it.

use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use super::http::{Answer, Request};
use super::school::School;
use super::server::Server;

pub const PASSWORD: &str = "correct horse battery";

/// What an authenticator shows.
pub fn code(secret: &str, unix_seconds: u64) -> String {
    let secret = Secret::try_from_base32(secret).expect("base32");
    let totp = Builder::new().with_secret(secret).build_noncompliant();
    totp.generate(unix_seconds).to_string()
}

/// As the page of the server sends it.
pub fn from_own_page(server: &Server, method: &str, path: &str) -> Request {
    server
        .request(method, path)
        .header("Sec-Fetch-Site", "same-origin")
}

pub struct Colleague<'a> {
    pub server: &'a Server,
    pub name: String,
    pub secret: String,
    pub cookie: String,
}

/// The one-time part of a printed or told link.
pub fn invitation_in(link: &str) -> String {
    let (_, invitation) = link.trim().rsplit_once("#/accept/").expect("a link");
    invitation.to_owned()
}

/// Invites by the command line and gives what stands behind the `#`.
pub fn invited(school: &School, name: &str, more: &[&str]) -> String {
    let arguments: Vec<&str> = ["invite"].into_iter().chain(more.iter().copied()).collect();
    let ran = school.staff(&arguments, name);
    invitation_in(&ran.succeeds().stdout)
}

#[track_caller]
pub fn accept(server: &Server, invitation: &str) -> Value {
    from_own_page(server, "POST", "/api/desk/invitation/accept")
        .json(&json!({ "invitation": invitation, "password": PASSWORD }))
        .send()
        .is(200)
}

pub fn confirm(server: &Server, invitation: &str, code: &str) -> Answer {
    from_own_page(server, "POST", "/api/desk/invitation/confirm")
        .json(&json!({ "invitation": invitation, "code": code }))
        .send()
}

pub fn sign_in(server: &Server, name: &str, password: &str, code: &str) -> Answer {
    from_own_page(server, "POST", "/api/desk/session")
        .json(&json!({ "name": name, "password": password, "code": code }))
        .send()
}

/// Accepts, confirms at one moment and signs in at the next.
#[track_caller]
pub fn arrived<'a>(
    school: &School,
    server: &'a Server,
    name: &str,
    invitation: &str,
    at: &[(&str, u64); 2],
) -> Colleague<'a> {
    let [(first, first_unix), (next, next_unix)] = at;
    school.set_clock(first);
    let told = accept(server, invitation);
    let secret = told["secret"].as_str().expect("a secret").to_owned();
    let confirmed = confirm(server, invitation, &code(&secret, *first_unix));
    assert_eq!(confirmed.status, 204, "{}", confirmed.text());
    school.set_clock(next);
    let signed_in = sign_in(server, name, PASSWORD, &code(&secret, *next_unix));
    assert_eq!(signed_in.status, 204, "{}", signed_in.text());
    let cookie = signed_in.header("set-cookie").expect("a cookie");
    let (cookie, _) = cookie.split_once(';').expect("attributes");
    Colleague {
        server,
        name: name.to_owned(),
        secret,
        cookie: cookie.to_owned(),
    }
}

/// 10:00:00 and 10:00:30 on the day the sample school chooses.
pub const TIMES: [(&str, u64); 2] = [
    ("2026-09-09T10:00:00+08:00", 1_788_919_200),
    ("2026-09-09T10:00:30+08:00", 1_788_919_230),
];

impl Colleague<'_> {
    pub fn request(&self, method: &str, path: &str) -> Request {
        from_own_page(self.server, method, path).header("Cookie", &self.cookie)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path).send()
    }

    pub fn send(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.request(method, path).json(body).send()
    }
}
