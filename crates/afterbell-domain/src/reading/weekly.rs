use serde::Serialize;

use crate::reading::ReadingError;
use crate::{ClockRange, Session, Weekday, WeekdaySet};

/// 一次课: one session in the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct WeeklyTime {
    pub weekday: Weekday,
    pub range: ClockRange,
}

impl WeeklyTime {
    pub fn of(session: &Session) -> Self {
        Self {
            weekday: session.weekday,
            range: session.time,
        }
    }
}

/// 上课时间: the sessions of a week, at least one, in order and without overlaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WeeklyTimes(Vec<WeeklyTime>);

impl WeeklyTimes {
    /// Sorts the sessions and drops repetitions; an empty or overlapping list is refused.
    pub fn of(times: impl IntoIterator<Item = WeeklyTime>) -> Result<Self, ReadingError> {
        let mut times: Vec<_> = times.into_iter().collect();
        times.sort();
        times.dedup();
        if times.is_empty() {
            return Err(ReadingError::Empty);
        }
        let overlap = times.windows(2).any(|pair| match pair {
            [one, next] => one.weekday == next.weekday && one.range.overlaps(next.range),
            _ => false,
        });
        if overlap {
            let found = print_groups(&groups(&times));
            return Err(ReadingError::TimesOverlap { found });
        }
        Ok(Self(times))
    }

    pub fn as_slice(&self) -> &[WeeklyTime] {
        &self.0
    }

    pub fn weekdays(&self) -> impl Iterator<Item = Weekday> {
        let mut days: Vec<_> = self.0.iter().map(|time| time.weekday).collect();
        days.dedup();
        days.into_iter()
    }

    /// The sessions as they are told: days that share all their times stand together.
    pub fn groups(&self) -> Vec<(WeekdaySet, Vec<ClockRange>)> {
        groups(&self.0)
    }

    /// The one time of all sessions, or `None` when the days differ.
    pub fn single_range(&self) -> Option<ClockRange> {
        let first = self.0.first()?.range;
        self.0
            .iter()
            .all(|time| time.range == first)
            .then_some(first)
    }
}

fn groups(times: &[WeeklyTime]) -> Vec<(WeekdaySet, Vec<ClockRange>)> {
    let mut groups: Vec<(Vec<Weekday>, Vec<ClockRange>)> = Vec::new();
    for day in times.chunk_by(|one, next| one.weekday == next.weekday) {
        let ranges: Vec<_> = day.iter().map(|time| time.range).collect();
        let Some(weekday) = day.first().map(|time| time.weekday) else {
            continue;
        };
        match groups.iter_mut().find(|(_, known)| *known == ranges) {
            Some((days, _)) => days.push(weekday),
            None => groups.push((vec![weekday], ranges)),
        }
    }
    groups
        .into_iter()
        .filter_map(|(days, ranges)| Some((WeekdaySet::of(days).ok()?, ranges)))
        .collect()
}

/// Prints 上课时间 in the office form: `周二、四 15:30—17:00`.
pub fn print_weekly_times(times: &WeeklyTimes) -> String {
    print_groups(&times.groups())
}

/// Prints the times of sessions. Those that overlap stand here all the same, and are told as a fault.
pub fn print_sessions(sessions: &[Session]) -> String {
    let mut times: Vec<_> = sessions.iter().map(WeeklyTime::of).collect();
    times.sort();
    print_groups(&groups(&times))
}

fn print_groups(groups: &[(WeekdaySet, Vec<ClockRange>)]) -> String {
    let printed: Vec<String> = groups
        .iter()
        .map(|(days, ranges)| {
            let ranges: Vec<String> = ranges.iter().copied().map(print_range).collect();
            format!("{} {}", print_days(*days), ranges.join("、"))
        })
        .collect();
    printed.join("；")
}

pub(super) fn print_range(range: ClockRange) -> String {
    // Without the word, a small hour is read as one of the afternoon.
    let small_hours = if range.start().hour() < 6 {
        "凌晨"
    } else {
        ""
    };
    format!("{small_hours}{}—{}", range.start(), range.end())
}

pub(super) fn print_days(days: WeekdaySet) -> String {
    let days: Vec<Weekday> = days.iter().collect();
    let runs: Vec<String> = days
        .chunk_by(|one, next| next.number() - one.number() == 1)
        .map(|run| match run {
            [first, _, .., last] => format!("{}至周{}", print_day(*first), print_day(*last)),
            _ => run
                .iter()
                .map(|day| print_day(*day))
                .collect::<Vec<_>>()
                .join("、"),
        })
        .collect();
    format!("周{}", runs.join("、"))
}

fn print_day(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "一",
        Weekday::Tuesday => "二",
        Weekday::Wednesday => "三",
        Weekday::Thursday => "四",
        Weekday::Friday => "五",
        Weekday::Saturday => "六",
        Weekday::Sunday => "日",
    }
}
