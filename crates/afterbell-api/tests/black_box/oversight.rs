//! What a school's server tells its district, and whom it tells nothing.

use serde_json::{Value, json};

use super::support::desk::{TIMES, arrived, invited};
use super::support::{Answer, School, Server, eventually};

const DISTRICT: &str = "某区教育局";

/// One check that warns, one that the sample school's sheet breaks.
const PACK: &str = r#"
name = "本区"
[documents.rules]
title = "本区办法"
issued_by = "本区教育局"
[[check]]
id = "asked"
severity = "warning"
clause = { document = "rules", section = "第一条" }
mend = "请征求家长意见。"
rule.families_asked = {}
[[check]]
id = "fees"
severity = "error"
clause = { document = "rules", section = "第二条" }
mend = "请公布收费标准。"
rule.fee_within_standard = {}
"#;

fn keys(school: &School, verb: &str, more: &[&str]) -> String {
    let books = school.books();
    let [which, place] = books.each_ref().map(String::as_str);
    let all = ["district-key", verb, which, place].into_iter();
    let ran = super::support::afterbell(all.chain(more.iter().copied()));
    ran.succeeds().stdout
}

/// What is told is the last line.
pub fn issued(school: &School) -> String {
    let told = keys(school, "issue", &["--name", DISTRICT]);
    told.lines().last().expect("a key").to_owned()
}

fn ask(server: &Server, key: &str) -> Answer {
    server.get("/api/oversight").token(key).send()
}

#[test]
fn a_district_reads_what_is_published_and_counts() {
    let school = School::new();
    let pack = school.write("pack.toml", PACK);
    let server = school.serve_with(&["--pack", pack.to_str().expect("a path")]);
    let key = issued(&school);
    let report = ask(&server, &key).is(200);
    assert_eq!(report["menu"], server.menu_hash());
    assert_eq!(report["published"]["menu"], server.menu());
    assert_eq!(report["versions"][0]["menu"], server.menu_hash());
    let judgement = &report["judgement"];
    assert_eq!(judgement["pack"], "本区");
    let found: Vec<_> = judgement["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|finding| &finding["breach"]["check"])
        .collect();
    // Football and swimming cost money, and nothing says by which standard.
    assert_eq!(found, ["asked", "fees", "fees"]);
    assert_eq!(judgement["findings"][0]["document"], "本区办法");
    let coverage = &report["coverage"];
    assert_eq!(coverage["children"], 32);
    assert_eq!(coverage["care_minutes"], 5 * 180);
    // Two of the first grade: too few to be told, and so are those they could be told by.
    assert_eq!(
        coverage["grades"],
        json!([{ "grade": 1, "children": 2 }, { "grade": 3, "children": 30 }])
    );
    assert_eq!(
        coverage["served"],
        json!({ "in_courses": 0, "in_care_only": 0 })
    );
    for n in 0..4 {
        server.bind(school.code(n)).chooses(&["足球"]);
    }
    assert_eq!(ask(&server, &key).is(200)["coverage"].get("served"), None);
    server.bind(school.code(4)).chooses(&["足球"]);
    let report = ask(&server, &key).is(200);
    assert_eq!(
        report["coverage"]["served"],
        json!({ "in_courses": 5, "in_care_only": 0 })
    );
    // Whoever is counted is not named, under any name.
    let text = report.to_string();
    for code in &school.codes {
        for name in [&code.name, &code.school_number] {
            assert!(!text.contains(name.as_str()), "{name}");
        }
    }
    let log = server.log();
    assert_eq!(log.matches("oversight_read").count(), 3);
    assert!(!log.contains(&key) && !log.contains(DISTRICT));
    let listed = keys(&school, "list", &[]);
    assert!(listed.contains("读取过 3 次"), "{listed}");
}

#[test]
fn a_decision_of_the_school_is_told_with_its_reason() {
    let school = School::new();
    let pack = school.write("pack.toml", PACK);
    let server = school.serve_with(&["--pack", pack.to_str().expect("a path")]);
    let key = issued(&school);
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let breach = json!({
        "check": "asked", "location": { "field": "plan.families_asked_on" },
        "code": "not_stated", "values": {},
    });
    let acknowledgement = json!({
        "breach": breach, "reason": "上学期已经征求过", "decided_by": "x", "decided_on": "2026-01-01",
    });
    // Of a course that only the next menu has.
    let next = json!({
        "check": "fees", "location": { "course": "only-next" }, "code": "not_stated", "values": {},
    });
    let about_next = json!({
        "breach": next, "reason": "下学期才开", "decided_by": "x", "decided_on": "2026-01-01",
    });
    let edits = json!({ "edits": [
        { "edit": "acknowledgement", "breach": breach, "after": acknowledgement },
        { "edit": "acknowledgement", "breach": next, "after": about_next },
    ]});
    let edited = colleague.send("POST", "/api/desk/menu-draft/edits", &edits);
    assert_eq!(edited.is(200)["conflicts"], json!([]));
    let report = ask(&server, &key).is(200);
    let asked = &report["judgement"]["findings"][0];
    assert_eq!(asked["reason"], "上学期已经征求过");
    assert_eq!(asked["decided_on"], "2026-09-09");
    // Not who decided, nor what was decided about the next menu.
    for untold in ["甲老师", "only-next", "下学期才开"] {
        assert!(!report.to_string().contains(untold), "{report}");
    }
    let told = &report["published"]["acknowledgements"];
    assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!(told[0]["breach"], breach);
    // What is being edited for the next version is not told as published.
    let seen = colleague.get("/api/desk/menu-draft").is(200);
    let offering = &seen["draft"]["menu"]["offerings"][0];
    let edits = json!({ "edits": [{
        "edit": "offering", "id": offering["id"],
        "before": { "places": offering["places"] }, "after": { "places": 77 },
    }]});
    colleague
        .send("POST", "/api/desk/menu-draft/edits", &edits)
        .is(200);
    let report = ask(&server, &key).is(200);
    assert_eq!(report["published"]["menu"], server.menu());
    assert_eq!(
        report["judgement"]["findings"][0]["reason"],
        "上学期已经征求过"
    );
}

/// The oversight × everybody who could ask.
#[test]
fn nobody_else_reads_it() {
    let (school, foreign) = (School::new(), School::new());
    let (server, other) = (school.serve(), foreign.serve());
    let key = issued(&school);
    let refused = |token: &str| ask(&server, token).is_problem(401, "sign_in_required");
    server
        .get("/api/oversight")
        .send()
        .is_problem(401, "sign_in_required");
    refused("x");
    refused(&"x".repeat(43));
    // Another school's key, a parent's token, and everybody at the desk.
    let foreign_key = issued(&foreign);
    ask(&other, &foreign_key).is(200);
    refused(&foreign_key);
    let phone = server.bind(school.code(0));
    refused(&phone.token);
    for role in ["school_admin", "district_officer", "auditor"] {
        let invitation = invited(&school, role, &["--role", role]);
        let colleague = arrived(&school, &server, role, &invitation, &TIMES);
        colleague
            .get("/api/oversight")
            .is_problem(401, "sign_in_required");
        refused(colleague.cookie.rsplit_once('=').expect("a cookie").1);
    }
    // It opens nothing else.
    ask(&server, &key).is(200);
    for path in ["/api/me", "/api/desk/me", "/api/desk/menu-draft"] {
        let answer = server.get(path).token(&key).send();
        answer.is_problem(401, "sign_in_required");
    }
    let fresh = issued(&school);
    refused(&key);
    ask(&server, &fresh).is(200);
    keys(&school, "revoke", &["--name", DISTRICT]);
    refused(&fresh);
    school.office("district-key", &[]).fails();
    // Guessing costs more and more; a right key is heard whatever others have tried.
    let last = eventually("an address is told to wait", || {
        let answer = ask(&server, &"y".repeat(43));
        (answer.status == 429).then_some(answer)
    });
    let problem: Value = last.is_problem(429, "too_many_attempts");
    assert!(problem["retry_after_seconds"].is_u64());
    ask(&server, &issued(&school)).is(200);
}
