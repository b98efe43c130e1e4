//! The next term in the same books.

use serde_json::json;

use super::draw_steps::{AFTER_THE_CLOSE, NUMBER_IS_KNOWN, commit, commit_to, reveal, whole_draw};
use super::support::{COURSES, SETTINGS, School, Server, afterbell, eventually};

const NEXT_OPEN: &str = "2027-02-24T21:00:00+08:00";
const NEXT_NUMBERS: [&str; 4] = [
    "--number",
    "2027050,2027-03-01,3,体彩排列三，开奖公告的顺序",
    "--number",
    "2027051,2027-03-03,3,体彩排列三，开奖公告的顺序",
];

fn settings_of_the_next(school: &School) {
    let settings = SETTINGS
        .replace("mode = \"first_come\"", "mode = \"wishes\"")
        .replace("2026-09-01", "2027-02-22")
        .replace("2027-01-29", "2027-07-09")
        .replace("2026-09-08", "2027-02-24")
        .replace("2026-09-10", "2027-02-26");
    school.write("school.toml", &settings);
}

/// Even under the same name another term is another, and none begins unasked.
fn begin_the_next(school: &School, server: &Server, courses: &str) {
    settings_of_the_next(school);
    school.set_clock(NEXT_OPEN);
    let held = || server.get("/api/school").send().is(200)["menu"].clone();
    let last = held();
    let asked = school.import(&[("courses.csv", courses)]);
    asked.fails().says("--new-term");
    let moved = school.import_with(&["--moved-term"], &[("courses.csv", courses)]);
    moved.fails().says("--new-term");
    assert_eq!(held(), last);
    let begun = school.import_with(&["--new-term"], &[("courses.csv", courses)]);
    begun.succeeds();
    // Phones write against the menu that the board tells them.
    eventually("the board has the new menu", || {
        (held() != last).then_some(())
    });
}

#[test]
fn its_draw_begins_with_nothing_and_the_last_ones_stays_public() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let wishes = [("d2-1530", &["篮球"][..])];
    phone.save(&phone.wishes(&wishes)).is(201);
    commit(&school, &[]).succeeds();
    school.set_clock(AFTER_THE_CLOSE);
    school.draw("close", &[]).succeeds();
    school.set_clock(NUMBER_IS_KNOWN);
    reveal(&school, &[]).succeeds();
    school.draw("run", &[]).succeeds();
    let before = server.get("/api/draw").send().is(200)["draws"].clone();
    let told = phone.draw();
    assert_eq!(told["draw"], 1);
    let folder = school.path("published");
    let out = folder.to_str().expect("a path");
    school.draw("files", &["--out", out]).succeeds();

    begin_the_next(&school, &server, COURSES);
    let public = server.get("/api/draw").send().is(200);
    assert_eq!(public["draws"], serde_json::json!([]));
    assert_eq!(public["earlier"], before);
    let path = format!("/api/students/{}/wishes", phone.child);
    phone.get(&path).send().is_problem(404, "nothing_submitted");
    let fresh = phone.draw();
    assert!(
        fresh["draw"].is_null() && fresh["result"].is_null(),
        "{fresh}"
    );
    for name in ["pseudonym", "placement_pseudonym"] {
        assert_ne!(fresh[name], told[name], "{name}");
    }
    for file in before[0]["files"].as_array().expect("files") {
        let hash = file["hash"].as_str().expect("a hash");
        let served = server.get(&format!("/api/draw/{hash}")).send();
        assert_eq!(served.status, 200);
    }
    afterbell(["verify-draw", out]).succeeds();

    // A seal that was told is no seal any more, whichever term it was of.
    let again = commit_to(&school, "secret", &NEXT_NUMBERS, &[]);
    again.fails().says("以前的抽签用过");
    commit_to(&school, "another", &NEXT_NUMBERS, &[]).succeeds();
    let public = server.get("/api/draw").send().is(200);
    assert_eq!(public["draws"][0]["number"], 1);
    phone.save(&phone.wishes(&wishes)).is(201);
    school.office("verify", &[]).succeeds();
}

/// The course that was most wanted is gone: its children have no place to lose any more, and neither a family
/// that is content with care nor one that the office had placed keeps the new draw back.
#[test]
fn what_children_hold_ends_with_its_term() {
    let school = School::of_wishes();
    let server = school.serve();
    let phones: Vec<_> = (0..3).map(|n| server.bind(school.code(n))).collect();
    let [winner, placed, content] = phones.as_slice() else {
        panic!("three children")
    };
    let basketball = server.offering("篮球");
    winner
        .save(&winner.wishes(&[("d2-1530", &["篮球"])]))
        .is(201);
    let care = content.draft_with_care(&[], &[(1, "18:30")]);
    content.submit(&care).is(201);
    whole_draw(&school);
    let place = [
        "--school-number",
        "20240102",
        "--course",
        "足球",
        "--reason",
        "插班",
    ];
    school.draw("place", &place).succeeds();
    for phone in [winner, placed] {
        assert_eq!(
            phone.receipt().is(200)["offerings"]
                .as_array()
                .map(Vec::len),
            Some(1)
        );
        phone.file("calendar").key("before").send().is(201);
    }

    let without = COURSES.lines().filter(|line| !line.contains("篮球"));
    let without = without.collect::<Vec<_>>().join("\n");
    // Two held a course, and one care on one day a week.
    settings_of_the_next(&school);
    let told = school.import(&[("courses.csv", &without)]);
    told.fails().says("3 名学生的 2 个课程名额和每周 1 天托管");
    begin_the_next(&school, &server, &without);
    for phone in &phones {
        let receipt = phone.receipt().is(200);
        assert_eq!(receipt["status"], "ended", "{receipt}");
        assert_eq!(
            (&receipt["offerings"], &receipt["care"]),
            (&json!([]), &json!([]))
        );
        let me = phone.me();
        let child = &me["children"][0]["student"];
        assert!(
            child["name"].is_string() && child["enrolled"].is_null(),
            "{me}"
        );
        let file = phone.file("calendar").key("after").send();
        file.is_problem(404, "nothing_submitted");
        phone.withdraw().is_problem(404, "nothing_submitted");
    }
    let taken = server.get("/api/places").send().is(200)["taken"].clone();
    assert_eq!(taken.get(&basketball), None, "{taken}");
    school.office("verify", &[]).succeeds();

    // Care alone, in the new term, of a child that had care and of one that was placed by hand.
    for phone in [placed, content] {
        let care = phone.draft_with_care(&[], &[(1, "18:30")]);
        phone.submit(&care).is(201);
    }
    winner
        .save(&winner.wishes(&[("d2-1530", &["足球"])]))
        .is(201);
    commit_to(&school, "another", &NEXT_NUMBERS, &[]).succeeds();
    school.set_clock("2027-02-26T20:00:00+08:00");
    school.draw("close", &[]).succeeds().says("学生 1 名");
    school.office("verify", &[]).succeeds();
}
