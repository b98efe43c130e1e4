//! 开课申报: what a teacher proposes is the teacher's and the office's alone, until it is a row of the draft.

use serde_json::{Value, json};

use super::support::School;
use super::support::desk::{Colleague, TIMES, arrived, invited};

fn proposal(course: &str, places: u16) -> Value {
    json!({
        "course": course, "category": "arts", "grades": [3, 4], "places": places, "minimum": 5,
        "fee_fen": 6_000, "room": "书法室", "audition": true,
        "sessions": [{ "weekday": 2, "time": { "start": "15:30", "end": "16:30" } }],
    })
}

fn seen(who: &Colleague) -> Vec<Value> {
    let seen = who.get("/api/desk/offers").is(200);
    seen["proposals"].as_array().expect("a list").clone()
}

#[test]
fn a_teacher_proposes_and_the_office_decides() {
    let school = School::new();
    let server = school.serve();
    let at_desk = |name: &str, role: &str| {
        let invitation = invited(&school, name, &["--role", role]);
        arrived(&school, &server, name, &invitation, &TIMES)
    };
    let teacher = at_desk("孙思梓", "teacher");
    let other = at_desk("何慕浩", "teacher");
    let office = at_desk("甲老师", "coordinator");

    let propose = |who: &Colleague, proposal: Value| {
        who.send("POST", "/api/desk/offers", &json!({ "proposal": proposal }))
    };
    propose(&teacher, proposal("篆刻", 0)).is_problem(400, "malformed_request");
    for course in ["篆刻", "拓印"] {
        assert_eq!(propose(&teacher, proposal(course, 20)).status, 204);
    }
    let times =
        json!({ "times": [{ "weekday": 4, "time": { "start": "15:30", "end": "17:00" } }] });
    let kept = teacher.send("PUT", "/api/desk/offers/free-times", &times);
    assert_eq!(kept.status, 204);
    // Others see neither.
    let theirs = other.get("/api/desk/offers").is(200);
    assert_eq!(
        (&theirs["proposals"], &theirs["free_times"]),
        (&json!([]), &json!([]))
    );
    let all = office.get("/api/desk/offers").is(200);
    assert_eq!(all["free_times"][0]["teacher"], "孙思梓");
    assert_eq!(seen(&office).len(), 2);

    let change = json!({ "revision": 1, "proposal": proposal("篆刻", 25) });
    other
        .send("PUT", "/api/desk/offers/1", &change)
        .is_problem(404, "not_found");
    assert_eq!(
        teacher.send("PUT", "/api/desk/offers/1", &change).status,
        204
    );
    let take = |revision: u32| {
        let body = json!({ "revision": revision, "course": "seals", "offering": "seals-tue" });
        office.send("POST", "/api/desk/offers/1/acceptance", &body)
    };
    take(1).is_problem(409, "proposal_changed");
    assert_eq!(take(2).status, 204);
    let draft = office.get("/api/desk/menu-draft").is(200);
    let rows = draft["draft"]["menu"]["offerings"]
        .as_array()
        .expect("rows");
    let row = rows.last().expect("a row");
    assert_eq!(
        (
            &row["id"],
            &row["places"],
            &row["teachers"],
            &row["audition"]
        ),
        (
            &json!("seals-tue"),
            &json!(25),
            &json!(["孙思梓"]),
            &json!(true)
        )
    );
    assert_eq!(row["sessions"][0]["room"], "书法室");
    let refuse = json!({ "revision": 1, "reason": "材料不安全" });
    let declined = office.send("POST", "/api/desk/offers/2/refusal", &refuse);
    assert_eq!(declined.status, 204);
    let own = seen(&teacher);
    assert_eq!(
        (&own[0]["state"], &own[1]["state"]),
        (&json!("taken_over"), &json!("declined"))
    );
    assert_eq!(
        (&own[1]["reason"], &own[1]["decided_by"]),
        (&json!("材料不安全"), &json!("甲老师"))
    );
    let late = json!({ "revision": 2 });
    teacher
        .send("DELETE", "/api/desk/offers/2", &late)
        .is_problem(409, "proposal_changed");
    let found = school.office("verify", &[]).succeeds().stdout;
    assert!(found.contains("操作记录"), "{found}");
}
