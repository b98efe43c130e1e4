//! The public notice without JavaScript: read by everybody, and objected to.

use serde_json::{Value, json};

use super::support::browser::{Browser, hidden, led};
use super::support::desk::{Colleague, TIMES, arrived, invited};
use super::support::{School, Server};

/// Signs in on the 1st of September.
fn office<'a>(school: &'a School, server: &'a Server) -> Colleague<'a> {
    let invitation = invited(school, "甲老师", &["--role", "coordinator"]);
    let times = [
        ("2026-09-01T10:00:00+08:00", TIMES[0].1 - 8 * 86_400),
        ("2026-09-01T10:00:30+08:00", TIMES[1].1 - 8 * 86_400),
    ];
    arrived(school, server, "甲老师", &invitation, &times)
}

/// Plans a notice that ends on the 5th, and posts it.
fn post(colleague: &Colleague, before: Value, from: &str) -> Value {
    let notice = json!({
        "place": "校门口", "posted_on": from, "posted_until": "2026-09-05",
        "contents": ["safety", "times"],
        "channels": {
            "phone": "0580-0000123", "email": "jiandu@school.example", "letter_box": "传达室<门口>",
        },
    });
    let plan = json!({ "edits": [{ "edit": "plan",
        "before": { "public_notice": before }, "after": { "public_notice": notice } }] });
    let edited = colleague
        .send("POST", "/api/desk/menu-draft/edits", &plan)
        .is(200);
    let revision = json!({ "revision": edited["revision"] });
    colleague
        .send("POST", "/api/desk/notice", &revision)
        .is(201);
    notice
}

fn filled<'a>(page: &'a str, text: &'a str, contact: &'a str) -> Vec<(String, &'a str)> {
    let mut fields = [hidden(page, "form"), hidden(page, "notice")].concat();
    fields.truncate(2);
    fields.push(("text".to_owned(), text));
    fields.push(("contact".to_owned(), contact));
    fields
}

const FORM: &str = "/lite/notice/objections";

#[test]
fn a_parent_objects_without_a_script_and_the_school_reads_it() {
    let school = School::new();
    let server = school.serve();
    let colleague = office(&school, &server);
    let mut parent = Browser::new(&server);
    let invitation = "学校正在公示新的课程和托管安排，9月5日以前可以提意见";
    assert!(!parent.page("/lite/services").contains(invitation));
    post(&colleague, Value::Null, "2026-09-01");

    let services = parent.page("/lite/services");
    assert!(services.contains(invitation), "{services}");
    let page = parent.page("/lite/notice");
    for said in [
        "<a href=\"tel:05800000123\">0580-0000123</a>",
        "<a href=\"mailto:jiandu@school.example\">jiandu@school.example</a>",
        "<dt>意见箱</dt>\n<dd>传达室&lt;门口&gt;</dd>",
        // What the menu says itself is not said to hang elsewhere.
        "另外张贴在公示地点，请到那里看：安全措施。",
        "9月5日以前，谁都可以在这里提意见",
        "href=\"#object\"",
        "篮球",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("<script"), "{page}");
    let sent = filled(&page, "晚托结束太早。\r\n接不到孩子。", "三(1)班家长");
    let received = led(&parent.send(FORM, &sent));
    assert!(parent.page(&received).contains("学校已收到您的意见"));
    // Nobody has to leave a number.
    let page = parent.page("/lite/notice");
    led(&parent.send(FORM, &filled(&page, "赞成", " ")));
    let heard = colleague.get("/api/desk/objections").is(200);
    let said = [0, 1].map(|at| heard["objections"][at]["objection"].clone());
    let expected = [
        json!({ "notice": 1, "text": "晚托结束太早。\n接不到孩子。", "contact": "三(1)班家长" }),
        json!({ "notice": 1, "text": "赞成" }),
    ];
    assert_eq!(said, expected);
    for (language, said) in [
        (
            "en",
            "Posted beside it, please read it there: safety measures.",
        ),
        ("zh-TW", "另外張貼在公示地點，請到那裡看：安全措施。"),
    ] {
        parent.language = language;
        let page = parent.page("/lite/notice");
        assert!(page.contains(said), "{page}");
    }
    let log = server.log();
    assert!(!log.contains("晚托") && !log.contains("家长"), "{log}");
}

#[test]
fn what_was_typed_stays_when_it_cannot_be_taken() {
    let school = School::new();
    let server = school.serve();
    let colleague = office(&school, &server);
    let notice = post(&colleague, Value::Null, "2026-09-01");
    let mut parent = Browser::new(&server);
    let page = parent.page("/lite/notice");
    let long = "长".repeat(1_001);
    let wide = "宽".repeat(81);
    for (text, contact, status, why) in [
        (" \r\n", "电话 & 1", 422, "还没有写意见"),
        (
            long.as_str(),
            "电话 & 1",
            422,
            "意见有 1001 个字，最多 1000 个字",
        ),
        ("<b>太早", wide.as_str(), 422, "联系方式最多 80 个字"),
    ] {
        let answer = parent.send(FORM, &filled(&page, text, contact));
        assert_eq!(answer.status, status, "{why}");
        let told = answer.text();
        assert!(
            told.contains("role=\"alert\"") && told.contains(why),
            "{told}"
        );
        let kept = text.trim().replace('<', "&lt;").replace('>', "&gt;");
        assert!(told.contains(&format!(">\n{kept}</textarea>")), "{told}");
        let kept = contact.replace('&', "&amp;");
        assert!(told.contains(&format!("value=\"{kept}\"")), "{told}");
        assert_eq!(told.matches("aria-invalid=\"true\"").count(), 1, "{told}");
        // The form comes first, ready to be sent again.
        assert_eq!(hidden(&told, "form"), hidden(&page, "form"));
        assert!(told.find("<textarea") < told.find("篮球"), "{told}");
    }
    // A form of another site, or of a cookie that is gone.
    let mut foreign = filled(&page, "太早", "");
    foreign[0].1 = "0";
    let answer = parent.send(FORM, &foreign);
    assert_eq!(answer.status, 403);
    assert!(answer.text().contains(">\n太早</textarea>"));
    // Another notice has been posted since the page was opened.
    post(&colleague, notice, "2026-09-01");
    let stale = parent.send(FORM, &filled(&page, "太早", ""));
    assert_eq!(stale.status, 409);
    let stale = stale.text();
    assert!(stale.contains("公示已经换了或结束了"), "{stale}");
    assert!(stale.contains(">\n太早</textarea>"), "{stale}");
    let heard = colleague.get("/api/desk/objections").is(200);
    assert_eq!(heard["objections"], json!([]));
    // And what was mended is taken.
    led(&parent.send(FORM, &filled(&stale, "太早", "")));
    // One address that writes without end has to wait, and loses nothing.
    let page = parent.page("/lite/notice");
    let refused = (0..50).find_map(|_| {
        let answer = parent.send(FORM, &filled(&page, "还是太早", ""));
        (answer.status != 303).then_some(answer)
    });
    let refused = refused.expect("the fifty-first from one address");
    assert_eq!(refused.status, 429);
    let told = refused.text();
    assert!(
        told.contains("请 10 分钟后再提交") && told.contains(">\n还是太早</textarea>"),
        "{told}"
    );
    let heard = colleague.get("/api/desk/objections").is(200);
    assert_eq!(heard["objections"].as_array().unwrap().len(), 50);
}

#[test]
fn objections_are_taken_while_the_notice_is_open_and_only_then() {
    let school = School::new();
    let server = school.serve();
    let colleague = office(&school, &server);
    post(&colleague, Value::Null, "2026-09-02");
    let mut parent = Browser::new(&server);
    let page = parent.page("/lite/notice");
    assert!(page.contains("9月2日起，可以在这里提意见"), "{page}");
    assert!(!page.contains("<textarea") && page.contains("0580-0000123"));
    assert!(!parent.page("/lite/services").contains("学校正在公示"));
    school.set_clock("2026-09-05T23:59:00+08:00");
    let page = parent.page("/lite/notice");
    led(&parent.send(FORM, &filled(&page, "太早", "")));
    school.set_clock("2026-09-06T00:00:00+08:00");
    let late = parent.send(FORM, &filled(&page, "第一行\n第二行", ""));
    assert_eq!(late.status, 409);
    let late = late.text();
    assert!(
        late.contains("公示期已经结束") && !late.contains("<textarea"),
        "{late}"
    );
    assert!(
        late.contains("<p class=\"as-written\">第一行\n第二行</p>"),
        "{late}"
    );
    assert!(!parent.page("/lite/services").contains("学校正在公示"));
}
