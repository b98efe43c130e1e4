use serde_json::{Value, json};

use super::support::School;
use super::support::desk::{TIMES, arrived, invited};

fn places(draft: &Value, after: u32) -> Value {
    let offering = &draft["draft"]["menu"]["offerings"][0];
    json!({ "edits": [{
        "edit": "offering", "id": offering["id"],
        "before": { "places": offering["places"] }, "after": { "places": after },
    }]})
}

#[test]
fn two_people_edit_one_draft_and_neither_overwrites_the_other() {
    let school = School::new();
    let server = school.serve_with(&["--pack", "zhoushan"]);
    let first = invited(&school, "甲老师", &["--role", "coordinator"]);
    let second = invited(&school, "乙老师", &["--role", "coordinator"]);
    let first = arrived(&school, &server, "甲老师", &first, &TIMES);
    let second = arrived(&school, &server, "乙老师", &second, &TIMES);
    let seen = first.get("/api/desk/menu-draft").is(200);
    assert_eq!(seen["revision"], 0);
    assert!(seen.get("edited_by").is_none());
    let path = "/api/desk/menu-draft/edits";
    let edited = first.send("POST", path, &places(&seen, 7)).is(200);
    assert_eq!(
        edited,
        json!({ "revision": 1, "applied": 1, "conflicts": [] })
    );
    // A lost reply, sent again.
    let again = first.send("POST", path, &places(&seen, 7)).is(200);
    assert_eq!(
        again,
        json!({ "revision": 1, "applied": 0, "conflicts": [] })
    );
    let late = second.send("POST", path, &places(&seen, 9)).is(200);
    assert_eq!(
        (&late["revision"], &late["applied"]),
        (&json!(1), &json!(0))
    );
    let conflict = &late["conflicts"][0];
    assert_eq!(conflict["theirs"]["before"], json!({ "places": 7 }));
    let knowingly = json!({ "edits": [conflict["theirs"]] });
    assert_eq!(second.send("POST", path, &knowingly).is(200)["revision"], 2);
    let changes = first.get("/api/desk/menu-draft/changes?since=1").is(200);
    assert_eq!(
        (&changes["revision"], &changes["reload"]),
        (&json!(2), &json!(false))
    );
    assert_eq!(changes["changes"][0]["by"], "乙老师");
    assert_eq!(changes["changes"][0]["edits"], knowingly["edits"]);
    let now = first.get("/api/desk/menu-draft").is(200);
    assert_eq!(now["draft"]["menu"]["offerings"][0]["places"], 9);
    assert_eq!(now["edited_by"], "乙老师");
    // Nothing was published by that.
    let menu = server.menu();
    assert_eq!(
        menu["offerings"][0]["places"],
        seen["draft"]["menu"]["offerings"][0]["places"]
    );
    let pack = first.get("/api/desk/pack").is(200);
    assert!(pack["pack"].as_str().unwrap().contains("[[check]]"));
    assert!(
        pack["word_lists"]
            .as_object()
            .unwrap()
            .contains_key("new-lessons")
    );
    for wrong in [
        json!({ "edits": [{ "edit": "offering", "id": "x", "before": { "places": 1 }, "after": { "audition": true } }] }),
        json!({ "edits": [{ "edit": "unknown" }] }),
    ] {
        first
            .send("POST", path, &wrong)
            .is_problem(400, "malformed_request");
    }
    let found = school.office("verify", &[]).succeeds().stdout;
    assert!(found.contains("操作记录"), "{found}");
}

#[test]
fn a_block_of_many_rows_is_one_request() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let seen = colleague.get("/api/desk/menu-draft").is(200);
    let pattern = seen["draft"]["menu"]["offerings"][0].clone();
    let rows: Vec<Value> = (0..700)
        .map(|number| {
            let mut offering = pattern.clone();
            offering["id"] = json!(format!("row-{number}"));
            json!({ "edit": "add_offering", "offering": offering, "below": null })
        })
        .collect();
    let body = json!({ "edits": rows });
    assert!(
        body.to_string().len() > 128 * 1_024,
        "more than a phone may send"
    );
    let edited = colleague
        .send("POST", "/api/desk/menu-draft/edits", &body)
        .is(200);
    assert_eq!(edited["applied"], 700);
}

#[test]
fn the_register_is_the_plans() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let record = json!({ "papers": [{ "kind": "qualification", "valid_from": "2026-01-01" }], "posted_on": "2026-08-20" });
    let entry = json!({ "holder": "少年宫", "record": record });
    let kept = colleague.send("PUT", "/api/desk/register", &entry);
    assert_eq!(kept.status, 204, "{}", kept.text());
    let register = colleague.get("/api/desk/register").is(200);
    assert_eq!(register["entries"], json!([entry]));
    let draft = colleague.get("/api/desk/menu-draft").is(200);
    assert_eq!(draft["draft"]["plan"]["outside"]["少年宫"], record);
    let gone = colleague.send(
        "DELETE",
        "/api/desk/register",
        &json!({ "holder": "少年宫" }),
    );
    assert_eq!(gone.status, 204);
    assert_eq!(
        colleague.get("/api/desk/register").is(200)["entries"],
        json!([])
    );
}
