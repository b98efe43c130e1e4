//! After a draw, without JavaScript: the result in words, the waiting list, an offered place, a place that is free.

use super::draw_steps::{AFTER_THE_CLOSE, NUMBER_IS_KNOWN, commit, reveal};
use super::lite_wishes::wish;
use super::support::browser::{Browser, hidden, led};
use super::support::{Answer, COURSES, School, Server, eventually, new_key};

/// A browser and the page of its child.
struct Family<'a> {
    browser: Browser<'a>,
    child: String,
}

impl<'a> Family<'a> {
    fn of(server: &'a Server, code: &str) -> Self {
        let mut browser = Browser::new(server);
        let child = browser.bind(code);
        Self { browser, child }
    }

    fn page(&mut self, page: &str) -> String {
        self.browser.page(&format!("{}/{page}", self.child))
    }

    /// Sends the form of a page that has this word, as it stands there.
    #[track_caller]
    fn answers(&mut self, page: &str, field: &str, word: &str) -> Answer {
        let shown = self.page(page);
        let mut forms = shown.split("<form ").skip(1);
        let input = format!("name=\"{field}\" value=\"{word}\"");
        let form = forms.find(|form| form.contains(&input)).expect("a form");
        let names = ["form", "key", field];
        let fields: Vec<_> = names.iter().flat_map(|name| hidden(form, name)).collect();
        let fields = &fields[..3];
        self.browser.send(&format!("{}/{page}", self.child), fields)
    }

    #[track_caller]
    fn withdraws(&mut self) {
        let ask = self.page("withdraw");
        let fields = [hidden(&ask, "form"), hidden(&ask, "key")].concat();
        led(&self
            .browser
            .send(&format!("{}/withdraw", self.child), &fields));
    }
}

fn draw(school: &School) {
    commit(school, &[]).succeeds();
    school.set_clock(AFTER_THE_CLOSE);
    school.draw("close", &[]).succeeds();
    school.set_clock(NUMBER_IS_KNOWN);
    reveal(school, &[]).succeeds();
    school.draw("run", &[]).succeeds();
}

/// 篮球 has two places and three families that want it; 跳绳 needs five.
#[test]
fn the_result_is_told_in_words_and_an_offered_place_is_taken() {
    let school = School::of_wishes();
    let courses = COURSES.replace("潘思晨,本校,30,,0,", "潘思晨,本校,30,5,0,");
    school.import(&[("courses.csv", &courses)]).succeeds();
    let server = school.serve();
    let mut families: Vec<_> = (0..3)
        .map(|n| Family::of(&server, school.code(n)))
        .collect();
    for family in &mut families {
        let ranks = [("篮球", "1"), ("足球", "2"), ("跳绳", "1")];
        wish(&mut family.browser, &family.child, &ranks);
        assert!(family.page("result").contains("9月10日 20:00 截止后抽签"));
    }
    draw(&school);
    let mut late = Family::of(&server, school.code(3));
    let (basketball, football) = (server.offering("篮球"), server.offering("足球"));

    let (mut winners, mut losers) = (Vec::new(), Vec::new());
    for mut family in families {
        let page = family.page("result");
        assert!(
            page.contains("第一志愿 跳绳：只有 3 人，不满 5 人，未开班"),
            "{page}"
        );
        assert!(page.contains("没有录取，在基本托管"), "{page}");
        let won = page.contains("录取 篮球");
        let told = match won {
            true => "，已录取",
            false => "第一志愿 篮球：第 3 号，录取到第 2 号",
        };
        assert!(page.contains(told), "{page}");
        match won {
            true => winners.push(family),
            false => losers.push(family),
        }
    }
    assert_eq!((winners.len(), losers.len()), (2, 1));
    let (winner, loser) = (&mut winners[0], &mut losers[0]);
    let page = loser.page("result");
    assert!(
        page.contains("录取 足球") && page.contains("篮球：候补第 1 位"),
        "{page}"
    );
    assert!(page.contains("第二志愿 足球：第 3 号，已录取"), "{page}");
    // Nothing is on offer yet.
    let early = loser
        .browser
        .open(&format!("{}/offers/{basketball}", loser.child));
    assert_eq!(led(&early), format!("{}/result", loser.child));

    winner.withdraws();
    assert!(loser.browser.page("/lite/").contains("篮球：有名额了"));
    let page = loser.page("result");
    assert!(page.contains("保留到 9月12日 21:30"), "{page}");
    let offer = format!("offers/{basketball}");
    let page = loser.page(&offer);
    assert!(
        page.contains("接受后退出：足球。新名额确定了，旧名额才退。"),
        "{page}"
    );
    assert!(page.contains("放弃篮球吗？"), "{page}");
    let receipt = led(&loser.answers(&offer, "answer", "accept"));
    let paper = loser.browser.page(&receipt);
    assert!(paper.contains("篮球") && !paper.contains("足球"), "{paper}");
    assert!(loser.page("result").contains("篮球：已接受"));
    // It is answered, and cannot be answered again.
    let again = loser.browser.open(&format!("{}/{offer}", loser.child));
    assert_eq!(led(&again), format!("{}/result", loser.child));

    // Who wished for nothing asks for what is free, and waits for the rest.
    let page = late.page("result");
    assert!(page.contains("没有填志愿，这次没有参加抽签"), "{page}");
    let page = late.page("places");
    assert!(
        page.contains(&format!("{}/waiting/{football}", late.child)),
        "{page}"
    );
    assert!(page.contains("不能申请的课，附原因") && page.contains("需先学过“书法入门”"));
    let asking = late.page(&format!("waiting/{football}"));
    assert!(asking.contains("申请足球吗？") && asking.contains("没有就排在候补名单最后"));
    let receipt = led(&late.answers(&format!("waiting/{football}"), "wants", "place"));
    assert!(late.browser.page(&receipt).contains("足球"));
    let asking = late.page(&format!("waiting/{basketball}"));
    assert!(asking.contains("录取后退出：足球。"), "{asking}");
    let waits = led(&late.answers(&format!("waiting/{basketball}"), "wants", "place"));
    assert_eq!(waits, format!("{}/result", late.child));
    assert!(late.page("result").contains("篮球：候补第 2 位"));
    assert!(late.page("places").contains("篮球：候补第 2 位"));

    // Let go, and left.
    loser.withdraws();
    let offer = format!("offers/{basketball}");
    led(&late.answers(&offer, "answer", "decline"));
    assert!(late.page("result").contains("篮球：已放弃"));
    late.answers(&format!("waiting/{basketball}"), "wants", "place");
    let asking = late.page("receipt");
    assert!(
        asking.contains("篮球"),
        "a place was free at once: {asking}"
    );
    school.office("verify", &[]).succeeds();
}

#[test]
fn who_waits_leaves_and_is_told_what_stands_against_asking() {
    let school = School::of_wishes();
    school
        .publishes_agreement("安全协议\n\n1. 不追逐打闹。\n")
        .succeeds();
    let server = school.serve();
    for n in 0..2 {
        let phone = server.bind(school.code(n));
        phone.signs("林晓");
        phone.save(&phone.wishes(&[("d2-1530", &["篮球"])])).is(201);
    }
    draw(&school);
    let mut family = Family::of(&server, school.code(2));
    let basketball = server.offering("篮球");
    let waiting = format!("waiting/{basketball}");
    let asking = family.page(&waiting);
    assert!(
        asking.contains("不追逐打闹") && asking.contains("signed_name"),
        "{asking}"
    );
    // Whoever signs nothing is asked again, on the same page.
    let unsigned = family.answers(&waiting, "wants", "place");
    assert_eq!(unsigned.status, 409);
    assert!(
        unsigned.text().contains("请先阅读并签署安全协议"),
        "{}",
        unsigned.text()
    );
    let shown = family.page(&waiting);
    let names = ["form", "key", "wants", "agreement"];
    let mut fields: Vec<_> = names.iter().flat_map(|name| hidden(&shown, name)).collect();
    fields.push(("signed_name".to_owned(), "林晓"));
    let path = format!("{}/{waiting}", family.child);
    led(&family.browser.send(&path, &fields));
    let asking = family.page(&waiting);
    assert!(
        asking.contains("不再候补篮球吗？") && asking.contains("候补第 1 位"),
        "{asking}"
    );
    led(&family.answers(&waiting, "wants", "nothing"));
    assert!(!family.page("result").contains("候补第 1 位"));

    // A course that may not be is said to be so, and has no button.
    let calligraphy = server.offering("书法提高");
    let barred = family.page(&format!("waiting/{calligraphy}"));
    assert!(barred.contains("需先学过“书法入门”") && !barred.contains("name=\"wants\""));
    let nowhere = family
        .browser
        .open(&format!("{}/waiting/nowhere", family.child));
    assert_eq!(led(&nowhere), format!("{}/places", family.child));
    // What the page cannot know is told when it is asked.
    let key = new_key();
    fields.retain(|(name, _)| !["signed_name", "key"].contains(&name.as_str()));
    fields.push(("key".to_owned(), &key));
    let path = format!("{}/waiting/{calligraphy}", family.child);
    let denied = family.browser.send(&path, &fields);
    assert_eq!(denied.status, 409);
    assert!(
        denied.text().contains("这门课现在申请不了"),
        "{}",
        denied.text()
    );
}

#[test]
fn after_a_pool_what_is_left_is_taken_on_the_page_of_courses() {
    let pool = "mode = \"first_come\"\nopening_pool_minutes = 30";
    let settings = super::support::SETTINGS
        .replace("mode = \"first_come\"", pool)
        .replace("closes_at = \"2026-09-10", "closes_at = \"2026-09-20");
    let school = School::with_settings(&settings);
    school.set_clock("2026-09-08T20:00:00+08:00");
    let server = school.serve();
    let mut family = Family::of(&server, school.code(0));
    assert!(
        !family
            .browser
            .page(&family.child.clone())
            .contains("type=\"checkbox\"")
    );
    wish(&mut family.browser, &family.child, &[("篮球", "1")]);
    commit(&school, &[]).succeeds();
    school.set_clock("2026-09-08T20:30:00+08:00");
    school.draw("close", &[]).succeeds();
    school.set_clock(NUMBER_IS_KNOWN);
    reveal(&school, &[]).succeeds();
    school.draw("run", &[]).succeeds();
    assert!(
        family
            .page("result")
            .contains("第一志愿 篮球：第 1 号，已录取")
    );
    let child = family.child.clone();
    eventually("places are open", || {
        let page = family.browser.page(&child);
        page.contains("足球").then_some(())
    });
    assert!(family.page("places").contains("剩下的名额先到先得"));
}
