//! What an export writes.

use afterbell_domain::reading::{print_clock_range, print_dates, print_pick_up_times};
use afterbell_domain::{MenuContent, Moment, ServiceDates, Zone};
use afterbell_locale::{Locale, format};
use afterbell_policy::wording;

use super::{
    CARE_DAY, FIRST_DAY, HOLIDAY, LAST_DAY, LIMITS, MAKE_UP_DAY, MODE, NONE, POOL, TERM_NAME,
    WINDOW,
};

/// 设置行, the name and the content of each, as an export writes them.
pub fn rows(menu: &MenuContent) -> Vec<(&'static str, String)> {
    let (term, round) = (&menu.term, &menu.round);
    let mut rows = vec![
        (TERM_NAME, term.name.to_string()),
        (FIRST_DAY, term.first_day.to_string()),
        (LAST_DAY, term.last_day.to_string()),
    ];
    let holidays = term.holidays.iter().map(|holiday| {
        let dates = ServiceDates {
            first_day: holiday.first_day,
            last_day: holiday.last_day,
        };
        format!("{}：{}", holiday.name, print_dates(dates))
    });
    list(&mut rows, HOLIDAY, holidays);
    let make_up_days = term.make_up_days.iter().map(|day| {
        let follows = format::weekday(Locale::ZhHans, day.follows);
        format!("{} 按{follows}", day.date)
    });
    list(&mut rows, MAKE_UP_DAY, make_up_days);
    let days = menu.base_care.days.iter().map(|day| {
        let weekday = format::weekday(Locale::ZhHans, day.weekday);
        let pick_ups = print_pick_up_times(&day.pick_up_times);
        format!("{weekday} {} 离校 {pick_ups}", print_clock_range(day.time))
    });
    list(&mut rows, CARE_DAY, days);
    rows.push((MODE, wording::mode(Locale::ZhHans, round.mode).to_owned()));
    rows.push((POOL, number(round.opening_pool_minutes)));
    let zone = menu.school.zone;
    let windows = round.windows.iter().map(|window| {
        let (opens, closes) = (local(window.opens_at, zone), local(window.closes_at, zone));
        format!("{opens} 至 {closes}")
    });
    list(&mut rows, WINDOW, windows);
    let mut limits = menu.limits;
    for (name, of) in LIMITS {
        rows.push((name, number(*of(&mut limits))));
    }
    rows
}

fn list(
    rows: &mut Vec<(&'static str, String)>,
    name: &'static str,
    lines: impl Iterator<Item = String>,
) {
    let before = rows.len();
    rows.extend(lines.map(|line| (name, line)));
    if rows.len() == before {
        rows.push((name, NONE.to_owned()));
    }
}

fn number(number: Option<impl ToString>) -> String {
    number.map_or_else(|| NONE.to_owned(), |number| number.to_string())
}

/// `2026-09-08 20:00` by the school's clock; with seconds only where there are any.
fn local(moment: Moment, zone: Zone) -> String {
    let text = moment.in_zone(zone).to_string();
    let text: String = text.chars().take("2026-09-08T20:00:00".len()).collect();
    let text = text.replacen('T', " ", 1);
    text.strip_suffix(":00").map(str::to_owned).unwrap_or(text)
}
