//! Each language's way with weekdays, grades, dates, spans of time and money.

use afterbell_domain::{
    Category, ClockRange, ClockTime, Date, Fen, Grade, GradeSet, HomeroomClass, Moment, Weekday,
};

use crate::Locale;
use crate::text::common as text;

pub fn weekday(locale: Locale, day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => text::weekday::monday(locale),
        Weekday::Tuesday => text::weekday::tuesday(locale),
        Weekday::Wednesday => text::weekday::wednesday(locale),
        Weekday::Thursday => text::weekday::thursday(locale),
        Weekday::Friday => text::weekday::friday(locale),
        Weekday::Saturday => text::weekday::saturday(locale),
        Weekday::Sunday => text::weekday::sunday(locale),
    }
}

/// As short as a timetable's column heading.
pub fn weekday_short(locale: Locale, day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => text::weekday_short::monday(locale),
        Weekday::Tuesday => text::weekday_short::tuesday(locale),
        Weekday::Wednesday => text::weekday_short::wednesday(locale),
        Weekday::Thursday => text::weekday_short::thursday(locale),
        Weekday::Friday => text::weekday_short::friday(locale),
        Weekday::Saturday => text::weekday_short::saturday(locale),
        Weekday::Sunday => text::weekday_short::sunday(locale),
    }
}

pub fn category(locale: Locale, category: Category) -> &'static str {
    match category {
        Category::Moral => text::category::moral(locale),
        Category::Arts => text::category::arts(locale),
        Category::Sport => text::category::sport(locale),
        Category::Science => text::category::science(locale),
        Category::Reading => text::category::reading(locale),
        Category::Labour => text::category::labour(locale),
        Category::Other => text::category::other(locale),
    }
}

pub fn grade(locale: Locale, grade: Grade) -> &'static str {
    match grade.number() {
        1 => text::grade::g1(locale),
        2 => text::grade::g2(locale),
        3 => text::grade::g3(locale),
        4 => text::grade::g4(locale),
        5 => text::grade::g5(locale),
        6 => text::grade::g6(locale),
        7 => text::grade::g7(locale),
        8 => text::grade::g8(locale),
        9 => text::grade::g9(locale),
        10 => text::grade::g10(locale),
        11 => text::grade::g11(locale),
        _ => text::grade::g12(locale),
    }
}

/// `三至六年级`, `一、二年级`, or every grade by name where it has one of its own (`高一`) or they do
/// not follow one another.
pub fn grades(locale: Locale, set: GradeSet) -> String {
    let (lowest, highest) = (set.lowest(), set.highest());
    let is_numbered = highest.number() <= 9;
    match highest.number() - lowest.number() {
        0 => grade(locale, lowest).to_owned(),
        1 if is_numbered => {
            text::grade::pair(locale, digit(locale, lowest), digit(locale, highest))
        }
        _ if is_numbered && set.is_range() => {
            text::grade::range(locale, digit(locale, lowest), digit(locale, highest))
        }
        _ => {
            let names: Vec<_> = set.iter().map(|one| grade(locale, one)).collect();
            names.join(text::grade::separator(locale))
        }
    }
}

/// `三(2)班`
pub fn class(locale: Locale, class: HomeroomClass) -> String {
    text::digit::class(locale, digit(locale, class.grade()), class.number())
}

fn digit(locale: Locale, grade: Grade) -> &'static str {
    match grade.number() {
        1 => text::digit::d1(locale),
        2 => text::digit::d2(locale),
        3 => text::digit::d3(locale),
        4 => text::digit::d4(locale),
        5 => text::digit::d5(locale),
        6 => text::digit::d6(locale),
        7 => text::digit::d7(locale),
        8 => text::digit::d8(locale),
        9 => text::digit::d9(locale),
        10 => text::digit::d10(locale),
        11 => text::digit::d11(locale),
        _ => text::digit::d12(locale),
    }
}

pub fn clock(time: ClockTime) -> String {
    time.to_string()
}

/// `15:30–17:00`
pub fn clock_range(locale: Locale, range: ClockRange) -> String {
    text::time::range(locale, range.end(), range.start())
}

/// `9月10日`
pub fn date(locale: Locale, date: Date) -> String {
    text::time::date(locale, date.day(), date.month())
}

/// `9月10日 20:00`
pub fn moment(locale: Locale, moment: Moment) -> String {
    let date = moment.date();
    text::time::moment(locale, moment.clock_time(), date.day(), date.month())
}

/// A span of time in its two largest units, as people say it: `1 天 3 小时`.
pub fn span(locale: Locale, seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (days, hours) = (seconds / 86_400, seconds / 3_600 % 24);
    let (minutes, rest) = (seconds / 60 % 60, seconds % 60);
    match (days, hours, minutes) {
        (1.., 0, _) => text::time::days(locale, days),
        (1.., _, _) => text::time::days_hours(locale, days, hours),
        (_, 1.., 0) => text::time::hours(locale, hours),
        (_, 1.., _) => text::time::hours_minutes(locale, hours, minutes),
        (_, _, 10..) => text::time::minutes(locale, minutes),
        (_, _, 1..) => text::time::minutes_seconds(locale, minutes, rest),
        _ => text::time::seconds(locale, rest),
    }
}

/// `免费` or `¥120.00`
pub fn money(locale: Locale, fee: Fen) -> String {
    if fee.is_free() {
        text::money::free(locale).to_owned()
    } else {
        text::money::yuan(locale, fee)
    }
}

/// `甲、乙、丙`
pub fn list<T: AsRef<str>>(locale: Locale, items: impl IntoIterator<Item = T>) -> String {
    let mut joined = String::new();
    for item in items {
        if !joined.is_empty() {
            joined.push_str(text::punctuation::list(locale));
        }
        joined.push_str(item.as_ref());
    }
    joined
}
