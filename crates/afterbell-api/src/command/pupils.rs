//! Naming a child or a course on the command line, as an office names them.

use afterbell_domain::{Course, Label, ServiceMenu};
use afterbell_locale::text::cli::error as text;

use super::LOCALE;
use super::books::Place;
use super::complaint::Complaint;
use crate::clock::{Clock, TimeSource};
use crate::store::{EnrolledPupil, Stored};

pub(super) fn menu_of<'a>(stored: &'a Stored, place: &Place) -> Result<&'a ServiceMenu, Complaint> {
    let menu = stored.menu.as_ref().map(|(_, menu)| menu);
    menu.ok_or_else(|| Complaint(text::no_books(LOCALE, place)))
}

pub(super) fn pupil<'a>(
    stored: &'a Stored,
    school_number: &Label,
) -> Result<&'a EnrolledPupil, Complaint> {
    let mut pupils = stored.pupils.iter();
    pupils
        .find(|pupil| pupil.school_number == *school_number)
        .ok_or_else(|| Complaint(text::unknown_pupil(LOCALE, school_number)))
}

pub(super) fn course<'a>(menu: &'a ServiceMenu, name: &Label) -> Result<&'a Course, Complaint> {
    let mut courses = menu.courses.iter();
    courses
        .find(|course| course.name == *name)
        .ok_or_else(|| Complaint(text::unknown_course(LOCALE, name)))
}

/// The office's own clock: it stamps records and decides nothing.
pub(super) fn office_clock(menu: &ServiceMenu) -> Clock {
    Clock::new(TimeSource::System, menu.school.zone)
}
