use serde::{Deserialize, Serialize};
use std::fmt;

use crate::desk::DrawStage;
use crate::draw::{DrawSecret, NumberIssue, PublicNumber, PublishedFile, RevealedNumber};
use crate::{FileHash, Label, MenuHash, Moment, OfferingId, StudentId};

/// 抽签页: where the draw stands. It names no child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DrawDesk {
    pub now: Moment,
    /// The menu that holds: `/api/menus/{menu}`.
    pub menu: MenuHash,
    #[serde(flatten)]
    pub stage: DrawStage,
    /// 开放池: the draw is of those who came within the first minutes, and is not made again once it was run.
    pub is_of_pool: bool,
    /// 学生 whose families have saved wishes.
    pub wishing: u32,
    /// 学生 at the school.
    pub pupils: u32,
    /// Of the last draw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<CommitmentView>,
    /// The menu that holds is another one than was committed to.
    pub menu_changed: bool,
    /// The first one first; the last one is under way, or holds.
    pub draws: Vec<DrawRecord>,
    /// The newest first.
    pub notes: Vec<NoteOfPlacement>,
}

/// 承诺 as far as whoever takes the next step needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommitmentView {
    pub seals: Vec<FileHash>,
    pub numbers: Vec<PublicNumber>,
    pub committed_at: Moment,
}

/// 一次抽签, and what was published of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DrawRecord {
    /// Counted from 1.
    pub number: u32,
    /// Why it was drawn again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Label>,
    pub files: Vec<PublishedFileView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedFileView {
    pub file: PublishedFile,
    /// Where it is: `/api/draw/{hash}`.
    pub hash: FileHash,
    pub published_at: Moment,
}

/// 人工安排, as everybody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteOfPlacement {
    pub at: Moment,
    /// Under a pseudonym of its own.
    pub child: String,
    pub offering: OfferingId,
    pub reason: Label,
    /// 撤回: the place was taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_back: bool,
}

/// 公布承诺
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommitDraw {
    /// The how many-th draw it is to be: a second click begins no other one.
    pub draw: u32,
    pub seals: Vec<FileHash>,
    pub numbers: Vec<PublicNumber>,
    /// Why there is another draw; needed for all but the first, and public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Label>,
}

/// The next step of this draw: 公布名单 or 录取
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfDraw {
    pub draw: u32,
}

/// 揭晓
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevealDraw {
    pub draw: u32,
    /// In the order of their seals; none when they do not count.
    pub secrets: Vec<DrawSecret>,
    #[serde(default)]
    pub not_published: Vec<NumberIssue>,
    pub number: RevealedNumber,
}

/// Until it is published a secret belongs into no log.
impl fmt::Debug for RevealDraw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RevealDraw({})", self.draw)
    }
}

/// 录取完成
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DrawRan {
    pub children: u32,
    pub places: u32,
    pub waiting: u32,
}

/// 人工安排
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceByHand {
    pub student: StudentId,
    pub offering: OfferingId,
    /// Why; everybody can read it.
    pub reason: Label,
    /// 一并退出: what the child leaves for it; nothing that is in the way is taken from it unsaid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exchanges: Vec<OfferingId>,
}

/// 撤回人工安排
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakePlaceBack {
    pub student: StudentId,
    pub offering: OfferingId,
    /// Why; everybody can read it.
    pub reason: Label,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlacedByHand {
    /// What stood in its slots and was given back: the family has to be told.
    pub gave_back: Vec<OfferingId>,
}
