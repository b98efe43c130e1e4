//! The codes of an import in words, from `locales/`.

mod cell;
mod file;

use afterbell_locale::Locale;
use afterbell_locale::text::import as text;

use crate::heading::Column;
use crate::settings_sheet::{SettingProblem, SettingReason};
use crate::understood::{CellProblem, UnreadableRow};

pub use cell::{accepted, why};
pub use file::{file_problem, notice};

/// An unreadable row with all its problems, as the office reads it.
pub fn unreadable_row(locale: Locale, row: &UnreadableRow) -> String {
    let problems: Vec<String> = row.problems.iter().map(|p| problem(locale, p)).collect();
    let problems = problems.join(" ");
    let number = row.place.row;
    match (&row.course, &row.school_number) {
        (Some(course), _) => text::row::course(locale, course, problems, number),
        (None, Some(school_number)) => text::row::pupil(locale, problems, number, school_number),
        (None, None) => text::row::plain(locale, problems, number),
    }
}

/// One problem in full: the cell, why, what was found, and what to write instead.
pub fn problem(locale: Locale, problem: &CellProblem) -> String {
    let accepted = accepted(locale, problem);
    let why = why(locale, problem);
    let cell = if problem.cell.is_empty() {
        &problem.heading
    } else {
        &problem.cell
    };
    if problem.found.is_empty() {
        text::row::problem_empty(locale, accepted, cell, why)
    } else {
        text::row::problem(locale, accepted, cell, &problem.found, why)
    }
}

/// A setting that cannot be read, and what could stand there.
pub fn setting_problem(locale: Locale, problem: &SettingProblem) -> String {
    let (row, why) = (&problem.row, setting_reason(locale, problem.reason));
    text::setting::problem(locale, &row.cell, &row.found, &row.name, why)
}

fn setting_reason(locale: Locale, reason: SettingReason) -> &'static str {
    match reason {
        SettingReason::UnknownName => text::setting::unknown_name(locale),
        SettingReason::Twice => text::setting::twice(locale),
        SettingReason::NotALabel => text::setting::not_a_label(locale),
        SettingReason::NoDate => text::setting::no_date(locale),
        SettingReason::NoHoliday => text::setting::no_holiday(locale),
        SettingReason::NoMakeUpDay => text::setting::no_make_up_day(locale),
        SettingReason::NoCareDay => text::setting::no_care_day(locale),
        SettingReason::NoMode => text::setting::no_mode(locale),
        SettingReason::NoMinutes => text::setting::no_minutes(locale),
        SettingReason::NoWindow => text::setting::no_window(locale),
        SettingReason::NoLimit => text::setting::no_limit(locale),
    }
}

/// The plain name of a column: 名额, whatever the office calls it.
pub fn column(locale: Locale, column: Column) -> &'static str {
    match column {
        Column::Sequence => text::column::sequence(locale),
        Column::Identifier => text::column::identifier(locale),
        Column::Course => text::column::course(locale),
        Column::Category => text::column::category(locale),
        Column::Grades => text::column::grades(locale),
        Column::Time => text::column::time(locale),
        Column::Weekday => text::column::weekday(locale),
        Column::Start => text::column::start(locale),
        Column::End => text::column::end(locale),
        Column::Places => text::column::places(locale),
        Column::Minimum => text::column::minimum(locale),
        Column::Reserved => text::column::reserved(locale),
        Column::Fee => text::column::fee(locale),
        Column::ExtraFee => text::column::extra_fee(locale),
        Column::Provider => text::column::provider(locale),
        Column::IsOutside => text::column::is_outside(locale),
        Column::Institution => text::column::institution(locale),
        Column::Audition => text::column::audition(locale),
        Column::Teachers => text::column::teachers(locale),
        Column::Room => text::column::room(locale),
        Column::ServiceKind => text::column::service_kind(locale),
        Column::Dates => text::column::dates(locale),
        Column::FeeNote => text::column::fee_note(locale),
        Column::SigningUp => text::column::signing_up(locale),
        Column::Content => text::column::content(locale),
        Column::Series => text::column::series(locale),
        Column::ForGifted => text::column::for_gifted(locale),
        Column::Form => text::column::form(locale),
        Column::Level => text::column::level(locale),
        Column::Activities => text::column::activities(locale),
        Column::Remark => text::column::remark(locale),
        Column::SchoolNumber => text::column::school_number(locale),
        Column::Pupil => text::column::pupil(locale),
        Column::Class => text::column::class(locale),
    }
}
