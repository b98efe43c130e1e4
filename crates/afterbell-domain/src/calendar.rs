use serde::{Deserialize, Serialize};

use crate::{Date, Label, Weekday};

/// 学期: a school term and the days on which its timetable does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Term {
    pub name: Label,
    pub first_day: Date,
    pub last_day: Date,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub make_up_days: Vec<MakeUpDay>,
}

/// 放假: days without school, first and last included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Holiday {
    pub name: Label,
    pub first_day: Date,
    pub last_day: Date,
}

/// 调休上课: a day, usually of a weekend, that follows the timetable of another weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MakeUpDay {
    pub date: Date,
    pub follows: Weekday,
}

impl Term {
    pub fn contains(&self, date: Date) -> bool {
        (self.first_day..=self.last_day).contains(&date)
    }

    /// Whether this is the same term, however its name or its days were corrected since: two terms of a school
    /// have no day in common.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.first_day <= other.last_day && other.first_day <= self.last_day
    }

    /// Whether its first day is still to come.
    pub fn is_ahead(&self, today: Date) -> bool {
        today < self.first_day
    }

    /// Which weekday's timetable holds on a date; `None` when there is no school. A make-up
    /// day wins over a holiday, since it is always named on purpose.
    pub fn timetable_on(&self, date: Date) -> Option<Weekday> {
        if !self.contains(date) {
            return None;
        }
        if let Some(day) = self.make_up_days.iter().find(|day| day.date == date) {
            return Some(day.follows);
        }
        let off = |holiday: &Holiday| (holiday.first_day..=holiday.last_day).contains(&date);
        (!self.holidays.iter().any(off)).then(|| date.weekday())
    }

    /// All dates of the term that follow a weekday's timetable, in order.
    pub fn dates_of(&self, weekday: Weekday) -> impl Iterator<Item = Date> {
        let days = std::iter::successors(Some(self.first_day), |date| date.next());
        days.take_while(|date| self.contains(*date))
            .filter(move |date| self.timetable_on(*date) == Some(weekday))
    }
}
