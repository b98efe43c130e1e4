//! In which cells a clerk mends what was found.

use afterbell_domain::policy::{Breach, MenuDraft, Violation};
use afterbell_domain::{CourseId, Label, MenuFault, Offering, OfferingId, Provider};
use afterbell_locale::Locale;

use super::Cell;
use crate::sheet::{Column, Row};

/// What is found of a course is found in each of its rows.
pub(super) fn of_breach(draft: &MenuDraft, breach: &Breach) -> Vec<Cell> {
    let column = match &breach.violation {
        Violation::WordProhibited { word, .. } => of_word(draft, breach, word.as_str()),
        other => of_violation(other),
    };
    let at = &breach.location;
    match (&at.offering, &at.course) {
        (Some(offering), _) => vec![(offering.clone(), column)],
        (None, Some(course)) => rows_of(draft, course, column),
        (None, None) => Vec::new(),
    }
}

/// The columns in which something is found that no single row lacks.
pub(super) fn of_whole(violation: &Violation) -> &'static [Column] {
    match violation {
        Violation::TooFewSeries { .. } => &[Column::Series],
        Violation::TooFewGiftedCourses { .. } => &[Column::ForGifted],
        // Clubs are among the groups.
        Violation::TooFewGroups { .. } => &[Column::Category, Column::Form],
        _ => &[],
    }
}

/// Where a clerk begins to mend that: the first row that says nothing of it, else the first row.
pub(super) fn first_empty(locale: Locale, draft: &MenuDraft, column: Column) -> Option<Cell> {
    let says_nothing = |offering: &&Offering| {
        let row = Row::new(draft, offering);
        row.text(locale, column).is_empty()
    };
    let offerings = &draft.menu.offerings;
    let first = offerings.iter().find(says_nothing).or(offerings.first());
    first.map(|offering| (offering.id.clone(), column))
}

/// Which of the texts that families read has the word.
fn of_word(draft: &MenuDraft, breach: &Breach, word: &str) -> Column {
    if let Some(id) = &breach.location.offering {
        let offering = draft.menu.offerings.iter().find(|it| it.id == *id);
        let institution = offering.and_then(|it| match &it.provider {
            Provider::Outside { institution } => institution.as_ref(),
            Provider::School => None,
        });
        return match institution {
            Some(institution) if institution.as_str().contains(word) => Column::Provider,
            _ => Column::Remark,
        };
    }
    let course = breach.location.course.as_ref();
    let detail = course.and_then(|course| draft.plan.courses.get(course));
    let has = |text: Option<&Label>| text.is_some_and(|text| text.as_str().contains(word));
    match detail {
        Some(detail) if has(detail.content.as_ref()) => Column::Content,
        Some(detail) if has(detail.series.as_ref()) => Column::Series,
        _ => Column::Course,
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
        Violation::NoContent {} => Column::Content,
        Violation::ActivityProhibited { .. } => Column::Activities,
        _ => Column::Course,
    }
}
