use rusqlite::Connection;
use serde_json::{Value, json};

use super::support::{Answer, School};

#[test]
fn the_same_request_gets_the_same_bytes_and_counts_once() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft(&[&server.offering("篮球")]);
    let first = phone.submission(&draft).key("lost").send();
    school.set_clock("2026-09-09T11:00:00+08:00");
    let again = phone.submission(&draft).key("lost").send();
    assert_eq!((first.status, &first.body), (201, &again.body));
    assert_eq!(again.status, 201);
    // One of two places is taken, not both.
    server.bind(school.code(1)).chooses(&["篮球"]);
}

#[test]
fn an_old_answer_is_given_again_whatever_came_after_it() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft(&[&server.offering("篮球")]);
    let first = phone.submission(&draft).key("lost").send();
    phone.withdraw().is(200);
    assert_eq!(phone.submission(&draft).key("lost").send().body, first.body);
    assert_eq!(phone.receipt().is(200)["status"], "withdrawn");
}

#[test]
fn answers_outlive_the_server() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let (token, child) = (phone.token.clone(), phone.child.clone());
    let draft = phone.draft(&[&server.offering("篮球")]);
    let first = phone.submission(&draft).key("lost").send().body;
    server.kill();
    let server = school.serve();
    let request = server
        .post(&format!("/api/students/{child}/selections"))
        .token(&token);
    assert_eq!(request.key("lost").json(&draft).send().body, first);
}

#[test]
fn white_space_and_order_of_keys_make_no_other_request() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let menu = server.menu_hash();
    let send = |body: String| {
        let path = format!("/api/students/{}/selections", phone.child);
        let request = phone
            .post(&path)
            .key("same")
            .header("Content-Type", "application/json");
        request.body(body).send()
    };
    let first = send(format!(r#"{{"menu":"{menu}","offerings":[],"care":[]}}"#));
    let again = send(format!(
        " {{ \"care\" : [],\n \"offerings\":[ ], \"menu\":\"{menu}\"}} "
    ));
    assert_eq!((201, first.body), (again.status, again.body));
}

#[test]
fn another_body_under_the_same_key_is_refused() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let first = phone.draft(&[&server.offering("跳绳")]);
    phone.submission(&first).key("key").send().is(201);
    let other = phone.draft(&[]);
    let answer = phone.submission(&other).key("key").send();
    answer.is_problem(422, "idempotency_key_reused");
    let withdrawal = phone.withdrawal().key("key").send();
    withdrawal.is_problem(422, "idempotency_key_reused");
    assert_eq!(phone.receipt().is(200)["status"], "submitted");
}

#[test]
fn keys_of_different_children_do_not_meet() {
    let school = School::new();
    let server = school.serve();
    for n in 0..2 {
        let phone = server.bind(school.code(n));
        phone.submission(&phone.draft(&[])).key("1").send().is(201);
    }
}

#[test]
fn a_write_without_a_proper_key_is_refused() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft(&[]);
    let missing = |answer: Answer| answer.is_problem(400, "idempotency_key_missing");
    missing(phone.submission(&draft).send());
    missing(phone.withdrawal().send());
    missing(
        server
            .post("/api/children")
            .json(&json!({"code": school.code(1)}))
            .send(),
    );
    for key in ["", "with space", &"x".repeat(65), "caf\u{e9}", "tab\there"] {
        missing(phone.submission(&draft).key(key).send());
    }
    missing(phone.submission(&draft).key("one").key("two").send());
    phone.submission(&draft).key(&"~".repeat(64)).send().is(201);
}

/// A second program holds the books, so the first request cannot end before we say so.
#[test]
fn a_request_that_is_still_being_worked_on_is_told_to_wait() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft(&[&server.offering("篮球")]);
    let books = Connection::open(school.data().join("afterbell.sqlite")).expect("the books");
    books
        .execute_batch("BEGIN IMMEDIATE")
        .expect("the books are ours");
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let (told, hears) = std::sync::mpsc::channel();
        for _ in 0..4 {
            let (told, phone, draft) = (told.clone(), &phone, &draft);
            scope.spawn(move || told.send(phone.submission(draft).key("tap").send()).is_ok());
        }
        // Three are turned away at once, whichever they are; only then the first goes on.
        let early: Vec<_> = hears.iter().take(3).collect();
        books.execute_batch("COMMIT").expect("the books are free");
        early.into_iter().chain(hears.iter().take(1)).collect()
    });
    for answer in &answers[..3] {
        let problem = answer.is_problem(409, "request_in_flight");
        assert_eq!(problem["retry_after_seconds"], 1);
        assert_eq!(answer.header("retry-after"), Some("1"));
    }
    answers[3].is(201);
    let again = phone.submission(&draft).key("tap").send();
    assert_eq!(again.body, answers[3].body);
}

#[test]
fn a_draft_of_another_menu_is_told_which_one_holds() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = json!({"menu": "0".repeat(64), "offerings": [], "care": []});
    let problem = phone
        .submission(&draft)
        .key("key")
        .send()
        .is_problem(409, "menu_changed");
    assert_eq!(problem["menu"], server.menu_hash());
    assert_eq!(problem["verdict"], Value::Null);
}
