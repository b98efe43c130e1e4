use std::fs;

use serde_json::Value;

use super::support::School;

const NUMBERS: [&str; 4] = [
    "--number",
    "2026105,2026-09-11,3,体彩排列三，开奖公告的顺序",
    "--number",
    "2026106,2026-09-13,3,体彩排列三，开奖公告的顺序",
];
/// For another draw.
pub const LATER: [&str; 4] = [
    "--number",
    "2026107,2026-09-14,3,体彩排列三，开奖公告的顺序",
    "--number",
    "2026108,2026-09-16,3,体彩排列三，开奖公告的顺序",
];
pub const AFTER_THE_CLOSE: &str = "2026-09-10T20:00:00+08:00";
pub const NUMBER_IS_KNOWN: &str = "2026-09-11T21:30:00+08:00";

/// The seal of a secret that the committee made, once for each name.
pub fn seal(school: &School, name: &str) -> String {
    let kept = school.path(&format!("{name}.seal"));
    if !kept.exists() {
        let secret = school.path(name);
        let out = secret.to_str().expect("a path");
        let made = super::support::afterbell(["draw", "secret", "--out", out]).succeeds();
        let seal = made.stdout.trim().rsplit('：').next().expect("a seal");
        fs::write(&kept, seal).expect("a file");
    }
    fs::read_to_string(kept).expect("a seal")
}

pub fn commit(school: &School, more: &[&str]) -> super::support::Ran {
    commit_to(school, "secret", &NUMBERS, more)
}

pub fn commit_to(
    school: &School,
    secret: &str,
    numbers: &[&str],
    more: &[&str],
) -> super::support::Ran {
    let seal = seal(school, secret);
    let all = ["--seal", &seal].into_iter().chain(numbers.iter().copied());
    let all: Vec<_> = all.chain(more.iter().copied()).collect();
    school.draw("commit", &all)
}

pub fn reveal(school: &School, more: &[&str]) -> super::support::Ran {
    reveal_of(school, "secret", "2026105", more)
}

pub fn reveal_of(school: &School, secret: &str, issue: &str, more: &[&str]) -> super::support::Ran {
    let secret = school.path(secret);
    let secret = secret.to_str().expect("a path").to_owned();
    let mut all = vec!["--secret", &secret, "--issue", issue, "--values", "3,1,4"];
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
    commit_to(&school, "second", &LATER, &["--reason", "想再来一次"])
        .fails()
        .says("还没有完成");
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
    school.set_clock("2026-09-12T23:59:59+08:00");
    let number = ["--issue", "2026105", "--values", "3,1,4"];
    let next = ["--issue", "2026106", "--values", "0,0,7"];
    // The number is another one then, and the secret may come until its day.
    school.draw("reveal", &number).fails().says("2026106");
    school.draw("reveal", &next).fails().says("才公布");
    school.set_clock("2026-09-13T21:30:00+08:00");
    reveal(&school, &[]).fails().says("密封值不再算数");
    school.draw("reveal", &next).succeeds();
    school.draw("run", &[]).succeeds();
}

/// With the two numbers of the manual.
#[test]
fn a_number_that_does_not_come_is_done_without() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.save(&phone.wishes(&[("d2-1530", &["篮球"])])).is(201);
    commit(&school, &[]).succeeds();
    school.set_clock(AFTER_THE_CLOSE);
    school.draw("close", &[]).succeeds();
    let missing = ["--not-published", "2026105"];
    school.set_clock("2026-09-12T21:30:00+08:00");
    let next = |more: &[&str]| reveal_of(&school, "secret", "2026106", more);
    next(&missing).fails().says("才公布");
    school.set_clock("2026-09-13T21:30:00+08:00");
    next(&missing).succeeds();
    school.draw("run", &[]).succeeds();
}

/// A list that is made when a number is known could be made to fit it.
#[test]
fn a_close_that_comes_late_uses_a_later_number() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.save(&phone.wishes(&[("d2-1530", &["篮球"])])).is(201);
    commit(&school, &[]).succeeds();
    school.set_clock("2026-09-11T22:00:00+08:00");
    school.draw("close", &[]).succeeds();
    reveal(&school, &[]).fails().says("2026106");
    school.set_clock("2026-09-13T21:30:00+08:00");
    reveal_of(&school, "secret", "2026106", &[]).succeeds();
    school.draw("run", &[]).succeeds();
}

#[test]
fn several_people_may_each_keep_a_secret() {
    let school = School::of_wishes();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.save(&phone.wishes(&[("d2-1530", &["篮球"])])).is(201);
    let second = seal(&school, "second");
    commit(&school, &["--seal", &second]).succeeds();
    school.set_clock(AFTER_THE_CLOSE);
    school.draw("close", &[]).succeeds();
    school.set_clock(NUMBER_IS_KNOWN);
    reveal(&school, &[]).fails().says("按封签的顺序");
    let second = school.path("second");
    let both = ["--secret", second.to_str().expect("a path")];
    reveal(&school, &both).succeeds();
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
    // The clock of these tests is not the machine's, and whoever verifies is told.
    super::support::afterbell(["verify-draw", out])
        .succeeds()
        .says("不是读自时钟");
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
    // Neither a number that is out nor a secret that was told can be used again.
    let again = |secret, numbers| commit_to(&school, secret, numbers, &reason);
    again("second", &NUMBERS).fails().says("承诺日之后");
    again("secret", &LATER).fails().says("以前的抽签用过");
    // Who has left since is not drawn again.
    phones[0].withdraw().is(200);
    again("second", &LATER).succeeds();
    school.draw("close", &[]).succeeds().says("学生 2 名");
    reveal_of(&school, "second", "2026107", &[])
        .fails()
        .says("才公布");
    school.set_clock("2026-09-14T21:30:00+08:00");
    reveal_of(&school, "second", "2026107", &[]).succeeds();
    school.draw("run", &[]).succeeds().says("录取 2 人次");
    let view = server.get("/api/draw").send().is(200);
    assert_eq!(view["draws"][1]["reason"], reason[1]);
    let basketball = server.offering("篮球");
    let winners = phones.iter().filter(|phone| {
        let held = phone.receipt().is(200);
        held["offerings"][0] == *basketball
    });
    assert_eq!(winners.count(), 2);
    assert!(phones.iter().all(|phone| phone.draw()["draw"] == 2));
    let gone = phones[0].receipt().is(200);
    assert_eq!(gone["status"], "withdrawn");
    assert_eq!(gone["offerings"], serde_json::json!([]));
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
