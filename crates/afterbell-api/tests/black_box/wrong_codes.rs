use serde_json::json;

use super::support::{Answer, School, Server, new_key};

const WRONG: &str = "0000-0000-0000-0000";

fn try_code(server: &Server, token: Option<&str>, code: &str) -> Answer {
    let request = server.post("/api/children").key(&new_key());
    let request = match token {
        Some(token) => request.token(token),
        None => request,
    };
    request.json(&json!({ "code": code })).send()
}

/// Tries wrong codes until told to stop, and says how many were heard.
fn until_limited(server: &Server, token: Option<&str>) -> (u32, Answer) {
    for tried in 0..1_000 {
        let answer = try_code(server, token, WRONG);
        if answer.status == 429 {
            return (tried, answer);
        }
        answer.is_problem(404, "code_unknown");
    }
    panic!("a thousand wrong codes were heard");
}

#[test]
fn an_account_may_be_wrong_ten_times() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let (heard, limited) = until_limited(&server, Some(&phone.token));
    assert_eq!(heard, 10);
    let problem = limited.is_problem(429, "too_many_attempts");
    assert_eq!(problem["retry_after_seconds"], 600);
    assert_eq!(limited.header("retry-after"), Some("600"));
    // A neighbour behind the same address is not locked out by that, nor is a right code.
    server.bind(school.code(1));
    let right = try_code(&server, Some(&phone.token), school.code(2));
    right.is(201);
}

#[test]
fn an_address_may_be_wrong_fifty_times_and_right_as_often_as_it_likes() {
    let school = School::new();
    let server = school.serve();
    for n in 0..30 {
        server.bind(school.code(n));
    }
    let (heard, _) = until_limited(&server, None);
    assert_eq!(heard, 50);
}

#[test]
fn the_limit_passes_with_time() {
    let school = School::new();
    let server = school.serve();
    until_limited(&server, None);
    school.set_clock("2026-09-09T10:09:59+08:00");
    let problem = try_code(&server, None, WRONG).is(429);
    assert_eq!(problem["retry_after_seconds"], 1);
    school.set_clock("2026-09-09T10:10:00+08:00");
    try_code(&server, None, WRONG).is_problem(404, "code_unknown");
}

/// A whole school behind one address, and one prankster in it.
#[test]
fn who_has_a_right_code_is_not_locked_out_by_others() {
    let school = School::new();
    let server = school.serve();
    let used = school.code(0);
    server.bind(used);
    until_limited(&server, None);
    for n in 1..20 {
        server.bind(school.code(n));
    }
    // A letter that was used before is no key to go on trying with.
    try_code(&server, None, used).is_problem(429, "too_many_attempts");
    try_code(&server, None, WRONG).is_problem(429, "too_many_attempts");
}

#[test]
fn a_malformed_code_is_no_attempt() {
    let school = School::new();
    let server = school.serve();
    for _ in 0..60 {
        try_code(&server, None, "ABC").is_problem(400, "malformed_request");
    }
    try_code(&server, None, school.code(0)).is(201);
}

#[test]
fn behind_a_proxy_the_proxy_says_who_asks() {
    let school = School::new();
    let server = school.serve_with(&["--behind-proxy"]);
    let from = |address: &str, code: &str| {
        let request = server.post("/api/children").key(&new_key());
        let request = request.header("X-Forwarded-For", address);
        request.json(&json!({ "code": code })).send().status
    };
    // What stands before the last entry is the client's own word.
    let tried = (0..100).take_while(|n| from(&format!("10.0.0.{n}, 192.0.2.1"), WRONG) != 429);
    assert_eq!(tried.count(), 50);
    assert_eq!(from("192.0.2.2", school.code(0)), 201);
}

#[test]
fn without_a_proxy_nobody_can_say_to_be_somebody_else() {
    let school = School::new();
    let server = school.serve();
    let from = |n: u32| {
        let request = server.post("/api/children").key(&new_key());
        let request = request.header("X-Forwarded-For", &format!("192.0.2.{n}"));
        request.json(&json!({ "code": WRONG })).send().status
    };
    assert_eq!((0..100).take_while(|n| from(*n) != 429).count(), 50);
}
