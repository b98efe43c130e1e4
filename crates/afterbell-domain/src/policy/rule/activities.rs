//! What is done, and what must not be.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::Facts;
use crate::policy::finding::{Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::Activity;
use crate::reading::compact;
use crate::{Grade, GradeSet, Label, WeekdaySet};

/// On each of these days every child of these grades finds all, or one, of these activities.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DailyActivities {
    pub weekdays: WeekdaySet,
    /// Of the school's grades, only these.
    pub grades: Option<GradeSet>,
    #[serde(default)]
    pub all_of: Vec<Activity>,
    #[serde(default)]
    pub any_of: Vec<Activity>,
}

impl Look for DailyActivities {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let grades = facts.grades();
        let grades = grades.filter(|grade| self.grades.is_none_or(|only| only.contains(*grade)));
        for grade in grades {
            for weekday in self.weekdays.iter() {
                let at = || Location::weekday(weekday).of_grade(grade);
                let is_done = |activity: &Activity| {
                    let mut services = facts.services_on(weekday, grade);
                    services.any(|service| service.does(*activity))
                };
                for activity in self.all_of.iter().filter(|it| !is_done(it)) {
                    let activity = *activity;
                    found.add(at(), Violation::ActivityMissing { activity });
                }
                if !self.any_of.is_empty() && !self.any_of.iter().any(is_done) {
                    let activities = self.any_of.clone();
                    found.add(at(), Violation::NoneOfActivities { activities });
                }
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (self.all_of.is_empty() && self.any_of.is_empty()).then_some("all_of")
    }
}

/// No service and no course does any of these.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProhibitedActivities {
    pub activities: Vec<Activity>,
}

impl Look for ProhibitedActivities {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for &activity in &self.activities {
            let violation = || Violation::ActivityProhibited { activity };
            for service in facts.all_services().filter(|it| it.does(activity)) {
                found.add(service.at(), violation());
            }
            let courses = facts.plan.courses.iter();
            for (course, _) in courses.filter(|(_, it)| it.activities.contains(&activity)) {
                let at = Location {
                    course: Some(course.clone()),
                    ..Location::default()
                };
                found.add(at, violation());
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.activities.is_empty().then_some("activities")
    }
}

/// Each of these grades, where the school has it, finds its own activities by name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeActivities {
    pub grades: Vec<NamedActivities>,
}

/// The activities of one grade, by the words that stand in their names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedActivities {
    pub grade: Grade,
    pub names: Vec<Label>,
}

impl Look for GradeActivities {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let school = facts.menu.school.grades;
        for NamedActivities { grade, names } in &self.grades {
            if !school.contains(*grade) {
                continue;
            }
            let services = facts.services.iter().map(|service| service.line);
            let services = services.filter(|line| line.grades.contains(*grade));
            let courses = facts.offerings_for(*grade).map(|it| &it.course.name);
            let held = services.map(|line| &line.name).chain(courses);
            let held: Vec<_> = held.map(|name| compact(name.as_str())).collect();
            for name in names {
                let wanted = compact(name.as_str());
                if !held.iter().any(|held| held.contains(&wanted)) {
                    let name = name.clone();
                    found.add(
                        Location::grade(*grade),
                        Violation::NamedActivityMissing { name },
                    );
                }
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.grades.is_empty().then_some("grades")
    }
}
