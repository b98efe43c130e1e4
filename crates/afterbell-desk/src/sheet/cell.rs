//! What stands in a cell, and what typing something else means for the draft.

mod read;
mod rooms;

use afterbell_domain::desk::DraftEdit;
use afterbell_domain::policy::MenuDraft;
use afterbell_domain::reading::{self, ReadingError, WeeklyTime, WeeklyTimes};
use afterbell_domain::{Course, Offering, OfferingId};
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
        }
    }

    /// As the office writes it. What nobody has filled in yet is empty.
    pub fn text(self, locale: Locale, column: Column) -> String {
        let Self { offering, course } = self;
        match column {
            Column::Course => course.map_or_else(String::new, |course| course.name.to_string()),
            Column::Category => course.map_or_else(String::new, |course| {
                format::category(locale, course.category).to_owned()
            }),
            Column::Grades => reading::print_eligibility(&offering.eligibility),
            Column::Times => print_times(offering),
            Column::Room => rooms::print(locale, &offering.sessions),
            Column::Teachers => {
                format::list(locale, offering.teachers.iter().map(|it| it.as_str()))
            }
            Column::Provider => reading::print_provider(&offering.provider),
            Column::Places if offering.places == 0 => String::new(),
            Column::Places => offering.places.to_string(),
            Column::Minimum => offering
                .minimum
                .map_or_else(String::new, |least| least.to_string()),
            Column::Fee => offering.fee_fen.to_string(),
            Column::Audition => reading::print_yes_or_no(offering.audition).to_owned(),
            Column::Remark => offering
                .remark
                .as_ref()
                .map_or_else(String::new, |remark| remark.to_string()),
        }
    }
}

fn print_times(offering: &Offering) -> String {
    let times = offering.sessions.iter().map(|session| WeeklyTime {
        weekday: session.weekday,
        range: session.time,
    });
    // Sessions that clash are told as a fault of the menu, and stand here all the same.
    match WeeklyTimes::of(times.clone()) {
        Ok(times) => reading::print_weekly_times(&times),
        Err(_) => {
            let each = times.filter_map(|time| WeeklyTimes::of([time]).ok());
            let each: Vec<_> = each
                .map(|time| reading::print_weekly_times(&time))
                .collect();
            each.join("; ")
        }
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
