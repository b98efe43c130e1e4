//! What each language makes of dates, spans, money, grades and reasons.
#![allow(clippy::unwrap_used)] // clippy.toml allows it in tests, not in their helpers

use afterbell_domain::{
    ClockRange, Date, Fen, Grade, GradeSet, HomeroomClass, Moment, Weekday, Zone,
};
use afterbell_locale::{Locale, format, text};

fn in_each<T>(say: impl Fn(Locale) -> T) -> [T; 3] {
    Locale::ALL.map(say)
}

fn grade(number: u8) -> Grade {
    Grade::new(number).unwrap()
}

#[test]
fn dates_and_moments() {
    let date = Date::new(2026, 9, 15).unwrap();
    let said = in_each(|locale| format::date(locale, date));
    assert_eq!(said, ["9月15日", "9月15日", "15 Sep"]);
    let months = [1, 2, 6, 7, 8, 12].map(|month| {
        let date = Date::new(2026, month, 1).unwrap();
        format::date(Locale::En, date)
    });
    assert_eq!(
        months,
        ["1 Jan", "1 Feb", "1 June", "1 July", "1 Aug", "1 Dec"]
    );
    let zone = Zone::east_minutes(8 * 60).unwrap();
    // 2026-09-10 20:00 in the school's zone.
    let moment = Moment::from_unix(1_789_041_600, zone).unwrap();
    let said = in_each(|locale| format::moment(locale, moment));
    assert_eq!(said, ["9月10日 20:00", "9月10日 20:00", "10 Sep, 20:00"]);
}

#[test]
fn weekdays_and_times() {
    let said = in_each(|locale| format::weekday(locale, Weekday::Tuesday));
    assert_eq!(said, ["周二", "週二", "Tue"]);
    let time: ClockRange = "15:30-17:00".parse().unwrap();
    let said = in_each(|locale| format::clock_range(locale, time));
    assert_eq!(said, ["15:30–17:00"; 3]);
}

#[test]
fn spans_count_their_units() {
    let day = 86_400;
    let said = |seconds| in_each(|locale| format::span(locale, seconds));
    assert_eq!(said(day), ["1 天", "1 天", "1 day"]);
    assert_eq!(said(2 * day), ["2 天", "2 天", "2 days"]);
    let long = ["1 天 9 小时", "1 天 9 小時", "1 day 9 hours"];
    assert_eq!(said(day + 9 * 3_600), long);
    assert_eq!(said(3_600), ["1 小时", "1 小時", "1 hour"]);
    assert_eq!(said(90), ["1 分 30 秒", "1 分 30 秒", "1 min 30 s"]);
    assert_eq!(said(0), ["0 秒", "0 秒", "0 seconds"]);
    assert_eq!(said(1), ["1 秒", "1 秒", "1 second"]);
}

#[test]
fn money() {
    let fee = Fen::new(48_000).unwrap();
    let said = in_each(|locale| format::money(locale, fee));
    assert_eq!(said, ["¥480.00"; 3]);
    let said = in_each(|locale| format::money(locale, Fen::ZERO));
    assert_eq!(said, ["免费", "免費", "Free"]);
}

#[test]
fn grades_and_classes() {
    let range = GradeSet::between(grade(3), grade(6));
    let said = in_each(|locale| format::grades(locale, range));
    assert_eq!(said, ["三至六年级", "三至六年級", "Grades 3 to 6"]);
    let set = GradeSet::of([1, 3].map(grade)).unwrap();
    let said = in_each(|locale| format::grades(locale, set));
    assert_eq!(
        said,
        ["一年级、三年级", "一年級、三年級", "Grade 1, Grade 3"]
    );
    let class = HomeroomClass::new(grade(3), 2).unwrap();
    let said = in_each(|locale| format::class(locale, class));
    assert_eq!(said, ["三(2)班", "三(2)班", "Class 3(2)"]);
}

#[test]
fn counts_of_courses() {
    let said = |count: usize| in_each(|locale| text::parent::bar::summary(locale, count, "¥0"));
    assert_eq!(said(1), ["1 门 · ¥0", "1 門 · ¥0", "1 course · ¥0"]);
    assert_eq!(said(2), ["2 门 · ¥0", "2 門 · ¥0", "2 courses · ¥0"]);
    let limit = |limit: u8| text::reason::why::day_limit(Locale::En, limit, "Tue");
    assert_eq!(
        [1, 2].map(limit),
        [
            "At most 1 course on Tue; please leave one first",
            "At most 2 courses on Tue; please leave one first"
        ]
    );
}

#[test]
fn a_language_is_known_by_its_tag_and_calls_itself_by_its_name() {
    for locale in Locale::ALL {
        assert_eq!(locale.tag().parse(), Ok(locale));
    }
    assert!("fr".parse::<Locale>().is_err());
    let names = in_each(text::common::language::zh_hant);
    assert_eq!(names, ["繁體中文"; 3]);
}

#[test]
fn what_only_the_office_reads_is_chinese_in_every_language() {
    let said = in_each(text::cli::letters::nobody);
    assert_eq!(said, ["没有符合条件的学生。"; 3]);
}
