#[cfg(feature = "policy")]
mod listed;

use serde::{Deserialize, Serialize};

use crate::{ClockRange, ClockTime, Date, Grade, GradeSet, Label, Weekday, WeekdaySet};

/// 基本服务: what every child may have on every day it is held. It has no number of
/// places: there is deliberately no field in which a cap could be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BaseCare {
    pub days: Vec<CareDay>,
    /// What is done in that time, for the parent to read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<BaseService>,
}

/// 托管日: a weekday with care, from the last bell to the last pick-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CareDay {
    pub weekday: Weekday,
    /// Starts with the last bell (放学).
    pub time: ClockRange,
    /// 离校批次: the times at which children are let out, ascending, within `time`.
    pub pick_up_times: Vec<ClockTime>,
}

/// 服务内容: one line of the school's list of basic services: care after school, at noon, in the evening, at
/// the weekend or in the holidays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "checks-menus", serde(deny_unknown_fields))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BaseService {
    pub name: Label,
    pub grades: GradeSet,
    pub weekdays: WeekdaySet,
    pub time: ClockRange,
    /// 假期托管: the holidays in which it is held on those weekdays; without them it is held in the weeks of
    /// the term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<ServiceDates>,
    /// 地点
    #[cfg(feature = "checks-menus")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Label>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Label>,
    /// The school's own words on the fee, such as 免费 or 按餐费标准.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_note: Option<Label>,
    /// 报名方式, in the school's own words: how a family signs up for a service that is beyond the care after
    /// school, such as 9月12日前把回执交给班主任. Here it is not signed up for.
    #[cfg(feature = "checks-menus")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing_up: Option<Label>,
}

/// 假期托管日期: the first and the last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "checks-menus", serde(deny_unknown_fields))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceDates {
    pub first_day: Date,
    pub last_day: Date,
}

impl ServiceDates {
    /// The days between them that are of these weekdays, in order.
    pub fn held_on(self, weekdays: WeekdaySet) -> impl Iterator<Item = Date> {
        let days = std::iter::successors(Some(self.first_day), |day| day.next());
        days.take_while(move |day| *day <= self.last_day)
            .filter(move |day| weekdays.contains(day.weekday()))
    }
}

impl BaseCare {
    pub fn on(&self, weekday: Weekday) -> Option<&CareDay> {
        self.days.iter().find(|day| day.weekday == weekday)
    }

    /// What is done with a child of this grade in the care of a day; a school's list also has its
    /// noon and evening services.
    pub fn services_on(
        &self,
        weekday: Weekday,
        grade: Grade,
    ) -> impl Iterator<Item = &BaseService> {
        let time = self.on(weekday).map(|day| day.time);
        self.services.iter().filter(move |service| {
            service.dates.is_none()
                && service.weekdays.contains(weekday)
                && service.grades.contains(grade)
                && time.is_some_and(|time| time.overlaps(service.time))
        })
    }

    /// The first batch in which a child who is busy until `busy_until` can be fetched.
    pub fn first_pick_up_from(&self, weekday: Weekday, busy_until: ClockTime) -> Option<ClockTime> {
        let mut times = self.on(weekday)?.pick_up_times.iter().copied();
        times.find(|time| *time >= busy_until)
    }
}
