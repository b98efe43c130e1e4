use serde::{Deserialize, Serialize};

use crate::{
    Category, ClockRange, ClockTime, CourseId, Date, Grade, GradeSet, HomeroomClass, Moment,
    OfferingId, Weekday,
};

/// 原因: why a choice cannot be accepted, with the values a sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Reason {
    /// 年级不符
    GradeNotEligible { grades: GradeSet, grade: Grade },
    /// 班级不符
    ClassNotEligible {
        classes: Vec<HomeroomClass>,
        class: HomeroomClass,
    },
    /// 未到选课时间
    NotYetOpen { opens_at: Moment },
    /// 选课已截止
    Closed { closed_at: Moment },
    /// 名额已满
    Full { places: u16 },
    /// 时间冲突, with a chosen offering at this time of its own
    Clashes {
        with: OfferingId,
        weekday: Weekday,
        time: ClockRange,
    },
    /// 同一课程每学期限选一次
    CourseChosenTwice { other: OfferingId },
    /// 每天限选
    DayLimit { weekday: Weekday, limit: u8 },
    /// 每类限选
    CategoryLimit { category: Category, limit: u8 },
    /// 每学期限选
    TermLimit { limit: u8 },
    /// 需先修
    PrerequisiteMissing { course: CourseId },
    /// 需面试
    AuditionRequired,
    /// 接走时间早于下课
    PickUpBeforeCourseEnds {
        weekday: Weekday,
        pick_up: ClockTime,
        ends_at: ClockTime,
    },
    /// 当天没有托管
    CareNotOffered { weekday: Weekday },
    /// 不是离校批次
    PickUpNotOffered {
        weekday: Weekday,
        pick_up: ClockTime,
    },
    /// 菜单里没有
    NotInMenu,
    /// 学期已结束
    TermEnded { last_day: Date },
    /// 本轮填志愿: places are drawn, so none can be taken.
    DrawnByWishes,
    /// 正在抽签: places are taken once those of the draw were given out.
    BeingDrawn,
    /// 未开班: it stayed below its minimum in the draw.
    NotOpened,
    /// 本轮先到先得: places are taken, so nothing is wished for.
    FirstCome,
    /// 不在这个时段
    OtherSlot,
    /// 抽签每个时段限填一门
    OneWishOnly,
}

/// 办法: what a parent can do about a reason, in the order in which reasons are told. What
/// nobody can change comes first: whoever reads it need not read on, and gives nothing up for a course
/// that the child cannot have anyway. Then what a tap changes, then what takes somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// 无法更改
    Nothing,
    /// 改接孩子的时间
    PickUp,
    /// 换掉另一门
    Exchange,
    /// 等开放
    Wait,
    /// 等别人退出
    Vacancy,
    /// 问学校
    School,
}

impl Reason {
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::GradeNotEligible { .. }
            | Self::ClassNotEligible { .. }
            | Self::Closed { .. }
            | Self::TermEnded { .. }
            | Self::CareNotOffered { .. }
            | Self::DrawnByWishes
            | Self::NotOpened
            | Self::FirstCome
            | Self::OtherSlot
            | Self::NotInMenu => Remedy::Nothing,
            Self::PickUpBeforeCourseEnds { .. } | Self::PickUpNotOffered { .. } => Remedy::PickUp,
            Self::Clashes { .. }
            | Self::CourseChosenTwice { .. }
            | Self::DayLimit { .. }
            | Self::CategoryLimit { .. }
            | Self::TermLimit { .. }
            | Self::OneWishOnly => Remedy::Exchange,
            Self::NotYetOpen { .. } | Self::BeingDrawn => Remedy::Wait,
            Self::Full { .. } => Remedy::Vacancy,
            Self::PrerequisiteMissing { .. } | Self::AuditionRequired => Remedy::School,
        }
    }

    /// Whether a parent may put the course into the draft all the same: it waits for the
    /// opening, or a later pick-up mends it.
    pub fn allows_drafting(&self) -> bool {
        matches!(
            self,
            Self::NotYetOpen { .. } | Self::BeingDrawn | Self::PickUpBeforeCourseEnds { .. }
        )
    }
}

/// The reasons a parent needs: where nothing can be done, what could be done about the others is
/// of no use.
pub fn worth_telling(reasons: &[Reason]) -> impl Iterator<Item = &Reason> {
    let is_final = |reason: &Reason| reason.remedy() == Remedy::Nothing;
    let has_final = reasons.first().is_some_and(is_final);
    reasons
        .iter()
        .filter(move |reason| !has_final || is_final(reason))
}

/// 提醒: allowed, but worth a second look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Advice {
    /// 无人看护: the child has a course later that day, and no care until it begins.
    Unattended {
        weekday: Weekday,
        from: ClockTime,
        until: ClockTime,
    },
}
