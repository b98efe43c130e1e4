//! What is wrong, in a few words without its place.

use afterbell_domain::policy::Violation;
use afterbell_locale::text::policy::violation as say;
use afterbell_locale::{Locale, format};

use super::vocabulary as word;

/// A violation in words; the values as people say them.
pub fn violation(locale: Locale, violation: &Violation) -> String {
    match violation {
        Violation::NotStated {} => say::not_stated(locale).to_owned(),
        Violation::NoServiceOnDay {} => say::no_service_on_day(locale).to_owned(),
        Violation::ServiceTooShort { minutes, least } => {
            say::service_too_short(locale, least, minutes)
        }
        Violation::EndsEarly { ends, earliest } => say::ends_early(locale, earliest, ends),
        Violation::EndsLate { ends, latest } => say::ends_late(locale, ends, latest),
        Violation::TooFewWeekendDays { found, least } => {
            say::too_few_weekend_days(locale, found, least)
        }
        Violation::TooManyWeekendDays { found, most } => {
            say::too_many_weekend_days(locale, found, most)
        }
        Violation::TooFewBatches { found, least } => say::too_few_batches(locale, found, least),
        Violation::ServiceMissing { kind } => {
            say::service_missing(locale, word::service_kind(locale, *kind))
        }
        Violation::ServiceAtOtherTime { kind, wanted } => say::service_at_other_time(
            locale,
            word::service_kind(locale, *kind),
            format::clock_range(locale, *wanted),
        ),
        Violation::HolidayTooShort { days, least } => say::holiday_too_short(locale, days, least),
        Violation::OtherSeasonalEnd { winter, otherwise } => {
            say::other_seasonal_end(locale, otherwise, winter)
        }
        Violation::NotASeasonalEnd { ends } => say::not_a_seasonal_end(locale, ends),
        Violation::OtherWeekday {} => say::other_weekday(locale).to_owned(),
        Violation::OtherSlot { time } => {
            say::other_slot(locale, format::clock_range(locale, *time))
        }
        Violation::ActivityMissing { activity } => {
            say::activity_missing(locale, word::activity(locale, *activity))
        }
        Violation::NoneOfActivities { activities } => say::none_of_activities(
            locale,
            format::list(
                locale,
                activities.iter().map(|it| word::activity(locale, *it)),
            ),
        ),
        Violation::ActivityProhibited { activity } => {
            say::activity_prohibited(locale, word::activity(locale, *activity))
        }
        Violation::WordProhibited { word, about } => say::word_prohibited(locale, about, word),
        Violation::NotForGrade {} => say::not_for_grade(locale).to_owned(),
        Violation::GivenToSubject { subject } => say::given_to_subject(locale, subject),
        Violation::WrittenHomework {} => say::written_homework(locale).to_owned(),
        Violation::OnlyHomework {} => say::only_homework(locale).to_owned(),
        Violation::TooMuchHomework { percent, most } => {
            say::too_much_homework(locale, most, percent)
        }
        Violation::TooLittleSport { minutes, least } => {
            say::too_little_sport(locale, least, minutes)
        }
        Violation::NamedActivityMissing { name } => say::named_activity_missing(locale, name),
        Violation::TooFewGroups {
            found,
            least,
            missing,
        } => say::too_few_groups(
            locale,
            found,
            least,
            format::list(locale, missing.iter().map(|it| it.as_str())),
        ),
        Violation::TooFewSeries { found, least } => say::too_few_series(locale, found, least),
        Violation::TooFewGiftedCourses { found, least } => {
            say::too_few_gifted_courses(locale, found, least)
        }
        Violation::SpecialtyTooSmall { percent, least } => {
            say::specialty_too_small(locale, least, percent)
        }
        Violation::NoContent {} => say::no_content(locale).to_owned(),
        Violation::NoTeacherNamed {} => say::no_teacher_named(locale).to_owned(),
        Violation::PaperMissing { holder, paper } => {
            say::paper_missing(locale, holder, word::paper(locale, *paper))
        }
        Violation::PaperNotValid {
            holder,
            paper,
            from,
            until,
        } => say::paper_not_valid(locale, from, holder, word::paper(locale, *paper), until),
        Violation::NotPosted { holder } => say::not_posted(locale, holder),
        Violation::PostedLate {
            holder,
            posted_on,
            before,
        } => say::posted_late(locale, before, holder, posted_on),
        Violation::PaidOutside { fee } => say::paid_outside(locale, format::money(locale, *fee)),
        Violation::TooFewOwnStaff { percent, least } => {
            say::too_few_own_staff(locale, least, percent)
        }
        Violation::GroupTooLarge { size, most } => say::group_too_large(locale, most, size),
        Violation::NoGroupTeacher {} => say::no_group_teacher(locale).to_owned(),
        Violation::OtherNumberOfTutors { found, least, most } => {
            say::other_number_of_tutors(locale, found, least, most)
        }
        Violation::TooManyPlaces { places, most } => say::too_many_places(locale, most, places),
        Violation::OtherNumberOfTeachers { found, least, most } => {
            say::other_number_of_teachers(locale, found, least, most)
        }
        Violation::NoFeeStandard { fee } => {
            say::no_fee_standard(locale, format::money(locale, *fee))
        }
        Violation::StandardNotInForce { fee, published_on } => {
            say::standard_not_in_force(locale, format::money(locale, *fee), published_on)
        }
        Violation::FeeAboveStandard { fee, most } => say::fee_above_standard(
            locale,
            format::money(locale, *fee),
            format::money(locale, *most),
        ),
        Violation::FeeProhibited { fee } => {
            say::fee_prohibited(locale, format::money(locale, *fee))
        }
        Violation::OtherFeePeriod { found, wanted } => say::other_fee_period(
            locale,
            word::fee_period(locale, *found),
            word::fee_period(locale, *wanted),
        ),
        Violation::PaidOutsideTerm { from, until } => say::paid_outside_term(locale, from, until),
        Violation::PaidInOtherWeeks {
            from,
            until,
            first,
            last,
        } => say::paid_in_other_weeks(locale, first, from, last, until),
        Violation::OtherRefund { found, wanted } => say::other_refund(
            locale,
            word::refund(locale, *found),
            word::refund(locale, *wanted),
        ),
        Violation::Capped { places } => say::capped(locale, places),
        Violation::NotVoluntary {} => say::not_voluntary(locale).to_owned(),
        Violation::CannotJoin {} => say::cannot_join(locale).to_owned(),
        Violation::CannotLeave {} => say::cannot_leave(locale).to_owned(),
        Violation::GroupMissing { group } => {
            say::group_missing(locale, word::priority(locale, *group))
        }
        Violation::GroupWithoutPlace { group } => {
            say::group_without_place(locale, word::priority(locale, *group))
        }
        Violation::NoPlaceReserved { group } => {
            say::no_place_reserved(locale, word::priority(locale, *group))
        }
        Violation::NoticeLate { posted_on, before } => say::notice_late(locale, before, posted_on),
        Violation::NoticeTooShort { days, least } => say::notice_too_short(locale, days, least),
        Violation::NoticeLacks { content } => {
            say::notice_lacks(locale, word::content(locale, *content))
        }
        Violation::ChannelMissing { channel } => {
            say::channel_missing(locale, word::channel(locale, *channel))
        }
        Violation::OtherMode { declared, mode } => say::other_mode(
            locale,
            word::mode(locale, *declared),
            word::mode(locale, *mode),
        ),
        Violation::AskedLate { asked_on, before } => say::asked_late(locale, asked_on, before),
        Violation::DocumentMissing { document } => {
            say::document_missing(locale, word::document(locale, *document))
        }
        Violation::OtherLedgerPeriod { found, wanted } => say::other_ledger_period(
            locale,
            word::ledger_period(locale, *found),
            word::ledger_period(locale, *wanted),
        ),
        Violation::NoAgreement {} => say::no_agreement(locale).to_owned(),
        Violation::TooFewCopies { found, least } => say::too_few_copies(locale, found, least),
        Violation::StepMissing { step } => say::step_missing(locale, word::step(locale, *step)),
        Violation::StepEarly { step, before } => say::step_early(
            locale,
            word::step(locale, *before),
            word::step(locale, *step),
        ),
        Violation::BookedElsewhere { place } => say::booked_elsewhere(locale, place),
    }
}
