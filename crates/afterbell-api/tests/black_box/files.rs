use serde_json::json;

use super::support::{Answer, Phone, School, new_key};

/// The address of a file, as the phone gets it.
#[track_caller]
fn address(phone: &Phone<'_>, kind: &str) -> String {
    let issued = phone.file(kind).key(&new_key()).send().is(201);
    issued["url"].as_str().expect("an address").to_owned()
}

fn with_courses(school: &School) -> super::support::Server {
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft_with_care(&[&server.offering("跳绳")], &[(1, "16:40")]);
    phone.submit(&draft).is(201);
    server
}

fn again<'a>(server: &'a super::support::Server, school: &School) -> Phone<'a> {
    // A second code for the same child, as the other guardian has one.
    let number = &school
        .codes
        .iter()
        .find(|issued| issued.code == school.code(0));
    let number = &number.expect("a child").school_number;
    let codes = school.letters(&["--school-number", number]);
    server.bind(&codes[0].code)
}

#[test]
fn a_calendar_is_opened_without_a_token_for_ten_minutes() {
    let school = School::new();
    let server = with_courses(&school);
    let phone = again(&server, &school);
    let issued = phone.file("calendar").key("key").send().is(201);
    assert_eq!(issued["expires_at"], "2026-09-09T10:10:00+08:00");
    let url = issued["url"].as_str().expect("an address");
    let ticket = url.strip_prefix("/api/files/").expect("a path of its own");
    assert!(ticket.len() < 384);
    for _ in 0..3 {
        let answer = server.get(url).send();
        assert_eq!(answer.status, 200);
        assert_eq!(
            answer.header("content-type"),
            Some("text/calendar; charset=utf-8")
        );
        let name = "inline; filename=\"afterbell.ics\"";
        assert_eq!(answer.header("content-disposition"), Some(name));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let text = answer.text();
        assert!(
            text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
            "{text}"
        );
        assert!(text.contains("SUMMARY:学生1 跳绳\r\n"), "{text}");
        assert!(text.contains("SUMMARY:接学生1\r\n"), "{text}");
    }
    let head = server.request("HEAD", url).send();
    assert_eq!((head.status, head.body.len()), (200, 0));
    school.set_clock("2026-09-09T10:09:59+08:00");
    assert_eq!(server.get(url).send().status, 200);
    school.set_clock("2026-09-09T10:10:00+08:00");
    server.get(url).send().is_problem(404, "file_unknown");
    assert!(!server.log().contains(ticket));
    assert!(server.log().contains("/api/files/{ticket}"));
}

#[test]
fn the_same_request_gets_the_same_address() {
    let school = School::new();
    let server = with_courses(&school);
    let phone = again(&server, &school);
    let first = phone.file("calendar").key("lost").send().is(201);
    school.set_clock("2026-09-09T10:05:00+08:00");
    assert_eq!(phone.file("calendar").key("lost").send().is(201), first);
    let other = phone.file("calendar").key("new").send().is(201);
    assert_ne!(other["url"], first["url"]);
    let missing = phone.file("calendar").send();
    missing.is_problem(400, "idempotency_key_missing");
}

#[test]
fn a_ticket_that_is_none_opens_nothing() {
    let school = School::new();
    let server = school.serve();
    let made_up = "A".repeat(43);
    for ticket in ["x", "%ff", "..%2f", &made_up, &format!("{made_up}A")] {
        let answer = server.get(&format!("/api/files/{ticket}")).send();
        answer.is_problem(404, "file_unknown");
    }
    server
        .get("/api/files/")
        .send()
        .is_problem(404, "not_found");
    let posted = server.post(&format!("/api/files/{made_up}")).send();
    posted.is_problem(405, "method_not_allowed");
}

#[test]
fn what_is_not_there_is_told_before_a_page_is_opened() {
    let school = School::new();
    school.publishes_agreement("协议\n按时接。").succeeds();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let refused = |answer: Answer, status, code| answer.is_problem(status, code);
    let ask = |kind: &str| phone.file(kind).key(&new_key()).send();
    refused(ask("calendar"), 404, "nothing_submitted");
    refused(ask("agreement"), 409, "agreement_not_signed");
    phone.signs("马思远");
    let page = server.get(&address(&phone, "agreement")).send();
    assert!(page.text().contains("马思远"));
    let direct = phone.get(&format!("/api/students/{}/agreement", phone.child));
    assert_eq!(direct.send().body, page.body);
    phone.chooses(&["跳绳"]);
    let url = address(&phone, "calendar");
    phone.withdraw().is(200);
    refused(server.get(&url).send(), 404, "nothing_submitted");
    for body in [
        json!({}),
        json!({"kind": "menu"}),
        json!({"kind": "calendar", "n": 1}),
    ] {
        let path = format!("/api/students/{}/files", phone.child);
        let answer = phone.post(&path).key(&new_key()).json(&body).send();
        refused(answer, 400, "malformed_request");
    }
}

#[test]
fn anothers_child_has_no_files_for_us() {
    let school = School::new();
    let server = with_courses(&school);
    let owner = again(&server, &school);
    let stranger = server.bind(school.code(1));
    for child in [owner.child.as_str(), "nobody", "%ff"] {
        let request = stranger.post(&format!("/api/students/{child}/files"));
        let request = request.key(&new_key()).json(&json!({"kind": "calendar"}));
        request.send().is_problem(404, "student_not_yours");
    }
    let path = format!("/api/students/{}/files", owner.child);
    let request = server
        .post(&path)
        .key("key")
        .json(&json!({"kind": "calendar"}));
    request.send().is_problem(401, "sign_in_required");
}

#[test]
fn a_file_speaks_the_language_it_was_asked_in() {
    let school = School::new();
    let server = with_courses(&school);
    let phone = again(&server, &school);
    for (language, pick_up) in [
        ("en", "SUMMARY:Pick up 学生1\r\n"),
        ("zh-Hant", "SUMMARY:接學生1\r\n"),
        ("zh-Hans", "SUMMARY:接学生1\r\n"),
    ] {
        let request = phone.file("calendar").header("accept-language", language);
        let issued = request.key(&new_key()).send().is(201);
        // The browser that opens the address speaks a language of its own.
        let url = issued["url"].as_str().expect("an address");
        let file = server.get(url).header("accept-language", "fr").send();
        let pick_up = pick_up.replace('學', "学");
        assert!(
            file.text().contains(&pick_up),
            "{language}: {}",
            file.text()
        );
    }
}
