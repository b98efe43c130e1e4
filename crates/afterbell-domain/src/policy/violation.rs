use serde::{Deserialize, Serialize};

use super::vocabulary::{
    Activity, Channel, DocumentKind, FeePeriod, FlowStep, LedgerPeriod, NoticeContent, PaperKind,
    PriorityGroup, Refund, ServiceKind,
};
use crate::{ClockRange, ClockTime, Date, Fen, Label, SelectionMode};

/// 违反: what is wrong, with its values; `locales/` words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "values", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Violation {
    /// The plan does not say what the check needs to know.
    NotStated {},

    // Days and times
    NoServiceOnDay {},
    ServiceTooShort {
        minutes: u32,
        least: u32,
    },
    EndsEarly {
        ends: ClockTime,
        earliest: ClockTime,
    },
    EndsLate {
        ends: ClockTime,
        latest: ClockTime,
    },
    TooFewWeekendDays {
        found: u8,
        least: u8,
    },
    TooManyWeekendDays {
        found: u8,
        most: u8,
    },
    TooFewBatches {
        found: usize,
        least: u8,
    },
    ServiceMissing {
        kind: ServiceKind,
    },
    ServiceAtOtherTime {
        kind: ServiceKind,
        wanted: ClockRange,
    },
    HolidayTooShort {
        days: i64,
        least: u16,
    },
    OtherSeasonalEnd {
        winter: ClockTime,
        otherwise: ClockTime,
    },
    NotASeasonalEnd {
        ends: ClockTime,
    },
    OtherWeekday {},
    OtherSlot {
        time: ClockRange,
    },

    // What is done
    ActivityMissing {
        activity: Activity,
    },
    NoneOfActivities {
        activities: Vec<Activity>,
    },
    ActivityProhibited {
        activity: Activity,
    },
    WordProhibited {
        word: String,
        about: String,
    },
    NotForGrade {},
    GivenToSubject {
        subject: Label,
    },
    WrittenHomework {},
    OnlyHomework {},
    TooMuchHomework {
        percent: u32,
        most: u8,
    },
    TooLittleSport {
        minutes: u32,
        least: u16,
    },
    NamedActivityMissing {
        name: Label,
    },

    // Courses
    TooFewGroups {
        found: usize,
        least: usize,
        missing: Vec<Label>,
    },
    TooFewSeries {
        found: usize,
        least: u8,
    },
    TooFewGiftedCourses {
        found: usize,
        least: u8,
    },
    SpecialtyTooSmall {
        percent: u32,
        least: u8,
    },
    NoContent {},
    NoTeacherNamed {},

    // People and groups
    PaperMissing {
        holder: Label,
        paper: PaperKind,
    },
    PaperNotValid {
        holder: Label,
        paper: PaperKind,
        from: Date,
        until: Date,
    },
    NotPosted {
        holder: Label,
    },
    PostedLate {
        holder: Label,
        posted_on: Date,
        before: Date,
    },
    PaidOutside {
        fee: Fen,
    },
    TooFewOwnStaff {
        percent: u32,
        least: u8,
    },
    GroupTooLarge {
        size: u16,
        most: u16,
    },
    NoGroupTeacher {},
    OtherNumberOfTutors {
        found: usize,
        least: u8,
        most: u8,
    },
    TooManyPlaces {
        places: u16,
        most: u16,
    },
    OtherNumberOfTeachers {
        found: usize,
        least: u8,
        most: u8,
    },

    // Money
    NoFeeStandard {
        fee: Fen,
    },
    StandardNotInForce {
        fee: Fen,
        published_on: Date,
    },
    FeeAboveStandard {
        fee: Fen,
        most: Fen,
    },
    FeeProhibited {
        fee: Fen,
    },
    OtherFeePeriod {
        found: FeePeriod,
        wanted: FeePeriod,
    },
    PaidOutsideTerm {
        from: Date,
        until: Date,
    },
    PaidInOtherWeeks {
        from: i64,
        until: i64,
        first: u8,
        last: u8,
    },
    OtherRefund {
        found: Refund,
        wanted: Refund,
    },

    // Openness and fairness
    Capped {
        places: u16,
    },
    NotVoluntary {},
    CannotJoin {},
    CannotLeave {},
    GroupMissing {
        group: PriorityGroup,
    },
    GroupWithoutPlace {
        group: PriorityGroup,
    },
    /// The plan makes it sure of a place, and no course of the menu keeps one.
    NoPlaceReserved {
        group: PriorityGroup,
    },
    NoticeLate {
        posted_on: Date,
        before: Date,
    },
    NoticeTooShort {
        days: i64,
        least: u16,
    },
    NoticeLacks {
        content: NoticeContent,
    },
    ChannelMissing {
        channel: Channel,
    },
    OtherMode {
        declared: SelectionMode,
        mode: SelectionMode,
    },
    AskedLate {
        asked_on: Date,
        before: Date,
    },
    DocumentMissing {
        document: DocumentKind,
    },
    OtherLedgerPeriod {
        found: LedgerPeriod,
        wanted: LedgerPeriod,
    },
    NoAgreement {},
    TooFewCopies {
        found: u8,
        least: u8,
    },
    StepMissing {
        step: FlowStep,
    },
    StepEarly {
        step: FlowStep,
        before: FlowStep,
    },
    BookedElsewhere {
        place: Label,
    },
}
