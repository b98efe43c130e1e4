//! The window opens and closes to the second, by the school's clock and nobody else's.

use serde_json::{Value, json};

use super::support::{Phone, School};

#[track_caller]
fn reason(phone: &Phone<'_>, offering: &str) -> Value {
    let problem = phone
        .submit(&phone.draft(&[offering]))
        .is_problem(409, "selection_denied");
    let reasons = &problem["verdict"]["offerings"][0]["reasons"];
    assert_eq!(reasons.as_array().map(Vec::len), Some(1), "{problem}");
    reasons[0].clone()
}

#[test]
fn it_opens_to_the_second() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let offering = server.offering("跳绳");
    school.set_clock("2026-09-08T19:59:59+08:00");
    let opens_at = "2026-09-08T20:00:00+08:00";
    assert_eq!(
        reason(&phone, &offering),
        json!({"code": "not_yet_open", "opens_at": opens_at})
    );
    // The same second, told in another zone.
    school.set_clock("2026-09-08T12:00:00Z");
    let receipt = phone.chooses(&["跳绳"]);
    assert_eq!(receipt["accepted_at"], opens_at);
}

#[test]
fn it_closes_to_the_second() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let offering = server.offering("篮球");
    school.set_clock("2026-09-10T19:59:59+08:00");
    phone.chooses(&["跳绳"]);
    let closed_at = "2026-09-10T20:00:00+08:00";
    school.set_clock(closed_at);
    assert_eq!(
        reason(&phone, &offering),
        json!({"code": "closed", "closed_at": closed_at})
    );
}

#[test]
fn what_is_held_may_be_kept_and_left_after_closing() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.chooses(&["篮球", "跳绳"]);
    school.set_clock("2026-10-12T08:00:00+08:00");
    phone.chooses(&["跳绳"]);
    let dropped = server.offering("篮球");
    assert_eq!(reason(&phone, &dropped)["code"], "closed");
    phone.withdraw().is(200);
}

#[test]
fn nothing_can_be_chosen_after_the_term() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let offering = server.offering("篮球");
    school.set_clock("2027-01-30T00:00:00+08:00");
    let ended = json!({"code": "term_ended", "last_day": "2027-01-29"});
    assert_eq!(reason(&phone, &offering), ended);
}

#[test]
fn a_denial_before_opening_is_not_the_last_word() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft(&[&server.offering("跳绳")]);
    school.set_clock("2026-09-08T19:59:59+08:00");
    let early = phone.submission(&draft).key("early").send();
    early.is_problem(409, "selection_denied");
    school.set_clock("2026-09-08T20:00:00+08:00");
    // The same intent has its answer; a new one is judged anew.
    assert_eq!(
        phone.submission(&draft).key("early").send().body,
        early.body
    );
    phone.submit(&draft).is(201);
}

#[test]
fn a_clock_that_cannot_be_read_decides_nothing() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft(&[&server.offering("跳绳")]);
    school.set_clock("half past eight");
    phone.submit(&draft).is_problem(500, "internal");
    school.set_clock("2026-09-09T10:00:00+08:00");
    phone.submit(&draft).is(201);
}
