//! How many children are together, and with whom.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::Facts;
use crate::policy::finding::{Found, Location};
use crate::policy::violation::Violation;

/// A temporary group is not larger than this and has a group teacher and so many tutors. Before
/// families have chosen there are no groups, and so none to look at.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemporaryGroups {
    pub most: u16,
    pub least_tutors: u8,
    pub most_tutors: u8,
}

impl Look for TemporaryGroups {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for (index, group) in facts.plan.groups.iter().enumerate() {
            let at = || Location {
                group: Some(index),
                ..Location::default()
            };
            let (size, most) = (group.size, self.most);
            if size > most {
                found.add(at(), Violation::GroupTooLarge { size, most });
            }
            if group.group_teacher.is_none() {
                found.add(at(), Violation::NoGroupTeacher {});
            }
            let tutors = group.tutors.len();
            let (least, most) = (self.least_tutors, self.most_tutors);
            if !(usize::from(least)..=usize::from(most)).contains(&tutors) {
                let found_tutors = tutors;
                let violation = Violation::OtherNumberOfTutors {
                    found: found_tutors,
                    least,
                    most,
                };
                found.add(at(), violation);
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        match self.most {
            0 => Some("most"),
            _ => (self.most_tutors < self.least_tutors).then_some("most_tutors"),
        }
    }
}

/// A course has no more places than this and so many teachers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseGroups {
    pub most: u16,
    pub least_teachers: u8,
    pub most_teachers: u8,
}

impl Look for CourseGroups {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for extension in &facts.offerings {
            let (places, most) = (extension.offering.places, self.most);
            if places > most {
                found.add(extension.at(), Violation::TooManyPlaces { places, most });
            }
            let teachers = extension.offering.teachers.len();
            let (least, most) = (self.least_teachers, self.most_teachers);
            if !(usize::from(least)..=usize::from(most)).contains(&teachers) {
                let violation = Violation::OtherNumberOfTeachers {
                    found: teachers,
                    least,
                    most,
                };
                found.add(extension.at(), violation);
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        match self.most {
            0 => Some("most"),
            _ => (self.most_teachers < self.least_teachers).then_some("most_teachers"),
        }
    }
}
