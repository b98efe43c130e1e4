//! Priority groups and reserved places, from `school.toml` to what is published.

use std::fs;

use serde_json::{Value, json};

use super::draw_steps::whole_draw;
use super::support::{COURSES, Phone, SETTINGS, School, Server, afterbell};

/// 篮球 has two places, of which one is for `p1`.
const GROUPS: &str = r#"
[[priority_group]]
id = "p1"
name = "双职工家庭"
precedence = 1

[[priority_group]]
id = "others"
name = "其他"
precedence = 1

[[reserved]]
course = "篮球"
group = "p1"
places = 1
"#;

fn settings(more: &str) -> String {
    let settings = SETTINGS.replace("mode = \"first_come\"", "mode = \"wishes\"");
    format!("{settings}\n{more}")
}

fn school() -> School {
    School::with_settings(&settings(GROUPS))
}

fn evidence(school: &School, text: &str) -> String {
    school.write("evidence.txt", text);
    let path = school.path("evidence.txt");
    path.to_str().expect("a path").to_owned()
}

fn in_group(school: &School, child: usize, group: &str) {
    let number = (2024_0101 + child).to_string();
    let of = ["--school-number", &number, "--group", group];
    let evidence = evidence(school, "街道证明 0417 号\n");
    let all: Vec<_> = of.into_iter().chain(["--evidence", &evidence]).collect();
    school.office("group", &all).succeeds().says("双职工家庭");
}

fn wish<'a>(school: &School, server: &'a Server, children: usize) -> Vec<Phone<'a>> {
    let phones: Vec<_> = (0..children).map(|n| server.bind(school.code(n))).collect();
    for phone in &phones {
        phone
            .save(&phone.wishes(&[("d2-1530", &["篮球", "足球"])]))
            .is(201);
    }
    phones
}

#[test]
fn settings_that_contradict_themselves_are_told_with_what_to_mend() {
    let school = School::of_wishes();
    let refused = |more: &str, words: &[&str]| {
        school.write("school.toml", &settings(more));
        let ran = school.import(&[("courses.csv", COURSES)]).fails();
        for word in words {
            assert!(
                ran.stderr.contains(word) || ran.stdout.contains(word),
                "{word}: {}",
                ran.stderr
            );
        }
    };
    let instead = |from: &str, to: &str| GROUPS.replace(from, to);
    refused(
        &instead("places = 1", "places = 3"),
        &["篮球", "预留名额共 3 个，比名额 2 个还多"],
    );
    refused(
        &instead("places = 1", "places = 0"),
        &["篮球", "至少是 1 个"],
    );
    refused(
        &instead("group = \"p1\"", "group = \"p9\""),
        &["篮球", "p9", "[[priority_group]]"],
    );
    refused(&instead("\"篮球\"", "\"排球\""), &["排球", "课程表里没有"]);
    refused(
        &instead("places = 1", "places = 1\nweekday = 3"),
        &["篮球", "星期 3", "weekday"],
    );
    refused(
        &instead("id = \"others\"", "id = \"p1\""),
        &["优先类别 p1 写了两次"],
    );
    refused(
        &instead("precedence = 1", "precedence = 300"),
        &["precedence"],
    );
    // The menu that holds is the one without.
    let server = school.serve();
    let menu = server
        .get(&format!("/api/menus/{}", server.menu_hash()))
        .send()
        .is(200);
    assert_eq!(menu.get("groups"), None);
    // Without groups there is nothing to record.
    let military = evidence(&school, "军人证");
    let all = [
        "--school-number",
        "20240101",
        "--group",
        "p1",
        "--evidence",
        &military,
    ];
    school
        .office("group", &all)
        .fails()
        .says("[[priority_group]]");
}

#[test]
fn a_group_is_told_to_its_own_family_and_its_evidence_to_nobody() {
    let school = school();
    let server = school.serve();
    let phones = wish(&school, &server, 2);
    let nothing = evidence(&school, " \n");
    let child = ["--school-number", "20240101", "--group", "p1"];
    let all: Vec<_> = child.into_iter().chain(["--evidence", &nothing]).collect();
    school.office("group", &all).fails().says("一行依据");
    let military = evidence(&school, "军人证");
    let unknown = [
        "--school-number",
        "20240101",
        "--group",
        "p9",
        "--evidence",
        &military,
    ];
    school
        .office("group", &unknown)
        .fails()
        .says("p1（双职工家庭）");
    assert_eq!(phones[0].draw().get("group"), None);
    in_group(&school, 0, "p1");
    assert_eq!(
        phones[0].draw()["group"],
        json!({"id": "p1", "name": "双职工家庭"})
    );
    assert_eq!(phones[1].draw().get("group"), None);
    let list = school.office("group", &["--list"]).succeeds();
    assert!(
        list.stdout
            .contains("20240101,学生1,双职工家庭,街道证明 0417 号"),
        "{}",
        list.stdout
    );
    let expired = evidence(&school, "证明过期");
    let revoke = [
        "--school-number",
        "20240101",
        "--revoke",
        "--evidence",
        &expired,
    ];
    school.office("group", &revoke).succeeds().says("不再属于");
    assert_eq!(phones[0].draw().get("group"), None);
    school
        .office("verify", &[])
        .succeeds()
        .says("操作记录 4 条");
}

/// Five children want two places, of which one is for the group of the last two: whatever is drawn, one of
/// these two gets it.
#[test]
fn a_reserved_place_goes_to_its_group_and_anybody_can_check_it() {
    let school = school();
    let server = school.serve();
    let phones = wish(&school, &server, 5);
    in_group(&school, 3, "p1");
    in_group(&school, 4, "p1");
    let trial = school.draw("dry-run", &[]).succeeds();
    let row = trial
        .stdout
        .lines()
        .find(|line| line.starts_with("篮球"))
        .expect("a row");
    assert!(row.contains("双职工家庭 1/1"), "{row}");
    whole_draw(&school);
    let basketball = server.offering("篮球");
    let holds = |phone: &Phone<'_>| phone.receipt().is(200)["offerings"] == json!([basketball]);
    assert_eq!(phones.iter().filter(|phone| holds(phone)).count(), 2);
    assert!(phones[3..].iter().any(holds));
    // Its own family reads how it came about. Should both have won, one of them has an open place.
    let through_reserved = |phone: &Phone<'_>| {
        let own = phone.draw();
        assert_eq!(own["result"]["group"], "p1");
        let slots = own["result"]["slots"].as_array().expect("slots");
        let mut wishes = slots.iter().filter_map(|slot| slot["wishes"].as_array());
        let first = wishes.next().expect("wishes")[0].clone();
        first["code"] == "admitted" && first["reserved"] == true
    };
    let reserved = phones[3..].iter().filter(|phone| through_reserved(phone));
    assert_eq!(reserved.count(), 1);

    let folder = school.path("published");
    let out = folder.to_str().expect("a path");
    school.draw("files", &["--out", out]).succeeds();
    afterbell(["verify-draw", out]).succeeds().says("学生 5 名");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("a file");
    let rules: Value = serde_json::from_str(&read("rules.json")).expect("JSON");
    assert_eq!(
        rules["groups"],
        json!([
        {"id": "p1", "precedence": 1}, {"id": "others", "precedence": 1}])
    );
    let offerings = rules["offerings"].as_array().expect("offerings");
    let scarce = offerings
        .iter()
        .find(|one| one["id"] == *basketball)
        .expect("it is there");
    assert_eq!(scarce["reserved"], json!([{"group": "p1", "places": 1}]));
    let applicants: Value = serde_json::from_str(&read("applicants.json")).expect("JSON");
    let mut in_p1: Vec<&str> = applicants["applicants"]
        .as_array()
        .expect("applicants")
        .iter()
        .filter(|one| one["group"] == "p1")
        .map(|one| one["child"].as_str().expect("a name"))
        .collect();
    let mut theirs: Vec<_> = phones[3..]
        .iter()
        .map(|phone| phone.draw()["pseudonym"].clone())
        .collect();
    in_p1.sort_unstable();
    theirs.sort_by_key(Value::to_string);
    assert_eq!(json!(in_p1), json!(theirs));
    for name in ["rules.json", "applicants.json", "results.json"] {
        assert!(
            !read(name).contains("双职工") && !read(name).contains("0417"),
            "{name}"
        );
    }
    // Somebody who moves a child into the group is found.
    let moved = read("applicants.json").replacen("\"group\":\"p1\",", "", 1);
    fs::write(folder.join("applicants.json"), moved).expect("a file");
    afterbell(["verify-draw", out])
        .fails()
        .says("applicants.json");
    // Whoever comes next is offered what is given back, and takes it.
    let winner = phones.iter().find(|phone| holds(phone));
    winner.expect("two of them").withdraw().is(200);
    let is_offered = |phone: &&Phone<'_>| phone.draw()["waiting"][0]["state"]["state"] == "offered";
    let offered: Vec<_> = phones.iter().filter(is_offered).collect();
    let [next] = offered[..] else {
        panic!("one place, {} offers", offered.len())
    };
    assert_eq!(next.draw()["waiting"][0]["position"], 1);
    let receipt = next.answer(&basketball, "acceptance").is(201);
    assert_eq!(receipt["offerings"], json!([basketball]));
    school.office("verify", &[]).succeeds();
}
