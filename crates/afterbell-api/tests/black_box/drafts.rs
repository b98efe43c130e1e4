use rusqlite::Connection;
use serde_json::{Value, json};

use super::support::{School, new_key};

#[test]
fn a_draft_is_there_on_another_phone_until_it_is_sent() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    assert_eq!(phone.me()["children"][0]["draft"], json!({"revision": 0}));
    let jump = server.offering("跳绳");
    let draft = phone.draft_with_care(&[&jump], &[(1, "16:40")]);
    assert_eq!(phone.keep(&draft, 0).is(200), json!({"revision": 1}));
    let kept = json!({"revision": 1, "draft": draft});
    assert_eq!(phone.me()["children"][0]["draft"], kept);
    let more = phone.draft(&[&jump, &server.offering("篮球")]);
    assert_eq!(phone.keep(&more, 1).is(200), json!({"revision": 2}));
    // A denied submission keeps it, an accepted one has made it true.
    phone
        .submit(&phone.draft(&["gone"]))
        .is_problem(409, "selection_denied");
    assert_eq!(phone.me()["children"][0]["draft"]["draft"], more);
    phone.submit(&more).is(201);
    assert_eq!(phone.me()["children"][0]["draft"], json!({"revision": 3}));
    // A phone that slept does not bring it back.
    let stale = phone.keep(&draft, 2).is_problem(409, "draft_changed");
    assert_eq!(stale["draft"], json!({"revision": 3}));
    phone.keep(&draft, 3).is(200);
    phone.withdraw().is(200);
    assert_eq!(phone.me()["children"][0]["draft"], json!({"revision": 5}));
}

#[test]
fn the_phone_that_knew_the_newest_wins_and_the_other_is_told() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let (one, other) = (phone.draft(&["a"]), phone.draft(&["b"]));
    phone.keep(&one, 0).is(200);
    let problem = phone.keep(&other, 0).is_problem(409, "draft_changed");
    assert_eq!(problem["draft"], json!({"revision": 1, "draft": one}));
    phone.keep(&other, 7).is_problem(409, "draft_changed");
    // A lost reply: the same draft once more is kept once, under any key.
    assert_eq!(phone.keep(&one, 0).is(200), json!({"revision": 1}));
    let lost = phone.draft_edit(&other, 1).key("lost").send().is(200);
    assert_eq!(phone.draft_edit(&other, 1).key("lost").send().is(200), lost);
    assert_eq!(phone.keep(&Value::Null, 2).is(200), json!({"revision": 3}));
    assert_eq!(phone.me()["children"][0]["draft"], json!({"revision": 3}));
}

#[test]
fn a_new_menu_keeps_drafts_and_unknown_courses_stay_in_them() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = json!({"menu": "0".repeat(64), "offerings": ["long-gone"], "care": []});
    phone.keep(&draft, 0).is(200);
    let fewer = super::support::COURSES.replace("跳绳", "跳高");
    school.import(&[("courses.csv", &fewer)]).succeeds();
    assert_eq!(phone.me()["children"][0]["draft"]["draft"], draft);
}

#[test]
fn a_draft_is_its_guardian_s_and_its_child_s() {
    let school = School::new();
    let server = school.serve();
    let (phone, stranger) = (server.bind(school.code(0)), server.bind(school.code(1)));
    let number = school
        .codes
        .iter()
        .find(|issued| issued.code == school.code(0));
    let number = &number.expect("a child").school_number;
    let code = school.letters(&["--school-number", number]).remove(0).code;
    let other_guardian = server.bind(&code);
    phone.keep(&phone.draft(&["a"]), 0).is(200);
    assert_eq!(other_guardian.child, phone.child);
    assert_eq!(
        other_guardian.me()["children"][0]["draft"],
        json!({"revision": 0})
    );
    // What one guardian submits does not take the other one's thoughts.
    other_guardian.chooses(&["跳绳"]);
    assert_eq!(phone.me()["children"][0]["draft"]["revision"], 1);
    for child in [phone.child.as_str(), "nobody", "%ff"] {
        let path = format!("/api/students/{child}/draft");
        let request = server.request("PUT", &path).token(&stranger.token);
        let request = request.key(&new_key()).json(&json!({"base_revision": 0}));
        request.send().is_problem(404, "student_not_yours");
    }
    let path = format!("/api/students/{}/draft", phone.child);
    let request = server
        .request("PUT", &path)
        .key("key")
        .json(&json!({"base_revision": 0}));
    request.send().is_problem(401, "sign_in_required");
}

#[test]
fn what_is_no_draft_is_malformed() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let many: Vec<_> = (0..51).map(|n| format!("o{n}")).collect();
    let draft = phone.draft(&[]);
    for body in [
        json!({}),
        json!({"draft": draft}),
        json!({"draft": draft, "base_revision": -1}),
        json!({"draft": draft, "base_revision": "0"}),
        json!({"draft": {}, "base_revision": 0}),
        json!({"draft": phone.draft(&["a", "a"]), "base_revision": 0}),
        json!({"draft": {"menu": "0".repeat(64), "offerings": many, "care": []}, "base_revision": 0}),
        json!({"draft": draft, "base_revision": 0, "note": ""}),
    ] {
        let path = format!("/api/students/{}/draft", phone.child);
        let request = server.request("PUT", &path).token(&phone.token);
        let answer = request.key(&new_key()).json(&body).send();
        answer.is_problem(400, "malformed_request");
    }
    let missing = phone.draft_edit(&draft, 0).send();
    missing.is_problem(400, "idempotency_key_missing");
    let path = format!("/api/students/{}/draft", phone.child);
    let huge = server.request("PUT", &path).token(&phone.token).key("huge");
    huge.body(" ".repeat(65 * 1024))
        .send()
        .is_problem(413, "body_too_large");
    assert_eq!(phone.me()["children"][0]["draft"], json!({"revision": 0}));
}

/// Only the newest draft is kept, and no answer: a term of taps does not fill the books.
#[test]
fn drafts_do_not_grow() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let rows = |table: &str| -> u32 {
        let books = Connection::open(school.data().join("afterbell.sqlite")).expect("the books");
        let question = format!("SELECT count(*) FROM {table}");
        let rows = books.query_row(&question, [], |row| row.get(0));
        rows.expect("a count")
    };
    let before = rows("idempotency");
    for revision in 0..20 {
        let draft = phone.draft(&[&format!("o{revision}")]);
        phone.keep(&draft, revision).is(200);
    }
    assert_eq!((rows("draft"), rows("idempotency")), (1, before));
}
