//! The next term in the same books.

use super::draw_steps::{AFTER_THE_CLOSE, NUMBER_IS_KNOWN, commit, commit_to, reveal};
use super::support::{COURSES, SETTINGS, School, afterbell, eventually};

const NEXT_OPEN: &str = "2027-02-24T21:00:00+08:00";
const NEXT_NUMBERS: [&str; 4] = [
    "--number",
    "2027050,2027-03-01,3,体彩排列三，开奖公告的顺序",
    "--number",
    "2027051,2027-03-03,3,体彩排列三，开奖公告的顺序",
];

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

    // Even under the same name another term is another.
    let settings = SETTINGS
        .replace("mode = \"first_come\"", "mode = \"wishes\"")
        .replace("2026-09-01", "2027-02-22")
        .replace("2027-01-29", "2027-07-09")
        .replace("2026-09-08", "2027-02-24")
        .replace("2026-09-10", "2027-02-26");
    school.write("school.toml", &settings);
    school.set_clock(NEXT_OPEN);
    let held = || server.get("/api/school").send().is(200)["menu"].clone();
    let last = held();
    school.import(&[("courses.csv", COURSES)]).succeeds();
    // Phones write against the menu that the board tells them.
    eventually("the board has the new menu", || {
        (held() != last).then_some(())
    });
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
