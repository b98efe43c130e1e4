//! The words of the vocabulary, in words.

use afterbell_domain::SelectionMode;
use afterbell_domain::policy::{
    Activity, ActivityLevel, Channel, CourseForm, DocumentKind, FeePeriod, Field, FlowStep,
    LedgerPeriod, NoticeContent, PaperKind, PriorityGroup, Refund, Season, ServiceKind,
};
use afterbell_locale::Locale;
use afterbell_locale::text::policy as text;

pub fn service_kind(locale: Locale, it: ServiceKind) -> &'static str {
    match it {
        ServiceKind::BaseCare => text::service_kind::base_care(locale),
        ServiceKind::Lunch => text::service_kind::lunch(locale),
        ServiceKind::EveningStudy => text::service_kind::evening_study(locale),
        ServiceKind::ExtendedCare => text::service_kind::extended_care(locale),
        ServiceKind::Weekend => text::service_kind::weekend(locale),
        ServiceKind::HolidayCare => text::service_kind::holiday_care(locale),
    }
}

pub fn activity(locale: Locale, it: Activity) -> &'static str {
    match it {
        Activity::Care => text::activity::care(locale),
        Activity::HomeworkHelp => text::activity::homework_help(locale),
        Activity::Tutoring => text::activity::tutoring(locale),
        Activity::SelfStudy => text::activity::self_study(locale),
        Activity::Sport => text::activity::sport(locale),
        Activity::OutdoorPlay => text::activity::outdoor_play(locale),
        Activity::Handcraft => text::activity::handcraft(locale),
        Activity::Reading => text::activity::reading(locale),
        Activity::Recitation => text::activity::recitation(locale),
        Activity::Leisure => text::activity::leisure(locale),
        Activity::Science => text::activity::science(locale),
        Activity::Arts => text::activity::arts(locale),
        Activity::Labour => text::activity::labour(locale),
        Activity::Film => text::activity::film(locale),
        Activity::Meal => text::activity::meal(locale),
        Activity::NewLesson => text::activity::new_lesson(locale),
        Activity::MassMakeUp => text::activity::mass_make_up(locale),
        Activity::CurriculumCourse => text::activity::curriculum_course(locale),
        Activity::Promotion => text::activity::promotion(locale),
        Activity::Dangerous => text::activity::dangerous(locale),
    }
}

pub fn course_form(locale: Locale, it: CourseForm) -> &'static str {
    match it {
        CourseForm::Course => text::course_form::course(locale),
        CourseForm::InterestGroup => text::course_form::interest_group(locale),
        CourseForm::Club => text::course_form::club(locale),
    }
}

pub fn activity_level(locale: Locale, it: ActivityLevel) -> &'static str {
    match it {
        ActivityLevel::Class => text::activity_level::class(locale),
        ActivityLevel::School => text::activity_level::school(locale),
    }
}

pub(super) fn season(locale: Locale, it: Season) -> &'static str {
    match it {
        Season::Winter => text::season::winter(locale),
        Season::Summer => text::season::summer(locale),
    }
}

pub(super) fn paper(locale: Locale, it: PaperKind) -> &'static str {
    match it {
        PaperKind::Qualification => text::paper::qualification(locale),
        PaperKind::BackgroundCheck => text::paper::background_check(locale),
        PaperKind::Contract => text::paper::contract(locale),
    }
}

pub fn document(locale: Locale, it: DocumentKind) -> &'static str {
    match it {
        DocumentKind::ServicePlan => text::document::service_plan(locale),
        DocumentKind::SafetyRules => text::document::safety_rules(locale),
        DocumentKind::EmergencyPlan => text::document::emergency_plan(locale),
        DocumentKind::AttendanceRules => text::document::attendance_rules(locale),
        DocumentKind::PatrolRules => text::document::patrol_rules(locale),
        DocumentKind::HandoverRules => text::document::handover_rules(locale),
        DocumentKind::ApplicationRules => text::document::application_rules(locale),
        DocumentKind::FamilyLiaison => text::document::family_liaison(locale),
        DocumentKind::CareRecords => text::document::care_records(locale),
        DocumentKind::Evaluation => text::document::evaluation(locale),
        DocumentKind::PayScheme => text::document::pay_scheme(locale),
    }
}

pub fn content(locale: Locale, it: NoticeContent) -> &'static str {
    match it {
        NoticeContent::Times => text::content::times(locale),
        NoticeContent::Content => text::content::content(locale),
        NoticeContent::Form => text::content::form(locale),
        NoticeContent::Safety => text::content::safety(locale),
        NoticeContent::Teachers => text::content::teachers(locale),
        NoticeContent::Fees => text::content::fees(locale),
        NoticeContent::OutsideCourses => text::content::outside_courses(locale),
        NoticeContent::OutsideTeachers => text::content::outside_teachers(locale),
    }
}

pub fn channel(locale: Locale, it: Channel) -> &'static str {
    match it {
        Channel::Phone => text::channel::phone(locale),
        Channel::Email => text::channel::email(locale),
        Channel::LetterBox => text::channel::letter_box(locale),
        Channel::Platform => text::channel::platform(locale),
    }
}

pub fn refund(locale: Locale, it: Refund) -> &'static str {
    match it {
        Refund::Full => text::refund::full(locale),
        Refund::Partial => text::refund::partial(locale),
        Refund::None => text::refund::none(locale),
    }
}

pub fn priority(locale: Locale, it: PriorityGroup) -> &'static str {
    match it {
        PriorityGroup::Disabled => text::priority::disabled(locale),
        PriorityGroup::LeftBehind => text::priority::left_behind(locale),
        PriorityGroup::MigrantWorkers => text::priority::migrant_workers(locale),
        PriorityGroup::Poor => text::priority::poor(locale),
        PriorityGroup::PrimaryPupils => text::priority::primary_pupils(locale),
    }
}

pub fn step(locale: Locale, it: FlowStep) -> &'static str {
    match it {
        FlowStep::Survey => text::step::survey(locale),
        FlowStep::Application => text::step::application(locale),
        FlowStep::Review => text::step::review(locale),
        FlowStep::Agreement => text::step::agreement(locale),
        FlowStep::Grouping => text::step::grouping(locale),
        FlowStep::Handover => text::step::handover(locale),
    }
}

pub fn field(locale: Locale, it: Field) -> &'static str {
    match it {
        Field::Agreement => text::field::agreement(locale),
        Field::AgreementCopies => text::field::agreement_copies(locale),
        Field::Documents => text::field::documents(locale),
        Field::FamiliesAskedOn => text::field::families_asked_on(locale),
        Field::FeeStandard => text::field::fee_standard(locale),
        Field::Fees => text::field::fees(locale),
        Field::Flow => text::field::flow(locale),
        Field::FourthPeriod => text::field::fourth_period(locale),
        Field::Groups => text::field::groups(locale),
        Field::HolidayCare => text::field::holiday_care(locale),
        Field::Ledger => text::field::ledger(locale),
        Field::MidTerm => text::field::mid_term(locale),
        Field::PeLessons => text::field::pe_lessons(locale),
        Field::Priority => text::field::priority(locale),
        Field::PublicNotice => text::field::public_notice(locale),
        Field::Area => text::field::area(locale),
        Field::Boarding => text::field::boarding(locale),
        Field::Ownership => text::field::ownership(locale),
        Field::WorkEnds => text::field::work_ends(locale),
        Field::SeasonalEnd => text::field::seasonal_end(locale),
        Field::Selection => text::field::selection(locale),
        Field::WrittenHomeworkGrades => text::field::written_homework_grades(locale),
    }
}

pub fn fee_period(locale: Locale, it: FeePeriod) -> &'static str {
    match it {
        FeePeriod::Month => text::period::month(locale),
        FeePeriod::Term => text::period::term(locale),
        FeePeriod::Year => text::period::year(locale),
    }
}

pub fn ledger_period(locale: Locale, it: LedgerPeriod) -> &'static str {
    match it {
        LedgerPeriod::Month => text::period::month(locale),
        LedgerPeriod::Term => text::period::term(locale),
    }
}

pub fn mode(locale: Locale, it: SelectionMode) -> &'static str {
    match it {
        SelectionMode::FirstCome => text::mode::first_come(locale),
        SelectionMode::Wishes => text::mode::wishes(locale),
        SelectionMode::Lottery => text::mode::lottery(locale),
    }
}
