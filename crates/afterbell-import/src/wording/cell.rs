use afterbell_domain::reading::ReadingError;
use afterbell_locale::Locale;
use afterbell_locale::text::import::{accepted as accept, unreadable as text};

use crate::heading::Column;
use crate::understood::{CellProblem, Reason};

/// Why a cell cannot be read, in a few words: `没有上课时间`.
pub fn why(locale: Locale, problem: &CellProblem) -> String {
    match &problem.reason {
        Reason::Fault => text::fault(locale).to_owned(),
        Reason::SchoolNumberTaken { earlier } => text::school_number_taken(locale, earlier.row),
        Reason::Reading(error) => why_not_read(locale, problem.column, error),
    }
}

fn why_not_read(locale: Locale, column: Column, error: &ReadingError) -> String {
    let is_minimum = column == Column::Minimum;
    let plain = match error {
        ReadingError::Empty => empty(locale, column),
        ReadingError::ServiceKindUnknown { .. } => text::service_kind_unknown(locale),
        ReadingError::WordUnknown { .. } => text::word_unknown(locale),
        ReadingError::GradesNotUnderstood { .. } => text::grades_not_understood(locale),
        ReadingError::StageWrittenForGrades { .. } => text::stage_for_grades(locale),
        ReadingError::SchoolGradesUnknown { found } => {
            return text::school_grades_unknown(locale, found);
        }
        ReadingError::NoTime { .. } => text::no_time(locale),
        ReadingError::NoEndTime { .. } => text::no_end_time(locale),
        ReadingError::NoWeekday { .. } => text::no_weekday(locale),
        ReadingError::EndNotAfterStart { start, end } if start == end => text::end_is_start(locale),
        ReadingError::EndNotAfterStart { .. } => text::end_before_start(locale),
        ReadingError::LessonPeriodWrittenForTime { .. } => text::lesson_period(locale),
        ReadingError::AlternateWeeks { .. } => text::alternate_weeks(locale),
        ReadingError::TimesOverlap { .. } => text::times_overlap(locale),
        ReadingError::TimeNotUnderstood { .. } => text::time_not_understood(locale),
        ReadingError::NotANumber { .. } if is_minimum => text::minimum_not_a_number(locale),
        ReadingError::NotANumber { .. } => text::places_not_a_number(locale),
        ReadingError::Unlimited { .. } => text::places_unlimited(locale),
        ReadingError::NumberOutOfRange {
            lowest, highest, ..
        } => {
            return if is_minimum {
                text::minimum_out_of_range(locale, highest, lowest)
            } else {
                text::places_out_of_range(locale, highest, lowest)
            };
        }
        ReadingError::FeeNotUnderstood { .. } => text::fee_not_understood(locale),
        ReadingError::FeeNotPerTerm { .. } => text::fee_not_per_term(locale),
        ReadingError::FeeHasExtra { .. } => text::fee_has_extra(locale),
        ReadingError::FeeTooHigh { .. } => text::fee_too_high(locale),
        ReadingError::ClassNotUnderstood { .. } => text::class_not_understood(locale),
        ReadingError::ClassWithoutGrade { .. } => text::class_without_grade(locale),
        ReadingError::ProviderNotUnderstood { .. } if column == Column::Audition => {
            text::audition_not_understood(locale)
        }
        ReadingError::ProviderNotUnderstood { .. } => text::provider_not_understood(locale),
        ReadingError::ReservedNotUnderstood { .. } => text::reserved_not_understood(locale),
        ReadingError::ClockNotUnderstood { .. } => text::clock_not_understood(locale),
        ReadingError::DatesNotUnderstood { .. } => text::dates_not_understood(locale),
        ReadingError::RoomsNotUnderstood { .. } => text::rooms_not_understood(locale),
    };
    plain.to_owned()
}

fn empty(locale: Locale, column: Column) -> &'static str {
    match column {
        Column::Course => text::no_course(locale),
        Column::Grades => text::no_grades(locale),
        Column::Time | Column::Weekday | Column::Start | Column::End => text::no_time(locale),
        Column::Places => text::no_places(locale),
        Column::SchoolNumber => text::no_school_number(locale),
        Column::Pupil => text::no_pupil(locale),
        Column::Class => text::no_class(locale),
        _ => text::not_understood(locale),
    }
}

/// What to write instead, with an example.
pub fn accepted(locale: Locale, problem: &CellProblem) -> &'static str {
    if problem.reason == Reason::Fault {
        return accept::fault(locale);
    }
    if let Reason::Reading(ReadingError::TimesOverlap { .. }) = problem.reason {
        return accept::times_apart(locale);
    }
    match problem.column {
        Column::ServiceKind => accept::service_kind(locale),
        Column::Dates => accept::dates(locale),
        Column::Grades => accept::grades(locale),
        Column::Time | Column::Weekday | Column::Start | Column::End => accept::time(locale),
        Column::Places => accept::places(locale),
        Column::Minimum => accept::minimum(locale),
        Column::Reserved => accept::reserved(locale),
        Column::Fee | Column::ExtraFee => accept::fee(locale),
        Column::Provider | Column::IsOutside => accept::provider(locale),
        Column::Audition | Column::ForGifted => accept::audition(locale),
        Column::Form => accept::form(locale),
        Column::Level => accept::level(locale),
        Column::Activities => accept::activities(locale),
        Column::Room => accept::room(locale),
        Column::SchoolNumber => accept::school_number(locale),
        Column::Pupil => accept::pupil(locale),
        Column::Class => accept::class(locale),
        _ => accept::course(locale),
    }
}
