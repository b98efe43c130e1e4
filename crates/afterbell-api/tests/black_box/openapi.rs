use std::collections::BTreeSet;

use serde_json::Value;

use super::support::{School, afterbell};

fn described() -> Value {
    let printed = afterbell(["openapi"]).succeeds().stdout;
    serde_json::from_str(&printed).expect("JSON")
}

/// Every operation there is. Whoever adds a route adds it here.
const OPERATIONS: [(&str, &str); 90] = [
    ("get", "/api/school"),
    ("get", "/api/menus/{menu}"),
    ("get", "/api/places"),
    ("get", "/api/places/events"),
    ("post", "/api/children"),
    ("get", "/api/me"),
    ("delete", "/api/session"),
    ("post", "/api/session/host"),
    ("delete", "/api/session/host"),
    ("post", "/api/hosts/{host}/tickets"),
    ("post", "/api/hosts/{host}/signature"),
    ("post", "/api/relay"),
    ("post", "/api/students/{student}/selections"),
    ("post", "/api/students/{student}/withdrawals"),
    ("get", "/api/students/{student}/receipt"),
    ("get", "/api/agreements/{agreement}"),
    ("post", "/api/students/{student}/agreement"),
    ("get", "/api/students/{student}/agreement"),
    ("put", "/api/students/{student}/draft"),
    ("put", "/api/students/{student}/news"),
    ("post", "/api/students/{student}/files"),
    ("get", "/api/files/{ticket}"),
    ("put", "/api/students/{student}/wishes"),
    ("get", "/api/students/{student}/wishes"),
    ("get", "/api/draw"),
    ("get", "/api/draw/{file}"),
    ("get", "/api/students/{student}/draw"),
    (
        "post",
        "/api/students/{student}/offers/{offering}/acceptance",
    ),
    ("post", "/api/students/{student}/offers/{offering}/refusal"),
    ("post", "/api/students/{student}/waiting/{offering}"),
    ("delete", "/api/students/{student}/waiting/{offering}"),
    ("post", "/api/faults"),
    ("post", "/api/desk/session"),
    ("delete", "/api/desk/session"),
    ("get", "/api/desk/me"),
    ("post", "/api/desk/invitation/accept"),
    ("post", "/api/desk/invitation/open"),
    ("post", "/api/desk/invitation/confirm"),
    ("get", "/api/desk/staff"),
    ("post", "/api/desk/staff"),
    ("post", "/api/desk/staff/{id}/invite"),
    ("post", "/api/desk/staff/{id}/revoke"),
    ("post", "/api/desk/staff/{id}/role"),
    ("get", "/api/desk/audit"),
    ("get", "/api/desk/offers"),
    ("post", "/api/desk/offers"),
    ("put", "/api/desk/offers/free-times"),
    ("put", "/api/desk/offers/{number}"),
    ("delete", "/api/desk/offers/{number}"),
    ("post", "/api/desk/offers/{number}/acceptance"),
    ("post", "/api/desk/offers/{number}/refusal"),
    ("get", "/api/desk/menu-draft"),
    ("get", "/api/desk/menu-draft/services"),
    ("post", "/api/desk/menu-draft/edits"),
    ("get", "/api/desk/menu-draft/changes"),
    ("get", "/api/desk/pack"),
    ("get", "/api/desk/register"),
    ("put", "/api/desk/register"),
    ("delete", "/api/desk/register"),
    ("post", "/api/desk/notice"),
    ("get", "/api/notice"),
    ("post", "/api/notice/objections"),
    ("get", "/api/desk/objections"),
    ("post", "/api/desk/publish"),
    ("get", "/api/desk/codes"),
    ("post", "/api/desk/codes/reissue"),
    ("post", "/api/desk/codes/revoke"),
    ("get", "/api/desk/auditions"),
    ("put", "/api/desk/auditions/{id}"),
    ("post", "/api/desk/auditions/{id}/child"),
    ("get", "/api/desk/groups"),
    ("post", "/api/desk/groups"),
    ("post", "/api/desk/import"),
    ("post", "/api/desk/import/corrected"),
    ("post", "/api/desk/import/commit"),
    ("get", "/api/desk/export"),
    ("get", "/api/desk/export/pupils"),
    ("get", "/api/oversight"),
    ("get", "/api/desk/draw"),
    ("get", "/api/desk/draw/trial"),
    ("post", "/api/desk/draw/commit"),
    ("post", "/api/desk/draw/close"),
    ("post", "/api/desk/draw/reveal"),
    ("post", "/api/desk/draw/run"),
    ("post", "/api/desk/draw/place"),
    ("post", "/api/desk/draw/take-back"),
    ("get", "/api/desk/roster"),
    ("get", "/api/desk/roster/export"),
    ("get", "/api/openapi.json"),
    ("get", "/healthz"),
];

#[test]
fn the_document_describes_every_operation_and_no_other() {
    let document = described();
    let paths = document["paths"].as_object().expect("paths").iter();
    let found: BTreeSet<(&str, &str)> = paths
        .flat_map(|(path, item)| {
            let methods = item.as_object().expect("operations").keys();
            methods.map(move |method| (method.as_str(), path.as_str()))
        })
        .collect();
    assert_eq!(found, BTreeSet::from(OPERATIONS));
}

#[test]
fn every_described_operation_is_served() {
    let school = School::new();
    let server = school.serve();
    for (method, path) in OPERATIONS {
        let segments = path
            .split('/')
            .map(|segment| match segment.starts_with('{') {
                true => "x",
                false => segment,
            });
        let path = segments.collect::<Vec<_>>().join("/");
        let answer = server
            .request(&method.to_uppercase(), &path)
            .header("Accept", "*/*");
        // A stream never ends, so it is only looked at.
        if path.ends_with("/events") {
            drop(answer.stream());
            continue;
        }
        let answer = answer.send();
        assert_ne!(answer.status, 405, "{method} {path}");
        if answer.status >= 400 {
            assert_ne!(answer.json()["code"], "not_found", "{method} {path}");
        }
    }
}

#[test]
fn the_server_gives_the_document_the_command_prints() {
    let school = School::new();
    let server = school.serve();
    let served = server.get("/api/openapi.json").send().is(200);
    assert_eq!(served, described());
}

#[test]
fn every_problem_is_described_and_every_reference_leads_somewhere() {
    let document = described();
    let schemas = document["components"]["schemas"]
        .as_object()
        .expect("schemas");
    let codes = schemas["ProblemCode"].to_string();
    let mut described_codes = String::new();
    for item in document["paths"].as_object().expect("paths").values() {
        for operation in item.as_object().expect("operations").values() {
            let responses = operation["responses"].as_object().expect("responses");
            for response in responses.values() {
                let description = response["description"].as_str().unwrap_or_default();
                assert!(!description.is_empty(), "{operation}");
                described_codes.push_str(description);
            }
        }
    }
    for code in [
        "malformed_request",
        "body_too_large",
        "unsupported_media_type",
        "sign_in_required",
        "student_not_yours",
        "code_unknown",
        "code_used",
        "too_many_attempts",
        "idempotency_key_missing",
        "idempotency_key_reused",
        "request_in_flight",
        "agreement_unknown",
        "agreement_not_signed",
        "signer_is_student",
        "draft_changed",
        "file_unknown",
        "menu_unknown",
        "menu_changed",
        "selection_denied",
        "nothing_submitted",
        "sign_in_refused",
        "foreign_origin",
        "not_permitted",
        "invitation_unknown",
        "password_refused",
        "staff_unknown",
        "name_taken",
        "menu_draft_changed",
        "notice_closed",
        "notice_not_planned",
        "roster_refused",
        "host_refused",
        "host_account_refused",
        "host_not_set_up",
        "host_failed",
        "overloaded",
        "timeout",
        "internal",
    ] {
        assert!(
            codes.contains(&format!("\"{code}\"")),
            "{code} is not in the schema"
        );
        assert!(
            described_codes.contains(&format!("`{code}`")),
            "{code} is not described"
        );
    }
    for name in [
        "Verdict",
        "Reason",
        "Places",
        "MenuContent",
        "Receipt",
        "SelectionDraft",
        "SafetyAgreement",
        "AgreementSignature",
    ] {
        assert!(schemas.contains_key(name), "{name} is not described");
    }
    let text = document.to_string();
    for reference in text.split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().expect("a name");
        assert!(
            schemas.contains_key(name),
            "{name} is referred to and not there"
        );
    }
}

#[test]
fn writes_are_described_with_their_key_and_who_may_send_them() {
    let document = described();
    for (method, path) in [
        ("post", "/api/children"),
        ("post", "/api/session/host"),
        ("delete", "/api/session/host"),
        ("post", "/api/students/{student}/selections"),
        ("post", "/api/students/{student}/withdrawals"),
        ("post", "/api/students/{student}/agreement"),
        ("post", "/api/students/{student}/files"),
        ("put", "/api/students/{student}/draft"),
        ("put", "/api/students/{student}/news"),
        ("put", "/api/students/{student}/wishes"),
        (
            "post",
            "/api/students/{student}/offers/{offering}/acceptance",
        ),
        ("post", "/api/students/{student}/offers/{offering}/refusal"),
        ("delete", "/api/session"),
    ] {
        let operation = &document["paths"][path][method];
        let parameters = operation["parameters"]
            .as_array()
            .expect("parameters")
            .iter();
        let key = parameters.filter(|parameter| parameter["name"] == "Idempotency-Key");
        assert_eq!(
            key.map(|key| key["required"] == true).collect::<Vec<_>>(),
            [true],
            "{path}"
        );
        // A chat app's word opens a session; that of somebody who is signed in counts for nothing there.
        let is_signed_in = operation["security"].to_string().contains("session");
        assert_eq!(
            is_signed_in,
            (method, path) != ("post", "/api/session/host"),
            "{path}"
        );
    }
}
