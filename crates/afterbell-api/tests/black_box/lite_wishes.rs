//! Wishes without JavaScript: numbers beside courses, the last look, and the receipt.

use super::support::browser::{Browser, hidden, led};
use super::support::{Answer, COURSES, SETTINGS, School, Server};

/// What the ranking form sends: the courses' numbers, by name.
#[track_caller]
fn numbered(browser: &mut Browser<'_>, child: &str, ranks: &[(&str, &str)], step: &str) -> Answer {
    let page = browser.page(&format!("{child}/wishes"));
    let names = ranks.iter().map(|(course, rank)| {
        let name = format!("r.{}", browser.server.offering(course));
        (name, *rank)
    });
    let mut fields = [hidden(&page, "form"), hidden(&page, "menu")].concat();
    fields.extend(names);
    browser.send(&format!("{child}/wishes/{step}"), &fields)
}

/// The form of the last look, as it stands on the page.
fn last_form<'a>(server: &Server, page: &'a str, courses: &[&str]) -> Vec<(String, &'a str)> {
    let names = ["form", "key", "menu", "agreement"].map(str::to_owned);
    let ranks = courses
        .iter()
        .map(|course| format!("r.{}", server.offering(course)));
    let names = names.into_iter().chain(ranks);
    names.flat_map(|name| hidden(page, &name)).collect()
}

/// Goes on to the last look, and saves.
#[track_caller]
pub fn wish(browser: &mut Browser<'_>, child: &str, ranks: &[(&str, &str)]) -> String {
    let looked = numbered(browser, child, ranks, "review");
    assert_eq!(looked.status, 200, "{}", looked.text());
    let courses: Vec<_> = ranks.iter().map(|(course, _)| *course).collect();
    let looked = looked.text();
    let form = last_form(browser.server, &looked, &courses);
    led(&browser.send(&format!("{child}/wishes/save"), &form))
}

fn select(server: &Server, course: &str) -> String {
    format!(
        "<select id=\"r.{0}\" name=\"r.{0}\">",
        server.offering(course)
    )
}

/// What is chosen beside a course.
fn chosen<'a>(server: &Server, page: &'a str, course: &str) -> &'a str {
    let start = select(server, course);
    let (_, rest) = page.split_once(&start).expect("its numbers");
    let (options, _) = rest.split_once("</select>").expect("an end");
    let selected = options.split_once(" selected>");
    selected.map_or("", |(_, rest)| rest.split('<').next().expect("a word"))
}

#[test]
fn a_family_ranks_looks_saves_and_changes_its_wishes() {
    let school = School::of_wishes();
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let child = browser.bind(school.code(0));
    // The page of courses leads on, and keeps what concerns care.
    let page = browser.page(&child);
    assert!(
        !page.contains("type=\"checkbox\"") && !page.contains("篮球"),
        "{page}"
    );
    assert!(page.contains(&format!("href=\"{child}/wishes\"")), "{page}");

    let page = browser.page(&format!("{child}/wishes"));
    assert!(page.contains("同一时段里照真实的喜好排"), "{page}");
    assert!(page.contains("周二 15:30") && page.contains(&select(&server, "篮球")));
    assert!(
        page.contains("第二志愿") && !page.contains("第三志愿"),
        "{page}"
    );
    // What cannot be wished for says why, and has no number.
    assert!(page.contains("需先学过“书法入门”"), "{page}");
    assert!(!page.contains(&select(&server, "书法提高")));
    assert!(!page.contains(" selected"), "nothing is chosen for anybody");

    let ranks = [("篮球", "2"), ("足球", "1"), ("跳绳", "1"), ("游泳", "")];
    let looked = numbered(&mut browser, &child, &ranks, "review");
    assert_eq!(looked.status, 200, "{}", looked.text());
    let looked = looked.text();
    for told in [
        "第一志愿 足球",
        "第二志愿 篮球",
        "第一志愿 跳绳",
        "截止前可随时改",
    ] {
        assert!(looked.contains(told), "{told}: {looked}");
    }
    assert!(looked.find("第一志愿 足球") < looked.find("第二志愿 篮球"));
    assert!(!looked.contains("游泳"), "{looked}");
    let receipt = browser.open(&format!("{child}/wishes/receipt"));
    assert_eq!(
        led(&receipt),
        format!("{child}/wishes"),
        "nothing is saved yet"
    );

    let courses = ["篮球", "足球", "跳绳"];
    let form = last_form(&server, &looked, &courses);
    let save = format!("{child}/wishes/save");
    let receipt = led(&browser.send(&save, &form));
    let paper = browser.page(&receipt);
    let number = paper.split("class=\"number\">").nth(1).expect("a number");
    let number = number.split('<').next().expect("its end").to_owned();
    assert!(
        number.starts_with("SY-") && paper.contains("9月9日 10:00 收到"),
        "{paper}"
    );
    assert!(paper.contains("第一志愿 足球") && paper.contains("9月10日 20:00 截止前可随时改"));
    // Loaded anew, or tapped twice: the same receipt.
    assert_eq!(led(&browser.send(&save, &form)), receipt);
    assert!(browser.page(&receipt).contains(&number));
    assert!(browser.page("/lite/").contains("3 个志愿 · 2 个时段"));

    // Changed until the close, from what the school has.
    let page = browser.page(&format!("{child}/wishes"));
    assert_eq!(chosen(&server, &page, "足球"), "第一志愿");
    assert_eq!(chosen(&server, &page, "篮球"), "第二志愿");
    assert_eq!(chosen(&server, &page, "游泳"), "");
    let receipt = wish(&mut browser, &child, &[("篮球", "1")]);
    let paper = browser.page(&receipt);
    assert!(
        paper.contains("第一志愿 篮球") && !paper.contains("足球"),
        "{paper}"
    );
    assert!(!paper.contains(&number), "another receipt");
    let receipt = wish(&mut browser, &child, &[]);
    assert!(browser.page(&receipt).contains("还没有填志愿"));
    school.office("verify", &[]).succeeds();
}

#[test]
fn what_is_wrong_is_named_and_nothing_that_was_set_is_lost() {
    let school = School::of_wishes();
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let child = browser.bind(school.code(0));
    let ranks = [("篮球", "2"), ("足球", "2"), ("跳绳", "1")];
    for step in ["review", "save"] {
        let tied = numbered(&mut browser, &child, &ranks, step);
        assert_eq!(tied.status, 422, "{step}");
        let page = tied.text();
        assert!(
            page.contains("role=\"alert\"") && page.contains("有 1 处要改"),
            "{page}"
        );
        assert!(
            page.contains("篮球、足球都是第二志愿，请改成不同的次序"),
            "{page}"
        );
        for (course, word) in [
            ("篮球", "第二志愿"),
            ("足球", "第二志愿"),
            ("跳绳", "第一志愿"),
        ] {
            assert_eq!(chosen(&server, &page, course), word, "{course}");
        }
    }
    // A wish that may not be is denied by the same rules, with its reason.
    let denied = numbered(
        &mut browser,
        &child,
        &[("书法提高", "1"), ("足球", "1")],
        "review",
    );
    assert_eq!(denied.status, 422);
    let page = denied.text();
    assert!(page.contains("书法提高：需先学过“书法入门”"), "{page}");
    assert_eq!(
        chosen(&server, &page, "书法提高"),
        "第一志愿",
        "to be let go"
    );
    assert_eq!(chosen(&server, &page, "足球"), "第一志愿");

    // Back from the last look: the numbers are as they were set.
    let looked = numbered(
        &mut browser,
        &child,
        &[("足球", "2"), ("篮球", "1")],
        "review",
    )
    .text();
    assert!(
        looked.contains(&format!("formaction=\"{child}/wishes/edit\"")),
        "{looked}"
    );
    let form = last_form(&server, &looked, &["足球", "篮球"]);
    let back = browser.send(&format!("{child}/wishes/edit"), &form);
    assert_eq!(back.status, 200);
    assert_eq!(chosen(&server, &back.text(), "足球"), "第二志愿");

    // A menu that was corrected meanwhile: what is still in it keeps its number.
    let courses = COURSES.replace("体育,足球,3-6,", "体育,足球,1-6,");
    let before = server.menu_hash();
    school.import(&[("courses.csv", &courses)]).succeeds();
    super::support::eventually("the new menu", || {
        let page = browser.page(&format!("{child}/wishes"));
        (!page.contains(&before)).then_some(())
    });
    let changed = browser.send(&format!("{child}/wishes/save"), &form);
    assert_eq!(changed.status, 409);
    let page = changed.text();
    assert!(
        page.contains("学校刚刚更新了课程") && page.contains("role=\"alert\""),
        "{page}"
    );
    assert_eq!(chosen(&server, &page, "篮球"), "第一志愿");

    for hostile in [
        ("r.x y", "1"),
        ("r.a", "0"),
        ("r.a", "-1"),
        ("r.a", "１"),
        ("s.d2-1530", "<b>"),
    ] {
        let page = browser.page(&format!("{child}/wishes"));
        let mut fields = [hidden(&page, "form"), hidden(&page, "menu")].concat();
        fields.push((hostile.0.to_owned(), hostile.1));
        let answer = browser.send(&format!("{child}/wishes/review"), &fields);
        assert_eq!(answer.status, 400, "{hostile:?}");
        assert!(!answer.text().contains("<b><"), "{hostile:?}");
    }
}

#[test]
fn wishes_are_saved_between_the_opening_and_the_close() {
    let school = School::of_wishes();
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let child = browser.bind(school.code(0));
    let looked = numbered(&mut browser, &child, &[("足球", "1")], "review").text();
    let form = last_form(&server, &looked, &["足球"]);
    school.set_clock("2026-09-08T10:00:00+08:00");
    // It can be read before it opens, without numbers that nobody would keep.
    let early = browser.page(&format!("{child}/wishes"));
    assert!(early.contains("9月8日 20:00 开放后可保存"), "{early}");
    assert!(
        early.contains("足球") && !early.contains("<select"),
        "{early}"
    );
    let refused = browser.send(&format!("{child}/wishes/save"), &form);
    assert_eq!(refused.status, 409, "{}", refused.text());
    school.set_clock("2026-09-10T19:59:59+08:00");
    wish(&mut browser, &child, &[("足球", "1")]);
    school.set_clock("2026-09-10T20:00:00+08:00");
    let result = led(&browser.open(&format!("{child}/wishes")));
    let page = browser.page(&result);
    assert!(
        page.contains("学校正在准备抽签") && !page.contains("<select"),
        "{page}"
    );
    let looked = last_form(&server, &looked, &["足球"]);
    let late: Vec<_> = looked
        .into_iter()
        .filter(|(name, _)| name != "key")
        .collect();
    let late = browser.send(&format!("{child}/wishes/review"), &late);
    assert_eq!(late.status, 422);
    assert!(
        late.text().contains("选课已于 9月10日 20:00 截止"),
        "{}",
        late.text()
    );
    assert!(
        browser
            .page(&format!("{child}/wishes/receipt"))
            .contains("志愿已截止")
    );
}

#[test]
fn a_lottery_takes_one_course_a_slot_and_a_pool_takes_wishes() {
    let lottery = SETTINGS.replace("mode = \"first_come\"", "mode = \"lottery\"");
    let school = School::with_settings(&lottery);
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let child = browser.bind(school.code(0));
    let page = browser.page(&format!("{child}/wishes"));
    assert!(page.contains("每个时段填一门最想去的课"), "{page}");
    let football = server.offering("足球");
    assert!(page.contains(&format!(
        "type=\"radio\" name=\"s.d2-1530\" value=\"{football}\""
    )));
    let mut fields = [hidden(&page, "form"), hidden(&page, "menu")].concat();
    fields.push(("s.d2-1530".to_owned(), &football));
    fields.push(("s.d5-1530".to_owned(), ""));
    let looked = browser
        .send(&format!("{child}/wishes/review"), &fields)
        .text();
    let form = last_form(&server, &looked, &["足球"]);
    let receipt = led(&browser.send(&format!("{child}/wishes/save"), &form));
    assert!(browser.page(&receipt).contains("第一志愿 足球"));
    let again = browser.page(&format!("{child}/wishes"));
    assert!(
        again.contains(&format!("value=\"{football}\" checked>")),
        "{again}"
    );
    // Two of one slot are one too many, whoever sends them.
    let both = numbered(
        &mut browser,
        &child,
        &[("足球", "1"), ("篮球", "2")],
        "review",
    );
    assert_eq!(both.status, 422);
    assert!(
        both.text().contains("篮球：抽签时每个时段只能填一门"),
        "{}",
        both.text()
    );

    let pool = "mode = \"first_come\"\nopening_pool_minutes = 30";
    let pool = SETTINGS.replace("mode = \"first_come\"", pool);
    let school = School::with_settings(&pool);
    school.set_clock("2026-09-08T20:00:00+08:00");
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let child = browser.bind(school.code(0));
    let receipt = wish(&mut browser, &child, &[("篮球", "1"), ("足球", "2")]);
    let paper = browser.page(&receipt);
    assert!(paper.contains("9月8日 20:30 截止前可随时改"), "{paper}");
}

#[test]
fn care_beside_wishes_stays_and_the_agreement_comes_before_the_first_wish() {
    let school = School::of_wishes();
    school
        .publishes_agreement("安全协议\n\n1. 不追逐打闹。\n")
        .succeeds();
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let child = browser.bind(school.code(0));
    let ranks = [("足球", "1")];
    let looked = numbered(&mut browser, &child, &ranks, "review").text();
    assert!(looked.contains("不追逐打闹"), "{looked}");
    let save = format!("{child}/wishes/save");
    let unsigned = last_form(&server, &looked, &["足球"]);
    let refused = browser.send(&save, &unsigned);
    assert_eq!(refused.status, 409);
    let page = refused.text();
    assert!(
        page.contains("请先阅读并签署安全协议") && page.contains("signed_name"),
        "{page}"
    );
    let mut signed = last_form(&server, &page, &["足球"]);
    signed.push(("signed_name".to_owned(), "林晓"));
    let receipt = led(&browser.send(&save, &signed));
    assert!(browser.page(&receipt).contains("第一志愿 足球"));
    let again = numbered(&mut browser, &child, &ranks, "review").text();
    assert!(!again.contains("signed_name"), "once is enough");
}

#[test]
fn a_form_of_another_site_and_anothers_child_are_no_wishes() {
    let school = School::of_wishes();
    let server = school.serve();
    let (mut mother, mut neighbour) = (Browser::new(&server), Browser::new(&server));
    let (hers, theirs) = (mother.bind(school.code(0)), neighbour.bind(school.code(1)));
    wish(&mut mother, &hers, &[("篮球", "1")]);
    for page in [
        "wishes",
        "wishes/receipt",
        "result",
        "places",
        "waiting/x",
        "offers/x",
    ] {
        let answer = neighbour.open(&format!("{hers}/{page}"));
        assert_eq!(answer.status, 404, "{page}");
        assert!(!answer.text().contains("学生1") && !answer.text().contains("第一志愿"));
        assert_eq!(
            led(&Browser::new(&server).open(&format!("{hers}/{page}"))),
            "/lite/"
        );
    }
    let menu = server.menu_hash();
    let basketball = format!("r.{}", server.offering("篮球"));
    let forged = [
        ("menu".to_owned(), menu.as_str()),
        ("key".to_owned(), "k"),
        ("wants".to_owned(), "place"),
        ("answer".to_owned(), "accept"),
        (basketball, "1"),
    ];
    for page in [
        "wishes/review",
        "wishes/edit",
        "wishes/save",
        "waiting/x",
        "offers/x",
    ] {
        let answer = neighbour.send(&format!("{theirs}/{page}"), &forged);
        assert_eq!(answer.status, 403, "{page}");
        let own = hidden(&neighbour.page("/lite/"), "form")[0].1.to_owned();
        let mut fields = forged.to_vec();
        fields.push(("form".to_owned(), &own));
        let answer = neighbour.send(&format!("{hers}/{page}"), &fields);
        assert_eq!(answer.status, 404, "{page}");
    }
    let phone = server.bind(school.code(2));
    let path = format!("/api/students/{}/wishes", phone.child);
    phone.get(&path).send().is_problem(404, "nothing_submitted");
}

#[test]
fn a_round_without_a_draw_has_no_wishes() {
    let school = School::new();
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let child = browser.bind(school.code(0));
    assert!(!browser.page(&child).contains("/wishes"));
    assert!(!browser.page("/lite/").contains("/result"));
    let page = led(&browser.open(&format!("{child}/wishes")));
    let page = browser.page(&page);
    assert!(page.contains("本轮先到先得，不填志愿"), "{page}");
}
