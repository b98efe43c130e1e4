//! The draw at the desk: every step, who may take it, and that nothing is done twice.

use serde_json::{Value, json};

use super::draw_steps::{AFTER_THE_CLOSE, NUMBER_IS_KNOWN, seal};
use super::support::desk::{Colleague, PASSWORD, TIMES, arrived, code, invited, sign_in};
use super::support::{School, Server};

/// In seconds of Unix, after [`TIMES`].
const CLOSED_UNIX: u64 = 1_789_041_600;
const KNOWN_UNIX: u64 = 1_789_133_400;
const LATER: (&str, u64) = ("2026-09-14T21:30:00+08:00", KNOWN_UNIX + 3 * 24 * 60 * 60);

fn colleague<'a>(school: &School, server: &'a Server, name: &str, role: &str) -> Colleague<'a> {
    let invitation = invited(school, name, &["--role", role]);
    arrived(school, server, name, &invitation, &TIMES)
}

/// Comes back at another time.
fn comes_back(school: &School, who: &mut Colleague<'_>, (at, unix): (&str, u64)) {
    school.set_clock(at);
    let code = code(&who.secret, unix);
    let answer = sign_in(who.server, &who.name, PASSWORD, &code);
    assert_eq!(answer.status, 204, "{}", answer.text());
    let cookie = answer.header("set-cookie").expect("a cookie");
    let (cookie, _) = cookie.split_once(';').expect("attributes");
    who.cookie = cookie.to_owned();
}

fn numbers(of: [(&str, &str); 2]) -> Value {
    let one = |(issue, day)| json!({"source": "体彩排列三，开奖公告的顺序", "issue": issue, "published_on": day, "values": 3});
    json!(of.map(one))
}

const FIRST: [(&str, &str); 2] = [("2026105", "2026-09-11"), ("2026106", "2026-09-13")];
const SECOND: [(&str, &str); 2] = [("2026107", "2026-09-14"), ("2026108", "2026-09-16")];

fn secret(school: &School, name: &str) -> String {
    seal(school, name);
    let kept = std::fs::read_to_string(school.path(name)).expect("a secret");
    kept.trim().to_owned()
}

fn step(who: &Colleague<'_>, step: &str, body: &Value) -> super::support::Answer {
    who.send("POST", &format!("/api/desk/draw/{step}"), body)
}

/// Refused, with what is told of why.
#[track_caller]
fn refused(answer: &super::support::Answer, why: &str) -> Value {
    let problem = answer.is_problem(409, "draw_refused");
    assert_eq!(problem["draw"]["why"], why, "{problem}");
    problem["draw"].clone()
}

fn stage(who: &Colleague<'_>) -> Value {
    let view = who.get("/api/desk/draw").is(200);
    view["stage"].clone()
}

fn commitment(school: &School, draw: u32, secret: &str, of: [(&str, &str); 2]) -> Value {
    json!({ "draw": draw, "seals": [seal(school, secret)], "numbers": numbers(of) })
}

fn reveal_of(draw: u32, secret: &str, issue: &str) -> Value {
    json!({ "draw": draw, "secrets": [secret], "number": { "issue": issue, "values": [3, 1, 4] } })
}

fn log(who: &Colleague<'_>) -> Vec<Value> {
    let page = who.get("/api/desk/audit").is(200);
    page["entries"].as_array().expect("entries").clone()
}

#[test]
fn the_draw_is_made_step_by_step_and_nothing_twice() {
    let school = School::of_wishes();
    let server = school.serve();
    let phones: Vec<_> = (0..3).map(|n| server.bind(school.code(n))).collect();
    for phone in &phones {
        phone
            .save(&phone.wishes(&[("d2-1530", &["篮球", "足球"])]))
            .is(201);
    }
    let mut admin = colleague(&school, &server, "校长", "school_admin");
    let auditor = colleague(&school, &server, "审计员", "auditor");
    assert_eq!(stage(&auditor), "to_commit");
    let trial = auditor.get("/api/desk/draw/trial").is(200);
    assert_eq!(
        (&trial["children"], &trial["granted"]),
        (&json!(3), &json!([2, 1]))
    );
    // The wrong role, the wrong step, what cannot be drawn with.
    let first = commitment(&school, 1, "secret", FIRST);
    step(&auditor, "commit", &first).is_problem(403, "not_permitted");
    refused(
        &step(&admin, "close", &json!({ "draw": 0 })),
        "not_committed",
    );
    let early = commitment(
        &school,
        1,
        "secret",
        [("1", "2026-09-09"), ("2", "2026-09-13")],
    );
    refused(&step(&admin, "commit", &early), "number_too_early");
    assert_eq!(step(&admin, "commit", &first).status, 204);
    // A second click, and one for a draw that nobody has begun.
    refused(&step(&admin, "commit", &first), "published_before");
    let third = commitment(&school, 3, "other", FIRST);
    refused(&step(&admin, "commit", &third), "changed_meanwhile");
    let open = refused(
        &step(&admin, "close", &json!({ "draw": 1 })),
        "round_is_open",
    );
    assert_eq!(open["closes_at"], AFTER_THE_CLOSE);
    assert_eq!(stage(&admin), "wishing");

    comes_back(&school, &mut admin, (AFTER_THE_CLOSE, CLOSED_UNIX));
    assert_eq!(stage(&admin), "to_close");
    assert_eq!(step(&admin, "close", &json!({ "draw": 1 })).status, 204);
    refused(
        &step(&admin, "close", &json!({ "draw": 1 })),
        "published_before",
    );
    let told = secret(&school, "secret");
    let reveal = reveal_of(1, &told, "2026105");
    refused(&step(&admin, "reveal", &reveal), "number_to_come");
    refused(&step(&admin, "run", &json!({ "draw": 1 })), "not_revealed");
    let student = json!({ "student": phones[0].child, "offering": server.offering("足球"), "reason": "插班" });
    refused(&step(&admin, "place", &student), "draw_to_come");

    comes_back(&school, &mut admin, (NUMBER_IS_KNOWN, KNOWN_UNIX));
    assert_eq!(stage(&admin), "to_reveal");
    let wrong = reveal_of(1, &"5a".repeat(32), "2026105");
    refused(&step(&admin, "reveal", &wrong), "other_secret");
    let malformed = reveal_of(1, "not a secret", "2026105");
    let problem = step(&admin, "reveal", &malformed).is_problem(400, "malformed_request");
    assert!(!problem.to_string().contains("not a secret"));
    let next = refused(
        &step(&admin, "reveal", &reveal_of(1, &told, "2026106")),
        "other_number",
    );
    assert_eq!(next["expected"], "2026105");
    assert_eq!(step(&admin, "reveal", &reveal).status, 204);
    let ran = step(&admin, "run", &json!({ "draw": 1 })).is(200);
    assert_eq!(ran, json!({ "children": 3, "places": 3, "waiting": 1 }));
    refused(
        &step(&admin, "run", &json!({ "draw": 1 })),
        "published_before",
    );
    assert_eq!(stage(&admin), "was_run");
    let basketball = server.offering("篮球");
    let holds = |phone: &super::support::Phone<'_>| phone.receipt().is(200)["offerings"][0].clone();
    assert_eq!(
        phones.iter().filter(|it| holds(it) == *basketball).count(),
        2
    );

    // Undone only by another draw, with a reason, with a new secret and new numbers.
    let mut again = commitment(&school, 2, "second", SECOND);
    refused(&step(&admin, "commit", &again), "reason_needed");
    again["reason"] = json!("第一次抽签时有一名学生的年级登记错了");
    let used = json!({ "draw": 2, "reason": "再来", "seals": [seal(&school, "secret")], "numbers": numbers(SECOND) });
    refused(&step(&admin, "commit", &used), "seal_used_before");
    assert_eq!(step(&admin, "commit", &again).status, 204);
    // Until it is run the first one holds.
    assert_eq!(
        phones.iter().filter(|it| holds(it) == *basketball).count(),
        2
    );
    refused(
        &step(&admin, "close", &json!({ "draw": 1 })),
        "changed_meanwhile",
    );
    assert_eq!(step(&admin, "close", &json!({ "draw": 2 })).status, 204);
    comes_back(&school, &mut admin, LATER);
    let told = secret(&school, "second");
    assert_eq!(
        step(&admin, "reveal", &reveal_of(2, &told, "2026107")).status,
        204
    );
    step(&admin, "run", &json!({ "draw": 2 })).is(200);
    let view = admin.get("/api/desk/draw").is(200);
    assert_eq!(view["draws"][1]["reason"], again["reason"]);
    assert!(phones.iter().all(|phone| phone.draw()["draw"] == 2));
    // By hand: what is there, and the reason for everybody.
    let club = json!({ "student": phones[0].child, "offering": server.offering("跳绳"), "reason": "医嘱" });
    assert_eq!(
        step(&admin, "place", &club).is(200),
        json!({ "gave_back": [] })
    );
    refused(&step(&admin, "place", &club), "holds");
    let nobody = json!({ "student": "nobody", "offering": server.offering("跳绳"), "reason": "x" });
    refused(&step(&admin, "place", &nobody), "student_unknown");
    let nothing = json!({ "student": phones[0].child, "offering": "nothing", "reason": "x" });
    refused(&step(&admin, "place", &nothing), "offering_unknown");
    let view = admin.get("/api/desk/draw").is(200);
    assert_eq!(view["notes"][0]["reason"], "医嘱");
    assert_ne!(view["notes"][0]["child"], phones[0].child.as_str());

    assert_every_step_is_in_the_log(&admin, &told);
    school.office("verify", &[]).succeeds();
}

/// With what stood before and after; neither a secret nor a name is in it.
fn assert_every_step_is_in_the_log(admin: &Colleague<'_>, told: &str) {
    let log = log(admin);
    let of_draws = log.iter().rev().filter(|entry| {
        let action = entry["action"].as_str().expect("an action");
        action.starts_with("draw_") || action == "placed_by_hand"
    });
    let of_draws: Vec<_> = of_draws.collect();
    let actions: Vec<_> = of_draws.iter().map(|it| it["action"].clone()).collect();
    let once = ["draw_committed", "draw_closed", "draw_revealed", "draw_run"];
    let expected = once.iter().chain(&once).chain(&["placed_by_hand"]);
    assert_eq!(actions, expected.map(|it| json!(it)).collect::<Vec<_>>());
    assert!(of_draws.iter().all(|it| it["by"] == "校长"));
    let (revealed, placed) = (of_draws[2], of_draws[8]);
    assert_eq!(of_draws[0]["before"], Value::Null);
    let hash = &revealed["before"]["files"]["closing.json"];
    assert_eq!(*hash, of_draws[1]["after"]["files"]["closing.json"]);
    let child = &placed["before"]["student"];
    assert_eq!(placed["before"], json!({ "student": child, "places": [] }));
    let place = json!({ "offering": placed["subject"], "course": "跳绳" });
    let told_of = json!({ "student": child, "places": [place], "reason": "医嘱" });
    assert_eq!(placed["after"], told_of);
    let whole = json!(log).to_string();
    assert!(
        !whole.contains(told) && !whole.contains("学生一"),
        "{whole}"
    );
}

/// Two people who click at the same moment.
#[test]
fn two_who_run_it_at_once_run_it_once() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.save(&phone.wishes(&[("d2-1530", &["篮球"])])).is(201);
    let mut admin = colleague(&school, &server, "校长", "school_admin");
    let first = commitment(&school, 1, "secret", FIRST);
    assert_eq!(step(&admin, "commit", &first).status, 204);
    comes_back(&school, &mut admin, (AFTER_THE_CLOSE, CLOSED_UNIX));
    assert_eq!(step(&admin, "close", &json!({ "draw": 1 })).status, 204);
    comes_back(&school, &mut admin, (NUMBER_IS_KNOWN, KNOWN_UNIX));
    let reveal = reveal_of(1, &secret(&school, "secret"), "2026105");
    assert_eq!(step(&admin, "reveal", &reveal).status, 204);
    let run = || step(&admin, "run", &json!({ "draw": 1 })).status;
    let answers = std::thread::scope(|threads| {
        let clicks: Vec<_> = (0..4).map(|_| threads.spawn(run)).collect();
        let answers = clicks.into_iter().map(|it| it.join().expect("an answer"));
        answers.collect::<Vec<_>>()
    });
    let done = answers.iter().filter(|status| **status == 200).count();
    assert_eq!(done, 1, "{answers:?}");
    assert!(answers.iter().all(|status| [200, 409].contains(status)));
    let ran = log(&admin)
        .iter()
        .filter(|it| it["action"] == "draw_run")
        .count();
    assert_eq!(ran, 1);
}

#[test]
fn a_round_without_a_draw_says_so_and_still_places_by_hand() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let admin = colleague(&school, &server, "校长", "school_admin");
    assert_eq!(stage(&admin), "not_drawn");
    refused(&admin.get("/api/desk/draw/trial"), "not_drawn");
    let first = commitment(&school, 1, "secret", FIRST);
    refused(&step(&admin, "commit", &first), "not_drawn");
    let place =
        json!({ "student": phone.child, "offering": server.offering("足球"), "reason": "转学来" });
    step(&admin, "place", &place).is(200);
    assert_eq!(
        phone.receipt().is(200)["offerings"],
        json!([server.offering("足球")])
    );
}

/// What does not fit is named, what is left is said, and all of it can be taken back until the family chooses itself.
#[test]
fn a_placement_fits_the_child_is_told_to_its_family_and_is_taken_back() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let small = school.letters(&["--school-number", "20260101"]);
    let first_grade = server.bind(&small[0].code);
    let admin = colleague(&school, &server, "校长", "school_admin");
    let [football, basketball, rope] = ["足球", "篮球", "跳绳"].map(|it| server.offering(it));
    let of = |phone: &super::support::Phone<'_>, offering: &str| json!({ "student": phone.child, "offering": offering, "reason": "转学来" });

    let why = refused(
        &step(&admin, "place", &of(&first_grade, &football)),
        "unfit",
    );
    assert_eq!(why["reasons"][0]["code"], "grade_not_eligible");
    step(&admin, "place", &of(&phone, &football)).is(200);
    let mut other = of(&phone, &basketball);
    let why = refused(&step(&admin, "place", &other), "unfit");
    assert_eq!(why["reasons"][0]["code"], "clashes");
    assert_eq!(why["reasons"][0]["with"], *football);
    other["exchanges"] = json!([football]);
    let placed = step(&admin, "place", &other).is(200);
    assert_eq!(placed, json!({ "gave_back": [football] }));
    step(&admin, "place", &of(&phone, &rope)).is(200);
    let news = || {
        let me = phone
            .get("/api/me")
            .header("Accept-Language", "zh-CN")
            .send();
        me.is(200)["children"][0]["news"].to_string()
    };
    let told = news();
    assert!(
        told.contains("学校为孩子安排了“足球”（周二 15:30–17:00），费用：¥120.00"),
        "{told}"
    );
    assert!(
        told.contains("换成了“篮球”") && told.contains("原因：转学来"),
        "{told}"
    );

    refused(
        &step(&admin, "take-back", &of(&phone, &football)),
        "not_by_hand",
    );
    assert_eq!(
        step(&admin, "take-back", &of(&phone, &basketball)).status,
        204
    );
    assert_eq!(phone.receipt().is(200)["offerings"], json!([rope]));
    assert!(
        news().contains("学校撤回了为孩子安排的“篮球”"),
        "{}",
        news()
    );
    let public = server.get("/api/draw").send().is(200);
    assert_eq!(public["placements"][3]["taken_back"], true);
    assert_eq!(public["placements"][0]["taken_back"], Value::Null);
    phone.submit(&phone.draft(&[rope.as_str()])).is(201);
    refused(
        &step(&admin, "take-back", &of(&phone, &rope)),
        "chosen_since",
    );
    let entry = &log(&admin)[0];
    assert_eq!(entry["action"], "place_taken_back");
    let place = |offering: &str, course: &str| json!({ "offering": offering, "course": course });
    let held = |places: Value| json!({ "student": phone.child, "places": places });
    assert_eq!(entry["before"], held(json!([place(&basketball, "篮球")])));
    let after = json!({ "student": phone.child, "places": [], "reason": "转学来" });
    assert_eq!(entry["after"], after);
    // What was exchanged, which child by its identifier, and nothing else that it holds.
    let exchanged = &log(&admin)[2];
    assert_eq!(exchanged["action"], "placed_by_hand");
    let left = held(json!([place(&football, "足球")]));
    assert_eq!(exchanged["before"], left);
    let taken = json!([place(&basketball, "篮球")]);
    assert_eq!(exchanged["after"]["places"], taken);
    assert!(!json!(log(&admin)).to_string().contains("学生1"));

    let by_command = |more: &[&str]| {
        let child = ["--school-number", "20240102", "--reason", "插班"];
        let all: Vec<_> = child.iter().chain(more).copied().collect();
        school.draw("place", &all)
    };
    by_command(&["--course", "足球"]).succeeds();
    by_command(&["--course", "篮球"]).fails().says("时间冲突");
    by_command(&["--course", "篮球", "--instead-of", "足球"]).succeeds();
    by_command(&["--course", "篮球", "--take-back"])
        .succeeds()
        .says("已撤回");
    by_command(&["--course", "篮球", "--take-back"])
        .fails()
        .says("不是人工安排");
    school.office("verify", &[]).succeeds();
}
