//! The district's own program, as its staff meets it.

use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::desk::{Colleague, PASSWORD, accept, code, confirm, invitation_in, sign_in};
use super::office::{Ran, afterbell};
use super::server::Server;

/// Books of a district, and its clock.
pub struct District {
    folder: TempDir,
}

impl District {
    pub fn new() -> Self {
        let district = Self {
            folder: tempfile::tempdir().expect("a temporary directory"),
        };
        district.set_clock("2026-09-09T10:00:00+08:00");
        district
            .command("open", &["--name", "某区教育局"])
            .succeeds();
        district
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    pub fn set_clock(&self, moment: &str) {
        std::fs::write(self.path("clock.next"), moment).expect("a file is written");
        std::fs::rename(self.path("clock.next"), self.path("clock")).expect("the clock is set");
    }

    pub fn command(&self, verb: &str, more: &[&str]) -> Ran {
        let data = self.path("data");
        let data = data.to_str().expect("a path in UTF-8");
        let all = ["district", verb, "--data-dir", data];
        afterbell(all.into_iter().chain(more.iter().copied()))
    }

    pub fn serve(&self) -> Server {
        let data = self.path("data").to_str().expect("a path").to_owned();
        let books = ["--data-dir".to_owned(), data];
        // Schools are asked when the test wants it.
        let more = ["--ask-every", "86400"];
        Server::start_as(
            &["district", "serve"],
            &books,
            &self.path("clock"),
            &self.path("serve.log"),
            &more,
        )
    }

    /// Somebody of the district, signed in.
    pub fn officer<'a>(&self, server: &'a Server, name: &str) -> Colleague<'a> {
        let link = self.command("invite", &["--name", name]).succeeds().stdout;
        self.arrived(server, name, &invitation_in(&link))
    }

    /// Somebody whom an officer has invited, signed in.
    pub fn colleague<'a>(&self, by: &Colleague<'a>, name: &str, role: &str) -> Colleague<'a> {
        let request = json!({ "name": name, "role": { "role": role } });
        let invited = by.send("POST", "/api/desk/staff", &request).is(201);
        let link = invited["link"].as_str().expect("a link");
        self.arrived(by.server, name, &invitation_in(link))
    }

    /// Opens the account and signs in.
    pub fn arrived<'a>(&self, server: &'a Server, name: &str, invitation: &str) -> Colleague<'a> {
        self.set_clock("2026-09-09T10:00:00+08:00");
        let told = accept(server, invitation);
        let secret = told["secret"].as_str().expect("a secret").to_owned();
        let confirmed = confirm(server, invitation, &code(&secret, 1_788_919_200));
        assert_eq!(confirmed.status, 204, "{}", confirmed.text());
        self.set_clock("2026-09-09T10:00:30+08:00");
        let signed_in = sign_in(server, name, PASSWORD, &code(&secret, 1_788_919_230));
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
}

/// Adds a school and gives its line.
#[track_caller]
pub fn add(officer: &Colleague<'_>, name: &str, address: &str, key: &str) -> Value {
    let school = json!({ "name": name, "address": address, "key": key });
    officer
        .send("POST", "/api/district/schools", &school)
        .is(201)
}
