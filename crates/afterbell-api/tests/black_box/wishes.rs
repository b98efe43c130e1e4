use serde_json::{Value, json};

use super::support::School;

#[test]
fn wishes_are_kept_and_the_last_ones_count() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let path = format!("/api/students/{}/wishes", phone.child);
    phone.get(&path).send().is_problem(404, "nothing_submitted");
    let first = phone.wishes(&[("d2-1530", &["篮球", "足球"]), ("d5-1530", &["跳绳"])]);
    let receipt = phone.save(&first).is(201);
    assert_eq!(receipt["student"], phone.child);
    assert_eq!(receipt["saved_at"], "2026-09-09T10:00:00+08:00");
    assert_eq!(receipt["wishes"], first);
    let number = receipt["number"].as_str().expect("a number");
    assert!(number.starts_with("SY-"), "{number}");
    let second = phone.wishes(&[("d2-1530", &["足球"])]);
    let receipt = phone.save(&second).is(201);
    assert_eq!(phone.get(&path).send().is(200), receipt);
    // Nothing is held, and no place is taken by a wish.
    phone.receipt().is_problem(404, "nothing_submitted");
    // No wish is a wish, too.
    let nothing = phone.save(&phone.wishes(&[])).is(201);
    assert_eq!(nothing["wishes"]["wishes"], json!([]));
}

#[test]
fn the_same_request_is_saved_once_and_another_under_its_key_is_told() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let wishes = phone.wishes(&[("d2-1530", &["篮球"])]);
    let saved = phone.wish_list(&wishes).key("one").send().is(201);
    assert_eq!(phone.wish_list(&wishes).key("one").send().is(201), saved);
    let other = phone.wishes(&[("d2-1530", &["足球"])]);
    phone
        .wish_list(&other)
        .key("one")
        .send()
        .is_problem(422, "idempotency_key_reused");
    let again = phone.wish_list(&wishes).key("two").send().is(201);
    assert_ne!(again["number"], saved["number"]);
    school.office("verify", &[]).succeeds();
}

#[test]
fn a_wish_that_cannot_be_is_denied_with_its_reason() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    // 跳绳 is held on Friday, and 书法提高 needs 书法入门.
    let wishes = phone.wishes(&[("d2-1530", &["篮球", "跳绳"]), ("d4-1640", &["书法提高"])]);
    let problem = phone.save(&wishes).is_problem(409, "selection_denied");
    let told: Vec<&Value> = problem["verdict"]["offerings"]
        .as_array()
        .expect("verdicts")
        .iter()
        .map(|verdict| &verdict["reasons"][0]["code"])
        .collect();
    assert_eq!(told, ["other_slot", "prerequisite_missing"]);
    let mut old = phone.wishes(&[("d2-1530", &["篮球"])]);
    old["menu"] = json!("0".repeat(64));
    phone.save(&old).is_problem(409, "menu_changed");
    let twice = json!({"menu": server.menu_hash(), "care": [], "wishes": [
        {"slot": "d2-1530", "offerings": []}, {"slot": "d2-1530", "offerings": ["x", "x"]}]});
    phone.save(&twice).is_problem(400, "malformed_request");
}

#[test]
fn wishes_end_with_the_window() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let wishes = phone.wishes(&[("d2-1530", &["篮球"])]);
    for (now, code) in [
        ("2026-09-08T19:59:59+08:00", "not_yet_open"),
        ("2026-09-10T20:00:00+08:00", "closed"),
    ] {
        school.set_clock(now);
        let problem = phone.save(&wishes).is_problem(409, "selection_denied");
        assert_eq!(problem["verdict"]["whole"][0]["code"], code, "{now}");
    }
    school.set_clock("2026-09-10T19:59:59+08:00");
    phone.save(&wishes).is(201);
}

#[test]
fn a_round_is_either_drawn_or_taken() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let football = server.offering("足球");
    let problem = phone.submit(&phone.draft(&[&football]));
    let problem = problem.is_problem(409, "selection_denied");
    let reason = &problem["verdict"]["offerings"][0]["reasons"][0]["code"];
    assert_eq!(*reason, "drawn_by_wishes");
    // Care waits for no draw.
    phone
        .submit(&phone.draft_with_care(&[], &[(1, "16:40")]))
        .is(201);

    let taken = School::new();
    let server = taken.serve();
    let phone = server.bind(taken.code(0));
    let wishes = phone.wishes(&[("d2-1530", &["足球"])]);
    let problem = phone.save(&wishes).is_problem(409, "selection_denied");
    assert_eq!(problem["verdict"]["whole"][0]["code"], "first_come");
}

#[test]
fn wishes_are_nobody_elses_business() {
    let school = School::of_wishes();
    let server = school.serve();
    let (mine, theirs) = (server.bind(school.code(0)), server.bind(school.code(1)));
    mine.save(&mine.wishes(&[("d2-1530", &["篮球"])])).is(201);
    for path in ["wishes", "draw"] {
        let path = format!("/api/students/{}/{path}", mine.child);
        theirs
            .get(&path)
            .send()
            .is_problem(404, "student_not_yours");
        server.get(&path).send().is_problem(401, "sign_in_required");
    }
}
