use afterbell_domain::MenuFault;
use afterbell_locale::text::cli::fault as text;
use afterbell_locale::{Locale, format};

use super::vocabulary;

/// What in a menu contradicts itself.
pub fn menu_fault(locale: Locale, fault: &MenuFault) -> String {
    let plain = match fault {
        MenuFault::HolidayEndsBeforeItBegins { index } => {
            return text::holiday_ends_before_it_begins(locale, index + 1);
        }
        MenuFault::DuplicateMakeUpDay { date } => {
            return text::duplicate_make_up_day(locale, date);
        }
        MenuFault::WindowEndsBeforeItBegins { index } => {
            return text::window_ends_before_it_begins(locale, index + 1);
        }
        MenuFault::WindowsOverlap { index } => return text::windows_overlap(locale, index + 1),
        MenuFault::WindowOutlastsTerm { index } => {
            return text::window_outlasts_term(locale, index + 1);
        }
        MenuFault::SeveralWindows { mode } => {
            return text::several_windows(locale, vocabulary::mode(locale, *mode));
        }
        MenuFault::PoolOfDrawnRound { mode } => {
            return text::pool_of_drawn_round(locale, vocabulary::mode(locale, *mode));
        }
        MenuFault::PoolLength { most } => return text::pool_length(locale, most),
        MenuFault::TooManySlots { most } => return text::too_many_slots(locale, most),
        MenuFault::SessionsClash { weekday, .. } => {
            return text::sessions_clash(locale, format::weekday(locale, *weekday));
        }
        MenuFault::DuplicateCareDay { weekday } => {
            return text::duplicate_care_day(locale, format::weekday(locale, *weekday));
        }
        MenuFault::NoPickUpTime { weekday } => {
            return text::no_pick_up_time(locale, format::weekday(locale, *weekday));
        }
        MenuFault::PickUpOutsideCare { weekday } => {
            return text::pick_up_outside_care(locale, format::weekday(locale, *weekday));
        }
        MenuFault::ServiceEndsBeforeItBegins { service } => {
            return text::service_ends_before_it_begins(locale, service + 1);
        }
        MenuFault::ServiceNeverHeld { service } => {
            return text::service_never_held(locale, service + 1);
        }
        MenuFault::DuplicateGroup { group } => return text::duplicate_group(locale, group),
        MenuFault::TooManyGroups { most } => return text::too_many_groups(locale, most),
        MenuFault::LoneGroup { group } => return text::lone_group(locale, group),
        MenuFault::LastGroupPrecedes { group } => return text::last_group_precedes(locale, group),
        MenuFault::ReservedForLastGroup { group, .. } => {
            return text::reserved_for_last_group(locale, group);
        }
        MenuFault::GradeNotAtSchool { grade, .. } => {
            return text::grade_not_at_school(locale, format::grade(locale, *grade));
        }
        MenuFault::UnknownGroup { group, .. } => return text::unknown_group(locale, group),
        MenuFault::GroupReservedTwice { group, .. } => {
            return text::group_reserved_twice(locale, group);
        }
        MenuFault::NothingReserved { group, .. } => return text::nothing_reserved(locale, group),
        MenuFault::ReservedAbovePlaces {
            reserved, places, ..
        } => return text::reserved_above_places(locale, places, reserved),
        MenuFault::TermEndsBeforeItBegins => text::term_ends_before_it_begins(locale),
        MenuFault::NoWindow => text::no_window(locale),
        MenuFault::DuplicateCourse { .. } => text::duplicate_course(locale),
        MenuFault::DuplicateOffering { .. } => text::duplicate_offering(locale),
        MenuFault::UnknownCourse { .. } => text::unknown_course_of_offering(locale),
        MenuFault::UnknownPrerequisite { .. } => text::unknown_prerequisite(locale),
        MenuFault::PrerequisiteIsItself { .. } => text::prerequisite_is_itself(locale),
        MenuFault::PrerequisiteCircle { .. } => text::prerequisite_circle(locale),
        MenuFault::NoSession { .. } => text::no_session(locale),
        MenuFault::NoPlaces { .. } => text::no_places(locale),
        MenuFault::MinimumAbovePlaces { .. } => text::minimum_above_places(locale),
    };
    plain.to_owned()
}
