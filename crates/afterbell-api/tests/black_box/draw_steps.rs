use std::fs;

use serde_json::Value;

use super::support::School;

const NUMBERS: [&str; 4] = [
    "--number",
    "2026105,2026-09-11,3,体彩排列三，开奖公告的顺序",
    "--number",
    "2026106,2026-09-13,3,体彩排列三，开奖公告的顺序",
];
pub const AFTER_THE_CLOSE: &str = "2026-09-10T20:00:00+08:00";
pub const NUMBER_IS_KNOWN: &str = "2026-09-11T21:30:00+08:00";

pub fn commit(school: &School, more: &[&str]) -> super::support::Ran {
    let secret = school.path("secret");
    if !secret.exists() {
        let out = secret.to_str().expect("a path");
        super::support::afterbell(["draw", "secret", "--out", out]).succeeds();
    }
    let secret = secret.to_str().expect("a path").to_owned();
    let mut all = vec![
        "--secret",
        &secret,
        "--reveal-until",
        "2026-09-12T12:00:00+08:00",
    ];
    all.extend(NUMBERS);
    all.extend(more);
    school.draw("commit", &all)
}

pub fn reveal(school: &School, more: &[&str]) -> super::support::Ran {
    let secret = school.path("secret");
    let secret = secret.to_str().expect("a path").to_owned();
    let mut all = vec![
        "--secret", &secret, "--issue", "2026105", "--values", "3,1,4",
    ];
    all.extend(more);
    school.draw("reveal", &all)
}

/// From the wishes that are saved to the results.
pub fn whole_draw(school: &School) {
    commit(school, &[]).succeeds();
    school.set_clock(AFTER_THE_CLOSE);
    school.draw("close", &[]).succeeds();
    school.set_clock(NUMBER_IS_KNOWN);
    reveal(school, &[]).succeeds();
    school.draw("run", &[]).succeeds();
}

#[test]
fn every_step_has_its_time_and_its_turn() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let wishes = phone.wishes(&[("d2-1530", &["篮球"])]);
    phone.save(&wishes).is(201);
    school.draw("close", &[]).fails().says("先运行 draw commit");
    school.draw("run", &[]).fails().says("先运行 draw commit");
    commit(&school, &[]).succeeds().says("commitment.json：");
    commit(&school, &[]).fails().says("--reason");
    school.draw("close", &[]).fails().says("才截止");
    reveal(&school, &[]).fails().says("先运行 draw close");
    school.set_clock(AFTER_THE_CLOSE);
    school.draw("close", &[]).succeeds().says("学生 1 名");
    school.draw("close", &[]).fails().says("已经公布过");
    school.draw("run", &[]).fails().says("先运行 draw reveal");
    reveal(&school, &[]).fails().says("才公布");
    school.set_clock(NUMBER_IS_KNOWN);
    let other = ["--not-published", "2026105"];
    reveal(&school, &other).fails().says("2026106");
    reveal(&school, &[]).succeeds();
    school.draw("run", &[]).succeeds().says("录取 1 人次");
    school.draw("run", &[]).fails().says("已经公布过");
    phone.save(&wishes).is_problem(409, "selection_denied");
}

#[test]
fn a_commitment_after_the_close_proves_nothing() {
    let school = School::of_wishes();
    school.set_clock(AFTER_THE_CLOSE);
    commit(&school, &[]).fails().says("截止之后的承诺");
    let taken = School::new();
    commit(&taken, &[]).fails().says("先到先得");
}

#[test]
fn a_secret_that_is_told_too_late_is_done_without() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.save(&phone.wishes(&[("d2-1530", &["篮球"])])).is(201);
    commit(&school, &[]).succeeds();
    school.set_clock(AFTER_THE_CLOSE);
    school.draw("close", &[]).succeeds();
    school.set_clock("2026-09-12T11:59:59+08:00");
    let number = ["--issue", "2026105", "--values", "3,1,4"];
    school.draw("reveal", &number).fails().says("还可能揭晓");
    school.set_clock("2026-09-13T21:30:00+08:00");
    reveal(&school, &[]).fails().says("只能不用它");
    // The number is another one then.
    school.draw("reveal", &number).fails().says("2026106");
    let next = ["--issue", "2026106", "--values", "0,0,7"];
    school.draw("reveal", &next).succeeds();
    school.draw("run", &[]).succeeds();
}

#[test]
fn what_was_published_can_be_verified_by_anybody() {
    let school = School::of_wishes();
    let server = school.serve();
    for n in 0..3 {
        let phone = server.bind(school.code(n));
        phone
            .save(&phone.wishes(&[("d2-1530", &["篮球", "足球"])]))
            .is(201);
    }
    whole_draw(&school);
    let folder = school.path("published");
    let out = folder.to_str().expect("a path");
    school
        .draw("files", &["--out", out])
        .succeeds()
        .says("7 个");
    super::support::afterbell(["verify-draw", out])
        .succeeds()
        .says("学生 3 名，录取 3 人次");
    let view = server.get("/api/draw").send().is(200);
    let files = view["draws"][0]["files"].as_array().expect("files");
    assert_eq!(files.len(), 7);
    for file in files {
        let (name, hash) = (&file["name"], file["hash"].as_str().expect("a hash"));
        let content = fs::read(folder.join(name.as_str().expect("a name"))).expect("a file");
        let served = server.get(&format!("/api/draw/{hash}")).send();
        assert_eq!(served.body, content, "{name}");
    }
    let unknown = format!("/api/draw/{}", "0".repeat(64));
    server.get(&unknown).send().is_problem(404, "file_unknown");
    server
        .get("/api/draw/results.json")
        .send()
        .is_problem(404, "file_unknown");
    school.office("verify", &[]).succeeds();
    // A row is found by its own family only.
    let applicants: Value =
        serde_json::from_slice(&fs::read(folder.join("applicants.json")).expect("a file"))
            .expect("JSON");
    let told = applicants.to_string();
    assert!(!told.contains("学生"), "{told}");
}

#[test]
fn another_draw_says_why_and_takes_the_place_of_the_first() {
    let school = School::of_wishes();
    let server = school.serve();
    let phones: Vec<_> = (0..3).map(|n| server.bind(school.code(n))).collect();
    for phone in &phones {
        phone
            .save(&phone.wishes(&[("d2-1530", &["篮球", "足球"])]))
            .is(201);
    }
    whole_draw(&school);
    let reason = ["--reason", "第一次抽签时有一名学生的年级登记错了"];
    school.set_clock("2026-09-10T21:00:00+08:00");
    commit(&school, &reason).succeeds();
    school.draw("close", &[]).succeeds();
    school.set_clock(NUMBER_IS_KNOWN);
    reveal(&school, &[]).succeeds();
    school.draw("run", &[]).succeeds().says("录取 3 人次");
    let view = server.get("/api/draw").send().is(200);
    assert_eq!(view["draws"][1]["reason"], reason[1]);
    let basketball = server.offering("篮球");
    let winners = phones.iter().filter(|phone| {
        let held = phone.receipt().is(200);
        held["offerings"][0] == *basketball
    });
    assert_eq!(winners.count(), 2);
    assert!(phones.iter().all(|phone| phone.draw()["draw"] == 2));
    school.office("verify", &[]).succeeds();
}

#[test]
fn a_trial_writes_nothing() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.save(&phone.wishes(&[("d2-1530", &["篮球"])])).is(201);
    let told = school.draw("dry-run", &[]).succeeds();
    let row = told
        .stdout
        .lines()
        .find(|line| line.starts_with("篮球"))
        .expect("a row");
    assert!(row.ends_with(",2,0,1,1,0,,"), "{row}");
    let view = server.get("/api/draw").send().is(200);
    assert_eq!(view["draws"], serde_json::json!([]));
    phone.receipt().is_problem(404, "nothing_submitted");
}
