//! In which cells a clerk mends what was found.

use afterbell_domain::policy::{Breach, MenuDraft, Violation};
use afterbell_domain::{CourseId, MenuFault, OfferingId};

use super::Cell;
use crate::sheet::Column;

/// What is found of a course is found in each of its rows.
pub(super) fn of_breach(draft: &MenuDraft, breach: &Breach) -> Vec<Cell> {
    let column = of_violation(&breach.violation);
    let at = &breach.location;
    match (&at.offering, &at.course) {
        (Some(offering), _) => vec![(offering.clone(), column)],
        (None, Some(course)) => rows_of(draft, course, column),
        (None, None) => Vec::new(),
    }
}

pub(super) fn of_fault(draft: &MenuDraft, fault: &MenuFault) -> Vec<Cell> {
    let cell = |offering: &OfferingId, column| vec![(offering.clone(), column)];
    match fault {
        MenuFault::DuplicateOffering { offering } | MenuFault::UnknownCourse { offering, .. } => {
            cell(offering, Column::Course)
        }
        MenuFault::GradeNotAtSchool { offering, .. } => cell(offering, Column::Grades),
        MenuFault::NoSession { offering } | MenuFault::SessionsClash { offering, .. } => {
            cell(offering, Column::Times)
        }
        MenuFault::NoPlaces { offering } => cell(offering, Column::Places),
        MenuFault::MinimumAbovePlaces { offering } => cell(offering, Column::Minimum),
        MenuFault::UnknownGroup { offering, .. }
        | MenuFault::ReservedForLastGroup { offering, .. }
        | MenuFault::GroupReservedTwice { offering, .. }
        | MenuFault::NothingReserved { offering, .. }
        | MenuFault::ReservedAbovePlaces { offering, .. } => cell(offering, Column::Reserved),
        MenuFault::DuplicateCourse { course } => rows_of(draft, course, Column::Course),
        MenuFault::UnknownPrerequisite { course, .. }
        | MenuFault::PrerequisiteIsItself { course }
        | MenuFault::PrerequisiteCircle { course } => rows_of(draft, course, Column::Prerequisite),
        _ => Vec::new(),
    }
}

fn rows_of(draft: &MenuDraft, course: &CourseId, column: Column) -> Vec<Cell> {
    let offerings = draft.menu.offerings.iter();
    let of_course = offerings.filter(|offering| offering.course == *course);
    of_course
        .map(|offering| (offering.id.clone(), column))
        .collect()
}

fn of_violation(violation: &Violation) -> Column {
    match violation {
        Violation::EndsEarly { .. }
        | Violation::EndsLate { .. }
        | Violation::OtherWeekday {}
        | Violation::OtherSlot { .. }
        | Violation::ServiceAtOtherTime { .. } => Column::Times,
        Violation::NotForGrade {} => Column::Grades,
        Violation::NoTeacherNamed {}
        | Violation::OtherNumberOfTeachers { .. }
        | Violation::GivenToSubject { .. } => Column::Teachers,
        Violation::PaperMissing { .. }
        | Violation::PaperNotValid { .. }
        | Violation::NotPosted { .. }
        | Violation::PostedLate { .. } => Column::Provider,
        Violation::TooManyPlaces { .. } | Violation::Capped { .. } => Column::Places,
        Violation::PaidOutside { .. }
        | Violation::NoFeeStandard { .. }
        | Violation::StandardNotInForce { .. }
        | Violation::FeeAboveStandard { .. }
        | Violation::FeeProhibited { .. } => Column::Fee,
        _ => Column::Course,
    }
}
