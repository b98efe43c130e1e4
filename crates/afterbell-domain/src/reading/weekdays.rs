#[cfg(feature = "checks-menus")]
use crate::reading::error::found;
use crate::reading::scanner::Scanner;
#[cfg(feature = "checks-menus")]
use crate::reading::{ReadingError, text::compact, weekly::print_days};
use crate::{Weekday, WeekdaySet};

const PREFIXES: [&str; 9] = [
    "每个星期",
    "每星期",
    "每个周",
    "每逢周",
    "每周",
    "逢周",
    "星期",
    "礼拜",
    "周",
];
const SCHOOL_DAYS: [&str; 8] = [
    "每个上学日",
    "每个教学日",
    "上学日",
    "教学日",
    "工作日",
    "在校日",
    "每天",
    "每日",
];

/// Reads 星期 alone: `周一、三`, `每天`.
#[cfg(feature = "checks-menus")]
pub fn weekdays(cell: &str) -> Result<WeekdaySet, ReadingError> {
    let compact = compact(cell);
    let mut scanner = Scanner::new(&compact);
    eat_days(&mut scanner)
        .filter(|_| scanner.is_done())
        .ok_or_else(|| ReadingError::NoWeekday { found: found(cell) })
}

/// Prints 星期 in the office form: `周一、三`, `周一至周五`.
#[cfg(feature = "checks-menus")]
pub fn print_weekdays(days: WeekdaySet) -> String {
    print_days(days)
}

/// Reads the days that stand here: `周二四`, `星期一、三`, `周一至周五`, `每周2和4`.
///
/// Gives `None` and stays in place when no days stand here. `每天` are the five school
/// days: whoever teaches at the weekend too says so.
pub(super) fn eat_days(scanner: &mut Scanner<'_>) -> Option<WeekdaySet> {
    let before = *scanner;
    let days = days(scanner);
    if days.is_none() {
        *scanner = before;
    }
    days
}

fn days(scanner: &mut Scanner<'_>) -> Option<WeekdaySet> {
    if scanner.eat_any(&SCHOOL_DAYS).is_some() {
        return WeekdaySet::of(between(Weekday::Monday, Weekday::Friday)).ok();
    }
    if scanner
        .eat_any(&["每个周末", "每周末", "周末", "双休日"])
        .is_some()
    {
        return WeekdaySet::of([Weekday::Saturday, Weekday::Sunday]).ok();
    }
    eat_prefix(scanner).then_some(())?;
    let mut last = eat_day(scanner)?;
    let mut days = vec![last];
    loop {
        let mut ahead = *scanner;
        let is_range = ahead.eat_any(&["-", "至", "到"]).is_some();
        if !is_range {
            ahead.eat_any(&["、", ",", "和", "与", "及", "/", "&", "+", "·", ";"]);
        }
        eat_prefix(&mut ahead);
        let Some(day) = eat_day(&mut ahead) else {
            return WeekdaySet::of(days).ok();
        };
        if is_range {
            if day <= last {
                return None;
            }
            days.extend(between(last, day));
        } else {
            days.push(day);
        }
        last = day;
        *scanner = ahead;
    }
}

/// Eats `每周`, also twice over as in `每周的星期二`.
fn eat_prefix(scanner: &mut Scanner<'_>) -> bool {
    let mut found = false;
    while scanner.eat_any(&PREFIXES).is_some() {
        found = true;
        scanner.eat("的");
    }
    found
}

/// One day, unless the numeral belongs to a clock time (`周二 4点`, `周二3:40`).
fn eat_day(scanner: &mut Scanner<'_>) -> Option<Weekday> {
    let number = match scanner.peek()? {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '日' | '天' => 7,
        digit @ '1'..='7' => digit.to_digit(10)? as u8,
        _ => return None,
    };
    let follower = scanner.peek_second();
    let is_clock = matches!(follower, Some('点' | '时' | '节' | '次' | '个' | ':' | '.'));
    let colon_after_day = follower == Some(':') && !scanner.peek()?.is_ascii_digit();
    let longer_number =
        scanner.peek()?.is_ascii_digit() && follower.is_some_and(|c| c.is_ascii_digit());
    if is_clock && !colon_after_day || longer_number {
        return None;
    }
    scanner.next();
    Weekday::new(number).ok()
}

fn between(first: Weekday, last: Weekday) -> impl Iterator<Item = Weekday> {
    Weekday::ALL
        .into_iter()
        .filter(move |day| first <= *day && *day <= last)
}
