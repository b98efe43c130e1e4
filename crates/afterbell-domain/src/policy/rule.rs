//! 检查词汇: the rules that a pack can ask for, each with its parameters.

mod activities;
mod evening;
mod extension;
mod fairness;
mod fees;
mod groups;
mod homework;
mod openness;
mod outside;
mod records;
mod seasons;
mod slots;
mod sport;
mod times;
mod words;

use serde::Deserialize;

use super::facts::Facts;
use super::finding::Found;

/// The parameters of each rule, by the rule's name.
pub mod parameters {
    pub use super::activities::{
        DailyActivities, GradeActivities, NamedActivities, ProhibitedActivities,
    };
    pub use super::evening::{EveningStudy, EveningWithoutSubject};
    pub use super::extension::{
        CourseDetails, CourseSeries, ExtensionGroup, ExtensionGroups, GiftedCourses,
    };
    pub use super::fairness::{MidTerm, Priority, SafetyAgreement, Uncapped, Voluntary};
    pub use super::fees::{FeePerPeriod, FeeWithinStandard, FullRefund, NoFee, PaymentWeeks};
    pub use super::groups::{CourseGroups, TemporaryGroups};
    pub use super::homework::{HomeworkShare, OtherThanHomework, WrittenHomework};
    pub use super::openness::{
        FamiliesAsked, NoticeDeadline, ObjectionChannels, PublicNotice, SelectionDeclared,
    };
    pub use super::outside::{OutsidePapers, OutsidePosted, OwnStaff, UnpaidOutside};
    pub use super::records::{LedgerReports, OnRecord, OnePlace, ServiceFlow};
    pub use super::seasons::{HolidayOpening, SeasonalEnds};
    pub use super::slots::ActivitySlots;
    pub use super::sport::{SpecialtyShare, SportWithoutPe};
    pub use super::times::{
        CareEnd, ServiceDays, ServiceHours, ServicesHeld, StaggeredDismissal, WeekendDays,
    };
    pub use super::words::ProhibitedWords;
}

/// What every rule can do.
trait Look {
    /// Adds every breach.
    fn look(&self, facts: &Facts, found: &mut Found);

    /// A parameter with which the rule would ask for nothing, or for what cannot be.
    fn senseless(&self) -> Option<&'static str> {
        None
    }
}

macro_rules! rules {
    ($($name:ident = $code:literal,)+) => {
        /// 检查规则: one word of the vocabulary with its parameters.
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        pub enum Rule {
            $(#[serde(rename = $code)] $name(parameters::$name),)+
        }

        impl Rule {
            /// Every word of the vocabulary, in the order of `docs/POLICY.md`.
            pub const CODES: &[&str] = &[$($code,)+];

            /// The word it has in a pack.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name(_) => $code,)+ }
            }

            pub(super) fn look(&self, facts: &Facts, found: &mut Found) {
                match self { $(Self::$name(rule) => rule.look(facts, found),)+ }
            }

            pub(super) fn senseless(&self) -> Option<&'static str> {
                match self { $(Self::$name(rule) => rule.senseless(),)+ }
            }
        }
    };
}

rules! {
    ServiceDays = "service_days",
    ServiceHours = "service_hours",
    CareEnd = "care_end",
    SeasonalEnds = "seasonal_ends",
    StaggeredDismissal = "staggered_dismissal",
    WeekendDays = "weekend_days",
    ServicesHeld = "services_held",
    HolidayOpening = "holiday_opening",
    EveningStudy = "evening_study",
    EveningWithoutSubject = "evening_without_subject",
    ActivitySlots = "activity_slots",
    DailyActivities = "daily_activities",
    GradeActivities = "grade_activities",
    ProhibitedActivities = "prohibited_activities",
    ProhibitedWords = "prohibited_words",
    WrittenHomework = "written_homework",
    OtherThanHomework = "other_than_homework",
    HomeworkShare = "homework_share",
    SportWithoutPe = "sport_without_pe",
    SpecialtyShare = "specialty_share",
    ExtensionGroups = "extension_groups",
    CourseSeries = "course_series",
    GiftedCourses = "gifted_courses",
    CourseDetails = "course_details",
    CourseGroups = "course_groups",
    TemporaryGroups = "temporary_groups",
    OutsidePapers = "outside_papers",
    OutsidePosted = "outside_posted",
    UnpaidOutside = "unpaid_outside",
    OwnStaff = "own_staff",
    FeeWithinStandard = "fee_within_standard",
    FeePerPeriod = "fee_per_period",
    PaymentWeeks = "payment_weeks",
    FullRefund = "full_refund",
    NoFee = "no_fee",
    Uncapped = "uncapped",
    Voluntary = "voluntary",
    MidTerm = "mid_term",
    Priority = "priority",
    SafetyAgreement = "safety_agreement",
    PublicNotice = "public_notice",
    ObjectionChannels = "objection_channels",
    SelectionDeclared = "selection_declared",
    FamiliesAsked = "families_asked",
    OnRecord = "on_record",
    LedgerReports = "ledger_reports",
    ServiceFlow = "service_flow",
    OnePlace = "one_place",
}

impl Rule {
    /// The word lists it looks with.
    pub fn word_lists(&self) -> &[String] {
        match self {
            Self::ProhibitedWords(rule) => &rule.lists,
            _ => &[],
        }
    }
}
