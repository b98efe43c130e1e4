//! After the draw: who wished for nothing asks for a place, waits, and waits no longer.

use serde_json::{Value, json};

use super::draw_steps::{AFTER_THE_CLOSE, NUMBER_IS_KNOWN, commit, reveal};
use super::support::{Answer, COURSES, School, new_key};

/// The reasons of a denial.
#[track_caller]
fn denied(answer: Answer, reasons: &[&str]) {
    let problem = answer.is_problem(409, "selection_denied");
    let told = &problem["verdict"]["offerings"][0]["reasons"];
    let told = told.as_array().expect("reasons").iter();
    let told: Vec<&Value> = told.map(|reason| &reason["code"]).collect();
    assert_eq!(told, reasons);
}

/// 篮球 has two places and three children who want it; 跳绳 needs five.
#[test]
fn a_child_that_wished_for_nothing_gets_what_is_free_and_waits_for_the_rest() {
    let school = School::of_wishes();
    let courses = COURSES.replace("潘思晨,本校,30,,0,", "潘思晨,本校,30,5,0,");
    school.import(&[("courses.csv", &courses)]).succeeds();
    let server = school.serve();
    let phones: Vec<_> = (0..4).map(|n| server.bind(school.code(n))).collect();
    let (basketball, football) = (server.offering("篮球"), server.offering("足球"));
    for phone in &phones[..3] {
        let wishes = [("d2-1530", &["篮球", "足球"][..]), ("d5-1530", &["跳绳"])];
        phone.save(&phone.wishes(&wishes)).is(201);
    }
    let late = &phones[3];
    denied(late.join(&basketball), &["drawn_by_wishes"]);
    commit(&school, &[]).succeeds();
    school.set_clock(AFTER_THE_CLOSE);
    school.draw("close", &[]).succeeds();
    denied(late.join(&basketball), &["being_drawn"]);
    school.set_clock(NUMBER_IS_KNOWN);
    reveal(&school, &[]).succeeds();
    school.draw("run", &[]).succeeds();
    let (winners, losers): (Vec<_>, Vec<_>) = phones[..3]
        .iter()
        .partition(|phone| phone.receipt().is(200)["offerings"] == json!([basketball]));
    let (winner, loser) = (winners[0], losers[0]);

    // A course that did not open, one that needs another before, one that is not there.
    denied(late.join(&server.offering("跳绳")), &["not_opened"]);
    denied(
        late.join(&server.offering("书法提高")),
        &["prerequisite_missing"],
    );
    denied(late.join("nowhere"), &["not_in_menu"]);
    // A place at once, and the end of a list.
    let receipt = late.join(&football).is(201);
    assert_eq!(receipt["offerings"], json!([football]));
    assert_eq!(late.receipt().is(200), receipt);
    let path = late.waiting_path(&basketball);
    let row = late.post(&path).key("queue").send().is(202);
    assert_eq!((&row["position"], &row["wish"]), (&json!(2), &json!(1)));
    assert_eq!(late.post(&path).key("queue").send().is(202), row);
    assert_eq!(late.join(&basketball).is(202), row);
    assert_eq!(late.draw()["waiting"], json!([row]));
    let unnamed = late.post(&path).send();
    unnamed.is_problem(400, "idempotency_key_missing");
    // It leaves and comes again, behind everybody.
    assert_eq!(late.leave(&basketball).is(200)["state"]["state"], "left");
    assert_eq!(late.join(&basketball).is(202)["position"], 3);
    // Nobody else's business.
    let theirs = winner.post(&path).key(&new_key()).send();
    theirs.is_problem(404, "student_not_yours");
    let nobody = server.post(&path).key(&new_key()).send();
    nobody.is_problem(401, "sign_in_required");

    // First who lost the draw, then who came later; the old place goes with the new one's coming.
    winner.withdraw().is(200);
    let state = || late.draw()["waiting"][0]["state"]["state"].clone();
    assert_eq!(state(), "waiting");
    loser.answer(&basketball, "refusal").is(200);
    assert_eq!(state(), "offered");
    let receipt = late.answer(&basketball, "acceptance").is(201);
    assert_eq!(receipt["offerings"], json!([basketball]));
    school.office("verify", &[]).succeeds();
}
