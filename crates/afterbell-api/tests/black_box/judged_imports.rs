//! An import that publishes a menu: judged by a pack when it is asked to, and by nobody unasked where the desk is used.

use std::path::Path;

use serde_json::{Value, json};

use super::support::desk::{Colleague, TIMES, arrived, invited};
use super::support::{COURSES, School, Server};

/// With one check, which the school's sheet breaks as long as no plan says what may be charged.
const PACK: &str = r#"
name = "本区"
[documents.rules]
title = "本区办法"
issued_by = "本区教育局"
[[check]]
id = "fees"
severity = "error"
clause = { document = "rules", section = "第二条" }
mend = "请公布收费标准。"
rule.fee_within_standard = {}
"#;

const PLAN: &str = r#"{ "fee_standard": {
    "document": "本区收费标准", "published_on": "2026-08-01", "service_fen": 0, "course_fen": 48000
} }"#;

fn named(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn admin<'a>(school: &School, server: &'a Server) -> Colleague<'a> {
    let invitation = invited(school, "校长", &["--role", "school_admin"]);
    arrived(school, server, "校长", &invitation, &TIMES)
}

fn imports(admin: &Colleague) -> Vec<Value> {
    let log = admin.get("/api/desk/audit").is(200);
    let entries = log["entries"].as_array().expect("entries").iter();
    let imports = entries.filter(|entry| entry["action"] == "imported");
    imports.cloned().collect()
}

#[test]
fn a_menu_that_could_not_be_published_is_not_imported() {
    let school = School::empty();
    let pack = school.write("pack.toml", PACK);
    let plan = school.write("plan.json", PLAN);
    let files = [("courses.csv", COURSES), ("roster.csv", School::roster())];
    let judged = ["--pack", named(&pack)];
    for more in [&judged[..], &["--pack", named(&pack), "--dry-run"]] {
        let ran = school.import_with(more, &files).fails();
        let ran = ran.says("按政策包“本区”检查，这份菜单还不能发布");
        ran.says("请公布收费标准").says("什么也没有导入");
    }
    // Nothing was written, not even empty books.
    assert!(school.database.is_some() || !school.data().exists());
    let nowhere = school.import_with(&["--pack", "nowhere"], &files);
    nowhere.fails().says("nowhere");
    let both = ["--pack", named(&pack), "--unjudged"];
    school.import_with(&both, &files).fails();
    let alone = school.import_with(&["--plan", named(&plan)], &files);
    alone.fails().says("--pack");

    let planned = ["--pack", named(&pack), "--plan", named(&plan)];
    let ran = school.import_with(&planned, &files).succeeds();
    ran.says("导入完成");
    let server = school.serve();
    let log = imports(&admin(&school, &server));
    assert_eq!(log[0]["after"]["pack"]["name"], "本区");
}

#[test]
fn where_the_desk_has_a_draft_an_import_publishes_nothing_unjudged() {
    let school = School::new();
    let server = school.serve();
    let admin = admin(&school, &server);
    let changed =
        |fee: &str| COURSES.replace("许瑶思,本校,30,,120", &format!("许瑶思,本校,30,,{fee}"));
    // Before anybody has edited there, an import is what it was.
    let import = |more: &[&str], fee: &str| {
        let courses = changed(fee);
        school.import_with(more, &[("courses.csv", courses.as_str())])
    };
    import(&[], "110").succeeds();
    assert_eq!(imports(&admin)[0]["after"]["pack"], Value::Null);

    let seen = admin.get("/api/desk/menu-draft").is(200);
    let id = &seen["draft"]["menu"]["offerings"][0]["id"];
    let edits = json!({ "edits": [{
        "edit": "offering", "id": id, "before": { "places": 2 }, "after": { "places": 3 },
    }]});
    let edited = admin.send("POST", "/api/desk/menu-draft/edits", &edits);
    assert_eq!(edited.is(200)["revision"], 1);
    let rows = imports(&admin).len();
    let ran = import(&[], "100").fails().says("学校工作台");
    ran.says("--pack").says("--unjudged").says("什么也没有导入");
    let pack = school.write("pack.toml", PACK);
    let judged = ["--pack", named(&pack)];
    import(&judged, "100").fails().says("还不能发布");
    assert_eq!(imports(&admin).len(), rows);
    // What publishes nothing is asked nothing: a roster, and a menu that is the same.
    school
        .import(&[("roster.csv", School::roster())])
        .succeeds();
    import(&[], "110").succeeds().says("完全相同");

    let plan = school.write("plan.json", PLAN);
    let planned = [judged[0], judged[1], "--plan", named(&plan)];
    import(&planned, "100").succeeds();
    assert_eq!(imports(&admin)[0]["after"]["pack"]["name"], "本区");
    import(&["--unjudged"], "90").succeeds();
    assert_eq!(imports(&admin)[0]["after"]["pack"], Value::Null);
}
