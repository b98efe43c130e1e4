//! A parent opens the page in a chat app, against a fake of the vendors' servers.

use serde_json::{Value, json};

use super::support::chat_app::{ChatApps, OTHER_SITE_SECRET, SITE_SECRET};
use super::support::{School, new_key};
use crate::vendor::Reply::Json;

const MINI_PROGRAM: &str = "wechat-mini-program";
const SESSION: &str = "/sns/jscode2session";
const VISIT: &str = "/sns/oauth2/access_token";

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

#[test]
fn a_code_is_needed_once_and_then_the_chat_app_opens_the_account() {
    let school = School::new();
    let apps = ChatApps::new(&[(SESSION, &[Json(200, r#"{"openid":"o1"}"#)])]);
    let server = apps.serve(&school);
    let ticket = server.ticket(MINI_PROGRAM, "c1");
    let unknown = server.signs_in(MINI_PROGRAM, &ticket, "1").is(200);
    assert_eq!(unknown["token"], Value::Null);
    // Its answer was lost: the same request is told so again.
    let again = server.signs_in(MINI_PROGRAM, &ticket, "1").is(200);
    assert!(again["link"].is_string());
    let link = text(&unknown["link"]);
    let bound = server.binds_with(link, school.code(0), "b1").is(201);
    assert_eq!(server.names(&bound["token"]), ["学生1"]);

    let ticket = server.ticket(MINI_PROGRAM, "c2");
    let session = server.signs_in(MINI_PROGRAM, &ticket, "2").is(200);
    assert_ne!(session["token"], bound["token"]);
    assert_eq!(server.names(&session["token"]), ["学生1"]);
    // Its answer was lost: the same once more. Another page with the same ticket is nobody's.
    let again = server.signs_in(MINI_PROGRAM, &ticket, "2").is(200);
    assert_eq!(again, session);
    let stolen = server.signs_in(MINI_PROGRAM, &ticket, "3");
    stolen.is_problem(401, "host_refused");
    let late = server.ticket(MINI_PROGRAM, "c3");
    school.set_clock("2026-09-09T10:01:00+08:00");
    let late = server.signs_in(MINI_PROGRAM, &late, "4");
    late.is_problem(401, "host_refused");

    // The second child joins the account, and after a power cut the chat app opens it still.
    let token = text(&session["token"]);
    let second = server.post("/api/children").token(token).key("b2");
    second
        .json(&json!({ "code": school.code(1) }))
        .send()
        .is(201);
    server.kill();
    let server = apps.serve(&school);
    let ticket = server.ticket(MINI_PROGRAM, "c4");
    let session = server.signs_in(MINI_PROGRAM, &ticket, "5").is(200);
    assert_eq!(server.names(&session["token"]), ["学生1", "学生2"]);

    let token = text(&session["token"]);
    let end = server.request("DELETE", "/api/session/host").token(token);
    assert_eq!(end.key("end").send().status, 204);
    let ticket = server.ticket(MINI_PROGRAM, "c5");
    let ended = server.signs_in(MINI_PROGRAM, &ticket, "6").is(200);
    assert!(ended["link"].is_string() && ended["token"].is_null());
    // The phone that ended it is signed in still.
    assert_eq!(server.names(&session["token"]).len(), 2);
    let log = server.log();
    assert!(!log.contains("o1") && !log.contains("hush"), "{log}");
}

#[test]
fn a_lost_answer_is_fetched_and_the_vendor_is_asked_once() {
    let school = School::new();
    let used = Json(200, r#"{"errcode":40163,"errmsg":"code been used"}"#);
    let known = || Json(200, r#"{"openid":"o1"}"#);
    let apps = ChatApps::new(&[(VISIT, &[known(), used.clone(), known(), used])]);
    let server = apps.serve(&school);
    let answers: Vec<_> = std::thread::scope(|scope| {
        let twice = [(); 4].map(|()| scope.spawn(|| server.signs_in("wechat", "c1", "1").is(200)));
        twice.map(|one| one.join().expect("an answer")).into()
    });
    assert!(
        answers.iter().all(|answer| answer["link"].is_string()),
        "{answers:?}"
    );
    assert_eq!(apps.vendor.paths(), [VISIT]);
    server
        .signs_in("wechat", "c1", "2")
        .is_problem(401, "host_refused");
    assert_eq!(apps.vendor.paths(), [VISIT, VISIT]);
    let link = text(&answers[0]["link"]).to_owned();
    server.binds_with(&link, school.code(0), "b").is(201);
    let opened = server.signs_in("wechat", "c1", "1").is(200);
    assert_eq!(server.names(&opened["token"]), ["学生1"]);
    // The vendor takes no code twice, and need not: the answer is in the books, also after a power cut.
    let session = server.signs_in("wechat", "c2", "3").is(200);
    server.kill();
    let server = apps.serve(&school);
    let again = server.signs_in("wechat", "c2", "3").is(200);
    assert_eq!(again, session);
    assert_eq!(server.names(&again["token"]), ["学生1"]);
    assert_eq!(apps.vendor.paths(), [VISIT; 3]);
    // The key is for what it was sent with first.
    let other = server.signs_in("wechat", "c3", "3");
    other.is_problem(422, "idempotency_key_reused");
}

#[test]
fn the_schools_directory_knows_whose_parent_it_is() {
    let school = School::new();
    let entry = |children: &'static str| Json(200, children);
    let apps = ChatApps::new(&[
        (
            "/cgi-bin/gettoken",
            &[Json(
                200,
                r#"{"errcode":0,"access_token":"t","expires_in":7200}"#,
            )],
        ),
        (
            "/cgi-bin/auth/getuserinfo",
            &[
                Json(200, r#"{"errcode":0,"parent_userid":"p1"}"#),
                Json(200, r#"{"errcode":0,"parent_userid":"p1"}"#),
                Json(200, r#"{"errcode":0,"userid":"teacher"}"#),
            ],
        ),
        (
            "/cgi-bin/school/user/get",
            &[
                entry(
                    r#"{"errcode":0,"user_type":2,"parent":{"children":[{"student_userid":"20240101","name":"学生1"},{"student_userid":"20240102","name":"别人"},{"student_userid":"gone","name":"学生4"}]}}"#,
                ),
                entry(
                    r#"{"errcode":0,"user_type":2,"parent":{"children":[{"student_userid":"20240101","name":"学生1"},{"student_userid":"20240103","name":"学生3"}]}}"#,
                ),
            ],
        ),
    ]);
    let server = apps.serve(&school);
    let first = server.signs_in("wecom", "c1", "1").is(200);
    assert_eq!(server.names(&first["token"]), ["学生1"]);
    let second = server.signs_in("wecom", "c2", "2").is(200);
    assert_eq!(server.names(&second["token"]), ["学生1", "学生3"]);
    // A teacher has opened it; and the other parent's letter is good still.
    let teacher = server.signs_in("wecom", "c3", "3");
    teacher.is_problem(403, "host_account_refused");
    assert_eq!(
        server.bind(school.code(0)).me()["children"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    assert!(!first.to_string().contains("2024"), "{first}");
}

#[test]
fn nobody_gets_into_anothers_account() {
    let school = School::new();
    let apps = ChatApps::new(&[
        (SESSION, &[Json(200, r#"{"openid":"mother"}"#)]),
        (VISIT, &[Json(200, r#"{"openid":"neighbour"}"#)]),
    ]);
    let server = apps.serve(&school);
    let mother = server.bind(school.code(0));
    let neighbour = server.bind(school.code(1));
    let signed_in = |phone: &super::support::Phone<'_>| {
        let ticket = server.ticket(MINI_PROGRAM, "c");
        let body = json!({ "host": MINI_PROGRAM, "credential": ticket });
        let request = phone.post("/api/session/host").key(&new_key());
        request.json(&body).send().is(200)
    };
    // Her phone is signed in, and so was the neighbour's, lent for a moment: neither gives the chat app an account.
    for phone in [&neighbour, &mother] {
        let unknown = signed_in(phone);
        assert!(unknown["token"].is_null(), "{unknown}");
    }
    let ticket = server.ticket(MINI_PROGRAM, "c");
    let unknown = server.signs_in(MINI_PROGRAM, &ticket, "1").is(200);
    assert!(unknown["token"].is_null(), "{unknown}");
    // Only her child's code does.
    let code = mother.post("/api/children").key("linking");
    let code = code.header("Afterbell-Host-Link", text(&unknown["link"]));
    let code = code.json(&json!({ "code": school.code(0) })).send();
    code.is(200);
    let ticket = server.ticket(MINI_PROGRAM, "c");
    let session = server.signs_in(MINI_PROGRAM, &ticket, "again").is(200);
    assert_eq!(server.names(&session["token"]), ["学生1"]);

    // A link gives nobody a child whose code was used, and no other purpose takes it.
    let link = server.signs_in("wechat", "c", "2").is(200);
    let link = text(&link["link"]);
    let used = server.binds_with(link, school.code(0), "b1");
    used.is_problem(409, "code_used");
    let ticket = server.ticket(MINI_PROGRAM, "c");
    for (host, credential) in [
        (MINI_PROGRAM, link),
        ("alipay", &ticket),
        ("iframe", &ticket),
        (MINI_PROGRAM, "made-up-made-up-made-up"),
        (MINI_PROGRAM, ""),
    ] {
        let refused = server.signs_in(host, credential, &new_key());
        refused.is_problem(401, "host_refused");
    }
    // A link that is none keeps nobody's child away, and links nothing.
    server.binds_with("made up", school.code(2), "b2").is(201);
    server.binds_with(&ticket, school.code(3), "b3").is(201);
    let still = server.signs_in("wechat", "c", "3").is(200);
    assert!(still["link"].is_string());
    for host in ["desktop", "", "dingtalk", "../x"] {
        let unknown = server.signs_in(host, "c", &new_key());
        unknown.is_problem(404, "host_not_set_up");
    }
}

#[test]
fn a_site_that_frames_the_page_says_whom_it_knows() {
    let school = School::new();
    let server = ChatApps::new(&[]).serve(&school);
    let ask = |secret: &str| {
        let request = server.post("/api/hosts/iframe/tickets").token(secret);
        request.json(&json!({ "code": "parent-7" })).send()
    };
    let ticket = ask(SITE_SECRET).is(200);
    let session = server
        .signs_in("iframe", text(&ticket["ticket"]), "1")
        .is(200);
    let link = text(&session["link"]);
    server.binds_with(link, school.code(0), "b").is(201);
    let ticket = ask(SITE_SECRET).is(200);
    let session = server
        .signs_in("iframe", text(&ticket["ticket"]), "2")
        .is(200);
    assert_eq!(server.names(&session["token"]), ["学生1"]);
    // The number of another site's parent is somebody else's.
    let other = ask(OTHER_SITE_SECRET).is(200);
    let other = server
        .signs_in("iframe", text(&other["ticket"]), "3")
        .is(200);
    assert!(
        other["link"].is_string() && other["token"].is_null(),
        "{other}"
    );
    ask("hus").is_problem(403, "host_account_refused");
    let without = server.asks_ticket("iframe", "parent-7");
    without.is_problem(403, "host_account_refused");
    for host in ["telegram", "wecom", "desktop"] {
        let none = server.asks_ticket(host, "c");
        none.is_problem(404, "host_not_set_up");
    }
}

#[test]
fn a_word_that_could_be_shown_twice_counts_once() {
    let school = School::new();
    let token = r#"{"iss":"https://access.line.me","sub":"U1","aud":"1","iat":1,"exp":2}"#;
    let apps = ChatApps::new(&[("/oauth2/v2.1/verify", &[Json(200, token)])]);
    let server = apps.serve(&school);
    let first = server.signs_in("line", "id.token.1", "1").is(200);
    let again = server.signs_in("line", "id.token.1", "1").is(200);
    assert!(first["link"].is_string() && again["link"].is_string());
    // LINE takes it as often as it is shown, and however it is written.
    for (word, key) in [("id.token.1", "2"), ("id.token.2", "3")] {
        let stolen = server.signs_in("line", word, key);
        stolen.is_problem(401, "host_refused");
    }
}
