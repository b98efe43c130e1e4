//! Why the sheets and the settings make no menu, in words.

use afterbell_import::RowPlace;
use afterbell_import::assemble::{AssemblyFault, AssemblyRemark};
use afterbell_locale::text::cli::{fault as text, remark as remark_text};
use afterbell_policy::wording::menu_fault;

use crate::command::LOCALE;

pub(crate) fn sentence(fault: &AssemblyFault) -> String {
    match fault {
        AssemblyFault::OtherSchool { sheets, settings } => {
            text::other_school(LOCALE, settings, sheets)
        }
        AssemblyFault::OtherTerm { sheets, settings } => text::other_term(LOCALE, settings, sheets),
        AssemblyFault::NotALabel { place, found, .. } => {
            text::not_a_label(LOCALE, &place.file, found, place.row, &place.sheet)
        }
        AssemblyFault::ReservedNotUnderstood { place, found } => {
            text::reserved_not_understood(LOCALE, &place.file, found, place.row, &place.sheet)
        }
        AssemblyFault::UnknownCourse { name } => text::unknown_course(LOCALE, name),
        AssemblyFault::ReservedCourseUnknown { name } => {
            text::reserved_course_unknown(LOCALE, name)
        }
        AssemblyFault::ReservedWeekday { name, weekday } => {
            text::reserved_weekday(LOCALE, name, weekday.number())
        }
        AssemblyFault::Identifier(cause) => text::identifier(LOCALE, cause),
        AssemblyFault::Menu {
            fault,
            place: Some(place),
            course,
        } => {
            let course = course.as_deref().unwrap_or_default();
            let what = menu_fault(LOCALE, fault);
            text::at_row(LOCALE, course, &place.file, place.row, &place.sheet, what)
        }
        AssemblyFault::Menu { fault, .. } => text::in_settings(LOCALE, menu_fault(LOCALE, fault)),
    }
}

/// A pupil's row: which one is enough, since what stands there may be a name.
pub(crate) fn not_a_label(place: &RowPlace) -> String {
    text::not_a_label(LOCALE, &place.file, "…", place.row, &place.sheet)
}

pub(crate) fn remark(remark: &AssemblyRemark) -> String {
    match remark {
        AssemblyRemark::Shortened { place, kept } => {
            remark_text::shortened(LOCALE, &place.file, kept, place.row, &place.sheet)
        }
        AssemblyRemark::ServiceWithoutTime { place, service } => {
            let (file, sheet) = (&place.file, &place.sheet);
            remark_text::service_without_time(LOCALE, file, place.row, service, sheet)
        }
        AssemblyRemark::CategoryUnknown { place, course } => {
            remark_text::category_unknown(LOCALE, course, &place.file, place.row, &place.sheet)
        }
    }
}
