//! Rows that were read, in place of what the menu has.

use std::collections::BTreeSet;

use afterbell_domain::desk::MenuSettings;
use afterbell_domain::reading::{clock_range, compact, dates, pick_up_times, tidy};
use afterbell_domain::{
    CareDay, Date, Holiday, MakeUpDay, MenuContent, Moment, SelectionMode, SelectionWindow,
    Weekday, Zone,
};
use afterbell_locale::{Locale, format};
use afterbell_policy::wording;

use super::{
    CARE_DAY, FIRST_DAY, HOLIDAY, LAST_DAY, LIMITS, MAKE_UP_DAY, MODE, NONE, POOL, SettingProblem,
    SettingReason, SettingRow, TERM_NAME, WINDOW,
};

type Read<T> = Result<T, SettingReason>;

/// Lists that a file has any row of are what the file says.
#[derive(Default)]
struct Lists {
    holidays: Option<Vec<Holiday>>,
    make_up_days: Option<Vec<MakeUpDay>>,
    days: Option<Vec<CareDay>>,
    windows: Option<Vec<SelectionWindow>>,
}

pub(super) fn read(rows: &[SettingRow], menu: &MenuContent) -> (MenuSettings, Vec<SettingProblem>) {
    let mut settings = MenuSettings::of(menu);
    let (mut lists, mut problems) = (Lists::default(), Vec::new());
    let mut seen = BTreeSet::new();
    let mut unread = BTreeSet::new();
    for row in rows {
        // An office may write a name with spaces in it.
        let name = compact(&row.name);
        let lists_of = [HOLIDAY, MAKE_UP_DAY, CARE_DAY, WINDOW];
        let is_listed = lists_of.into_iter().any(|known| name == compact(known));
        let result = match !is_listed && !seen.insert(name.clone()) {
            true => Err(SettingReason::Twice),
            false => take(
                &name,
                &row.found,
                menu.school.zone,
                &mut settings,
                &mut lists,
            ),
        };
        if let Err(reason) = result {
            unread.insert(name);
            let row = row.clone();
            problems.push(SettingProblem { row, reason });
        }
    }
    // A list with a line that cannot be read would lose it.
    let whole = |name: &str| !unread.contains(&compact(name));
    let (term, round) = (&mut settings.term, &mut settings.round);
    put(&mut term.holidays, lists.holidays, whole(HOLIDAY));
    put(
        &mut term.make_up_days,
        lists.make_up_days,
        whole(MAKE_UP_DAY),
    );
    put(&mut settings.days, lists.days, whole(CARE_DAY));
    put(&mut round.windows, lists.windows, whole(WINDOW));
    (settings, problems)
}

fn put<T>(list: &mut Vec<T>, read: Option<Vec<T>>, is_whole: bool) {
    if let Some(read) = read.filter(|_| is_whole) {
        *list = read;
    }
}

/// Under a name without its spaces.
fn take(
    name: &str,
    found: &str,
    zone: Zone,
    settings: &mut MenuSettings,
    lists: &mut Lists,
) -> Read<()> {
    let is_none = compact(found) == NONE;
    let is = |known: &str| name == compact(known);
    let (term, round) = (&mut settings.term, &mut settings.round);
    if is(TERM_NAME) {
        term.name = found.parse().map_err(|_| SettingReason::NotALabel)?;
    } else if is(FIRST_DAY) {
        term.first_day = date(found)?;
    } else if is(LAST_DAY) {
        term.last_day = date(found)?;
    } else if is(HOLIDAY) {
        add(&mut lists.holidays, is_none, || holiday(found))?;
    } else if is(MAKE_UP_DAY) {
        add(&mut lists.make_up_days, is_none, || make_up_day(found))?;
    } else if is(CARE_DAY) {
        add(&mut lists.days, is_none, || care_day(found))?;
    } else if is(MODE) {
        round.mode = mode(found)?;
    } else if is(POOL) {
        let minutes = || found.trim_end_matches("分钟").trim().parse();
        round.opening_pool_minutes = match is_none {
            true => None,
            false => Some(minutes().map_err(|_| SettingReason::NoMinutes)?),
        };
    } else if is(WINDOW) {
        add(&mut lists.windows, is_none, || window(found, zone))?;
    } else if let Some((_, of)) = LIMITS.into_iter().find(|(known, _)| is(known)) {
        let limit = || found.trim_end_matches('门').trim().parse();
        *of(&mut settings.limits) = match is_none || compact(found) == "不限" {
            true => None,
            false => Some(limit().map_err(|_| SettingReason::NoLimit)?),
        };
    } else {
        return Err(SettingReason::UnknownName);
    }
    Ok(())
}

fn add<T>(list: &mut Option<Vec<T>>, is_none: bool, line: impl FnOnce() -> Read<T>) -> Read<()> {
    let list = list.get_or_insert_default();
    if !is_none {
        list.push(line()?);
    }
    Ok(())
}

fn date(text: &str) -> Read<Date> {
    let read = dates(text).map_err(|_| SettingReason::NoDate)?;
    match read.first_day == read.last_day {
        true => Ok(read.first_day),
        false => Err(SettingReason::NoDate),
    }
}

/// `国庆节：2026-10-01至2026-10-07`
fn holiday(text: &str) -> Read<Holiday> {
    let split = text.split_once(['：', ':']);
    let (name, days) = split.ok_or(SettingReason::NoHoliday)?;
    let days = dates(days).map_err(|_| SettingReason::NoHoliday)?;
    Ok(Holiday {
        name: tidy(name).parse().map_err(|_| SettingReason::NoHoliday)?,
        first_day: days.first_day,
        last_day: days.last_day,
    })
}

/// `2026-10-10 按周四`
fn make_up_day(text: &str) -> Read<MakeUpDay> {
    let (day, follows) = text.split_once('按').ok_or(SettingReason::NoMakeUpDay)?;
    Ok(MakeUpDay {
        date: date(day).map_err(|_| SettingReason::NoMakeUpDay)?,
        follows: weekday(follows).ok_or(SettingReason::NoMakeUpDay)?,
    })
}

/// `周一 15:30—18:30 离校 16:40、17:00`
fn care_day(text: &str) -> Read<CareDay> {
    let refuse = || SettingReason::NoCareDay;
    let (time, pick_ups) = text.split_once("离校").ok_or_else(refuse)?;
    let time = tidy(time);
    let (day, time) = time.split_once(' ').ok_or_else(refuse)?;
    Ok(CareDay {
        weekday: weekday(day).ok_or_else(refuse)?,
        time: clock_range(time.trim_end_matches(['，', ','])).map_err(|_| refuse())?,
        pick_up_times: pick_up_times(pick_ups).map_err(|_| refuse())?,
    })
}

fn weekday(text: &str) -> Option<Weekday> {
    let text = compact(text);
    let mut all = Weekday::ALL.into_iter();
    all.find(|day| text.starts_with(format::weekday(Locale::ZhHans, *day)))
}

fn mode(text: &str) -> Read<SelectionMode> {
    let all = [
        SelectionMode::FirstCome,
        SelectionMode::Wishes,
        SelectionMode::Lottery,
    ];
    let named = |mode: &SelectionMode| wording::mode(Locale::ZhHans, *mode) == text;
    all.into_iter().find(named).ok_or(SettingReason::NoMode)
}

/// `2026-09-08 20:00 至 2026-09-10 20:00`, by the school's clock.
fn window(text: &str, zone: Zone) -> Read<SelectionWindow> {
    let split = text.split_once(['至', '到']);
    let (opens, closes) = split.ok_or(SettingReason::NoWindow)?;
    let moment = |text: &str| moment(text, zone).ok_or(SettingReason::NoWindow);
    Ok(SelectionWindow {
        opens_at: moment(opens)?,
        closes_at: moment(closes)?,
    })
}

fn moment(text: &str, zone: Zone) -> Option<Moment> {
    let text = tidy(text).replace('：', ":");
    let (day, time) = text.split_once(' ')?;
    let day = date(day).ok()?;
    // `9:30` as well as `09:30:00`.
    let parts: Option<Vec<u8>> = time.split(':').map(|part| part.parse().ok()).collect();
    let (hour, minute, second) = match parts?.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    format!("{day}T{hour:02}:{minute:02}:{second:02}{zone}")
        .parse()
        .ok()
}
