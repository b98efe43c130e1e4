//! The cells of a draft: each a name with a value of its own type.

use serde::{Deserialize, Serialize};

use crate::allocation::Reserved;
use crate::policy::{
    FeePlan, FeeStandard, FlowStep, HolidayCare, LedgerReport, MidTermChange, PeTimetable,
    PlanDocument, PriorityRule, PublicNotice, SchoolProfile, SeasonalEnd, SelectionMechanism,
    ServicePlan, TemporaryGroup,
};
use crate::{
    AgreementHash, BaseCare, Category, ClockRange, Course, CourseId, Date, Eligibility, Fen, Grade,
    Label, Limits, MenuContent, MenuGroup, Offering, Provider, SafetyAgreement, School,
    SelectionRound, Session, Term, Weekday,
};

macro_rules! cells {
    ($($(#[$doc:meta])* $name:ident of $owner:ident { $($cell:ident($type:ty) = $field:ident,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name { $($cell($type),)+ }

        impl $name {
            /// Every cell with what stands in it, in the order of the columns.
            pub fn all(of: &$owner) -> Vec<Self> {
                vec![$(Self::$cell(of.$field.clone()),)+]
            }

            /// The same cell with what stands in it now.
            pub(super) fn now(&self, of: &$owner) -> Self {
                match self { $(Self::$cell(_) => Self::$cell(of.$field.clone()),)+ }
            }

            pub(super) fn write(&self, to: &mut $owner) {
                match self { $(Self::$cell(value) => to.$field = value.clone(),)+ }
            }

            pub fn is_same_cell(&self, other: &Self) -> bool {
                std::mem::discriminant(self) == std::mem::discriminant(other)
            }
        }
    )+};
}

cells! {
    /// 开班项的一格
    OfferingCell of Offering {
        Course(CourseId) = course,
        Sessions(Vec<Session>) = sessions,
        Places(u16) = places,
        Minimum(Option<u16>) = minimum,
        Eligibility(Eligibility) = eligibility,
        Teachers(Vec<Label>) = teachers,
        Provider(Provider) = provider,
        FeeFen(Fen) = fee_fen,
        Audition(bool) = audition,
        Remark(Option<Label>) = remark,
        Reserved(Vec<Reserved>) = reserved,
    }
    /// 上课时段的一格
    SessionCell of Session {
        Weekday(Weekday) = weekday,
        Time(ClockRange) = time,
        Room(Option<Label>) = room,
    }
    /// 课程的一格
    CourseCell of Course {
        Name(Label) = name,
        Category(Category) = category,
        OncePerTerm(bool) = once_per_term,
        Prerequisite(Option<CourseId>) = prerequisite,
    }
    /// 菜单的一栏
    MenuCell of MenuContent {
        School(School) = school,
        Term(Term) = term,
        BaseCare(BaseCare) = base_care,
        Limits(Limits) = limits,
        Round(SelectionRound) = round,
        Agreement(Option<AgreementHash>) = agreement,
        Groups(Vec<MenuGroup>) = groups,
    }
    /// 方案的一栏
    PlanCell of ServicePlan {
        School(SchoolProfile) = school,
        HolidayCare(Vec<HolidayCare>) = holiday_care,
        Groups(Vec<TemporaryGroup>) = groups,
        PeLessons(Vec<PeTimetable>) = pe_lessons,
        FeeStandard(Option<FeeStandard>) = fee_standard,
        Fees(Option<FeePlan>) = fees,
        PublicNotice(Option<PublicNotice>) = public_notice,
        Selection(Option<SelectionMechanism>) = selection,
        FamiliesAskedOn(Option<Date>) = families_asked_on,
        Documents(Vec<PlanDocument>) = documents,
        Ledger(Option<LedgerReport>) = ledger,
        Priority(Vec<PriorityRule>) = priority,
        MidTerm(Option<MidTermChange>) = mid_term,
        AgreementCopies(Option<u8>) = agreement_copies,
        Agreement(Option<SafetyAgreement>) = agreement,
        WrittenHomeworkGrades(Option<Vec<Grade>>) = written_homework_grades,
        SeasonalEnd(Option<SeasonalEnd>) = seasonal_end,
        FourthPeriod(Option<ClockRange>) = fourth_period,
        Flow(Vec<FlowStep>) = flow,
    }
}
