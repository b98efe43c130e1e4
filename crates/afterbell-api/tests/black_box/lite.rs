//! The pages without JavaScript, as an old browser meets them: pages, forms and cookies.

use super::support::browser::{Browser, hidden, led};
use super::support::{Answer, School, Server, eventually, new_key};

/// The shared snapshot is at most a second old.
fn holds(server: &Server, course: &str, count: u64) {
    let offering = server.offering(course);
    eventually(course, || (server.taken(&offering) == count).then_some(()));
}

fn ticked(server: &Server, courses: &[&str]) -> Vec<(String, String)> {
    let ids = courses.iter().map(|course| server.offering(course));
    ids.map(|id| ("o".to_owned(), id)).collect()
}

/// Ticks these courses on a child's page, and goes on to the last look.
#[track_caller]
fn review(browser: &mut Browser<'_>, child: &str, courses: &[&str], care: &[(u8, &str)]) -> Answer {
    let page = browser.page(child);
    let ids = ticked(browser.server, courses);
    let mut fields = [hidden(&page, "form"), hidden(&page, "menu")].concat();
    fields.extend(ids.iter().map(|(name, id)| (name.clone(), id.as_str())));
    fields.extend(care.iter().map(|(day, time)| (format!("c{day}"), *time)));
    browser.send(&format!("{child}/review"), &fields)
}

/// The form of the last look, as it stands on the page.
fn last_form(page: &str) -> Vec<(String, &str)> {
    let names = [
        "form",
        "key",
        "menu",
        "o",
        "agreement",
        "c1",
        "c2",
        "c3",
        "c4",
        "c5",
    ];
    let fields = names.iter().flat_map(|name| hidden(page, name));
    fields.collect()
}

#[test]
fn a_parent_comes_to_the_receipt_and_out_again_without_a_script() {
    let school = School::new();
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let home = browser.page("/lite/");
    assert!(home.contains("绑定码") && home.contains("篮球") && !home.contains("<script"));
    let child = browser.bind(school.code(0));
    let page = browser.page(&child);
    assert!(
        page.contains("学生1") && page.contains("共 2 个名额，还余 2 个"),
        "{page}"
    );
    // Nothing is chosen for anybody, and what cannot be chosen says why.
    assert!(
        !page.contains(" checked") && page.contains("围棋"),
        "{page}"
    );
    assert_eq!(page.matches("class=\"off\"").count(), 2, "{page}");

    let clash = review(&mut browser, &child, &["篮球", "足球"], &[]);
    assert_eq!(clash.status, 422);
    assert!(clash.text().contains("role=\"alert\"") && clash.text().contains("有 2 处要改"));
    assert_eq!(
        clash.text().matches(" checked").count(),
        2,
        "what was ticked stays ticked"
    );

    let looked = review(&mut browser, &child, &["篮球"], &[(1, "17:40")]);
    assert_eq!(looked.status, 200, "{}", looked.text());
    let looked = looked.text();
    assert!(
        looked.contains("周一 17:40") && looked.contains("每学期合计"),
        "{looked}"
    );
    assert_eq!(
        server.taken(&server.offering("篮球")),
        0,
        "nothing is sent yet"
    );
    let form = last_form(&looked);
    let receipt = led(&browser.send(&format!("{child}/submit"), &form));
    // Loaded anew, or tapped twice: the same receipt.
    assert_eq!(
        led(&browser.send(&format!("{child}/submit"), &form)),
        receipt
    );
    let paper = browser.page(&receipt);
    assert!(paper.contains("SY-") || paper.contains("SY"), "{paper}");
    assert!(paper.contains("篮球") && paper.contains("周一 17:40"));
    holds(&server, "篮球", 1);
    let again = browser.page(&child);
    assert_eq!(again.matches(" checked").count(), 1);
    assert!(again.contains("<option value=\"17:40\" selected>"));

    let ask = browser.page(&format!("{child}/withdraw"));
    assert_eq!(server.taken(&server.offering("篮球")), 1, "asked, not done");
    let fields = [hidden(&ask, "form"), hidden(&ask, "key")].concat();
    let left = led(&browser.send(&format!("{child}/withdraw"), &fields));
    assert!(browser.page(&left).contains("已退出"));
    holds(&server, "篮球", 0);

    // Out: the cookie is gone, and its session with it.
    let session = browser.cookie();
    let home = browser.page("/lite/");
    let fields = hidden(&home, "form");
    led(&browser.send("/lite/sign-out", &fields[..1]));
    assert_eq!(led(&browser.open(&child)), "/lite/");
    let stolen = server.get(&child).header("Cookie", &session).send();
    assert_eq!(led(&stolen), "/lite/");
}

#[test]
fn a_code_that_is_wrong_stays_to_be_mended_and_a_larger_type_stays_on() {
    let school = School::new();
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let page = browser.page("/lite/");
    assert!(!page.contains(" value=\"\" aria-invalid"), "{page}");
    let mut fields = [hidden(&page, "form"), hidden(&page, "key")].concat();
    fields.truncate(2);
    let typed = format!("{}\"><b>1–2", &school.code(0)[..15]);
    fields.push(("code".to_owned(), &typed));
    let answer = browser.send("/lite/bind", &fields);
    assert_eq!(answer.status, 404, "{}", answer.text());
    let kept = typed.replace('"', "&quot;");
    let kept = kept.replace('<', "&lt;").replace('>', "&gt;");
    let kept = format!(" value=\"{kept}\" aria-invalid=\"true\">");
    assert!(answer.text().contains(&kept), "{}", answer.text());

    // A time is one word, on every page.
    let child = browser.bind(school.code(0));
    let page = browser.page(&child);
    let joined = page.matches("\u{2060}–\u{2060}").count();
    assert!(joined > 0 && joined == page.matches('–').count(), "{page}");

    let is_large = |page: &str| page.contains("<html lang=\"zh-Hans\" data-care>");
    let first = browser.page("/lite/");
    assert!(!is_large(&first) && first.contains("href=\"/lite/large\""));
    // Where something is ticked no link leads away to larger type.
    assert!(!page.contains("/lite/large"), "{page}");
    assert_eq!(led(&browser.open("/lite/large")), "/lite/");
    for path in ["/lite/", "/lite/notice", &child] {
        let page = browser.page(path);
        assert!(is_large(&page), "{page}");
        let leads = page.contains("<a href=\"/lite/normal\">标准字号</a>");
        assert_eq!(leads, path != child, "{page}");
    }
    assert_eq!(led(&browser.open("/lite/normal")), "/lite/");
    assert!(!is_large(&browser.page(&child)));
}

#[test]
fn a_form_of_another_site_changes_nothing() {
    let school = School::new();
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let child = browser.bind(school.code(0));
    let mut stranger = Browser::new(&server);
    let theirs = stranger.page("/lite/");
    let menu = server.menu_hash();
    let key = new_key();
    let basketball = server.offering("篮球");
    let forged = |word: Option<&str>| {
        let mut fields = vec![
            ("menu".to_owned(), menu.clone()),
            ("key".to_owned(), key.clone()),
            ("o".to_owned(), basketball.clone()),
        ];
        fields.extend(word.map(|word| ("form".to_owned(), word.to_owned())));
        fields
    };
    let their_word = hidden(&theirs, "form")[0].1.to_owned();
    for word in [None, Some(""), Some("0"), Some(their_word.as_str())] {
        for path in ["submit", "review", "withdraw"] {
            let fields = forged(word);
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (name.clone(), value.as_str()))
                .collect();
            let answer = browser.send(&format!("{child}/{path}"), &fields);
            assert_eq!(answer.status, 403, "{path}");
            assert!(answer.text().contains("再点一次"));
        }
    }
    assert_eq!(server.taken(&basketball), 0);
    // Signing somebody in by force is no better: their receipt would be on the wrong child.
    let code = school.code(1);
    let fields = [("key".to_owned(), key.as_str()), ("code".to_owned(), code)];
    assert_eq!(
        Browser::new(&server).send("/lite/bind", &fields).status,
        403
    );
    // And the API does not take the cookie for a token.
    let me = server.get("/api/me").header("Cookie", &browser.cookie());
    me.send().is_problem(401, "sign_in_required");
}

#[test]
fn what_is_decided_is_decided_by_the_same_rules_at_that_moment() {
    let school = School::new();
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let child = browser.bind(school.code(0));
    let looked = review(&mut browser, &child, &["篮球"], &[]).text();
    for n in 1..=2 {
        server.bind(school.code(n)).chooses(&["篮球"]);
    }
    let form = last_form(&looked);
    let denied = browser.send(&format!("{child}/submit"), &form);
    assert_eq!(denied.status, 409);
    assert!(denied.text().contains("篮球：") && denied.text().contains("role=\"alert\""));
    holds(&server, "篮球", 2);

    school.set_clock("2026-09-11T10:00:00+08:00");
    let closed = review(&mut browser, &child, &["足球"], &[]);
    assert_eq!(closed.status, 422);
    // Care needs no window.
    let care = review(&mut browser, &child, &[], &[(1, "18:30")]).text();
    led(&browser.send(&format!("{child}/submit"), &last_form(&care)));
}

#[test]
fn the_agreement_is_read_and_signed_by_a_guardian() {
    let school = School::new();
    school
        .publishes_agreement("安全协议\n\n1. 不追逐打闹<b>。\n")
        .succeeds();
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let child = browser.bind(school.code(0));
    let looked = review(&mut browser, &child, &["足球"], &[]).text();
    assert!(looked.contains("不追逐打闹&lt;b&gt;"), "{looked}");
    let signed = |name: &'static str| {
        let mut form = last_form(&looked);
        form.push(("signed_name".to_owned(), name));
        form
    };
    let path = format!("{child}/submit");
    for name in ["", "学生1", "12"] {
        let refused = browser.send(&path, &signed(name));
        assert_eq!(refused.status, 409, "{name}: {}", refused.text());
        assert!(refused.text().contains("role=\"alert\"") && refused.text().contains("家长姓名"));
    }
    holds(&server, "足球", 0);
    // A refusal keeps its key's answer, so the page that told it gave another one.
    let looked = review(&mut browser, &child, &["足球"], &[]).text();
    let mut form = last_form(&looked);
    form.push(("signed_name".to_owned(), "林晓"));
    led(&browser.send(&path, &form));
    holds(&server, "足球", 1);
    let again = review(&mut browser, &child, &["足球", "跳绳"], &[]).text();
    assert!(!again.contains("signed_name"), "once is enough");
}

#[test]
fn nobody_sees_anothers_child_and_nothing_is_repeated() {
    let school = School::new();
    let server = school.serve();
    let (mut mother, mut neighbour) = (Browser::new(&server), Browser::new(&server));
    let (hers, theirs) = (mother.bind(school.code(0)), neighbour.bind(school.code(1)));
    for path in ["", "/receipt", "/withdraw"] {
        let answer = mother.open(&format!("{theirs}{path}"));
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("学生2"));
    }
    let page = mother.page(&hers);
    let mut fields = [hidden(&page, "form"), hidden(&page, "menu")].concat();
    fields.push(("key".to_owned(), "k"));
    for path in ["/review", "/submit", "/withdraw"] {
        assert_eq!(
            mother.send(&format!("{theirs}{path}"), &fields).status,
            404,
            "{path}"
        );
    }
    for path in ["/lite/children/x", "/lite/children/%ff", "/lite/nothing"] {
        assert!(matches!(mother.open(path).status, 400 | 404), "{path}");
    }
    for code in ["0000-0000-0000-0000", "<b>x</b>", "", school.code(0)] {
        let mut visitor = Browser::new(&server);
        let home = visitor.page("/lite/");
        let mut fields = [hidden(&home, "form"), hidden(&home, "key")].concat();
        fields.push(("code".to_owned(), code));
        let refused = visitor.send("/lite/bind", &fields);
        assert!(matches!(refused.status, 404 | 409), "{code}");
        assert!(!refused.text().contains("<b>x") && refused.text().contains("role=\"alert\""));
    }
    for body in [("o", "' OR 1"), ("c1", "25:00"), ("menu", "x")] {
        let mut fields = [hidden(&page, "form"), hidden(&page, "menu")].concat();
        fields.insert(0, (body.0.to_owned(), body.1));
        let answer = mother.send(&format!("{hers}/review"), &fields);
        assert!(matches!(answer.status, 400 | 409), "{body:?}");
    }
}

#[test]
fn everybody_reads_the_notice_in_their_language_and_no_script_runs() {
    let school = School::new();
    let server = school.serve();
    let mut browser = Browser::new(&server);
    assert!(browser.page("/lite/notice").contains("现在没有公示"));
    for (language, said) in [
        ("en-GB", "Public notice"),
        ("zh-TW", "現在沒有公示"),
        ("fr", "公示"),
    ] {
        browser.language = language;
        assert!(browser.page("/lite/notice").contains(said), "{language}");
    }
    let answer = browser.open("/lite/");
    let policy = answer.header("content-security-policy").expect("a policy");
    assert!(
        policy.contains("form-action 'self'") && !policy.contains("script-src"),
        "{policy}"
    );
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert!(!answer.text().contains("noindex"));
    let style = server.get("/lite/style.css").send();
    assert_eq!(
        style.header("content-type"),
        Some("text/css; charset=utf-8")
    );
    assert!(style.text().contains("prefers-color-scheme: dark"));
    assert_eq!(
        server.get("/lite").send().header("location"),
        Some("/lite/")
    );
}
