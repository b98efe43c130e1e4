use serde::Serialize;

use crate::ClockTime;
use crate::reading::text;

/// 读不懂的单元格: why the text of one cell is not the value it should be.
///
/// A code with values; `locales/` words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ReadingError {
    /// Nothing is written where something is needed.
    Empty,
    GradesNotUnderstood {
        found: String,
    },
    /// `中高段`: a part of a stage has no agreed grades.
    StageWrittenForGrades {
        found: String,
    },
    /// `全年级`, while it is not known which grades the school has.
    SchoolGradesUnknown {
        found: String,
    },
    NoTime {
        found: String,
    },
    NoEndTime {
        found: String,
    },
    NoWeekday {
        found: String,
    },
    EndNotAfterStart {
        start: ClockTime,
        end: ClockTime,
    },
    /// `第二节`: the length and the start of a lesson period are the school's own.
    LessonPeriodWrittenForTime {
        found: String,
    },
    /// `单周`: a course of every other week.
    AlternateWeeks {
        found: String,
    },
    TimesOverlap {
        found: String,
    },
    TimeNotUnderstood {
        found: String,
    },
    NotANumber {
        found: String,
    },
    /// `不限`: an extension course always has a number of places.
    Unlimited {
        found: String,
    },
    NumberOutOfRange {
        found: String,
        lowest: u16,
        highest: u16,
    },
    FeeNotUnderstood {
        found: String,
    },
    /// `30元/节`: fees are charged per term.
    FeeNotPerTerm {
        found: String,
    },
    /// `120元（材料费另收）`: there is more to pay than what is written.
    FeeHasExtra {
        found: String,
    },
    FeeTooHigh {
        found: String,
    },
    ClassNotUnderstood {
        found: String,
    },
    /// `2班`, while nothing says of which grade.
    ClassWithoutGrade {
        found: String,
    },
    ProviderNotUnderstood {
        found: String,
    },
    /// Places for a group that there is not, or without a number.
    ReservedNotUnderstood {
        found: String,
    },
    /// No kind of service is called so.
    ServiceKindUnknown {
        found: String,
    },
    /// None of the words that can stand there.
    WordUnknown {
        found: String,
    },
    /// Something between the pick-up times is no time of day.
    ClockNotUnderstood {
        found: String,
    },
    /// No first and last day.
    DatesNotUnderstood {
        found: String,
    },
    /// Rooms for days or times that are not all the course's, or two for one session.
    RoomsNotUnderstood {
        found: String,
    },
}

/// How much of a cell an error repeats; a pasted essay is not repeated in full.
const FOUND_CHARACTERS: usize = 80;

pub(super) fn found(cell: &str) -> String {
    text::tidy(cell).chars().take(FOUND_CHARACTERS).collect()
}
