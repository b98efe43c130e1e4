//! Homework, and more than homework.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::{Facts, Service, is_at_least, percent};
use crate::policy::finding::{Field, Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::Activity;
use crate::{Grade, GradeSet};

/// These grades are given no written homework.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenHomework {
    pub prohibited_for: GradeSet,
}

impl Look for WrittenHomework {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let Some(given) = &facts.plan.written_homework_grades else {
            return found.not_stated(Field::WrittenHomeworkGrades);
        };
        let grades = self.prohibited_for.iter();
        for grade in grades.filter(|grade| given.contains(grade)) {
            found.add(Location::grade(grade), Violation::WrittenHomework {});
        }
    }
}

/// Every grade that does homework finds something else as well.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherThanHomework {}

impl Look for OtherThanHomework {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for grade in facts.grades() {
            let share = Share::of(facts, grade);
            if share.homework > 0 && share.homework == share.all {
                found.add(Location::grade(grade), Violation::OnlyHomework {});
            }
        }
    }
}

/// Of what a grade can spend its week with, homework is no more than this. A grade with nothing
/// else is left to [`OtherThanHomework`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeworkShare {
    pub most_percent: u8,
}

impl Look for HomeworkShare {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for grade in facts.grades() {
            let Share { homework, all } = Share::of(facts, grade);
            let other = all - homework;
            let least_other = 100 - self.most_percent.min(100);
            if other > 0 && !is_at_least(other, least_other, all) {
                let (percent, most) = (percent(homework, all), self.most_percent);
                found.add(
                    Location::grade(grade),
                    Violation::TooMuchHomework { percent, most },
                );
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (self.most_percent >= 100).then_some("most_percent")
    }
}

/// Minutes of the week that a grade is offered.
struct Share {
    homework: u64,
    all: u64,
}

impl Share {
    fn of(facts: &Facts, grade: Grade) -> Self {
        let services = || {
            facts
                .after_school()
                .filter(|it| it.line.grades.contains(grade))
        };
        let courses = facts.offerings_for(grade).map(|it| it.minutes());
        Self {
            homework: services()
                .filter(|it| is_homework(it))
                .map(Service::minutes)
                .sum(),
            all: services().map(Service::minutes).chain(courses).sum(),
        }
    }
}

/// Whether homework is done in it, and nothing but what goes with homework.
fn is_homework(service: &Service) -> bool {
    let goes_with_it = |activity: &Activity| {
        matches!(
            activity,
            Activity::Care | Activity::HomeworkHelp | Activity::Tutoring | Activity::SelfStudy
        )
    };
    let detail = service.detail;
    service.does(Activity::HomeworkHelp)
        && detail.is_some_and(|detail| detail.activities.iter().all(goes_with_it))
}
