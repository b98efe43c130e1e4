use serde_json::{Value, json};

use super::draw_steps::{AFTER_THE_CLOSE, NUMBER_IS_KNOWN, commit, reveal, whole_draw};
use super::support::{Phone, School, Server};

/// Three children, two places of 篮球, and 足球 as everybody's second wish.
fn drawn<'a>(school: &School, server: &'a Server) -> Vec<Phone<'a>> {
    let phones: Vec<_> = (0..3).map(|n| server.bind(school.code(n))).collect();
    for phone in &phones {
        phone
            .save(&phone.wishes(&[("d2-1530", &["篮球", "足球"])]))
            .is(201);
    }
    whole_draw(school);
    let basketball = server.offering("篮球");
    let (winners, losers): (Vec<_>, Vec<_>) = phones
        .into_iter()
        .partition(|phone| phone.receipt().is(200)["offerings"] == json!([basketball]));
    assert_eq!((winners.len(), losers.len()), (2, 1));
    winners.into_iter().chain(losers).collect()
}

fn waiting(phone: &Phone<'_>) -> Value {
    phone.draw()["waiting"][0].clone()
}

#[test]
fn every_child_has_its_place_and_its_way_there() {
    let school = School::of_wishes();
    let server = school.serve();
    let phones = drawn(&school, &server);
    let [first, _, loser] = phones.as_slice() else {
        panic!("three children")
    };
    let (basketball, football) = (server.offering("篮球"), server.offering("足球"));
    let own = first.draw();
    assert_eq!(own["draw"], 1);
    assert_eq!(own["result"]["child"], own["pseudonym"]);
    let slot = own["result"]["slots"]
        .as_array()
        .expect("slots")
        .iter()
        .find(|slot| slot["slot"] == "d2-1530")
        .expect("a slot");
    assert_eq!(slot["offering"], *basketball);
    assert_eq!(own["waiting"], json!([]));
    assert_eq!(loser.receipt().is(200)["offerings"], json!([football]));
    let told = waiting(loser);
    assert_eq!(told["offering"], *basketball);
    assert_eq!((&told["position"], &told["wish"]), (&json!(1), &json!(1)));
    assert_eq!(told["state"]["state"], "waiting");
    loser
        .answer(&basketball, "acceptance")
        .is_problem(409, "offer_gone");
}

#[test]
fn who_gets_nothing_is_in_base_care() {
    let school = School::of_wishes();
    let server = school.serve();
    let phones: Vec<_> = (0..3).map(|n| server.bind(school.code(n))).collect();
    for phone in &phones {
        phone.save(&phone.wishes(&[("d2-1530", &["篮球"])])).is(201);
    }
    whole_draw(&school);
    let receipts: Vec<_> = phones.iter().map(|phone| phone.receipt().is(200)).collect();
    let care = json!([{"weekday": 2, "pick_up": "17:40"}]);
    let without: Vec<_> = receipts
        .iter()
        .filter(|receipt| receipt["offerings"] == json!([]))
        .collect();
    assert_eq!(without.len(), 1);
    assert_eq!(without[0]["care"], care);
    school.office("verify", &[]).succeeds();
}

#[test]
fn a_place_that_is_given_back_is_offered_at_once_and_the_old_one_stays_until_it_is_taken() {
    let school = School::of_wishes();
    let server = school.serve();
    let phones = drawn(&school, &server);
    let (winner, loser) = (&phones[0], &phones[2]);
    let (basketball, football) = (server.offering("篮球"), server.offering("足球"));
    winner.withdraw().is(200);
    let offer = waiting(loser);
    assert_eq!(
        offer["state"],
        json!({"state": "offered", "until": "2026-09-12T21:30:00+08:00"})
    );
    assert_eq!(loser.receipt().is(200)["offerings"], json!([football]));
    let path = format!(
        "/api/students/{}/offers/{basketball}/acceptance",
        loser.child
    );
    let receipt = loser.post(&path).key("take").send().is(201);
    assert_eq!(receipt["offerings"], json!([basketball]));
    assert_eq!(loser.post(&path).key("take").send().is(201), receipt);
    assert_eq!(waiting(loser)["state"]["state"], "accepted");
    loser
        .answer(&basketball, "refusal")
        .is_problem(409, "offer_gone");
    school.office("verify", &[]).succeeds();
}

#[test]
fn an_offer_that_is_declined_or_runs_out_is_none() {
    let school = School::of_wishes();
    let server = school.serve();
    let phones = drawn(&school, &server);
    let (winner, loser) = (&phones[0], &phones[2]);
    let basketball = server.offering("篮球");
    winner.withdraw().is(200);
    school.set_clock("2026-09-12T21:30:00+08:00");
    assert_eq!(waiting(loser)["state"]["state"], "expired");
    loser
        .answer(&basketball, "acceptance")
        .is_problem(409, "offer_gone");
    school.set_clock(NUMBER_IS_KNOWN);
    let declined = loser.answer(&basketball, "refusal").is(200);
    assert_eq!(declined["state"]["state"], "declined");
    // A place that nobody waits for stays free.
    phones[1].withdraw().is(200);
    assert_eq!(waiting(loser)["state"]["state"], "declined");
    school.office("verify", &[]).succeeds();
}

#[test]
fn the_office_places_a_child_with_a_reason_that_everybody_reads() {
    let school = School::of_wishes();
    let server = school.serve();
    let phones = drawn(&school, &server);
    let reason = "转学插班，经教导处同意";
    let place = |number: &str, course: &str| {
        let child = ["--school-number", number, "--course", course];
        let all: Vec<_> = child.into_iter().chain(["--reason", reason]).collect();
        school.draw("place", &all)
    };
    place("20240104", "篮球").fails().says("没有空余名额");
    // What a draw would take away again is not given before it.
    let before = School::of_wishes();
    let child = ["--school-number", "20240104", "--course", "足球"];
    let all: Vec<_> = child.into_iter().chain(["--reason", reason]).collect();
    before.draw("place", &all).fails().says("draw run 之后");
    place("20240104", "合唱").fails().says("--weekday");
    // A place that is on offer is not free.
    phones[0].withdraw().is(200);
    place("20240104", "篮球").fails().says("没有空余名额");
    place("20240104", "足球").succeeds();
    place("20240104", "足球").fails().says("已经在");
    let view = server.get("/api/draw").send().is(200);
    let note = &view["placements"][0];
    assert_eq!(note["reason"], reason);
    assert_eq!(note["offering"], server.offering("足球"));
    assert!(!view.to_string().contains("20240104"));
    let placed = server.bind(school.code(3));
    assert_eq!(
        placed.receipt().is(200)["offerings"],
        json!([server.offering("足球")])
    );
    assert_eq!(placed.draw()["placement_pseudonym"], note["child"]);
    assert_ne!(placed.draw()["pseudonym"], note["child"]);
    school.office("verify", &[]).succeeds();
}

/// Care that a family asks for beside wishes is its own at once, and what it changes later is the newer.
#[test]
fn care_beside_wishes_waits_for_no_draw_and_later_care_counts() {
    let school = School::of_wishes();
    let server = school.serve();
    let (care, ranked) = (server.bind(school.code(0)), server.bind(school.code(1)));
    let with_care = |phone: &Phone<'_>, slots: &[(&str, &[&str])], monday: &str| {
        let mut wishes = phone.wishes(slots);
        wishes["care"] = json!([{"weekday": 1, "pick_up": monday}]);
        phone.save(&wishes).is(201)
    };
    with_care(&care, &[], "16:40");
    let monday = |until: &str| json!([{"weekday": 1, "pick_up": until}]);
    assert_eq!(care.receipt().is(200)["care"], monday("16:40"));
    with_care(&ranked, &[("d2-1530", &["篮球"])], "16:40");
    ranked
        .submit(&ranked.draft_with_care(&[], &[(1, "17:40")]))
        .is(201);
    // Ranking anew repeats the care of before, and asks for none.
    with_care(&ranked, &[("d2-1530", &["篮球", "足球"])], "16:40");
    assert_eq!(ranked.receipt().is(200)["care"], monday("17:40"));
    school.office("verify", &[]).succeeds();
    whole_draw(&school);
    assert_eq!(care.receipt().is(200)["care"], monday("16:40"));
    let held = ranked.receipt().is(200);
    assert_eq!(held["care"], monday("17:40"));
    assert_eq!(held["offerings"], json!([server.offering("篮球")]));
    school.office("verify", &[]).succeeds();
}

/// A withdrawal ends wishes as well, whether anything is held or not.
#[test]
fn who_has_withdrawn_is_not_drawn() {
    let school = School::of_wishes();
    let server = school.serve();
    let phones: Vec<_> = (0..3).map(|n| server.bind(school.code(n))).collect();
    for phone in &phones {
        phone.save(&phone.wishes(&[("d2-1530", &["足球"])])).is(201);
    }
    let before = phones[0].withdraw().is(200);
    assert_eq!(before["status"], "withdrawn");
    assert_eq!(phones[0].withdraw().is(200), before);
    let path = format!("/api/students/{}/wishes", phones[0].child);
    let kept = phones[0].get(&path).send().is(200);
    assert_eq!(kept["wishes"]["wishes"], json!([]));
    commit(&school, &[]).succeeds();
    school.set_clock(AFTER_THE_CLOSE);
    school.draw("close", &[]).succeeds().says("学生 2 名");
    phones[1].withdraw().is(200);
    school.set_clock(NUMBER_IS_KNOWN);
    reveal(&school, &[]).succeeds();
    school.draw("run", &[]).succeeds().says("录取 1 人次");
    for gone in &phones[..2] {
        let held = gone.receipt().is(200);
        assert_eq!(
            (&held["status"], &held["offerings"]),
            (&json!("withdrawn"), &json!([]))
        );
        assert_eq!(gone.draw()["waiting"], json!([]));
    }
    assert_eq!(
        phones[2].receipt().is(200)["offerings"],
        json!([server.offering("足球")])
    );
    school.office("verify", &[]).succeeds();
}

const MOVED: &str = "班级,学号,姓名\n一(1)班,20240101,学生1\n";

/// What was published counts: a class that changes after the list was made takes no place away. One that
/// changes before leaves base care where it was wished for.
#[test]
fn a_change_of_class_counts_up_to_the_close() {
    let school = School::of_wishes();
    let server = school.serve();
    let (late, early) = (server.bind(school.code(0)), server.bind(school.code(1)));
    for phone in [&late, &early] {
        phone.save(&phone.wishes(&[("d2-1530", &["篮球"])])).is(201);
    }
    let moved = MOVED.replace("20240101,学生1", "20240102,学生2");
    school.import(&[("roster.csv", &moved)]).succeeds();
    commit(&school, &[]).succeeds();
    school.set_clock(AFTER_THE_CLOSE);
    school.draw("close", &[]).succeeds().says("学生 1 名");
    school.import(&[("roster.csv", MOVED)]).succeeds();
    school.set_clock(NUMBER_IS_KNOWN);
    reveal(&school, &[]).succeeds();
    school.draw("run", &[]).succeeds();
    assert_eq!(
        late.receipt().is(200)["offerings"],
        json!([server.offering("篮球")])
    );
    let held = early.receipt().is(200);
    assert_eq!(held["offerings"], json!([]));
    assert_eq!(held["care"], json!([{"weekday": 2, "pick_up": "17:40"}]));
    school.office("verify", &[]).succeeds();
}
