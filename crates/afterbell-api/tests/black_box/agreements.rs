use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::support::{Answer, Phone, School, eventually, new_key};

const TEXT: &str =
    "课后服务安全协议\n\n1. 按选定的批次接孩子。\n2、<b>临时</b>换人请告诉班主任。\n";

fn school() -> School {
    let school = School::new();
    school.publishes_agreement(TEXT).succeeds();
    school
}

fn copy_of(phone: &Phone<'_>, child: &str) -> Answer {
    phone
        .get(&format!("/api/students/{child}/agreement"))
        .send()
}

#[test]
fn a_version_is_served_under_its_hash_for_ever() {
    let school = school();
    let server = school.serve();
    let hash = server.agreement_hash();
    let path = format!("/api/agreements/{hash}");
    let answer = server.get(&path).send();
    let agreement = answer.is(200);
    assert_eq!(agreement["title"], "课后服务安全协议");
    assert_eq!(
        agreement["clauses"],
        json!(["按选定的批次接孩子。", "<b>临时</b>换人请告诉班主任。"])
    );
    let digest = Sha256::digest(&answer.body);
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, hash);
    let kept = answer.header("cache-control");
    assert_eq!(kept, Some("public, max-age=31536000, immutable"));
    let etag = format!("\"{hash}\"");
    assert_eq!(answer.header("etag"), Some(etag.as_str()));
    let again = server.get(&path).header("If-None-Match", &etag).send();
    assert_eq!((again.status, again.body.len()), (304, 0));
    let menu = server.menu_hash();
    for unknown in ["x", "latest", "%ff", &"0".repeat(64), &menu] {
        let answer = server.get(&format!("/api/agreements/{unknown}")).send();
        answer.is_problem(404, "agreement_unknown");
    }
}

#[test]
fn a_submission_waits_for_the_signature_and_leaving_does_not() {
    let school = school();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft_with_care(&[&server.offering("跳绳")], &[(1, "16:40")]);
    let problem = phone.submit(&draft).is_problem(409, "agreement_not_signed");
    assert_eq!(problem["agreement"], server.agreement_hash());
    phone.receipt().is_problem(404, "nothing_submitted");
    let signature = phone.signs("马思远");
    assert_eq!(signature["signed_name"], "马思远");
    assert_eq!(signature["signed_at"], "2026-09-09T10:00:00+08:00");
    assert_eq!(phone.me()["children"][0]["signature"], signature);
    phone.submit(&draft).is(201);
    // Another text asks anew, but not of those who leave.
    let before = server.menu_hash();
    school.publishes_agreement("新协议\n新的条款。").succeeds();
    eventually("the new menu is seen", || {
        (server.menu_hash() != before).then_some(())
    });
    let more = phone.draft_with_care(&[&server.offering("跳绳")], &[(1, "16:40"), (2, "16:40")]);
    phone.submit(&more).is_problem(409, "agreement_not_signed");
    phone.withdraw().is(200);
}

#[test]
fn a_signature_is_given_once_under_its_key() {
    let school = school();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let hash = server.agreement_hash();
    let first = phone.signing(&hash, "马思远").key("lost").send();
    school.set_clock("2026-09-09T11:00:00+08:00");
    let again = phone.signing(&hash, "马思远").key("lost").send();
    assert_eq!((first.status, &first.body), (201, &again.body));
    let other = phone.signing(&hash, "李静").key("lost").send();
    other.is_problem(422, "idempotency_key_reused");
    // The child has been signed for: the name under it stays.
    let later = phone.signing(&hash, "李静").key("new").send().is(200);
    assert_eq!(later["signed_name"], "马思远");
    let missing = phone.signing(&hash, "李静").send();
    missing.is_problem(400, "idempotency_key_missing");
}

#[test]
fn what_is_no_name_or_no_current_agreement_is_not_signed() {
    let school = school();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let hash = server.agreement_hash();
    for name in [
        "",
        "马",
        "马1",
        "13800000000",
        "<b>马嘉</b>",
        &"马".repeat(41),
    ] {
        let answer = phone.signing(&hash, name).key(&new_key()).send();
        let problem = answer.is_problem(400, "malformed_request");
        assert!(!problem["detail"].to_string().contains('马'), "{problem}");
    }
    let path = format!("/api/students/{}/agreement", phone.child);
    for body in [
        json!({}),
        json!({"agreement": hash}),
        json!({"agreement": hash, "signed_name": 1}),
        json!({"agreement": "x", "signed_name": "马思远"}),
        json!({"agreement": hash, "signed_name": "马思远", "signed_at": "now"}),
    ] {
        let answer = phone.post(&path).key(&new_key()).json(&body).send();
        answer.is_problem(400, "malformed_request");
    }
    let huge = phone.post(&path).key("huge").body(" ".repeat(65 * 1024));
    huge.send().is_problem(413, "body_too_large");
    let plain = phone
        .post(&path)
        .key("plain")
        .header("Content-Type", "text/plain");
    plain
        .body("马思远")
        .send()
        .is_problem(415, "unsupported_media_type");
    let old = phone.signing(&"0".repeat(64), "马思远").key("old").send();
    let problem = old.is_problem(409, "menu_changed");
    assert_eq!(problem["menu"], server.menu_hash());
    copy_of(&phone, &phone.child).is_problem(409, "agreement_not_signed");
}

#[test]
fn anothers_child_is_neither_signed_for_nor_shown() {
    let school = school();
    let server = school.serve();
    let (phone, stranger) = (server.bind(school.code(0)), server.bind(school.code(1)));
    phone.signs("马思远");
    let path = format!("/api/students/{}/agreement", phone.child);
    let body = json!({"agreement": server.agreement_hash(), "signed_name": "李静"});
    for child in [phone.child.as_str(), "nobody", "%ff", "X"] {
        let answer = copy_of(&stranger, child);
        answer.is_problem(404, "student_not_yours");
        let path = format!("/api/students/{child}/agreement");
        let answer = stranger.post(&path).key(&new_key()).json(&body).send();
        answer.is_problem(404, "student_not_yours");
    }
    server.get(&path).send().is_problem(401, "sign_in_required");
    let answer = server.post(&path).key("key").json(&body).send();
    answer.is_problem(401, "sign_in_required");
    assert!(!server.log().contains("马思远"));
}

#[test]
fn a_copy_is_a_page_that_runs_nothing_and_says_everything() {
    let school = school();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.signs("阿依古丽·买买提");
    let answer = copy_of(&phone, &phone.child);
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(answer.header("content-disposition"), Some("inline"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let page = answer.text();
    for said in [
        "试验小学",
        "课后服务安全协议",
        "三(1)班 学生1",
        "按选定的批次接孩子。",
        "&lt;b&gt;临时&lt;/b&gt;换人请告诉班主任。",
        "阿依古丽·买买提",
        "2026年9月9日 10:00",
        &server.agreement_hash()[..12],
    ] {
        assert!(page.contains(said), "{said} is not in {page}");
    }
    assert!(!page.contains("<script") && !page.contains("<b>"));
    let style = page
        .split("<style>")
        .nth(1)
        .and_then(|rest| rest.split("</style>").next());
    let hash = STANDARD.encode(Sha256::digest(style.expect("a style")));
    let policy = answer.header("content-security-policy").expect("a policy");
    let expected = format!("default-src 'none'; style-src 'sha256-{hash}'; ");
    assert!(policy.starts_with(&expected), "{policy}");
    assert!(!policy.contains("script-src"), "{policy}");
    // The office keeps the same page, byte for byte.
    let number = &school
        .codes
        .iter()
        .find(|issued| issued.code == school.code(0));
    let number = &number.expect("a child").school_number;
    let printed = school.office("agreement", &["--school-number", number]);
    assert_eq!(printed.succeeds().stdout, page);
}

#[test]
fn the_office_sees_who_has_signed_what() {
    let school = school();
    let list = || school.office("agreement", &["--list"]).succeeds().stdout;
    assert!(!list().contains(",已签,"));
    let server = school.serve();
    server.bind(school.code(0)).signs("马思远");
    let line = |list: &str| -> String {
        let line = list.lines().find(|line| line.contains(",20240101,"));
        line.expect("a line").to_owned()
    };
    let expected = format!(
        "三(1)班,20240101,学生1,已签,马思远,2026-09-09T10:00:00+08:00,{}",
        server.agreement_hash()
    );
    assert_eq!(line(&list()), expected);
    assert_eq!(list().lines().count(), 33);
    let ran = school.publishes_agreement("新协议\n新的条款。").succeeds();
    ran.says("安全协议有变化");
    assert!(line(&list()).contains("需重签,马思远"));
    let out = school.path("signed.csv");
    let out = out.to_str().expect("UTF-8");
    for _ in 0..2 {
        school
            .office("agreement", &["--list", "--out", out])
            .succeeds();
    }
    assert!(school.path("signed-2.csv").exists());
    let ran = school.office("agreement", &["--school-number", "20240102"]);
    ran.fails().says("还没有家长签署安全协议");
    school
        .office("agreement", &["--school-number", "1"])
        .fails();
    school.office("agreement", &[]).fails();
}

#[test]
fn an_agreement_that_cannot_be_used_is_told_and_nothing_is_imported() {
    let school = School::new();
    let before = school.serve().menu_hash();
    for (text, why) in [
        ("", "第一行要写协议的名称"),
        ("协议", "还没有条款"),
        ("<html></html>", "纯文本"),
        (
            &format!("协议\n{}", "甲。\n".repeat(17)),
            "有 17 条，最多 16 条",
        ),
        (
            &format!("协议\n{}", "甲".repeat(1_501)),
            "共 1501 个字，最多 1500 个字",
        ),
    ] {
        school.publishes_agreement(text).fails().says(why);
    }
    std::fs::remove_file(school.path("agreement.txt")).expect("a file");
    let ran = school.import(&[("courses.csv", super::support::COURSES)]);
    ran.fails().says("agreement.txt");
    assert_eq!(school.serve().menu_hash(), before);
}
