//! Why the sheets and the settings make no menu, in words.

use afterbell_domain::MenuFault;
use afterbell_import::assemble::{AssemblyFault, AssemblyRemark};
use afterbell_locale::format;
use afterbell_locale::text::cli::{fault as text, remark as remark_text};

use crate::command::LOCALE;

pub(super) fn sentence(fault: &AssemblyFault) -> String {
    match fault {
        AssemblyFault::OtherSchool { sheets, settings } => {
            text::other_school(LOCALE, settings, sheets)
        }
        AssemblyFault::OtherTerm { sheets, settings } => text::other_term(LOCALE, settings, sheets),
        AssemblyFault::NotALabel { place, found } => {
            text::not_a_label(LOCALE, &place.file, found, place.row, &place.sheet)
        }
        AssemblyFault::UnknownCourse { name } => text::unknown_course(LOCALE, name),
        AssemblyFault::Identifier(cause) => text::identifier(LOCALE, cause),
        AssemblyFault::Menu {
            fault,
            place: Some(place),
            course,
        } => {
            let course = course.as_deref().unwrap_or_default();
            let what = menu_fault(fault);
            text::at_row(LOCALE, course, &place.file, place.row, &place.sheet, what)
        }
        AssemblyFault::Menu { fault, .. } => text::in_settings(LOCALE, menu_fault(fault)),
    }
}

pub(in crate::command) fn menu_fault(fault: &MenuFault) -> String {
    let plain = match fault {
        MenuFault::HolidayEndsBeforeItBegins { index } => {
            return text::holiday_ends_before_it_begins(LOCALE, index + 1);
        }
        MenuFault::DuplicateMakeUpDay { date } => {
            return text::duplicate_make_up_day(LOCALE, date);
        }
        MenuFault::WindowEndsBeforeItBegins { index } => {
            return text::window_ends_before_it_begins(LOCALE, index + 1);
        }
        MenuFault::WindowsOverlap { index } => return text::windows_overlap(LOCALE, index + 1),
        MenuFault::WindowOutlastsTerm { index } => {
            return text::window_outlasts_term(LOCALE, index + 1);
        }
        MenuFault::ModeNotBuilt { mode } => return text::mode_not_built(LOCALE, mode.code()),
        MenuFault::SessionsClash { weekday, .. } => {
            return text::sessions_clash(LOCALE, format::weekday(LOCALE, *weekday));
        }
        MenuFault::DuplicateCareDay { weekday } => {
            return text::duplicate_care_day(LOCALE, format::weekday(LOCALE, *weekday));
        }
        MenuFault::NoPickUpTime { weekday } => {
            return text::no_pick_up_time(LOCALE, format::weekday(LOCALE, *weekday));
        }
        MenuFault::PickUpOutsideCare { weekday } => {
            return text::pick_up_outside_care(LOCALE, format::weekday(LOCALE, *weekday));
        }
        MenuFault::TermEndsBeforeItBegins => text::term_ends_before_it_begins(LOCALE),
        MenuFault::NoWindow => text::no_window(LOCALE),
        MenuFault::DuplicateCourse { .. } => text::duplicate_course(LOCALE),
        MenuFault::DuplicateOffering { .. } => text::duplicate_offering(LOCALE),
        MenuFault::UnknownCourse { .. } => text::unknown_course_of_offering(LOCALE),
        MenuFault::UnknownPrerequisite { .. } => text::unknown_prerequisite(LOCALE),
        MenuFault::NoSession { .. } => text::no_session(LOCALE),
        MenuFault::NoPlaces { .. } => text::no_places(LOCALE),
        MenuFault::MinimumAbovePlaces { .. } => text::minimum_above_places(LOCALE),
    };
    plain.to_owned()
}

pub(super) fn remark(remark: &AssemblyRemark) -> String {
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
