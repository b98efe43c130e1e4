//! On which days, and how long.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::{Facts, minutes};
use crate::policy::finding::{Field, Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::ServiceKind;
use crate::{ClockRange, ClockTime, GradeSet, Weekday, WeekdaySet};

/// Base care is held on each of these days.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceDays {
    pub weekdays: WeekdaySet,
}

impl Look for ServiceDays {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let care = &facts.menu.base_care;
        for weekday in self.weekdays.iter().filter(|day| care.on(*day).is_none()) {
            found.add(Location::weekday(weekday), Violation::NoServiceOnDay {});
        }
    }
}

/// Base care is long enough on those of these days on which it is held.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceHours {
    pub weekdays: WeekdaySet,
    pub least_minutes: u16,
}

impl Look for ServiceHours {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let least = u32::from(self.least_minutes);
        let days = facts.menu.base_care.days.iter();
        for day in days.filter(|day| self.weekdays.contains(day.weekday)) {
            let minutes = minutes(day.time);
            if minutes < least {
                let at = Location::weekday(day.weekday);
                found.add(at, Violation::ServiceTooShort { minutes, least });
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (self.least_minutes == 0).then_some("least_minutes")
    }
}

/// Base care ends no earlier than so long after the local end of work.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareEnd {
    pub minutes_after_work: u16,
    pub weekdays: WeekdaySet,
}

impl Look for CareEnd {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let Some(work_ends) = facts.plan.school.work_ends else {
            return found.not_stated(Field::WorkEnds);
        };
        let earliest =
            u32::from(work_ends.minutes_since_midnight()) + u32::from(self.minutes_after_work);
        let earliest = ClockTime::of_day(earliest.min(24 * 60 - 1));
        let days = facts.menu.base_care.days.iter();
        for day in days.filter(|day| self.weekdays.contains(day.weekday)) {
            let ends = day.time.end();
            if ends < earliest {
                let at = Location::weekday(day.weekday);
                found.add(at, Violation::EndsEarly { ends, earliest });
            }
        }
    }
}

/// Children are let out in several batches on each day of care.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaggeredDismissal {
    pub least: u8,
}

impl Look for StaggeredDismissal {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for day in &facts.menu.base_care.days {
            let batches = day.pick_up_times.len();
            if batches < usize::from(self.least) {
                let (found_batches, least) = (batches, self.least);
                let violation = Violation::TooFewBatches {
                    found: found_batches,
                    least,
                };
                found.add(Location::weekday(day.weekday), violation);
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (self.least == 0).then_some("least")
    }
}

/// Something is held on so many days of the weekend.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekendDays {
    pub least: u8,
    pub most: Option<u8>,
}

impl Look for WeekendDays {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let is_held = |weekday: &Weekday| {
            facts.menu.base_care.on(*weekday).is_some()
                || facts
                    .services
                    .iter()
                    .any(|it| it.line.weekdays.contains(*weekday))
                || facts.offerings.iter().any(|it| it.offering.is_on(*weekday))
        };
        let held: Vec<_> = [Weekday::Saturday, Weekday::Sunday]
            .into_iter()
            .filter(is_held)
            .collect();
        let count = if held.len() == 2 {
            2
        } else {
            u8::from(!held.is_empty())
        };
        if count < self.least {
            let least = self.least;
            let violation = Violation::TooFewWeekendDays {
                found: count,
                least,
            };
            found.add(Location::default(), violation);
        }
        if let Some(most) = self.most.filter(|most| count > *most) {
            let violation = Violation::TooManyWeekendDays { found: count, most };
            found.add(Location::default(), violation);
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        match self.most {
            _ if self.least > 2 => Some("least"),
            Some(most) if most < self.least => Some("most"),
            _ => None,
        }
    }
}

/// Services of these kinds are held for every grade on each of these days.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServicesHeld {
    pub kinds: Vec<ServiceKind>,
    pub weekdays: WeekdaySet,
    /// Of the school's grades, only these.
    pub grades: Option<GradeSet>,
    /// From then to then.
    pub time: Option<ClockRange>,
}

impl Look for ServicesHeld {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let grades = facts.grades();
        let grades = grades.filter(|grade| self.grades.is_none_or(|only| only.contains(*grade)));
        for grade in grades {
            for (weekday, &kind) in self
                .weekdays
                .iter()
                .flat_map(|day| self.kinds.iter().map(move |kind| (day, kind)))
            {
                let held = facts.services_of(kind).map(|service| service.line);
                let held = held
                    .filter(|line| line.weekdays.contains(weekday) && line.grades.contains(grade));
                let times: Vec<_> = held.map(|line| line.time).collect();
                let at = Location::weekday(weekday).of_grade(grade);
                match self.time {
                    _ if times.is_empty() => found.add(at, Violation::ServiceMissing { kind }),
                    Some(wanted) if !times.contains(&wanted) => {
                        found.add(at, Violation::ServiceAtOtherTime { kind, wanted });
                    }
                    _ => {}
                }
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.kinds.is_empty().then_some("kinds")
    }
}
