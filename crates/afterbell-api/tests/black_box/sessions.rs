use super::support::{School, Server};

fn sign_out(server: &Server, token: &str) -> u16 {
    let request = server.request("DELETE", "/api/session").key("farewell");
    request.token(token).send().status
}

#[test]
fn without_a_session_nothing_is_told_of_children() {
    let school = School::new();
    let server = school.serve();
    let child = server.bind(school.code(0)).child.clone();
    for (method, path) in [
        ("GET", "/api/me".to_owned()),
        ("DELETE", "/api/session".to_owned()),
        ("GET", format!("/api/students/{child}/receipt")),
        ("POST", format!("/api/students/{child}/selections")),
        ("POST", format!("/api/students/{child}/withdrawals")),
    ] {
        let answer = server.request(method, &path).send();
        answer.is_problem(401, "sign_in_required");
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    }
}

#[test]
fn what_is_no_token_opens_nothing() {
    let school = School::new();
    let server = school.serve();
    let token = server.bind(school.code(0)).token.clone();
    let other = format!("{}A", &token[..42]);
    let other = if other == token {
        format!("{}B", &token[..42])
    } else {
        other
    };
    for header in [
        format!("Bearer {other}"),
        format!("Basic {token}"),
        format!("Bearer{token}"),
        format!("Bearer {token}{token}"),
        "Bearer ".to_owned(),
        "Bearer ' OR 1=1 --".to_owned(),
        String::new(),
    ] {
        let answer = server
            .get("/api/me")
            .header("Authorization", &header)
            .send();
        answer.is_problem(401, "sign_in_required");
    }
    server
        .get("/api/me")
        .header("Authorization", &format!("bearer {token}"))
        .send()
        .is(200);
}

#[test]
fn signing_out_ends_this_session_and_no_other() {
    let school = School::new();
    let server = school.serve();
    let (phone, other) = (server.bind(school.code(0)), server.bind(school.code(1)));
    assert_eq!(sign_out(&server, &phone.token), 204);
    phone
        .get("/api/me")
        .send()
        .is_problem(401, "sign_in_required");
    // A lost reply: the same request is told the same.
    assert_eq!(sign_out(&server, &phone.token), 204);
    assert_eq!(sign_out(&server, &"A".repeat(43)), 401);
    let keyless = server.request("DELETE", "/api/session");
    let answer = keyless.token(&other.token).send();
    answer.is_problem(400, "idempotency_key_missing");
    other.me();
}

#[test]
fn a_session_lasts_180_days_to_the_second() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    school.set_clock("2027-03-08T09:59:59+08:00");
    phone.me();
    school.set_clock("2027-03-08T10:00:00+08:00");
    phone
        .get("/api/me")
        .send()
        .is_problem(401, "sign_in_required");
}

#[test]
fn a_dead_token_is_told_rather_than_given_a_second_account() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    sign_out(&server, &phone.token);
    let body = serde_json::json!({ "code": school.code(1) });
    let request = phone.post("/api/children").key("key").json(&body);
    request.send().is_problem(401, "sign_in_required");
    server.bind(school.code(1));
}
