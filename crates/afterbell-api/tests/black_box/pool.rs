//! A first-come round with an opening pool: within it thumbs do not matter, after it the first come first.

use std::fs;

use serde_json::{Value, json};

use super::draw_steps::{NUMBER_IS_KNOWN, commit, reveal};
use super::support::{COURSES, Phone, SETTINGS, School, afterbell, eventually};

/// The last moment of the pool, and the first after it.
const LAST: &str = "2026-09-08T20:29:59+08:00";
const OVER: &str = "2026-09-08T20:30:00+08:00";

fn settings(minutes: &str, mode: &str) -> String {
    let round = format!("mode = \"{mode}\"\nopening_pool_minutes = {minutes}");
    SETTINGS
        .replace("mode = \"first_come\"", &round)
        .replace("closes_at = \"2026-09-10", "closes_at = \"2026-09-20")
}

fn first_reason(problem: &Value) -> Value {
    problem["verdict"]["offerings"][0]["reasons"][0]["code"].clone()
}

#[test]
fn a_pool_that_cannot_be_is_told_with_what_to_mend() {
    let school = School::empty();
    for (minutes, mode, words) in [
        ("0", "first_come", "1 到 1440 分钟"),
        ("1441", "first_come", "1 到 1440 分钟"),
        ("30", "wishes", "请去掉开放池（opening_pool_minutes）"),
        ("-1", "first_come", "opening_pool_minutes"),
    ] {
        school.write("school.toml", &settings(minutes, mode));
        let ran = school.import(&[("courses.csv", COURSES)]);
        ran.fails().says(words);
    }
}

#[test]
fn in_the_pool_thumbs_do_not_matter_and_after_it_the_first_come_first() {
    let school = School::with_settings(&settings("30", "first_come"));
    school.set_clock("2026-09-08T20:00:00+08:00");
    let server = school.serve();
    let phones: Vec<_> = (0..6).map(|n| server.bind(school.code(n))).collect();
    let (basketball, football) = (server.offering("篮球"), server.offering("足球"));
    let wishes = phones[0].wishes(&[("d2-1530", &["篮球"])]);
    commit(&school, &[]).succeeds();
    // The quick one in the first second, two at once, the slow one in the last.
    phones[0].save(&wishes).is(201);
    std::thread::scope(|both| {
        for phone in &phones[1..3] {
            both.spawn(|| phone.save(&wishes).is(201));
        }
    });
    school.set_clock(LAST);
    assert_eq!(phones[3].save(&wishes).is(201)["wishes"], wishes);
    let taking = phones[4].submit(&phones[4].draft(&[&football]));
    let taking = taking.is_problem(409, "selection_denied");
    assert_eq!(first_reason(&taking), "drawn_by_wishes");
    assert_eq!(taking["places"]["waits_for_pool"], true);
    // Care waits for nothing.
    let care = phones[4].draft_with_care(&[], &[(1, "16:40")]);
    phones[4].submit(&care).is(201);
    school.draw("close", &[]).fails().says("才截止");

    school.set_clock(OVER);
    let late = phones[4].save(&wishes).is_problem(409, "selection_denied");
    assert_eq!(late["verdict"]["whole"][0]["code"], "closed");
    let taking = phones[4].submit(&phones[4].draft(&[&football]));
    let taking = taking.is_problem(409, "selection_denied");
    assert_eq!(first_reason(&taking), "being_drawn");
    school.draw("close", &[]).succeeds().says("学生 4 名");
    let places = server.get("/api/places").send().is(200);
    assert_eq!(places["waits_for_pool"], true);
    school.set_clock(NUMBER_IS_KNOWN);
    reveal(&school, &[]).succeeds();
    school.draw("run", &[]).succeeds().says("录取 2 人次");

    // Two of four by their numbers, whoever was quick.
    let number = |phone: &Phone<'_>| phone.draw()["result"]["number"].as_u64();
    let mut ranked: Vec<&Phone<'_>> = phones[..4].iter().collect();
    ranked.sort_by_key(|phone| number(phone));
    for (phone, place) in ranked.iter().zip(1..) {
        assert_eq!(number(phone), Some(place));
        let has_won = phone.receipt().is(200)["offerings"] == json!([basketball]);
        assert_eq!(has_won, place <= 2, "number {place}");
    }
    let folder = school.path("published");
    let out = folder.to_str().expect("a path");
    school.draw("files", &["--out", out]).succeeds();
    let verified = afterbell(["verify-draw", out]).succeeds();
    verified.says("学生 4 名，录取 2 人次");
    let applicants = fs::read_to_string(folder.join("applicants.json")).expect("a file");
    assert!(!applicants.contains("arrived"), "{applicants}");

    let again = commit(&school, &["--reason", "有一名学生登记错了"]);
    again.fails().says("不能重抽");
    // What is left is taken at once, what is full is full.
    phones[4].submit(&phones[4].draft(&[&football])).is(201);
    let full = |phone: &Phone<'_>| {
        let problem = phone.submit(&phone.draft(&[&basketball]));
        let problem = problem.is_problem(409, "selection_denied");
        assert_eq!(first_reason(&problem), "full");
        assert_eq!(problem["places"]["taken"][&basketball], 2);
    };
    full(&phones[5]);
    // A place that comes free is offered to who lost; a quick one cannot take it.
    ranked[0].withdraw().is(200);
    let waiting = ranked[2].draw()["waiting"][0].clone();
    assert_eq!(waiting["state"]["state"], "offered");
    full(&phones[5]);
    eventually("the board counts what is on offer", || {
        let places = server.get("/api/places").send().is(200);
        (places["taken"][&basketball] == 2 && places["waits_for_pool"].is_null()).then_some(())
    });
    ranked[2].answer(&basketball, "acceptance").is(201);
    ranked[3].leave(&basketball).is(200);
    ranked[1].withdraw().is(200);
    phones[5].submit(&phones[5].draft(&[&basketball])).is(201);
    school.office("verify", &[]).succeeds();
}
