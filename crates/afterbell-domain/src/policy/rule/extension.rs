//! What children can choose: categories, series, and what is told about each course.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Look;
use crate::policy::facts::{Extension, Facts};
use crate::policy::finding::{Field, Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::{Area, CourseForm, ExtensionKind};
use crate::{Category, Label};

/// Courses of so many of these groups are offered, by the school or to each of its grades.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionGroups {
    pub groups: Vec<ExtensionGroup>,
    pub least: usize,
    #[serde(default)]
    pub each_grade: bool,
    /// Only for schools of this area.
    pub area: Option<Area>,
}

/// Kinds of courses that count as one, such as 文体艺术.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionGroup {
    pub name: Label,
    pub any_of: Vec<ExtensionKind>,
}

impl ExtensionGroups {
    fn compare<'a>(
        &self,
        offered: impl Iterator<Item = &'a Extension<'a>>,
        at: Location,
        found: &mut Found,
    ) {
        let kinds: BTreeSet<_> = offered.flat_map(kinds).collect();
        let is_offered = |group: &ExtensionGroup| group.any_of.iter().any(|it| kinds.contains(it));
        let (offered, missing): (Vec<_>, Vec<_>) =
            self.groups.iter().partition(|it| is_offered(it));
        if offered.len() < self.least {
            let violation = Violation::TooFewGroups {
                found: offered.len(),
                least: self.least,
                missing: missing
                    .into_iter()
                    .map(|group| group.name.clone())
                    .collect(),
            };
            found.add(at, violation);
        }
    }
}

impl Look for ExtensionGroups {
    fn look(&self, facts: &Facts, found: &mut Found) {
        match (self.area, facts.plan.school.area) {
            (Some(_), None) => return found.not_stated(Field::Area),
            (Some(only), Some(area)) if only != area => return,
            _ => {}
        }
        if !self.each_grade {
            return self.compare(facts.offerings.iter(), Location::default(), found);
        }
        for grade in facts.grades() {
            self.compare(facts.offerings_for(grade), Location::grade(grade), found);
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        if self.least == 0 || self.least > self.groups.len() {
            return Some("least");
        }
        let empty = self.groups.iter().any(|group| group.any_of.is_empty());
        empty.then_some("any_of")
    }
}

fn kinds(extension: &Extension) -> impl Iterator<Item = ExtensionKind> + use<> {
    let kind = match extension.course.category {
        Category::Moral => ExtensionKind::Moral,
        Category::Arts => ExtensionKind::Arts,
        Category::Sport => ExtensionKind::Sport,
        Category::Science => ExtensionKind::Science,
        Category::Reading => ExtensionKind::Reading,
        Category::Labour => ExtensionKind::Labour,
        Category::Other => ExtensionKind::Other,
    };
    let is_club = extension
        .detail
        .is_some_and(|it| it.form == CourseForm::Club);
    [Some(kind), is_club.then_some(ExtensionKind::Club)]
        .into_iter()
        .flatten()
}

/// The offered courses make up so many series.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseSeries {
    pub least: u8,
}

impl Look for CourseSeries {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let series = facts
            .offerings
            .iter()
            .filter_map(|it| it.detail?.series.as_ref());
        let series = series.collect::<BTreeSet<_>>().len();
        if series < usize::from(self.least) {
            let least = self.least;
            let violation = Violation::TooFewSeries {
                found: series,
                least,
            };
            found.add(Location::default(), violation);
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (self.least == 0).then_some("least")
    }
}

/// So many courses are meant for gifted children.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiftedCourses {
    pub least: u8,
}

impl Look for GiftedCourses {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let is_gifted = |it: &&Extension| it.detail.is_some_and(|detail| detail.for_gifted);
        let courses = facts.offerings.iter().filter(is_gifted);
        let courses = courses
            .map(|it| &it.course.id)
            .collect::<BTreeSet<_>>()
            .len();
        if courses < usize::from(self.least) {
            let least = self.least;
            let violation = Violation::TooFewGiftedCourses {
                found: courses,
                least,
            };
            found.add(Location::default(), violation);
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (self.least == 0).then_some("least")
    }
}

/// Families read who teaches a course and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseDetails {
    #[serde(default)]
    pub teachers: bool,
    #[serde(default)]
    pub content: bool,
}

impl Look for CourseDetails {
    fn look(&self, facts: &Facts, found: &mut Found) {
        if self.teachers {
            let nobody = facts
                .offerings
                .iter()
                .filter(|it| it.offering.teachers.is_empty());
            nobody.for_each(|it| found.add(it.at(), Violation::NoTeacherNamed {}));
        }
        if self.content {
            for course in &facts.menu.courses {
                let detail = facts.plan.courses.get(&course.id);
                if detail.is_none_or(|detail| detail.content.is_none()) {
                    let at = Location {
                        course: Some(course.id.clone()),
                        ..Location::default()
                    };
                    found.add(at, Violation::NoContent {});
                }
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (!self.teachers && !self.content).then_some("teachers")
    }
}
