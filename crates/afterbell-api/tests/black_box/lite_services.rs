//! Care and services on one page for everybody, and as a draft at the desk.

use serde_json::{Value, json};

use super::support::browser::Browser;
use super::support::desk::{Colleague, TIMES, arrived, invited};
use super::support::{COURSES, School, Server, eventually};

const SERVICES: &str = "\
服务名称,服务种类,适合年级,服务时间,假期日期,地点,服务内容,收费,家长看到的收费,怎么报名
作业辅导,基本托管,1-6,周一至周五 15:30-16:40,,各班教室,写作业、答疑,0,免费,
午餐,午间服务,1-6,周一至周五 11:50-13:00,,食堂,分餐、午休,0,按餐费标准,9月5日前把回执交给班主任
晚自习,晚自习,6,\"周一、周三 18:30-20:00\",,,,,,
周末阅读,双休日服务,1-3,周六 08:30-11:30,,图书馆,<b>阅读</b>,0,免费,
寒假托管,假期托管,1-4,周一至周五 08:30-16:30,2027-02-01至2027-02-12,阅览室,阅读、下棋,600,每人 600 元,1月10日前在班级群接龙
";

fn imported(school: &School) {
    let files = [("courses.csv", COURSES), ("services.csv", SERVICES)];
    school.import(&files).succeeds();
}

/// The part of a page that is about a service.
#[track_caller]
fn section<'a>(page: &'a str, service: &str) -> &'a str {
    let start = format!("<section class=\"service\"><h3>{service}</h3>");
    let (_, rest) = page.split_once(&start).expect("the service");
    rest.split("</section>").next().expect("its end")
}

#[test]
fn everybody_reads_what_there_is_when_where_and_how_to_sign_up() {
    let school = School::new();
    imported(&school);
    let server = school.serve();
    let mut browser = Browser::new(&server);
    let page = browser.page("/lite/services");
    assert!(page.contains("<h1>托管与服务</h1>") && !page.contains("noindex"));
    assert!(
        page.contains("周一<small>16:40、17:40、18:30 接</small>"),
        "{page}"
    );
    // In the order of the day and the year.
    let headings = [
        "放学后托管",
        "托管时间做什么",
        "午间服务",
        "晚间服务",
        "双休日服务",
        "假期服务",
        "本学期课程",
    ];
    let places = headings.map(|it| page.find(&format!("<h2>{it}</h2>")));
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{places:?}"
    );
    let told = |service: &str, facts: &[&str]| {
        let section = section(&page, service);
        for fact in facts {
            let fact = format!("<dd>{fact}</dd>").replace('–', "\u{2060}–\u{2060}");
            assert!(section.contains(&fact), "{fact}: {section}");
        }
    };
    told(
        "作业辅导",
        &[
            "一至六年级",
            "周一至周五 15:30–16:40",
            "各班教室",
            "写作业、答疑",
            "免费",
            "选了当天的托管就参加，不用另外报名",
        ],
    );
    told("午餐", &["食堂", "按餐费标准", "9月5日前把回执交给班主任"]);
    told(
        "晚自习",
        &[
            "六年级",
            "周一、周三 18:30–20:00",
            "请看学校通知",
            "不在这里报名，请按学校通知向班主任报名",
        ],
    );
    told("周末阅读", &["周六 08:30–11:30", "&lt;b&gt;阅读&lt;/b&gt;"]);
    told(
        "寒假托管",
        &[
            "2月1日 至 2月12日，共 10 天",
            "每人 600 元",
            "1月10日前在班级群接龙",
        ],
    );
    assert!(
        !section(&page, "晚自习").contains("地点"),
        "nothing is made up"
    );
    assert!(page.contains("篮球"), "courses are in the same place");

    // In each language, and from every page.
    for (language, said) in [("en", "Care and services"), ("zh-TW", "託管與服務")] {
        browser.language = language;
        assert!(browser.page("/lite/services").contains(said), "{language}");
    }
    browser.language = "zh-CN";
    for page in ["/lite/", "/lite/notice", "/lite/services"] {
        let way = "<a href=\"/lite/services\">托管与服务</a>";
        assert!(browser.page(page).contains(way), "{page}");
    }
    let style = server.get("/lite/style.css").send().text();
    assert!(style.contains("@media print"));
}

#[test]
fn a_school_that_lists_no_services_tells_its_care_days() {
    let school = School::new();
    let server = school.serve();
    let page = Browser::new(&server).page("/lite/services");
    assert!(
        page.contains("放学后托管") && !page.contains("托管时间做什么"),
        "{page}"
    );
}

/// Writes services into the draft, as the desk does.
fn edit(colleague: &Colleague, change: impl FnOnce(&mut Value)) -> u64 {
    let seen = colleague.get("/api/desk/menu-draft").is(200);
    let before = seen["draft"]["menu"]["base_care"].clone();
    let mut after = before.clone();
    change(&mut after);
    let edits = json!({ "edits": [{
        "edit": "menu", "before": { "base_care": before }, "after": { "base_care": after },
    }]});
    let edited = colleague
        .send("POST", "/api/desk/menu-draft/edits", &edits)
        .is(200);
    assert_eq!(edited["conflicts"], json!([]));
    edited["revision"].as_u64().expect("a number")
}

#[test]
fn the_desk_reads_its_draft_as_families_will_and_publication_carries_it() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let revision = edit(&colleague, |care| {
        care["services"] = json!([{
            "name": "暑假托管", "grades": [1, 2], "weekdays": [1, 2, 3, 4, 5],
            "time": { "start": "08:30", "end": "16:30" },
            "dates": { "first_day": "2027-07-05", "last_day": "2027-07-09" },
            "place": "图书馆", "signing_up": "6月20日前交回执",
        }]);
    });
    let told = |server: &Server| Browser::new(server).page("/lite/services");
    assert!(
        !told(&server).contains("暑假托管"),
        "not before it is published"
    );
    let preview = colleague.get("/api/desk/menu-draft/services");
    assert_eq!(preview.status, 200);
    assert_eq!(
        preview.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let preview = preview.text();
    assert!(
        preview.contains("这是草案") && preview.contains("6月20日前交回执"),
        "{preview}"
    );
    let nobody = server.get("/api/desk/menu-draft/services").send();
    nobody.is_problem(401, "sign_in_required");

    let body = json!({ "revision": revision });
    let told_at_once = colleague.send("POST", "/api/desk/publish", &body).is(200);
    assert_eq!(told_at_once["published"], true, "{told_at_once}");
    eventually("the published services", || {
        told(&server).contains("6月20日前交回执").then_some(())
    });
    let page = told(&server);
    assert!(
        section(&page, "暑假托管").contains("7月5日 至 7月9日，共 5 天")
            && !page.contains("这是草案")
    );
    school.office("verify", &[]).succeeds();
}
