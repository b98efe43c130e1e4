//! 安全协议 that is written at the desk.

use afterbell_domain::SafetyAgreement;
use serde_json::{Value, json};

use super::support::desk::{Colleague, TIMES, arrived, invited};
use super::support::{School, eventually};

fn edits(draft: &Value, text: &Value) -> Value {
    let agreement: SafetyAgreement = serde_json::from_value(text.clone()).expect("an agreement");
    let (menu, plan) = (&draft["draft"]["menu"], &draft["draft"]["plan"]);
    let before = |of: &Value| of.get("agreement").cloned().unwrap_or(Value::Null);
    json!({ "edits": [
        { "edit": "menu", "before": { "agreement": before(menu) },
          "after": { "agreement": agreement.hash().expect("a hash") } },
        { "edit": "plan", "before": { "agreement": before(plan) }, "after": { "agreement": text } },
    ]})
}

fn publish(colleague: &Colleague, revision: &Value) -> Value {
    let body = json!({ "revision": revision });
    colleague.send("POST", "/api/desk/publish", &body).is(200)
}

#[test]
fn another_text_asks_families_anew_and_keeps_what_they_signed() {
    let school = School::new();
    school
        .publishes_agreement("安全协议\n按时接孩子。")
        .succeeds();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.signs("马思远");
    let draft = phone.draft_with_care(&[&server.offering("跳绳")], &[(1, "16:40")]);
    phone.submit(&draft).is(201);
    let old = server.agreement_hash();

    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let path = "/api/desk/menu-draft/edits";
    let seen = colleague.get("/api/desk/menu-draft").is(200);
    let text =
        json!({ "title": "新安全协议", "clauses": ["按选定的批次接孩子。", "换人请告诉班主任。"] });
    let edited = colleague.send("POST", path, &edits(&seen, &text)).is(200);
    assert_eq!(edited["conflicts"], json!([]));
    // Nothing is signed before it is published.
    assert_eq!(server.agreement_hash(), old);
    let told = publish(&colleague, &edited["revision"]);
    assert_eq!(told["published"], true, "{told}");
    eventually("the new agreement is asked for", || {
        (server.agreement_hash() != old).then_some(())
    });
    let new = server.agreement_hash();
    let address = format!("/api/agreements/{new}");
    assert_eq!(server.get(&address).send().is(200), text);
    // The old one is kept with its signature.
    let kept = server.get(&format!("/api/agreements/{old}")).send().is(200);
    assert_eq!(kept["title"], "安全协议");
    let me = phone.me();
    assert_eq!(me["children"][0]["signature"]["agreement"], old);
    let more = phone.draft_with_care(&[&server.offering("跳绳")], &[(1, "16:40"), (2, "16:40")]);
    let problem = phone.submit(&more).is_problem(409, "agreement_not_signed");
    assert_eq!(problem["agreement"], new);
    phone.signs("马思远");
    phone.submit(&more).is(201);
    school.office("verify", &[]).succeeds();
}

#[test]
fn a_name_without_its_text_is_not_published() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let path = "/api/desk/menu-draft/edits";
    let seen = colleague.get("/api/desk/menu-draft").is(200);
    let text = json!({ "title": "安全协议", "clauses": ["按时接孩子。"] });
    let mut other = edits(&seen, &text);
    other["edits"][1]["after"]["agreement"]["title"] = json!("另一份");
    let edited = colleague.send("POST", path, &other).is(200);
    let told = publish(&colleague, &edited["revision"]);
    assert_eq!(
        (&told["published"], &told["obstacles"]),
        (&json!(false), &json!([{ "obstacle": "agreement_unknown" }]))
    );
    // More than is read on a phone is refused before it is in the draft.
    let long = json!({ "title": "安全协议", "clauses": vec!["按时接孩子。"; 17] });
    let wrong = json!({ "edits": [{ "edit": "plan", "before": { "agreement": null }, "after": { "agreement": long } }] });
    colleague
        .send("POST", path, &wrong)
        .is_problem(400, "malformed_request");
}
