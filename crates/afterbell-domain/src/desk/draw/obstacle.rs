use serde::{Deserialize, Serialize};

use crate::draw::{DrawFault, NumberIssue, PublishedFile, Untimely};
use crate::{Date, Reason};

/// 未能办理: why a step of a draw, or a placement by hand, was not done. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DrawRefusal {
    Obstacle(DrawObstacle),
    Untimely(Untimely),
    Unsound(UnsoundDraw),
}

/// 阻碍: something else has to be done first, or was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DrawObstacle {
    /// 还没有承诺
    NotCommitted,
    /// 还没有公布名单
    NotClosed,
    /// 还没有揭晓
    NotRevealed,
    /// 已经公布: a file is never published twice.
    PublishedBefore { file: PublishedFile },
    /// 菜单改过: the commitment is to another menu than the one that holds.
    OtherMenu,
    /// 重抽要写理由
    ReasonNeeded,
    /// Children that hold a place and wished for nothing: a draw would give their places away.
    Holding { children: u32 },
    /// Somebody else was faster: worth another look.
    ChangedMeanwhile,
    /// 没有开班: the draw has closed the course, it has no lessons.
    NotOpened,
    /// 没有空余名额: every place is taken or on offer.
    NoPlace,
    /// 已经在这门课里
    Holds,
    /// 不合适: not for this child, or not beside what it holds.
    Unfit { reasons: Vec<Reason> },
    /// 不是人工安排的名额
    NotByHand,
    /// 家长之后自己改过
    ChosenSince,
    /// 没有这名学生
    StudentUnknown,
    /// 没有这门课
    OfferingUnknown,
}

/// 抽签问题, as far as whoever takes a step can mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UnsoundDraw {
    TooFewNumbers,
    NumberUnclear,
    NumberTooEarly,
    SealUnclear,
    ClosedTooEarly,
    OtherSecret,
    /// From this day the secrets do not count.
    SecretTooLate {
        since: Date,
    },
    NumberToCome {
        published_on: Date,
    },
    OtherNumber {
        expected: NumberIssue,
    },
    NoNumberLeft,
    OtherValues {
        values: u8,
    },
    /// The menu's rules or the books do not fit together: for whoever runs the server.
    Rules,
}

impl From<&DrawFault> for UnsoundDraw {
    fn from(fault: &DrawFault) -> Self {
        match fault {
            DrawFault::TooFewNumbers => Self::TooFewNumbers,
            DrawFault::NumberUnclear => Self::NumberUnclear,
            DrawFault::NumberTooEarly => Self::NumberTooEarly,
            DrawFault::SealUnclear => Self::SealUnclear,
            DrawFault::ClosedTooEarly => Self::ClosedTooEarly,
            DrawFault::OtherSecret => Self::OtherSecret,
            DrawFault::SecretTooLate { since } => Self::SecretTooLate { since: *since },
            DrawFault::NumberToCome { published_on } => Self::NumberToCome {
                published_on: *published_on,
            },
            DrawFault::OtherNumber { expected } => Self::OtherNumber {
                expected: expected.clone(),
            },
            DrawFault::NoNumberLeft => Self::NoNumberLeft,
            DrawFault::OtherValues { values } => Self::OtherValues { values: *values },
            DrawFault::MenuMissing
            | DrawFault::NotSorted
            | DrawFault::OtherCount { .. }
            | DrawFault::Allocation(_)
            | DrawFault::Invalid(_) => Self::Rules,
        }
    }
}
