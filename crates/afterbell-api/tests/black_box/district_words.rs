//! A district's own word lists: kept in its pack, tried by their own examples, and used by its schools.

use serde_json::{Value, json};

use super::oversight::issued;
use super::support::desk::{TIMES, arrived, invited};
use super::support::district::{District, add};
use super::support::{School, Server, eventually};

/// Looks for words that the bundled list of this name does not have. The sample school has a course called 编程.
const PACK: &str = r#"name = "本区"

[documents.rules]
title = "本区办法"
issued_by = "本区教育局"

[[check]]
id = "words"
severity = "warning"
clause = { document = "rules", section = "第二条" }
mend = "请改名。"
rule.prohibited_words = { lists = ["commerce"] }

[word_lists.commerce]
about = "本区不要的"
caught = [
  "暑期COURSE班",
]
harmless = [
  "不要COURSE",
]

[[word_lists.commerce.words]]
find = "COURSE"
except = ["不要COURSE"]
"#;

#[test]
fn a_list_of_the_district_s_is_tried_by_its_examples_and_judges_its_schools() {
    let (district, school) = (District::new(), School::new());
    let (server, asked) = (district.serve(), school.serve());
    let officer = district.officer(&server, "王科");
    let row = add(&officer, "试验小学", &asked.url, &issued(&school));
    let id = row["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/district/schools/{id}");
    let detail = officer.get(&path).is(200);
    let courses = &detail["report"]["published"]["menu"]["courses"];
    let course = courses[0]["name"].as_str().expect("a name").to_owned();
    let pack = PACK.replace("COURSE", &course);
    let draft = |text: &str, base: u32| json!({ "text": text, "base": base });
    let trial = |text: &str| -> Value {
        let path = "/api/district/pack/trial";
        officer.send("POST", path, &draft(text, 0)).is(200)
    };
    let save = |text: &str, base: u32| {
        let path = "/api/district/pack";
        officer.send("POST", path, &draft(text, base)).is(200)
    };

    // An example that comes out the other way is named with its line, and nothing is saved.
    let blind = pack.replace(&format!("find = \"{course}\""), "find = \"别的词\"");
    let line = blind.lines().position(|line| line.contains("暑期"));
    let line = line.expect("a line") + 1;
    for told in [trial(&blind), save(&blind, 0)] {
        let problems = told["problems"].as_array().expect("problems");
        assert_eq!(problems.len(), 1, "{told}");
        assert_eq!(problems[0]["line"], line, "{told}");
        let words = problems[0]["words"].as_str().expect("words");
        assert!(
            words.contains(&format!("例句“暑期{course}班”里应当找到词")),
            "{words}"
        );
        assert_eq!(told.get("version"), None);
    }
    let crying = pack.replace(&format!("except = [\"不要{course}\"]\n"), "");
    let told = save(&crying, 0);
    let words = told["problems"][0]["words"].as_str().expect("words");
    assert!(
        words.contains(&format!("例句“不要{course}”里不应当找到词")),
        "{words}"
    );
    assert_eq!(told.get("version"), None);
    let packs = officer.get("/api/district/pack").is(200);
    assert_eq!(packs["versions"], json!([]));

    // Tried over the published menus, then saved; the bundled list finds nothing in them.
    let told = trial(&pack);
    assert_eq!(
        told["schools"][0]["newly_broken"][0]["check"], "words",
        "{told}"
    );
    let (before, _) = pack.split_once("\n[word_lists").expect("a list");
    let told = trial(before);
    assert_eq!(told["schools"][0]["newly_broken"], json!([]), "{told}");
    assert_eq!(save(&pack, 0)["version"], 1);

    // One file is enough for a school, and both know it as the same version.
    let file = server.get("/api/district/pack.toml").send();
    let taken = school.write("district.toml", &file.text());
    asked.kill();
    let again = school.serve_with(&["--pack", taken.to_str().expect("a path")]);
    let row = add(&officer, "试验小学二", &again.url, &issued(&school));
    assert_eq!(
        row["summary"]["judged_by"],
        json!({ "pack": "本区", "version": 1 })
    );
    assert_eq!(row["summary"]["own"]["warnings"], 1, "{row}");
    assert_eq!(row["summary"]["own"], row["summary"]["district"]);
    again.kill();

    // A server that is told where its district is takes each version by itself, and starts without the district.
    let takes = ["--pack", &server.url, "--ask-pack-every", "1"];
    let following = school.serve_with(&takes);
    let judged_by = |following: &Server| {
        let key = issued(&school);
        let report = following.get("/api/oversight");
        let report = report
            .header("Authorization", &format!("Bearer {key}"))
            .send();
        report.is(200)["judgement"].clone()
    };
    assert_eq!(judged_by(&following)["pack"], "本区");
    let next = pack.replace("name = \"本区\"", "name = \"本区新版\"");
    assert_eq!(save(&next, 1)["version"], 2);
    eventually("the school has the next version", || {
        (judged_by(&following)["pack"] == "本区新版").then_some(())
    });
    // Each that was taken is in the school's log, with the one before, and nobody at the school has done it.
    let packs_taken = |server: &Server, name: &str| -> Vec<Value> {
        let invitation = invited(&school, name, &["--role", "school_admin"]);
        let admin = arrived(&school, server, name, &invitation, &TIMES);
        let log = admin.get("/api/desk/audit").is(200);
        let entries = log["entries"].as_array().expect("entries").iter();
        let taken = entries.filter(|entry| entry["action"] == "pack_taken");
        taken.cloned().collect()
    };
    let taken = packs_taken(&following, "校长");
    assert_eq!(taken.len(), 2, "{taken:?}");
    assert_eq!(taken[1].get("before"), None);
    assert_eq!(taken[0]["before"], taken[1]["after"]);
    assert_eq!(taken[0]["after"]["pack"]["name"], "本区新版");
    assert_ne!(
        taken[0]["after"]["pack"]["version"],
        taken[0]["before"]["pack"]["version"]
    );
    assert_eq!(
        (&taken[0]["subject"], taken[0].get("by")),
        (&json!("本区新版"), None)
    );
    following.kill();
    let address = server.url.clone();
    server.kill();
    let without = school.serve_with(&["--pack", &address]);
    assert_eq!(judged_by(&without)["pack"], "本区新版");
    // The copy is no other pack.
    assert_eq!(packs_taken(&without, "副校长"), taken);
}
