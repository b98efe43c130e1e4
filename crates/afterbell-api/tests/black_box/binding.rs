use serde_json::{Value, json};

use super::support::{Answer, School, Server, new_key};

fn bind(server: &Server, code: &str, key: &str) -> Answer {
    let request = server.post("/api/children").key(key);
    request.json(&json!({ "code": code })).send()
}

fn bind_to(server: &Server, token: &str, code: &str) -> Answer {
    let request = server.post("/api/children").key(&new_key()).token(token);
    request.json(&json!({ "code": code })).send()
}

fn names(me: &Value) -> Vec<&str> {
    let children = me["children"].as_array().expect("children").iter();
    children
        .map(|child| child["student"]["name"].as_str().expect("a name"))
        .collect()
}

#[test]
fn a_code_of_the_letter_opens_an_account_with_the_child() {
    let school = School::new();
    let server = school.serve();
    let bound = bind(&server, school.code(0), "first").is(201);
    assert_eq!(names(&bound["me"]), ["学生1"]);
    assert_eq!(bound["child"], bound["me"]["children"][0]["student"]["id"]);
    assert_eq!(
        bound["me"]["children"][0]["student"]["class"],
        json!({"grade": 3, "number": 1})
    );
    let token = bound["token"].as_str().expect("a token");
    assert_eq!(token.len(), 43);
    let me = server.get("/api/me").token(token).send().is(200);
    assert_eq!(names(&me), ["学生1"]);
    assert_eq!(me["now"], "2026-09-09T10:00:00+08:00");
}

#[test]
fn an_account_never_shows_the_school_number() {
    let school = School::new();
    let server = school.serve();
    let bound = bind(&server, school.code(0), "first");
    assert!(!bound.text().contains("20240101"), "{}", bound.text());
}

#[test]
fn a_code_is_read_however_it_is_typed() {
    let school = School::new();
    let server = school.serve();
    let typed = school
        .code(0)
        .to_lowercase()
        .replace('-', " ")
        .replace('0', "o");
    bind(&server, &typed, "first").is(201);
}

#[test]
fn an_unknown_code_is_told_as_unknown() {
    let school = School::new();
    let server = school.serve();
    bind(&server, "0000-0000-0000-0000", "first").is_problem(404, "code_unknown");
}

#[test]
fn a_code_can_be_used_once() {
    let school = School::new();
    let server = school.serve();
    bind(&server, school.code(0), "first").is(201);
    bind(&server, school.code(0), "second").is_problem(409, "code_used");
}

#[test]
fn a_code_that_is_none_is_not_repeated_in_the_answer() {
    let school = School::new();
    let server = school.serve();
    let answer = bind(&server, "NEARLY-A-SECRET", "first");
    answer.is_problem(400, "malformed_request");
    assert!(!answer.text().contains("SECRET"));
}

#[test]
fn a_lost_reply_is_given_again_with_the_same_token() {
    let school = School::new();
    let server = school.serve();
    let first = bind(&server, school.code(0), "lost");
    let again = bind(&server, school.code(0), "lost");
    assert_eq!(first.is(201), again.is(201));
}

#[test]
fn a_lost_reply_is_given_again_after_a_restart() {
    let school = School::new();
    let server = school.serve();
    let first = bind(&server, school.code(0), "lost").is(201);
    server.kill();
    let server = school.serve();
    assert_eq!(first, bind(&server, school.code(0), "lost").is(201));
}

#[test]
fn a_key_is_for_one_code_only() {
    let school = School::new();
    let server = school.serve();
    bind(&server, school.code(0), "key").is(201);
    bind(&server, school.code(1), "key").is_problem(422, "idempotency_key_reused");
    bind(&server, school.code(1), "other").is(201);
}

#[test]
fn a_wrong_code_does_not_use_up_the_key() {
    let school = School::new();
    let server = school.serve();
    bind(&server, "0000-0000-0000-0000", "key").is_problem(404, "code_unknown");
    bind(&server, school.code(0), "key").is(201);
}

#[test]
fn a_second_child_joins_the_account_in_the_order_of_binding() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(1));
    let bound = bind_to(&server, &phone.token, school.code(0)).is(201);
    assert_eq!(bound["token"], Value::Null);
    assert_eq!(names(&bound["me"]), ["学生2", "学生1"]);
    assert_eq!(bound["child"], bound["me"]["children"][1]["student"]["id"]);
    assert_eq!(names(&phone.me()), ["学生2", "学生1"]);
}

#[test]
fn binding_a_child_again_to_its_account_changes_nothing() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let again = bind_to(&server, &phone.token, school.code(0)).is(200);
    assert_eq!(names(&again["me"]), ["学生1"]);
    assert_eq!(again["token"], Value::Null);
}

#[test]
fn a_fresh_letter_lets_a_second_guardian_in_and_not_out_the_first() {
    let school = School::new();
    let server = school.serve();
    let mother = server.bind(school.code(0));
    let fresh = school.letters(&["--school-number", "20240101"]);
    // The mother tries it too: the child is hers already, so the code stays for the father.
    bind_to(&server, &mother.token, &fresh[0].code).is(200);
    let father = server.bind(&fresh[0].code);
    assert_eq!(father.child, mother.child);
    assert_ne!(father.token, mother.token);
    assert_eq!(names(&mother.me()), ["学生1"]);
}

#[test]
fn a_fresh_letter_ends_the_old_code() {
    let school = School::new();
    let server = school.serve();
    let fresh = school.letters(&["--school-number", "20240101"]);
    bind(&server, school.code(0), "old").is_problem(404, "code_unknown");
    bind(&server, &fresh[0].code, "new").is(201);
}

#[test]
fn of_two_phones_with_one_letter_exactly_one_is_let_in() {
    let school = School::new();
    let server = school.serve();
    let answers: Vec<_> = std::thread::scope(|scope| {
        let phones: Vec<_> = (0..12)
            .map(|n| {
                let (server, school) = (&server, &school);
                scope.spawn(move || bind(server, school.code(0), &format!("phone-{n}")).status)
            })
            .collect();
        phones
            .into_iter()
            .map(|phone| phone.join().expect("an answer"))
            .collect()
    });
    assert_eq!(answers.iter().filter(|status| **status == 201).count(), 1);
    assert!(
        answers.iter().all(|status| matches!(status, 201 | 409)),
        "{answers:?}"
    );
}

#[test]
fn an_unknown_field_is_refused() {
    let school = School::new();
    let server = school.serve();
    let body = json!({ "code": school.code(0), "admin": true });
    let request = server.post("/api/children").key("key").json(&body);
    request.send().is_problem(400, "malformed_request");
}
