use serde_json::json;

use super::support::{School, eventually};

#[test]
fn a_page_that_failed_is_in_the_log_under_the_number_the_parent_sees() {
    let school = School::new();
    let server = school.serve();
    let told = json!({
        "kind": "panic", "page": "review", "build": "f10453f3180f06b8",
        "trace": "123:0x4f2a 17:0x1b", "engine": "Mozilla/5.0 (Linux; Android 12)",
    });
    let tell = |told| server.post("/api/faults").key("7f3a90c1").json(told).send();
    assert_eq!(tell(&told).status, 204);
    let log = eventually("the report is in the log", || {
        let log = server.log();
        log.contains("a page failed").then_some(log)
    });
    for part in [
        "7f3a90c1",
        "Panic",
        "review",
        "f10453f3180f06b8",
        "123:0x4f2a",
        "Android 12",
    ] {
        assert!(log.contains(part), "{part}");
    }
}

#[test]
fn nothing_of_a_family_fits_into_it() {
    let school = School::new();
    let server = school.serve();
    let whole = json!({"kind": "start", "page": "", "build": "", "engine": ""});
    for (part, value) in [
        ("page", "bind/ABCD2345"),
        ("page", "陈小满"),
        ("build", "f10453f3180f06b8f1"),
        ("trace", "https://school.example/#ABCD"),
        ("engine", "a\nb"),
        ("child", "陈小满"),
    ] {
        let mut told = whole.clone();
        told[part] = json!(value);
        let answer = server.post("/api/faults").key("1").json(&told).send();
        answer.is_problem(400, "malformed_request");
        assert!(!server.log().contains(value), "{part}");
    }
    let without_key = server.post("/api/faults").json(&whole).send();
    without_key.is_problem(400, "idempotency_key_missing");
}
