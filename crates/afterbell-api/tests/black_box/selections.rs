use serde_json::{Value, json};

use super::support::{School, eventually};

#[test]
fn a_selection_gets_a_receipt_with_everything_in_it() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let football = server.offering("足球");
    let draft = phone.draft_with_care(&[&football], &[(2, "17:40"), (1, "16:40")]);
    let receipt = phone.submit(&draft).is(201);
    let number = receipt["number"].as_str().expect("a number");
    assert!(number.starts_with("SY-"), "{number}");
    assert_eq!(receipt["status"], "submitted");
    assert_eq!(receipt["student"], phone.child);
    assert_eq!(receipt["accepted_at"], "2026-09-09T10:00:00+08:00");
    assert_eq!(receipt["menu"], server.menu_hash());
    assert_eq!(receipt["offerings"], json!([football]));
    let care = json!([{"weekday": 1, "pick_up": "16:40"}, {"weekday": 2, "pick_up": "17:40"}]);
    assert_eq!(receipt["care"], care);
    let lines = json!([{"offering": football, "fee_fen": 12000}]);
    assert_eq!(receipt["fees"], json!({"lines": lines, "total_fen": 12000}));
    assert_eq!(phone.receipt().is(200), receipt);
    let child = &phone.me()["children"][0];
    assert_eq!(child["receipt"], receipt);
    assert_eq!(child["student"]["enrolled"], json!([football]));
    eventually("the place shows", || {
        (server.taken(&football) == 1).then_some(())
    });
}

#[test]
fn before_anything_is_submitted_there_is_no_receipt() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.receipt().is_problem(404, "nothing_submitted");
    phone.withdraw().is_problem(404, "nothing_submitted");
    assert_eq!(phone.me()["children"][0]["receipt"], Value::Null);
}

#[test]
fn resubmitting_replaces_what_was_held() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let first = phone.chooses(&["篮球", "跳绳"]);
    let second = phone.chooses(&["跳绳", "足球"]);
    assert_ne!(first["number"], second["number"]);
    assert_eq!(phone.receipt().is(200), second);
    let (basketball, football) = (server.offering("篮球"), server.offering("足球"));
    eventually("the places are swapped", || {
        (server.taken(&basketball) == 0 && server.taken(&football) == 1).then_some(())
    });
}

#[test]
fn a_swap_that_is_denied_costs_nothing() {
    let school = School::new();
    let server = school.serve();
    for n in 1..=2 {
        server.bind(school.code(n)).chooses(&["篮球"]);
    }
    let phone = server.bind(school.code(0));
    let held = phone.chooses(&["足球"]);
    let full = server.offering("篮球");
    phone
        .submit(&phone.draft(&[&full]))
        .is_problem(409, "selection_denied");
    assert_eq!(phone.receipt().is(200), held);
    let enrolled = &phone.me()["children"][0]["student"]["enrolled"];
    assert_eq!(*enrolled, json!([server.offering("足球")]));
}

#[test]
fn a_place_that_is_held_is_kept_when_the_course_is_full() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.chooses(&["篮球"]);
    server.bind(school.code(1)).chooses(&["篮球"]);
    phone.chooses(&["篮球", "跳绳"]);
}

#[test]
fn withdrawing_gives_everything_back() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let basketball = server.offering("篮球");
    phone
        .submit(&phone.draft_with_care(&[&basketball], &[(2, "17:40")]))
        .is(201);
    let receipt = phone.withdraw().is(200);
    assert_eq!(receipt["status"], "withdrawn");
    assert_eq!(receipt["offerings"], json!([]));
    assert_eq!(receipt["care"], json!([]));
    assert_eq!(receipt["fees"]["total_fen"], 0);
    assert_eq!(phone.receipt().is(200), receipt);
    assert_eq!(
        phone.me()["children"][0]["student"]["enrolled"],
        Value::Null
    );
    eventually("the place is free", || {
        (server.taken(&basketball) == 0).then_some(())
    });
    // Both places can be had by others now.
    for n in 1..=2 {
        server.bind(school.code(n)).chooses(&["篮球"]);
    }
}

#[test]
fn withdrawing_twice_withdraws_once() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.chooses(&["篮球"]);
    let first = phone.withdraw().is(200);
    let second = phone.withdrawal().json(&json!({})).key("second");
    assert_eq!(first, second.send().is(200));
}

#[test]
fn who_withdrew_may_come_back() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.chooses(&["篮球"]);
    phone.withdraw().is(200);
    let again = phone.chooses(&["篮球"]);
    assert_eq!(phone.receipt().is(200), again);
}

#[test]
fn an_empty_selection_is_a_selection() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.chooses(&["篮球"]);
    let receipt = phone.chooses(&[]);
    assert_eq!(receipt["status"], "submitted");
    assert_eq!(receipt["offerings"], json!([]));
}

#[test]
fn both_guardians_see_and_change_the_same_selection() {
    let school = School::new();
    let server = school.serve();
    let mother = server.bind(school.code(0));
    let fresh = school.letters(&["--school-number", "20240101"]);
    let father = server.bind(&fresh[0].code);
    let hers = mother.chooses(&["篮球"]);
    assert_eq!(father.receipt().is(200), hers);
    let his = father.chooses(&["足球"]);
    assert_eq!(mother.receipt().is(200), his);
}

#[test]
fn anothers_child_is_told_like_no_child() {
    let school = School::new();
    let server = school.serve();
    let (mine, other) = (server.bind(school.code(0)), server.bind(school.code(1)));
    let draft = mine.draft(&[]);
    for child in [
        other.child.as_str(),
        "nobody",
        "%00",
        "..",
        "A",
        &"x".repeat(200),
    ] {
        let path = |what: &str| format!("/api/students/{child}/{what}");
        for answer in [
            mine.get(&path("receipt")).send(),
            mine.post(&path("selections")).key("a").json(&draft).send(),
            mine.post(&path("withdrawals")).key("b").send(),
        ] {
            if child == ".." {
                assert!(matches!(answer.status, 404 | 405), "{}", answer.text());
            } else {
                answer.is_problem(404, "student_not_yours");
            }
        }
    }
    other.receipt().is_problem(404, "nothing_submitted");
}
