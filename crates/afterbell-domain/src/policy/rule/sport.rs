//! Sport, and schools that are known for sport or arts.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::{Facts, Service, is_at_least, minutes_in_any, percent};
use crate::policy::finding::{Field, Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::Activity;
use crate::{Category, WeekdaySet};

/// On each of these days on which a class has no PE lesson, all its children have so many minutes
/// of these activities.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SportWithoutPe {
    pub weekdays: WeekdaySet,
    pub least_minutes: u16,
    pub activities: Vec<Activity>,
}

impl Look for SportWithoutPe {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let lessons = &facts.plan.pe_lessons;
        for grade in facts.grades() {
            if !lessons.iter().any(|lesson| lesson.class.grade() == grade) {
                let at = Location::field(Field::PeLessons).of_grade(grade);
                found.add(at, Violation::NotStated {});
            }
        }
        let is_sport = |service: &&Service| self.activities.iter().any(|it| service.does(*it));
        for lesson in lessons {
            let without = self
                .weekdays
                .iter()
                .filter(|day| !lesson.weekdays.contains(day));
            for weekday in without {
                let services = facts
                    .services_on(weekday, lesson.class.grade())
                    .filter(is_sport);
                let minutes = minutes_in_any(services.map(|service| service.line.time));
                if minutes < u32::from(self.least_minutes) {
                    let least = self.least_minutes;
                    let at = Location {
                        class: Some(lesson.class),
                        ..Location::weekday(weekday)
                    };
                    found.add(at, Violation::TooLittleSport { minutes, least });
                }
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        match self.least_minutes {
            0 => Some("least_minutes"),
            _ => self.activities.is_empty().then_some("activities"),
        }
    }
}

/// A school known for sport or arts gives them so much of all hours.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialtyShare {
    pub least_percent: u8,
}

impl Look for SpecialtyShare {
    fn look(&self, facts: &Facts, found: &mut Found) {
        if facts.plan.school.specialty.is_none() {
            return;
        }
        let is_special =
            |service: &&Service| service.does(Activity::Sport) || service.does(Activity::Arts);
        let courses = facts.offerings.iter();
        let special_courses = courses
            .clone()
            .filter(|it| matches!(it.course.category, Category::Sport | Category::Arts))
            .map(|it| it.minutes());
        let special = facts
            .after_school()
            .filter(is_special)
            .map(Service::minutes);
        let special: u64 = special.chain(special_courses).sum();
        let all = facts.after_school().map(Service::minutes);
        let all: u64 = all.chain(courses.map(|it| it.minutes())).sum();
        if !is_at_least(special, self.least_percent, all) {
            let (percent, least) = (percent(special, all), self.least_percent);
            found.add(
                Location::default(),
                Violation::SpecialtyTooSmall { percent, least },
            );
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (self.least_percent == 0 || self.least_percent > 100).then_some("least_percent")
    }
}
