use serde_json::{Value, json};

use super::support::desk::{Colleague, TIMES, arrived, invited};
use super::support::{Phone, School, eventually};

/// Only this check, so that the school's own sheet passes everything else.
const NOTICE_PACK: &str = r#"
name = "本区"
[documents.rules]
title = "本区办法"
issued_by = "本区教育局"
[[check]]
id = "notice"
severity = "error"
clause = { document = "rules", section = "第一条" }
mend = "请先公示。"
rule.public_notice = { before = "selection_opens" }
"#;

fn edit(colleague: &Colleague, cell: &str, after: Value) -> u64 {
    let seen = colleague.get("/api/desk/menu-draft").is(200);
    let offering = &seen["draft"]["menu"]["offerings"][0];
    let before = offering.get(cell).cloned().unwrap_or(Value::Null);
    let edits = json!({ "edits": [{
        "edit": "offering", "id": offering["id"], "before": { cell: before }, "after": { cell: after },
    }]});
    let edited = colleague
        .send("POST", "/api/desk/menu-draft/edits", &edits)
        .is(200);
    assert_eq!(edited["conflicts"], json!([]));
    edited["revision"].as_u64().expect("a number")
}

fn publish(colleague: &Colleague, revision: u64, more: Value) -> Value {
    let mut body = json!({ "revision": revision });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    colleague.send("POST", "/api/desk/publish", &body).is(200)
}

#[test]
fn a_change_becomes_a_version_when_it_is_published_and_not_before() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let old = server.menu_hash();
    let revision = edit(&colleague, "places", json!(5));
    let told = publish(&colleague, revision, json!({ "dry_run": true }));
    assert_eq!(
        (&told["published"], &told["obstacles"]),
        (&json!(false), &json!([]))
    );
    let cells = &told["difference"]["changed"][0]["cells"];
    assert_eq!(*cells, json!([[{ "places": 2 }, { "places": 5 }]]));
    assert_eq!(server.menu_hash(), old);
    let stale = json!({ "revision": revision + 1 });
    colleague
        .send("POST", "/api/desk/publish", &stale)
        .is_problem(409, "menu_draft_changed");
    let told = publish(&colleague, revision, json!({}));
    assert_eq!(told["published"], true, "{told}");
    let new = told["menu"].as_str().expect("a hash");
    assert_ne!(new, old);
    eventually("phones hear of the new menu", || {
        (server.menu_hash() == new).then_some(())
    });
    // Once more: there is nothing left to publish.
    let again = publish(&colleague, revision, json!({}));
    assert_eq!(
        (&again["published"], &again["unchanged"]),
        (&json!(false), &json!(true))
    );
    let found = school.office("verify", &[]).succeeds().stdout;
    assert!(found.contains("操作记录 7 条"), "{found}");
}

#[test]
fn what_the_pack_finds_blocks() {
    let school = School::new();
    let server = school.serve_with(&["--pack", "zhoushan"]);
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let revision = edit(&colleague, "places", json!(5));
    let old = server.menu_hash();
    let told = publish(&colleague, revision, json!({}));
    assert_eq!(told["published"], false);
    let findings = &told["obstacles"][0];
    assert_eq!(findings["obstacle"], "findings");
    assert!(findings["errors"].as_u64().unwrap() > 0, "{told}");
    let revision = edit(&colleague, "places", json!(0));
    let told = publish(&colleague, revision, json!({}));
    assert_eq!(
        told["obstacles"][0],
        json!({ "obstacle": "faults", "faults": 1 })
    );
    assert_eq!(server.menu_hash(), old);
}

#[test]
fn a_notice_is_posted_objected_to_and_over_before_the_menu_is_published() {
    let school = School::new();
    let pack = school.write("pack.toml", NOTICE_PACK);
    let server = school.serve_with(&["--pack", pack.to_str().unwrap()]);
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let times = [
        ("2026-09-01T10:00:00+08:00", TIMES[0].1 - 8 * 86_400),
        ("2026-09-01T10:00:30+08:00", TIMES[1].1 - 8 * 86_400),
    ];
    let colleague = arrived(&school, &server, "甲老师", &invitation, &times);
    let revision = edit(&colleague, "places", json!(5));
    server
        .get("/api/notice")
        .send()
        .is_problem(409, "notice_closed");
    let post =
        |revision| colleague.send("POST", "/api/desk/notice", &json!({ "revision": revision }));
    post(revision).is_problem(409, "notice_not_planned");
    let notice = json!({
        "place": "校门口与学校网站", "posted_on": "2026-09-01", "posted_until": "2026-09-05",
        "contents": ["content"], "channels": ["phone"],
    });
    let plan = json!({ "edits": [{ "edit": "plan",
        "before": { "public_notice": null }, "after": { "public_notice": notice } }] });
    colleague
        .send("POST", "/api/desk/menu-draft/edits", &plan)
        .is(200);
    let revision = revision + 1;
    post(revision - 1).is_problem(409, "menu_draft_changed");
    let obstacles = |revision| publish(&colleague, revision, json!({}))["obstacles"].clone();
    assert_eq!(obstacles(revision), json!([{ "obstacle": "not_posted" }]));
    assert_eq!(post(revision).is(201)["is_open"], true);
    let still = json!([{ "obstacle": "still_posted", "until": "2026-09-05" }]);
    assert_eq!(obstacles(revision), still);

    let posted = server.get("/api/notice").send().is(200);
    assert_eq!(posted["menu"]["offerings"][0]["places"], 5);
    let object = |text: &str| {
        super::support::desk::from_own_page(&server, "POST", "/api/notice/objections")
            .json(&json!({ "notice": posted["number"], "text": text, "contact": "三(1)班家长" }))
            .send()
    };
    assert_eq!(object("晚托结束太早。\n接不到孩子。").status, 204);
    object("").is_problem(400, "malformed_request");
    let heard = colleague.get("/api/desk/objections").is(200);
    assert_eq!(
        heard["objections"][0]["objection"]["contact"],
        "三(1)班家长"
    );
    assert!(!server.log().contains("晚托"));

    // What is changed afterwards was never posted.
    let changed = edit(&colleague, "places", json!(6));
    assert_eq!(obstacles(changed), json!([{ "obstacle": "not_posted" }]));
    let revision = edit(&colleague, "places", json!(5));
    school.set_clock("2026-09-06T00:00:00+08:00");
    object("太晚了").is_problem(409, "notice_closed");
    let invitation = invited(&school, "乙老师", &["--role", "coordinator"]);
    let times = [
        ("2026-09-06T10:00:00+08:00", TIMES[0].1 - 3 * 86_400),
        ("2026-09-06T10:00:30+08:00", TIMES[1].1 - 3 * 86_400),
    ];
    let later = arrived(&school, &server, "乙老师", &invitation, &times);
    assert_eq!(publish(&later, revision, json!({}))["published"], true);
    // By which pack it was judged is in the log: its name, and the hash of what it says.
    let invitation = invited(&school, "校长", &["--role", "school_admin"]);
    let admin = arrived(&school, &server, "校长", &invitation, &times);
    let log = admin.get("/api/desk/audit").is(200);
    let mut entries = log["entries"].as_array().expect("entries").iter();
    let entry = entries.find(|entry| entry["action"] == "menu_published");
    let pack = &entry.expect("the publication")["after"]["pack"];
    assert_eq!(pack["name"], "本区");
    assert_eq!(pack["version"].as_str().map(str::len), Some(64));

    // Before families choose, a change is posted first. Once they choose it can no longer be, and is a version of its own.
    let revision = edit(&later, "places", json!(6));
    let told = publish(&later, revision, json!({}));
    assert_eq!(told["obstacles"], json!([{ "obstacle": "not_posted" }]));
    school.set_clock("2026-09-08T10:00:00+08:00");
    let invitation = invited(&school, "丙老师", &["--role", "coordinator"]);
    let times = [
        ("2026-09-08T20:10:00+08:00", TIMES[0].1 - 50_000 + 200),
        ("2026-09-08T20:10:30+08:00", TIMES[1].1 - 50_000 + 200),
    ];
    let last = arrived(&school, &server, "丙老师", &invitation, &times);
    assert_eq!(publish(&last, revision, json!({}))["published"], true);
    // A notice of that day would be none before they choose: the one that was is kept.
    let late = json!({ "place": "校门口", "posted_on": "2026-09-08", "posted_until": "2026-09-09", "contents": [], "channels": {} });
    let kept = last.get("/api/desk/menu-draft").is(200)["draft"]["plan"]["public_notice"].clone();
    let plan = json!({ "edits": [{ "edit": "plan", "before": { "public_notice": kept }, "after": { "public_notice": late } }] });
    last.send("POST", "/api/desk/menu-draft/edits", &plan)
        .is(200);
    let told = publish(&last, revision + 1, json!({}));
    assert_eq!(
        told["obstacles"],
        json!([{ "obstacle": "findings", "errors": 1, "warnings": 0 }])
    );
}

#[test]
fn no_child_loses_a_place_by_a_publication() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let phone = server.bind(school.code(0));
    phone.chooses(&["篮球"]);
    let held = server.offering("篮球");
    let revision = edit(&colleague, "remark", json!("改到体育馆"));
    let told = publish(&colleague, revision, json!({}));
    let open = json!({ "code": "nobody_decided", "offering": held, "held": 1 });
    assert_eq!(
        told["obstacles"],
        json!([{ "obstacle": "children", "not_decided": open }])
    );
    let decided = |fate: Value, reason: &str| json!({ "decisions": [{ "offering": held, "fate": fate, "reason": reason }] });
    let keep = decided(json!("keep"), "场地维修");
    let told = publish(&colleague, revision, keep);
    assert_eq!(told["published"], true, "{told}");
    let counted = json!([{ "offering": held, "kept": 1, "moved": 0, "ended": 0 }]);
    assert_eq!(told["decided"], counted);
    eventually("the place is counted in the new menu", || {
        (server.taken(&held) == 1).then_some(())
    });
    let news = |language: &str| {
        let me = phone.get("/api/me").header("Accept-Language", language);
        me.send().is(200)["children"][0].clone()
    };
    let kept = "学生1的课程有变动\n“篮球”的名额为您保留，说明改为“改到体育馆”。原因：场地维修。";
    assert_eq!(news("zh-CN")["news"], kept);
    let english = news("en")["news"].to_string();
    assert!(english.contains("the place is kept"), "{english}");

    let seen = colleague.get("/api/desk/menu-draft").is(200);
    let row = &seen["draft"]["menu"]["offerings"][0];
    assert_eq!(row["id"], json!(held));
    let removed =
        json!({ "edits": [{ "edit": "remove_offering", "offering": row, "below": null }] });
    let revision = colleague
        .send("POST", "/api/desk/menu-draft/edits", &removed)
        .is(200)["revision"]
        .as_u64()
        .unwrap();
    let mut nameless = decided(json!("end"), "");
    nameless["revision"] = json!(revision);
    colleague
        .send("POST", "/api/desk/publish", &nameless)
        .is_problem(400, "malformed_request");
    let told = publish(&colleague, revision, decided(json!("keep"), "停开"));
    let dropped = json!({ "code": "would_be_dropped", "offering": held, "held": 1 });
    assert_eq!(
        told["obstacles"],
        json!([{ "obstacle": "children", "not_decided": dropped }])
    );
    assert_eq!(server.taken(&held), 1);

    // To a course on another day that the child may not have, then to one that it may.
    let to = |course: &str| decided(json!({ "move_to": server.offering(course) }), "老师调动");
    let told = publish(&colleague, revision, to("书法提高"));
    let cannot = &told["obstacles"][0]["not_decided"];
    assert_eq!(
        (
            &cannot["code"],
            &cannot["children"],
            &cannot["reasons"][0]["code"]
        ),
        (
            &json!("cannot_move"),
            &json!(1),
            &json!("prerequisite_missing")
        )
    );
    let swimming = server.offering("游泳");
    let told = publish(&colleague, revision, to("游泳"));
    assert_eq!(told["published"], true, "{told}");
    let receipt = phone.receipt().is(200);
    assert_eq!(receipt["offerings"], json!([swimming]));
    assert_eq!(receipt["fees"]["total_fen"], 48_000);
    let told = news("zh-CN");
    let lines = told["news"].as_str().unwrap().lines();
    assert_eq!(
        lines.last().unwrap(),
        "学校把“篮球”（周二 15:30–17:00）的名额换成了“游泳”（周五 16:40–17:40）。费用为¥480.00。原因：老师调动。"
    );
    // Nobody reads it for another's child; whoever has read it is not told again.
    let number = told["news_number"].as_u64().unwrap();
    let other = server.bind(school.code(1));
    let refused = other.reads_news(&phone.child, number);
    refused.is_problem(404, "student_not_yours");
    assert_eq!(phone.reads_news(&phone.child, number).status, 200);
    assert_eq!(news("zh-CN")["news"], Value::Null);
    let found = school.office("verify", &[]).succeeds().stdout;
    assert!(found.contains("台账"), "{found}");
    let log = server.log();
    assert!(!log.contains("老师调动") && !log.contains("学生1"));
}

/// A child must not wait at the gate at a time that is no more.
#[test]
fn families_are_told_that_a_pick_up_time_is_gone() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let phone = server.bind(school.code(0));
    let seen = colleague.get("/api/desk/menu-draft").is(200);
    let before = seen["draft"]["menu"]["base_care"].clone();
    let day = &before["days"][0];
    let choice = json!({ "weekday": day["weekday"], "pick_up": day["pick_up_times"][0] });
    let mut draft = phone.draft(&[]);
    draft["care"] = json!([choice]);
    phone.submit(&draft).is(201);
    let mut after = before.clone();
    let times = after["days"][0]["pick_up_times"].as_array_mut();
    times.expect("times").remove(0);
    let edits = json!({ "edits": [{
        "edit": "menu", "before": { "base_care": before }, "after": { "base_care": after },
    }]});
    let edited = colleague.send("POST", "/api/desk/menu-draft/edits", &edits);
    let revision = edited.is(200)["revision"].as_u64().expect("a number");
    let told = publish(&colleague, revision, json!({}));
    let ended = json!({ "choice": choice, "held": 1 });
    assert_eq!(told["difference"]["care"], json!([ended]));
    let open = json!({ "code": "care_ends", "choice": choice, "held": 1 });
    assert_eq!(
        told["obstacles"],
        json!([{ "obstacle": "children", "not_decided": open }])
    );
    assert_eq!(told["published"], false);
    let news = |phone: &Phone<'_>| {
        let me = phone.get("/api/me").header("Accept-Language", "zh-CN");
        me.send().is(200)["children"][0].clone()
    };
    let other = server.bind(school.code(1));
    assert_eq!(news(&phone)["news"], Value::Null);
    let told = publish(&colleague, revision, json!({ "told": [choice] }));
    assert_eq!(told["published"], true, "{told}");
    let said =
        "学生1的托管有变动\n学校已取消周一 16:40 的接孩子时间，请在托管里改选：17:40、18:30。";
    let heard = news(&phone);
    assert_eq!(heard["news"], said);
    assert_eq!(news(&other)["news"], Value::Null);
    // Whoever has read it is not told again.
    let number = heard["news_number"].as_u64().expect("a number");
    assert_eq!(phone.reads_news(&phone.child, number).status, 200);
    assert_eq!(news(&phone)["news"], Value::Null);
}

/// Nothing of it is drawn yet, and a wish that is not there any more would be missed only at the draw.
#[test]
fn families_are_told_what_becomes_of_the_courses_they_wish_for() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let wishes = phone.wishes(&[("d2-1530", &["篮球", "足球"])]);
    phone.save(&wishes).is(201);
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let news = || {
        let me = phone.get("/api/me").header("Accept-Language", "zh-CN");
        let child = me.send().is(200)["children"][0].clone();
        child["news"].as_str().unwrap_or_default().to_owned()
    };
    let revision = edit(&colleague, "fee_fen", json!(12_000));
    let told = publish(&colleague, revision, json!({ "dry_run": true }));
    let named = &told["difference"]["changed"][0]["named"];
    assert_eq!((&named["held"], &named["wishing"]), (&json!(0), &json!(1)));
    assert_eq!(told["difference"].get("lapsing"), None);
    assert_eq!(news(), "");
    assert_eq!(publish(&colleague, revision, json!({}))["published"], true);
    let title = "学生1的课程有变动";
    let kept = "志愿中的“篮球”有变动：费用改为¥120.00。志愿仍然有效，截止前可以改填。";
    assert_eq!(news(), [title, kept].join("\n"));

    let seen = colleague.get("/api/desk/menu-draft").is(200);
    let row = &seen["draft"]["menu"]["offerings"][0];
    let removed =
        json!({ "edits": [{ "edit": "remove_offering", "offering": row, "below": null }] });
    let edited = colleague.send("POST", "/api/desk/menu-draft/edits", &removed);
    let revision = edited.is(200)["revision"].as_u64().expect("a number");
    let told = publish(&colleague, revision, json!({}));
    assert_eq!(told["published"], true, "{told}");
    assert_eq!(told["difference"]["removed"][0]["wishing"], 1);
    assert_eq!(told["difference"]["lapsing"], 1);
    let ended =
        "志愿中的“篮球”（周二 15:30–17:00）已由学校取消，这个志愿不再有效。截止前可以改填志愿。";
    assert_eq!(news(), [title, kept, ended].join("\n"));
    assert!(!server.log().contains("学生1"));
}

/// One warning: nobody has asked the families.
const WARNING_PACK: &str = r#"
name = "本区"
[documents.rules]
title = "本区办法"
issued_by = "本区教育局"
[[check]]
id = "families-asked"
severity = "warning"
clause = { document = "rules", section = "第二条" }
mend = "请先征询家长。"
rule.families_asked = {}
"#;

#[test]
fn the_server_writes_who_decided_about_a_warning_and_when() {
    let school = School::new();
    let pack = school.write("pack.toml", WARNING_PACK);
    let server = school.serve_with(&["--pack", pack.to_str().unwrap()]);
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let revision = edit(&colleague, "places", json!(5));
    let told = publish(&colleague, revision, json!({}));
    let open = json!([{ "obstacle": "findings", "errors": 0, "warnings": 1 }]);
    assert_eq!(told["obstacles"], open);
    let breach = json!({
        "check": "families-asked", "location": { "field": "plan.families_asked_on" },
        "code": "not_stated", "values": {},
    });
    let taken = |by: &str, on: &str| {
        json!({
            "breach": breach, "reason": "家长会上已问过", "decided_by": by, "decided_on": on,
        })
    };
    let edits = json!({ "edits": [{
        "edit": "acknowledgement", "breach": breach, "after": taken("校长", "2020-01-01"),
    }]});
    let path = "/api/desk/menu-draft/edits";
    let edited = colleague.send("POST", path, &edits).is(200);
    assert_eq!(
        (&edited["applied"], &edited["conflicts"]),
        (&json!(1), &json!([]))
    );
    let draft = colleague.get("/api/desk/menu-draft").is(200);
    let written = json!([taken("甲老师", "2026-09-09")]);
    assert_eq!(draft["draft"]["acknowledgements"], written);
    let revision = edited["revision"].as_u64().unwrap();
    assert_eq!(publish(&colleague, revision, json!({}))["published"], true);
}

/// A wrong year, published in passing, would end what everybody holds.
#[test]
fn another_term_begins_when_it_is_asked_for_by_name() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.chooses(&["篮球", "跳绳"]);
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let seen = colleague.get("/api/desk/menu-draft").is(200);
    let before = seen["draft"]["menu"]["term"].clone();
    let mut after = before.clone();
    after["first_day"] = json!("2027-02-22");
    after["last_day"] = json!("2027-07-09");
    let edits = json!({ "edits": [{ "edit": "menu",
        "before": { "term": before }, "after": { "term": after } }] });
    let edited = colleague.send("POST", "/api/desk/menu-draft/edits", &edits);
    let revision = edited.is(200)["revision"].as_u64().expect("a number");

    for more in [
        json!({ "dry_run": true }),
        json!({}),
        json!({ "term": "moves" }),
    ] {
        let told = publish(&colleague, revision, more);
        assert_eq!(told["published"], false, "{told}");
        let expected = json!([{ "obstacle": "term_not_confirmed" }]);
        assert_eq!(told["obstacles"], expected, "{told}");
        let term = &told["term"];
        assert_eq!(
            (&term["step"], &term["cuts_short"]),
            (&json!("begins"), &json!(true))
        );
        assert_eq!((&term["children"], &term["places"]), (&json!(1), &json!(2)));
        assert_eq!(term["to"]["first_day"], "2027-02-22");
    }
    let held = phone.receipt().is(200)["offerings"].clone();
    assert_eq!(held.as_array().map(Vec::len), Some(2));
    let told = publish(&colleague, revision, json!({ "term": "begins" }));
    assert_eq!(told["published"], true, "{told}");
    assert_eq!(phone.receipt().is(200)["status"], "ended");
    school.office("verify", &[]).succeeds();
}
