//! What the desk says about cells and about the server, in words.

use afterbell_domain::desk::{MenuCell, PlanCell};
use afterbell_domain::policy::Field;
use afterbell_domain::reading::ReadingError;
use afterbell_domain::wire::ProblemCode;
use afterbell_import::{CellProblem as ImportProblem, Column as ImportColumn, Reason};
use afterbell_locale::Locale;
use afterbell_locale::text::desk::{cell as text, column as name, difference, school, trouble};

use crate::server::Trouble;
use crate::sheet::{CellProblem, Column};

pub fn column(locale: Locale, column: Column) -> &'static str {
    match column {
        Column::Course => name::course(locale),
        Column::Category => name::category(locale),
        Column::Grades => name::grades(locale),
        Column::Times => name::times(locale),
        Column::Room => name::room(locale),
        Column::Teachers => name::teachers(locale),
        Column::Provider => name::provider(locale),
        Column::Places => name::places(locale),
        Column::Minimum => name::minimum(locale),
        Column::Fee => name::fee(locale),
        Column::Audition => name::audition(locale),
        Column::Remark => name::remark(locale),
        Column::Reserved => name::reserved(locale),
        Column::Prerequisite => name::prerequisite(locale),
        Column::Content => name::content(locale),
        Column::Series => name::series(locale),
        Column::ForGifted => name::for_gifted(locale),
        Column::Form => name::form(locale),
        Column::Level => name::level(locale),
        Column::Activities => name::activities(locale),
    }
}

/// What is the same for all courses of a menu, by its name.
pub fn menu_cell(locale: Locale, cell: &MenuCell) -> &'static str {
    match cell {
        MenuCell::School(_) => difference::school(locale),
        MenuCell::Term(_) => difference::term(locale),
        MenuCell::BaseCare(_) => difference::base_care(locale),
        MenuCell::Limits(_) => difference::limits(locale),
        MenuCell::Round(_) => difference::round(locale),
        MenuCell::Agreement(_) => difference::agreement(locale),
        MenuCell::Groups(_) => difference::groups(locale),
    }
}

/// What a plan says, by the name that findings have for it.
pub fn plan_cell(locale: Locale, cell: &PlanCell) -> &'static str {
    let field = match cell {
        PlanCell::School(_) => return school::profile(locale),
        PlanCell::HolidayCare(_) => Field::HolidayCare,
        PlanCell::Groups(_) => Field::Groups,
        PlanCell::PeLessons(_) => Field::PeLessons,
        PlanCell::FeeStandard(_) => Field::FeeStandard,
        PlanCell::Fees(_) => Field::Fees,
        PlanCell::PublicNotice(_) => Field::PublicNotice,
        PlanCell::Selection(_) => Field::Selection,
        PlanCell::FamiliesAskedOn(_) => Field::FamiliesAskedOn,
        PlanCell::Documents(_) => Field::Documents,
        PlanCell::Ledger(_) => Field::Ledger,
        PlanCell::Priority(_) => Field::Priority,
        PlanCell::MidTerm(_) => Field::MidTerm,
        PlanCell::AgreementCopies(_) => Field::AgreementCopies,
        PlanCell::Agreement(_) => Field::Agreement,
        PlanCell::WrittenHomeworkGrades(_) => Field::WrittenHomeworkGrades,
        PlanCell::SeasonalEnd(_) => Field::SeasonalEnd,
        PlanCell::FourthPeriod(_) => Field::FourthPeriod,
        PlanCell::Flow(_) => Field::Flow,
    };
    afterbell_policy::wording::field(locale, field)
}

/// Why a cell cannot be read, and what could stand there.
pub fn cell_problem(locale: Locale, column: Column, problem: &CellProblem) -> String {
    match problem {
        CellProblem::Reading(error) => unread(locale, column, error),
        CellProblem::CategoryUnknown => text::category_unknown(locale).to_owned(),
        CellProblem::NotALabel => text::not_a_label(locale).to_owned(),
        CellProblem::OtherNumberOfRooms { rooms, sessions } => {
            text::other_number_of_rooms(locale, rooms, sessions)
        }
        CellProblem::RoomWithoutTime => text::room_without_time(locale).to_owned(),
        CellProblem::NoSuchCourse => text::no_such_course(locale).to_owned(),
        CellProblem::SeveralSuchCourses => text::several_such_courses(locale).to_owned(),
    }
}

/// In the words that an import has for the same cell.
fn unread(locale: Locale, column: Column, error: &ReadingError) -> String {
    let problem = import_problem(
        match column {
            // Another course by its name; nothing an import has is read there.
            Column::Course | Column::Prerequisite => ImportColumn::Course,
            Column::Category => ImportColumn::Category,
            Column::Grades => ImportColumn::Grades,
            Column::Times => ImportColumn::Time,
            Column::Room => ImportColumn::Room,
            Column::Teachers => ImportColumn::Teachers,
            Column::Provider => ImportColumn::Provider,
            Column::Places => ImportColumn::Places,
            Column::Minimum => ImportColumn::Minimum,
            Column::Fee => ImportColumn::Fee,
            Column::Audition => ImportColumn::Audition,
            Column::Remark => ImportColumn::Remark,
            Column::Reserved => ImportColumn::Reserved,
            Column::Content => ImportColumn::Content,
            Column::Series => ImportColumn::Series,
            Column::ForGifted => ImportColumn::ForGifted,
            Column::Form => ImportColumn::Form,
            Column::Level => ImportColumn::Level,
            Column::Activities => ImportColumn::Activities,
        },
        error,
    );
    let why = afterbell_import::wording::why(locale, &problem);
    let accepted = afterbell_import::wording::accepted(locale, &problem);
    text::why(locale, accepted, why)
}

/// Why something cannot be read as what stands in this column of a file.
pub fn unread_as(locale: Locale, column: ImportColumn, error: &ReadingError) -> String {
    afterbell_import::wording::why(locale, &import_problem(column, error))
}

fn import_problem(column: ImportColumn, error: &ReadingError) -> ImportProblem {
    ImportProblem {
        column,
        heading: String::new(),
        cell: String::new(),
        found: String::new(),
        reason: Reason::Reading(error.clone()),
    }
}

/// Why the server did not do it, and what to do.
pub fn trouble(locale: Locale, found: &Trouble) -> String {
    let plain = match found {
        Trouble::Unreachable => trouble::unreachable(locale),
        Trouble::SignedOut => trouble::signed_out(locale),
        Trouble::Refused(problem) => match problem.code {
            ProblemCode::TooManyAttempts | ProblemCode::Overloaded => trouble::too_many(locale),
            ProblemCode::Timeout | ProblemCode::Internal => trouble::internal(locale),
            _ => return trouble::refused(locale, &problem.kind),
        },
    };
    plain.to_owned()
}
