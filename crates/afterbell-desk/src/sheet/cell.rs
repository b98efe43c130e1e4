//! What stands in a cell, and what typing something else means for the draft.

mod facts;
mod prerequisite;
mod read;
mod rooms;

use afterbell_domain::desk::{DraftEdit, OfferingCell};
use afterbell_domain::policy::{CourseDetail, MenuDraft};
use afterbell_domain::reading::{self, ReadingError};
use afterbell_domain::{Course, MenuGroup, Offering, OfferingId};
use afterbell_locale::{Locale, format};

use super::column::Column;

pub use read::edits;

/// 单元格问题: why what was typed means nothing in its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellProblem {
    Reading(ReadingError),
    CategoryUnknown,
    /// More than a label holds, or characters that no label has.
    NotALabel,
    /// So many rooms for so many sessions.
    OtherNumberOfRooms {
        rooms: usize,
        sessions: usize,
    },
    /// A room is a room of a session.
    RoomWithoutTime,
    /// The draft has no course of this name.
    NoSuchCourse,
    /// Several courses have this name.
    SeveralSuchCourses,
}

impl From<ReadingError> for CellProblem {
    fn from(error: ReadingError) -> Self {
        Self::Reading(error)
    }
}

/// A row of the draft: an offering with its course.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    pub offering: &'a Offering,
    /// Missing in a draft that contradicts itself.
    pub course: Option<&'a Course>,
    /// What a district asks about it, as far as somebody has said it.
    pub detail: Option<&'a CourseDetail>,
    /// For whom places can be reserved.
    pub groups: &'a [MenuGroup],
    /// Among which another course is looked up.
    pub courses: &'a [Course],
}

impl<'a> Row<'a> {
    pub fn of(draft: &'a MenuDraft, id: &OfferingId) -> Option<Self> {
        let offering = draft.menu.offerings.iter().find(|it| it.id == *id)?;
        Some(Self::new(draft, offering))
    }

    pub fn new(draft: &'a MenuDraft, offering: &'a Offering) -> Self {
        let mut courses = draft.menu.courses.iter();
        Self {
            offering,
            course: courses.find(|course| course.id == offering.course),
            detail: draft.plan.courses.get(&offering.course),
            groups: &draft.menu.groups,
            courses: &draft.menu.courses,
        }
    }

    /// As the office writes it. What nobody has filled in yet is empty.
    pub fn text(self, locale: Locale, column: Column) -> String {
        let Self {
            offering,
            course,
            detail,
            groups,
            courses,
        } = self;
        let cell = match column {
            Column::Course => {
                return course.map_or_else(String::new, |course| course.name.to_string());
            }
            Column::Category => {
                let category = course.map(|it| format::category(locale, it.category));
                return category.unwrap_or_default().to_owned();
            }
            Column::Prerequisite => return prerequisite::print(course, courses),
            Column::Content
            | Column::Series
            | Column::ForGifted
            | Column::Form
            | Column::Level
            | Column::Activities => return facts::print(locale, column, detail),
            Column::Grades => OfferingCell::Eligibility(offering.eligibility.clone()),
            Column::Times | Column::Room => OfferingCell::Sessions(offering.sessions.clone()),
            Column::Teachers => OfferingCell::Teachers(offering.teachers.clone()),
            Column::Provider => OfferingCell::Provider(offering.provider.clone()),
            Column::Places => OfferingCell::Places(offering.places),
            Column::Minimum => OfferingCell::Minimum(offering.minimum),
            Column::Fee => OfferingCell::FeeFen(offering.fee_fen),
            Column::Audition => OfferingCell::Audition(offering.audition),
            Column::Remark => OfferingCell::Remark(offering.remark.clone()),
            Column::Reserved => OfferingCell::Reserved(offering.reserved.clone()),
        };
        print(locale, &cell, column, groups)
    }
}

/// What a cell of the draft says in this column.
pub fn print(locale: Locale, cell: &OfferingCell, column: Column, groups: &[MenuGroup]) -> String {
    match cell {
        OfferingCell::Course(id) => id.to_string(),
        OfferingCell::Sessions(sessions) => match column {
            Column::Room => reading::print_rooms(sessions),
            _ => reading::print_sessions(sessions),
        },
        OfferingCell::Places(0) => String::new(),
        OfferingCell::Places(places) => places.to_string(),
        OfferingCell::Minimum(least) => least.map_or_else(String::new, |least| least.to_string()),
        OfferingCell::Eligibility(it) => reading::print_eligibility(it),
        OfferingCell::Teachers(names) => {
            format::list(locale, names.iter().map(|name| name.as_str()))
        }
        OfferingCell::Provider(it) => reading::print_provider(it),
        OfferingCell::FeeFen(fee) => fee.to_string(),
        OfferingCell::Audition(it) => reading::print_yes_or_no(*it).to_owned(),
        OfferingCell::Reserved(it) => reading::print_reserved(it, groups),
        OfferingCell::Remark(remark) => remark
            .as_ref()
            .map_or_else(String::new, |it| it.to_string()),
    }
}

/// An edit of one cell, unless it changes nothing.
fn change<T: PartialEq>(
    before: T,
    after: T,
    edit: impl FnOnce(T, T) -> DraftEdit,
) -> Vec<DraftEdit> {
    match before == after {
        true => Vec::new(),
        false => vec![edit(before, after)],
    }
}
