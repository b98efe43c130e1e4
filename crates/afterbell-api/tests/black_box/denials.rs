//! Every reason that a school's own sheets can bring about, as the phone hears it.

use serde_json::{Value, json};

use super::support::{Answer, Phone, School, Server};

/// The reasons an offering is denied for.
#[track_caller]
fn reasons_of<'a>(problem: &'a Value, offering: &str) -> Vec<&'a Value> {
    let offerings = problem["verdict"]["offerings"]
        .as_array()
        .expect("verdicts");
    let found = offerings
        .iter()
        .find(|verdict| verdict["offering"] == offering);
    let reasons = found.map(|verdict| verdict["reasons"].as_array().expect("reasons"));
    reasons.map_or_else(Vec::new, |reasons| reasons.iter().collect())
}

#[track_caller]
fn denied(answer: &Answer) -> Value {
    answer.is_problem(409, "selection_denied")
}

fn submit(phone: &Phone<'_>, offerings: &[&str], care: &[(u8, &str)]) -> Answer {
    phone.submit(&phone.draft_with_care(offerings, care))
}

/// Chooses courses by name and gives the reasons of the last one.
#[track_caller]
fn last_denied(server: &Server, phone: &Phone<'_>, courses: &[&str], care: &[(u8, &str)]) -> Value {
    let ids: Vec<_> = courses
        .iter()
        .map(|course| server.offering(course))
        .collect();
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    let problem = denied(&submit(phone, &ids, care));
    let reasons = reasons_of(&problem, ids.last().expect("a course"));
    json!(reasons)
}

#[test]
fn a_course_of_other_grades() {
    let school = School::new();
    let server = school.serve();
    let small = school.letters(&["--school-number", "20260101"]);
    let phone = server.bind(&small[0].code);
    assert_eq!(
        last_denied(&server, &phone, &["篮球"], &[]),
        json!([{"code": "grade_not_eligible", "grades": [3, 4, 5, 6], "grade": 1}])
    );
}

#[test]
fn a_full_course_tells_the_places_of_all_courses() {
    let school = School::new();
    let server = school.serve();
    for n in 1..=2 {
        server.bind(school.code(n)).chooses(&["篮球", "跳绳"]);
    }
    let phone = server.bind(school.code(0));
    let (full, other) = (server.offering("篮球"), server.offering("跳绳"));
    let problem = denied(&submit(&phone, &[&full], &[]));
    assert_eq!(
        reasons_of(&problem, &full),
        [&json!({"code": "full", "places": 2})]
    );
    assert_eq!(
        problem["places"]["taken"],
        json!({full.as_str(): 2, other.as_str(): 2})
    );
    assert_eq!(problem["places"]["as_of"], "2026-09-09T10:00:00+08:00");
    assert_eq!(problem["places"]["menu"], server.menu_hash());
}

#[test]
fn two_courses_at_the_same_time() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let (one, other) = (server.offering("篮球"), server.offering("足球"));
    let problem = denied(&submit(&phone, &[&one, &other], &[]));
    let clash = |with: &str| json!({"code": "clashes", "with": with, "weekday": 2, "time": {"start": "15:30", "end": "17:00"}});
    assert_eq!(reasons_of(&problem, &one), [&clash(&other)]);
    assert_eq!(reasons_of(&problem, &other), [&clash(&one)]);
}

#[test]
fn the_same_course_twice() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let choir = server.offerings("合唱");
    let problem = denied(&submit(&phone, &[&choir[0], &choir[1]], &[]));
    let reasons = reasons_of(&problem, &choir[0]);
    assert_eq!(
        reasons,
        [&json!({"code": "course_chosen_twice", "other": choir[1]})]
    );
}

#[test]
fn too_many_courses_on_a_day() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    assert_eq!(
        last_denied(&server, &phone, &["合唱", "机器人", "朗诵"], &[]),
        json!([{"code": "day_limit", "weekday": 1, "limit": 2}])
    );
}

#[test]
fn too_many_courses_of_a_category() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    assert_eq!(
        last_denied(&server, &phone, &["篮球", "跳绳", "游泳"], &[]),
        json!([{"code": "category_limit", "category": "sport", "limit": 2}])
    );
}

#[test]
fn too_many_courses_in_the_term() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let courses = ["篮球", "跳绳", "合唱", "机器人", "书法入门"];
    let ids: Vec<_> = courses
        .iter()
        .map(|course| server.offering(course))
        .collect();
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    let problem = denied(&submit(&phone, &ids, &[]));
    let limit = json!({"code": "term_limit", "limit": 4});
    assert!(ids.iter().all(|id| reasons_of(&problem, id) == [&limit]));
    assert_eq!(problem["verdict"]["whole"], json!([limit]));
}

#[test]
fn a_course_that_needs_another_first() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let menu = server.menu();
    let courses = menu["courses"].as_array().expect("courses");
    let needed = courses.iter().find(|course| course["name"] == "书法入门");
    let needed = &needed.expect("a course")["id"];
    assert_eq!(
        last_denied(&server, &phone, &["书法提高"], &[]),
        json!([{"code": "prerequisite_missing", "course": needed}])
    );
    let child = ["--course", "书法入门", "--school-number", "20240101"];
    school
        .office("completion", &child)
        .succeeds()
        .says("学生1（三(1)班）修完“书法入门”");
    phone.chooses(&["书法提高"]);
    phone.withdraw().is(200);
    school
        .office("completion", &[&child[..], &["--revoke"]].concat())
        .succeeds();
    last_denied(&server, &phone, &["书法提高"], &[]);
}

#[test]
fn a_course_with_an_audition() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let required = json!([{"code": "audition_required"}]);
    assert_eq!(last_denied(&server, &phone, &["围棋"], &[]), required);
    let child = ["--course", "围棋", "--school-number", "20240101"];
    school
        .office("audition", &child)
        .succeeds()
        .says("通过“围棋”的面试");
    let other = server.bind(school.code(1));
    assert_eq!(last_denied(&server, &other, &["围棋"], &[]), required);
    phone.chooses(&["围棋"]);
    phone.withdraw().is(200);
    school
        .office("audition", &[&child[..], &["--revoke"]].concat())
        .succeeds();
    assert_eq!(last_denied(&server, &phone, &["围棋"], &[]), required);
}

#[test]
fn a_pick_up_before_the_last_course_ends() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let reason = json!({
        "code": "pick_up_before_course_ends", "weekday": 2, "pick_up": "16:40", "ends_at": "17:00"
    });
    let id = server.offering("篮球");
    let problem = denied(&submit(&phone, &[&id], &[(2, "16:40")]));
    assert_eq!(reasons_of(&problem, &id), [&reason]);
    assert_eq!(
        problem["verdict"]["care"],
        json!([{"weekday": 2, "reasons": [reason]}])
    );
}

#[test]
fn care_on_a_day_and_at_a_time_without_it() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let problem = denied(&submit(&phone, &[], &[(1, "17:00"), (6, "16:40")]));
    assert_eq!(
        problem["verdict"]["care"],
        json!([
            {"weekday": 1, "reasons": [
                {"code": "pick_up_not_offered", "weekday": 1, "pick_up": "17:00"}
            ]},
            {"weekday": 6, "reasons": [{"code": "care_not_offered", "weekday": 6}]},
        ])
    );
}

#[test]
fn a_course_the_menu_does_not_have() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let problem = denied(&submit(&phone, &["made-up"], &[]));
    assert_eq!(
        reasons_of(&problem, "made-up"),
        [&json!({"code": "not_in_menu"})]
    );
}

#[test]
fn all_reasons_come_at_once() {
    let school = School::new();
    let server = school.serve();
    school.set_clock("2026-09-08T19:59:59+08:00");
    let small = school.letters(&["--school-number", "20260101"]);
    let phone = server.bind(&small[0].code);
    let reasons = last_denied(
        &server,
        &phone,
        &["足球", "书法提高", "围棋"],
        &[(3, "16:40")],
    );
    let codes: Vec<_> = reasons
        .as_array()
        .expect("reasons")
        .iter()
        .map(|r| &r["code"])
        .collect();
    assert_eq!(
        codes,
        [
            "grade_not_eligible",
            "pick_up_before_course_ends",
            "not_yet_open",
            "audition_required"
        ]
    );
}

#[test]
fn nothing_of_a_denied_selection_is_kept() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let (good, bad) = (server.offering("跳绳"), server.offering("围棋"));
    denied(&submit(&phone, &[&good, &bad], &[(1, "17:40")]));
    phone.receipt().is_problem(404, "nothing_submitted");
    assert_eq!(
        phone.me()["children"][0]["student"]["enrolled"],
        Value::Null
    );
}

#[test]
fn base_care_is_refused_to_nobody_at_no_time() {
    let school = School::new();
    let server = school.serve();
    school.set_clock("2026-09-01T08:00:00+08:00");
    let phones: Vec<_> = (0..30).map(|n| server.bind(school.code(n))).collect();
    let care: Vec<_> = (1..=5).map(|weekday| (weekday, "18:30")).collect();
    for phone in &phones {
        submit(phone, &[], &care).is(201);
    }
    for moment in ["2026-09-09T10:00:00+08:00", "2026-12-01T23:59:59+08:00"] {
        school.set_clock(moment);
        submit(&phones[0], &[], &care[..2]).is(201);
        submit(&phones[0], &[], &care).is(201);
    }
}
