use serde_json::json;

use super::support::{Answer, Phone, School};

fn send(phone: &Phone<'_>, body: impl Into<Vec<u8>>) -> Answer {
    let path = format!("/api/students/{}/selections", phone.child);
    let request = phone.post(&path).key(&super::support::new_key());
    request
        .header("Content-Type", "application/json")
        .body(body)
        .send()
}

#[test]
fn what_is_not_json_is_malformed_and_said_where() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    for body in [
        "",
        "{",
        "null",
        "[]",
        "\"menu\"",
        "{\"menu\":}",
        "\u{feff}{}",
        "{}{}",
    ] {
        let problem = send(&phone, body).is_problem(400, "malformed_request");
        let detail = problem["detail"].as_str().expect("a detail");
        assert!(detail.contains(':'), "{detail}");
    }
    send(&phone, vec![0xff, 0xfe, 0x00]).is_problem(400, "malformed_request");
}

#[test]
fn wrong_types_and_values_are_malformed() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let menu = server.menu_hash();
    let many: Vec<_> = (0..51).map(|n| format!("o{n}")).collect();
    for body in [
        json!({"menu": 1, "offerings": [], "care": []}),
        json!({"menu": "ABC", "offerings": [], "care": []}),
        json!({"menu": menu, "offerings": "all", "care": []}),
        json!({"menu": menu, "offerings": [null], "care": []}),
        json!({"menu": menu, "offerings": ["a", "a"], "care": []}),
        json!({"menu": menu, "offerings": ["' OR 1=1"], "care": []}),
        json!({"menu": menu, "offerings": many, "care": []}),
        json!({"menu": menu, "offerings": [], "care": [{"weekday": 8, "pick_up": "16:40"}]}),
        json!({"menu": menu, "offerings": [], "care": [{"weekday": 1, "pick_up": "25:00"}]}),
        json!({"menu": menu, "offerings": [], "care": [{"weekday": 1}]}),
        json!({"menu": menu, "offerings": []}),
        json!({"menu": menu, "offerings": [], "care": [], "price": 0}),
    ] {
        send(&phone, body.to_string()).is_problem(400, "malformed_request");
    }
    phone.receipt().is_problem(404, "nothing_submitted");
}

#[test]
fn a_body_is_not_repeated_in_the_answer() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let answer = send(
        &phone,
        json!({"menu": "张三的秘密", "offerings": [], "care": []}).to_string(),
    );
    answer.is_problem(400, "malformed_request");
    assert!(!answer.text().contains("秘密"), "{}", answer.text());
}

#[test]
fn a_body_as_deep_as_a_well_is_malformed() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
    send(&phone, deep).is_problem(400, "malformed_request");
    let deep = format!("{{\"menu\":{}", "{\"a\":".repeat(10_000));
    send(&phone, deep).is_problem(400, "malformed_request");
}

#[test]
fn a_body_over_64_kilobytes_is_too_large() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    send(&phone, " ".repeat(64 * 1024 + 1)).is_problem(413, "body_too_large");
    send(&phone, " ".repeat(900 * 1024)).is_problem(413, "body_too_large");
    send(&phone, " ".repeat(64 * 1024)).is_problem(400, "malformed_request");
}

#[test]
fn a_body_that_is_not_called_json_is_not_read() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft(&[]).to_string();
    let path = format!("/api/students/{}/selections", phone.child);
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "",
    ] {
        let request = phone.post(&path).key("key").header("Content-Type", kind);
        let answer = request.body(draft.clone()).send();
        answer.is_problem(415, "unsupported_media_type");
    }
    let nameless = phone.post(&path).key("key").body(draft.clone()).send();
    nameless.is_problem(415, "unsupported_media_type");
    let request = phone.post(&path).key("key");
    let request = request.header("Content-Type", "Application/JSON; charset=utf-8");
    request.body(draft).send().is(201);
}

#[test]
fn a_withdrawal_says_nothing_more() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.chooses(&[]);
    let answer = phone
        .withdrawal()
        .key("a")
        .json(&json!({"child": "other"}))
        .send();
    answer.is_problem(400, "malformed_request");
    let answer = phone
        .withdrawal()
        .key("b")
        .header("Content-Type", "text/plain");
    answer
        .body("please")
        .send()
        .is_problem(415, "unsupported_media_type");
    assert_eq!(phone.receipt().is(200)["status"], "submitted");
}

#[test]
fn what_is_not_there_is_not_found() {
    let school = School::new();
    let server = school.serve();
    for path in [
        "/api/nothing",
        "/api/",
        "/api",
        "/",
        "/index.html",
        "/api/students",
        "/%00",
    ] {
        server.get(path).send().is_problem(404, "not_found");
    }
    let unknown = format!("/api/menus/{}", "0".repeat(64));
    server.get(&unknown).send().is_problem(404, "menu_unknown");
    server
        .get("/api/menus/latest")
        .send()
        .is_problem(404, "menu_unknown");
    server
        .get("/api/menus/%ff")
        .send()
        .is_problem(404, "menu_unknown");
}

#[test]
fn another_method_is_told_which_are_allowed() {
    let school = School::new();
    let server = school.serve();
    for (method, path, allowed) in [
        ("POST", "/api/school", "GET,HEAD"),
        ("GET", "/api/children", "POST"),
        ("PUT", "/api/me", "GET,HEAD"),
        ("GET", "/api/session", "DELETE"),
        ("DELETE", "/api/places", "GET,HEAD"),
    ] {
        let answer = server.request(method, path).send();
        answer.is_problem(405, "method_not_allowed");
        assert_eq!(answer.header("allow"), Some(allowed), "{method} {path}");
    }
}

#[test]
fn every_answer_carries_the_headers_that_protect_it() {
    let school = School::new();
    let server = school.serve();
    for path in [
        "/api/school",
        "/api/nothing",
        "/api/me",
        "/healthz",
        "/nowhere",
    ] {
        let answer = server.get(path).send();
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "));
        assert!(policy.contains("frame-ancestors 'self'") && !policy.contains("unsafe-inline"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            Some("same-origin")
        );
        assert!(answer.header("permissions-policy").is_some());
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}
