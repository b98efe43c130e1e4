//! Reasons and problems, worded. A sentence says what to do next where something can be done.

use afterbell_domain::wire::{Problem, ProblemCode};
use afterbell_domain::{Advice, CareChoice, CourseId, OfferingId, Reason, ServiceMenu};

use crate::text::reason as text;
use crate::{Locale, format};

/// When a child is fetched, day by day.
pub fn pick_ups(locale: Locale, care: &[CareChoice]) -> String {
    let days = care.iter().map(|choice| {
        let day = format::weekday(locale, choice.weekday);
        [day, " ", &format::clock(choice.pick_up)].concat()
    });
    format::list(locale, days)
}

/// Why a choice cannot be accepted. The menu names the courses it speaks of.
pub fn reason(locale: Locale, menu: &ServiceMenu, reason: &Reason) -> String {
    use text::why as say;
    match reason {
        Reason::GradeNotEligible { grades, grade } => say::grade(
            locale,
            format::grade(locale, *grade),
            format::grades(locale, *grades),
        ),
        Reason::ClassNotEligible { classes, class } => {
            let classes = classes.iter().map(|class| format::class(locale, *class));
            say::class(
                locale,
                format::class(locale, *class),
                format::list(locale, classes),
            )
        }
        Reason::NotYetOpen { opens_at } => {
            say::not_yet_open(locale, format::moment(locale, *opens_at))
        }
        Reason::Closed { closed_at } => say::closed(locale, format::moment(locale, *closed_at)),
        Reason::Full { places } => say::full(locale, places),
        Reason::Clashes {
            with,
            weekday,
            time,
        } => say::clash(
            locale,
            offering_name(menu, with),
            format::clock_range(locale, *time),
            format::weekday(locale, *weekday),
        ),
        Reason::CourseChosenTwice { other } => say::twice(locale, times(locale, menu, other)),
        Reason::DayLimit { weekday, limit } => {
            say::day_limit(locale, limit, format::weekday(locale, *weekday))
        }
        Reason::CategoryLimit { category, limit } => {
            say::category_limit(locale, format::category(locale, *category), limit)
        }
        Reason::TermLimit { limit } => say::term_limit(locale, limit),
        Reason::PrerequisiteMissing { course } => {
            say::prerequisite(locale, course_name(menu, course))
        }
        Reason::AuditionRequired => say::audition(locale).to_owned(),
        Reason::PickUpBeforeCourseEnds {
            weekday,
            pick_up,
            ends_at,
        } => say::pick_up(locale, ends_at, pick_up, format::weekday(locale, *weekday)),
        Reason::CareNotOffered { weekday } => {
            say::care_not_offered(locale, format::weekday(locale, *weekday))
        }
        Reason::PickUpNotOffered { weekday, pick_up } => {
            say::pick_up_not_offered(locale, pick_up, format::weekday(locale, *weekday))
        }
        Reason::NotInMenu => say::not_in_menu(locale).to_owned(),
        Reason::TermEnded { last_day } => say::term_ended(locale, format::date(locale, *last_day)),
        Reason::DrawnByWishes => say::drawn(locale).to_owned(),
        Reason::BeingDrawn => say::being_drawn(locale).to_owned(),
        Reason::NotOpened => say::not_opened(locale).to_owned(),
        Reason::FirstCome => say::first_come(locale).to_owned(),
        Reason::OtherSlot => say::other_slot(locale).to_owned(),
        Reason::OneWishOnly => say::one_wish(locale).to_owned(),
    }
}

pub fn advice(locale: Locale, advice: &Advice) -> String {
    match advice {
        Advice::Unattended {
            weekday,
            from,
            until,
        } => text::advice::unattended(locale, from, until, format::weekday(locale, *weekday)),
    }
}

/// What went wrong with a request, and what to do.
pub fn problem(locale: Locale, problem: &Problem) -> String {
    use text::problem as say;
    let wait = problem.retry_after_seconds.unwrap_or(5);
    match problem.code {
        ProblemCode::SignInRequired => say::sign_in(locale).to_owned(),
        ProblemCode::StudentNotYours => say::not_yours(locale).to_owned(),
        ProblemCode::CodeUnknown => say::code_unknown(locale).to_owned(),
        ProblemCode::CodeUsed => say::code_used(locale).to_owned(),
        ProblemCode::TooManyAttempts => say::too_many(locale, wait.div_ceil(60).max(1)),
        ProblemCode::RequestInFlight => say::in_flight(locale).to_owned(),
        ProblemCode::MenuChanged | ProblemCode::MenuUnknown | ProblemCode::AgreementUnknown => {
            say::menu_changed(locale).to_owned()
        }
        ProblemCode::AgreementNotSigned => say::not_signed(locale).to_owned(),
        ProblemCode::SignerIsStudent => say::signer_is_student(locale).to_owned(),
        ProblemCode::SelectionDenied => say::denied(locale).to_owned(),
        ProblemCode::NothingSubmitted => say::nothing(locale).to_owned(),
        ProblemCode::DraftChanged => say::draft_changed(locale).to_owned(),
        ProblemCode::FileUnknown => say::file_unknown(locale).to_owned(),
        ProblemCode::DrawClosed => say::draw_closed(locale).to_owned(),
        ProblemCode::OfferGone => say::offer_gone(locale).to_owned(),
        ProblemCode::Overloaded | ProblemCode::Timeout => say::overloaded(locale, wait),
        ProblemCode::MalformedRequest
        | ProblemCode::BodyTooLarge
        | ProblemCode::UnsupportedMediaType
        | ProblemCode::MethodNotAllowed
        | ProblemCode::NotFound
        | ProblemCode::IdempotencyKeyMissing
        | ProblemCode::IdempotencyKeyReused => say::malformed(locale).to_owned(),
        // The desk's own problems among them, which no parent meets; the phone does not even know
        // their codes.
        _ => say::internal(locale).to_owned(),
    }
}

/// The name of the course an offering is of; its identifier should the menu not know it.
pub fn offering_name(menu: &ServiceMenu, id: &OfferingId) -> String {
    let course = menu
        .offering(id)
        .and_then(|offering| menu.course_of(offering));
    course.map_or_else(|| id.to_string(), |course| course.name.to_string())
}

fn course_name(menu: &ServiceMenu, id: &CourseId) -> String {
    menu.course(id)
        .map_or_else(|| id.to_string(), |course| course.name.to_string())
}

/// When an offering is held: `周二 15:30–17:00、周四 15:30–17:00`.
pub fn times(locale: Locale, menu: &ServiceMenu, id: &OfferingId) -> String {
    let sessions = menu
        .offering(id)
        .map_or(&[][..], |offering| &offering.sessions);
    format::list(
        locale,
        sessions.iter().map(|session| {
            let time = format::clock_range(locale, session.time);
            format!("{} {time}", format::weekday(locale, session.weekday))
        }),
    )
}
