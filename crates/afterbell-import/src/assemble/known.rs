//! The courses that the school has already, as its own export would write them.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::reading::name;
use afterbell_domain::{Course, CourseId, MenuContent, Offering, OfferingId};

use crate::understood::{CourseRow, RowIdentity};
use crate::workbook::courses_workbook;
use crate::{NotWritten, SourceFile, understand};

/// 现有课程: what rows are compared with. A row that says what the export says of its offering
/// changes nothing, whatever is lost between a value and how it is written.
#[derive(Debug, Clone, Default)]
pub struct Known {
    courses: Vec<Course>,
    offerings: Vec<Offering>,
    rows: BTreeMap<OfferingId, CourseRow>,
}

impl Known {
    pub fn of(menu: &MenuContent) -> Result<Self, NotWritten> {
        let export = SourceFile {
            name: String::new(),
            bytes: courses_workbook(menu)?,
        };
        // Without courses there is no table; rows that are not finished cannot be read.
        let read = understand(&[export]).unwrap_or_default();
        let rows = read.courses.into_iter().filter_map(|row| {
            let RowIdentity::Known(identifier) = &row.identity else {
                return None;
            };
            Some((identifier.parse().ok()?, row))
        });
        Ok(Self {
            courses: menu.courses.clone(),
            offerings: menu.offerings.clone(),
            rows: rows.collect(),
        })
    }

    pub(super) fn offerings(&self) -> impl Iterator<Item = &Offering> {
        self.offerings.iter()
    }

    /// The offering's row of the export.
    pub(super) fn row(&self, offering: &Offering) -> Option<&CourseRow> {
        self.rows.get(&offering.id)
    }

    pub(super) fn is_held_like(&self, offering: &Offering, row: &CourseRow) -> bool {
        self.row(offering)
            .is_some_and(|own| own.times == row.times && own.eligibility == row.eligibility)
    }

    pub(super) fn has_name(&self, offering: &Offering, written: &str) -> bool {
        self.is_name_of(&offering.course, written)
    }

    pub(super) fn is_name_of(&self, id: &CourseId, written: &str) -> bool {
        self.course(id)
            .is_some_and(|course| name(course.name.as_str()) == written)
    }

    pub(super) fn course(&self, id: &CourseId) -> Option<&Course> {
        self.courses.iter().find(|course| course.id == *id)
    }

    pub(super) fn course_named(&self, written: &str) -> Option<&CourseId> {
        let mut courses = self.courses.iter();
        let course = courses.find(|course| name(course.name.as_str()) == written);
        course.map(|course| &course.id)
    }

    pub(super) fn course_ids(&self) -> BTreeSet<&str> {
        self.courses
            .iter()
            .map(|course| course.id.as_str())
            .collect()
    }

    pub(super) fn offering_ids(&self) -> BTreeSet<&str> {
        self.offerings.iter().map(|it| it.id.as_str()).collect()
    }
}
