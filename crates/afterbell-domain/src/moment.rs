use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Offset, TimeDelta, TimeZone, Timelike};
use std::fmt;
use std::str::FromStr;

use crate::written::written_as_text;
use crate::{ClockTime, Invalid, Weekday};

/// 日期: a day at the school, written `2026-09-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("date", format_args!("{year:04}-{month:02}-{day:02}"));
        let date = NaiveDate::from_ymd_opt(year, month, day).ok_or_else(invalid)?;
        Self::within_bounds(date).ok_or_else(invalid)
    }

    fn within_bounds(date: NaiveDate) -> Option<Self> {
        (1900..=2200).contains(&date.year()).then_some(Self(date))
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    pub fn month(self) -> u32 {
        self.0.month()
    }

    pub fn day(self) -> u32 {
        self.0.day()
    }

    pub fn weekday(self) -> Weekday {
        self.0.weekday().into()
    }

    /// How many days later `later` is; negative when it is earlier.
    pub fn days_until(self, later: Self) -> i64 {
        (later.0 - self.0).num_days()
    }

    /// The next day, if it still is one that can be written.
    pub fn next(self) -> Option<Self> {
        self.0.succ_opt().and_then(Self::within_bounds)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

impl FromStr for Date {
    type Err = Invalid;
    // chrono's own parser weighs 16 KB on the phone; the one written form needs ten lines.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("date", text);
        let mut parts = text.splitn(3, '-');
        let mut number = |digits: usize| {
            let part = parts
                .next()
                .filter(|part| part.len() == digits)
                .ok_or_else(invalid)?;
            if !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(invalid());
            }
            part.parse::<u32>().map_err(|_| invalid())
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        Self::new(i32::try_from(year).map_err(|_| invalid())?, month, day)
    }
}

written_as_text!(Date, "2026-09-01");

/// 时刻: a point in time in the school's local time with its zone, to the second,
/// written `2026-09-08T20:00:00+08:00`. Ordered by the instant, not by the writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime<FixedOffset>);

impl Moment {
    /// The moment `seconds` after 1970-01-01T00:00:00Z, told in the given zone.
    pub fn from_unix(seconds: i64, zone: Zone) -> Result<Self, Invalid> {
        DateTime::from_timestamp(seconds, 0)
            .and_then(|utc| Self::within_bounds(utc.with_timezone(&zone.0)))
            .ok_or_else(|| Invalid::new("moment", seconds))
    }

    /// A clock time on a date, as the clocks of the zone show it.
    pub fn at(date: Date, time: ClockTime, zone: Zone) -> Result<Self, Invalid> {
        let clock = (u32::from(time.hour()), u32::from(time.minute()));
        date.0
            .and_hms_opt(clock.0, clock.1, 0)
            .and_then(|local| zone.0.from_local_datetime(&local).single())
            .and_then(Self::within_bounds)
            .ok_or_else(|| Invalid::new("moment", format_args!("{date}T{time}{zone}")))
    }

    /// Only a moment whose local date can be written can be read back.
    fn within_bounds(local: DateTime<FixedOffset>) -> Option<Self> {
        Date::within_bounds(local.date_naive()).map(|_| Self(local))
    }

    /// The same moment as the clocks of another zone show it; as it was, where they would
    /// show a date that cannot be written.
    pub fn in_zone(self, zone: Zone) -> Self {
        Self::within_bounds(self.0.with_timezone(&zone.0)).unwrap_or(self)
    }

    pub fn unix_seconds(self) -> i64 {
        self.0.timestamp()
    }

    pub fn zone(self) -> Zone {
        Zone(self.0.offset().fix())
    }

    pub fn date(self) -> Date {
        Date(self.0.date_naive())
    }

    pub fn clock_time(self) -> ClockTime {
        // Hours and minutes of a date-time are always those of a clock.
        ClockTime::of_day(self.0.hour() * 60 + self.0.minute())
    }

    pub fn seconds_until(self, later: Self) -> i64 {
        (later.0 - self.0).num_seconds()
    }

    /// This moment moved by `seconds`; not moved when that leaves the dates that can be written.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        TimeDelta::try_seconds(seconds)
            .and_then(|delta| self.0.checked_add_signed(delta))
            .and_then(Self::within_bounds)
            .unwrap_or(self)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.0.second();
        write!(
            f,
            "{}T{}:{second:02}{}",
            self.date(),
            self.clock_time(),
            self.zone()
        )
    }
}

impl FromStr for Moment {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("moment", text);
        let (date, rest) = text.split_once('T').ok_or_else(invalid)?;
        let (clock, seconds_and_zone) = rest.split_at_checked(5).ok_or_else(invalid)?;
        let (seconds, zone) = seconds_and_zone.split_at_checked(3).ok_or_else(invalid)?;
        let date: Date = date.parse().map_err(|_| invalid())?;
        let clock: ClockTime = clock.parse().map_err(|_| invalid())?;
        let zone: Zone = zone.parse().map_err(|_| invalid())?;
        let seconds = seconds
            .strip_prefix(':')
            .filter(|s| s.bytes().all(|b| b.is_ascii_digit()));
        let second: u32 = seconds.and_then(|s| s.parse().ok()).ok_or_else(invalid)?;
        let local = date
            .0
            .and_hms_opt(u32::from(clock.hour()), u32::from(clock.minute()), second)
            .ok_or_else(invalid)?;
        zone.0
            .from_local_datetime(&local)
            .single()
            .map(Self)
            .ok_or_else(invalid)
    }
}

written_as_text!(Moment, "2026-09-08T20:00:00+08:00");

/// 时区: a fixed distance from UTC in whole minutes, written `+08:00` (or `Z`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(FixedOffset);

impl Zone {
    pub fn east_minutes(minutes: i32) -> Result<Self, Invalid> {
        let seconds = minutes
            .checked_mul(60)
            .filter(|_| (-14 * 60..=14 * 60).contains(&minutes));
        seconds
            .and_then(FixedOffset::east_opt)
            .map(Self)
            .ok_or_else(|| Invalid::new("zone", minutes))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.local_minus_utc() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        write!(
            f,
            "{sign}{:02}:{:02}",
            minutes.abs() / 60,
            minutes.abs() % 60
        )
    }
}

impl FromStr for Zone {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("zone", text);
        let (sign, clock) = match text {
            "Z" => (1, "00:00"),
            _ => match text.split_at_checked(1).ok_or_else(invalid)? {
                ("+", clock) => (1, clock),
                ("-", clock) => (-1, clock),
                _ => return Err(invalid()),
            },
        };
        let clock: ClockTime = clock.parse().map_err(|_| invalid())?;
        Self::east_minutes(sign * i32::from(clock.minutes_since_midnight())).map_err(|_| invalid())
    }
}

written_as_text!(Zone, "+08:00");
