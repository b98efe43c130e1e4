//! Chat apps' servers that fail, phones that try too often, and what stands between the two.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::support::chat_app::{ChatApps, SITE_SECRET};
use super::support::{School, new_key};
use crate::vendor::Reply::{Garbage, HalfSaid, HangsUp, Json, Silent};

const VISIT: &str = "/sns/oauth2/access_token";
/// Two questions' limit, and room for a machine that is busy.
const FAR_TOO_LONG: Duration = Duration::from_secs(18);

#[test]
fn a_vendor_that_misbehaves_gets_a_clear_answer_and_the_next_parent_comes_in() {
    let school = School::new();
    let troubles = [
        (
            Json(200, r#"{"errcode":40029,"errmsg":"invalid code"}"#),
            401,
            "host_refused",
        ),
        (Json(200, r#"{"errcode":42003}"#), 401, "host_refused"),
        (
            Json(200, r#"{"openid":"o1","is_snapshotuser":1}"#),
            401,
            "host_refused",
        ),
        (
            Json(200, r#"{"errcode":40226}"#),
            403,
            "host_account_refused",
        ),
        (Json(200, r#"{"errcode":45011}"#), 503, "host_failed"),
        (Json(200, r#"{"errcode":40125}"#), 503, "host_failed"),
        (Json(500, "oops"), 503, "host_failed"),
        (Json(200, "<html>"), 503, "host_failed"),
        (Json(200, r#"{"openid":""}"#), 503, "host_failed"),
        (Garbage, 503, "host_failed"),
        (HangsUp, 503, "host_failed"),
        (HalfSaid, 503, "host_failed"),
        (Silent, 503, "host_failed"),
    ];
    let mut replies: Vec<_> = troubles.iter().map(|(reply, _, _)| reply.clone()).collect();
    replies.push(Json(200, r#"{"openid":"o1"}"#));
    let apps = ChatApps::new(&[(VISIT, &replies)]);
    let server = apps.serve(&school);
    for (number, (_, status, code)) in troubles.iter().enumerate() {
        let started = Instant::now();
        let key = number.to_string();
        let answer = server.signs_in("wechat", "c", &key);
        let problem = answer.is_problem(*status, code);
        assert!(started.elapsed() < FAR_TOO_LONG, "{problem}");
        assert!(problem["detail"].is_string(), "{problem}");
        // What the school has to put right does not pass by waiting.
        let is_lasting = *status != 503 || problem["detail"].to_string().contains("40125");
        let is_unreadable = problem["detail"].to_string().contains("read");
        let waits = problem["retry_after_seconds"].is_u64();
        assert_eq!(waits, !is_lasting && !is_unreadable, "{problem}");
    }
    let known = server.signs_in("wechat", "c", "last").is(200);
    assert!(known["link"].is_string());
    let log = server.log();
    assert_eq!(log.matches("host_refused").count(), troubles.len());
    assert!(
        log.contains("40125") && !log.contains("o1") && !log.contains("hush"),
        "{log}"
    );
}

#[test]
fn while_a_vendor_is_silent_everybody_else_is_served() {
    let school = School::new();
    let token = r#"{"iss":"https://access.line.me","sub":"U1","aud":"1","iat":1,"exp":2}"#;
    let apps = ChatApps::new(&[
        (VISIT, &[Silent]),
        ("/oauth2/v2.1/verify", &[Json(200, token)]),
    ]);
    let server = apps.serve(&school);
    std::thread::scope(|scope| {
        // More than may ask one vendor at once.
        let waiting = [(); 70].map(|()| {
            let sign_in = || server.signs_in("wechat", "c", &new_key());
            scope.spawn(sign_in)
        });
        while apps.vendor.paths().len() < 64 {
            std::thread::yield_now();
        }
        let phone = server.bind(school.code(0));
        phone.chooses(&["篮球"]);
        // Another vendor answers: nobody there waits for a turn with this one.
        server.signs_in("line", "id.token", "line").is(200);
        let asked = apps.vendor.paths();
        let silent = asked.iter().filter(|path| *path == VISIT).count();
        assert!(waiting.iter().any(|one| !one.is_finished()) || silent > 64);
        for one in waiting {
            let answer = one.join().expect("an answer");
            answer.is_problem(503, "host_failed");
        }
    });
}

#[test]
fn who_shows_what_is_none_over_and_over_waits_for_a_turn_and_shuts_nobody_out() {
    let school = School::new();
    let refused = Json(200, r#"{"errcode":40029}"#);
    let mut replies = vec![refused; 51];
    replies.push(Json(200, r#"{"openid":"o1"}"#));
    let apps = ChatApps::new(&[(VISIT, &replies)]);
    let server = apps.serve(&school);
    for _ in 0..51 {
        let refused = server.signs_in("wechat", "made-up", &new_key());
        refused.is_problem(401, "host_refused");
    }
    let limited = server.signs_in("wechat", "c", "1");
    let limited = limited.is_problem(429, "too_many_attempts");
    assert_eq!(limited["retry_after_seconds"], 1);
    assert_eq!(apps.vendor.paths().len(), 51);
    // What costs no vendor a question waits for none, and the letter's code opens all the same.
    let forged = server.signs_in("telegram", "made=up", "t");
    forged.is_problem(401, "host_refused");
    let site = server.post("/api/hosts/iframe/tickets").token(SITE_SECRET);
    site.json(&json!({ "code": "p" })).send().is(200);
    server.bind(school.code(0));
    school.set_clock("2026-09-09T10:00:01+08:00");
    let next = server.signs_in("wechat", "c", "1").is(200);
    assert!(next["link"].is_string());
}

#[test]
fn teachers_who_open_the_page_keep_no_parent_out() {
    let school = School::new();
    let token = Json(200, r#"{"errcode":0,"access_token":"t","expires_in":7200}"#);
    let apps = ChatApps::new(&[
        ("/cgi-bin/gettoken", &[token]),
        (
            "/cgi-bin/auth/getuserinfo",
            &[Json(200, r#"{"errcode":0,"userid":"teacher"}"#)],
        ),
        (VISIT, &[Json(200, r#"{"openid":"o1"}"#)]),
    ]);
    let server = apps.serve(&school);
    for _ in 0..60 {
        let teacher = server.signs_in("wecom", "c", &new_key());
        teacher.is_problem(403, "host_account_refused");
    }
    for key in ["1", "2"] {
        server.signs_in("wechat", key, key).is(200);
    }
}

#[test]
fn one_chat_account_does_not_fill_the_books() {
    let school = School::new();
    let server = ChatApps::new(&[]).serve(&school);
    let enter = || {
        let request = server.post("/api/hosts/iframe/tickets").token(SITE_SECRET);
        let ticket = request.json(&json!({ "code": "p" })).send().is(200);
        let ticket = ticket["ticket"].as_str().expect("a ticket");
        server.signs_in("iframe", ticket, &new_key())
    };
    for _ in 0..60 {
        enter().is(200);
    }
    enter().is_problem(429, "too_many_attempts");
}

#[test]
fn a_page_gets_a_signature_for_its_own_address() {
    let school = School::new();
    let apps = ChatApps::new(&[
        (
            "/cgi-bin/token",
            &[Json(200, r#"{"access_token":"t","expires_in":7200}"#)],
        ),
        (
            "/cgi-bin/ticket/getticket",
            &[Json(200, r#"{"errcode":0,"ticket":"k","expires_in":7200}"#)],
        ),
    ]);
    let server = apps.serve(&school);
    let origin = "https://example.school";
    let asked = |host: &str, body: &Value| {
        let path = format!("/api/hosts/{host}/signature");
        server.post(&path).json(body)
    };
    let sign = |host: &str, address: &str| {
        let asked = asked(host, &json!({ "address": address }));
        let fetched = asked.header("sec-fetch-site", "same-origin");
        fetched.header("origin", origin).send()
    };
    // As a vendor's visit leaves it.
    let address = "https://example.school/?in=wechat&code=c&state=s";
    let signed = sign("wechat", address).is(200);
    let nonce = signed["nonce"].as_str().expect("a nonce");
    let timestamp = signed["timestamp"].as_u64().expect("a time");
    let expected = afterbell_hosts::page_signature("k", nonce, timestamp, address);
    assert_eq!(signed["signature"], expected);
    assert_ne!(sign("wechat", address).is(200)["nonce"], signed["nonce"]);
    assert_eq!(apps.vendor.paths().len(), 2, "the ticket is kept");
    for address in [
        "",
        "javascript:x",
        origin,
        "https://example.school.evil/",
        "https://evil/?https://example.school/",
        "http://example.school/",
        "https://example.school/#/bind",
        &format!("{origin}/{}", "x".repeat(2048)),
    ] {
        sign("wechat", address).is_problem(400, "malformed_request");
    }
    for host in ["telegram", "desktop"] {
        sign(host, address).is_problem(404, "host_not_set_up");
    }
    let body = json!({ "address": address });
    asked("wechat", &body)
        .send()
        .is_problem(403, "foreign_origin");
    let elsewhere = asked("wechat", &body).header("sec-fetch-site", "cross-site");
    elsewhere.send().is_problem(403, "foreign_origin");
    let in_address = format!("/api/hosts/wechat/signature?url={address}");
    server
        .get(&in_address)
        .send()
        .is_problem(405, "method_not_allowed");
}

#[test]
fn a_gateway_carries_whole_requests_of_parents_and_no_others() {
    let school = School::new();
    let server = ChatApps::new(&[]).serve(&school);
    let relay = |method: &str, path: &str, headers: Value, body: &Value| {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let asked = json!({ "method": method, "path": path, "headers": headers, "body": body });
        server.post("/api/relay").json(&asked).send()
    };
    let inner = |answer: &Value| -> Value {
        serde_json::from_str(answer["body"].as_str().expect("a body")).expect("JSON")
    };
    let nothing = Value::Null;
    let view = relay("GET", "/api/school", json!({}), &nothing).is(200);
    assert_eq!(
        (&view["status"], &view["content_type"]),
        (&json!(200), &json!("application/json"))
    );
    assert_eq!(inner(&view), server.get("/api/school").send().is(200));
    let key = json!({ "Content-Type": "application/json", "Idempotency-Key": "k" });
    let bound = relay(
        "POST",
        "/api/children",
        key,
        &json!({ "code": school.code(0) }),
    )
    .is(200);
    assert_eq!(bound["status"], 201);
    let token = inner(&bound)["token"].as_str().expect("a token").to_owned();
    let headers =
        json!({ "authorization": format!("Bearer {token}"), "cookie": "afterbell_desk=x" });
    let me = relay("GET", "/api/me", headers, &nothing).is(200);
    assert_eq!(inner(&me)["children"][0]["student"]["name"], "学生1");
    // A refusal is an answer like any other.
    let refused = relay("GET", "/api/me", json!({}), &nothing).is(200);
    assert_eq!(
        (&refused["status"], &inner(&refused)["code"]),
        (&json!(401), &json!("sign_in_required"))
    );
    for path in [
        "/api/relay",
        "/api/desk/me",
        "/api/places/events",
        "/api/places/events#x",
        "/api/places/events?a#x",
        "/healthz",
        "/",
        "/api/../api/desk/me",
        "//other/api/me",
        "/api//desk/me",
        "/api/%64esk/me",
        "https://other/api/me",
        "api/me",
    ] {
        let method = match path.contains("events") {
            true => "GET",
            false => "POST",
        };
        let answer = relay(method, path, json!({}), &nothing);
        let status = match answer.status {
            200 => answer.json()["status"].as_u64(),
            refused => Some(refused.into()),
        };
        assert!(
            matches!(status, Some(404 | 415)),
            "{path}: {}",
            answer.text()
        );
    }
    relay("PATCH", "/api/me", json!({}), &nothing).is_problem(400, "malformed_request");
    let broken = json!({ "authorization": "a\nb" });
    relay("GET", "/api/me", broken, &nothing).is_problem(400, "malformed_request");

    let plain = school_without(&School::new());
    plain.is_problem(404, "host_not_set_up");
}

fn school_without(school: &School) -> super::support::Answer {
    let server = school.serve();
    let asked = json!({ "method": "GET", "path": "/api/school" });
    server.post("/api/relay").json(&asked).send()
}
