//! What wishes and draws need of a store.

use std::collections::BTreeMap;
use std::fmt;

use afterbell_domain::desk::{DrawObstacle, ToldCourse};
use afterbell_domain::draw::{PublishedFile, TermKey};
use afterbell_domain::{
    FileHash, GroupId, GuardianId, Label, MenuHash, Moment, OfferingId, Receipt, SelectionDraft,
    ServiceMenu, Student, StudentId, Waiting, WishList, WishReceipt,
};
use async_trait::async_trait;

use super::{Decision, StoreError, WriteRequest};

/// 保存志愿
pub struct WishSaving {
    pub guardian: GuardianId,
    pub student: StudentId,
    pub wishes: WishList,
    pub request: WriteRequest,
    pub now: Moment,
}

/// 答复候补通知
pub struct OfferAnswer {
    pub guardian: GuardianId,
    pub student: StudentId,
    pub offering: OfferingId,
    pub accepts: bool,
    pub request: WriteRequest,
    pub now: Moment,
}

/// 候补报名: after the draw, to get a place or to wait for one, or to wait no longer.
pub struct Queueing {
    pub guardian: GuardianId,
    pub student: StudentId,
    pub offering: OfferingId,
    pub joins: bool,
    pub request: WriteRequest,
    pub now: Moment,
}

/// The wishes that count for a child now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptWishes {
    Receipt(WishReceipt),
    Nothing,
    StudentNotYours,
}

/// 一次抽签, as far as it was published. A new one makes the earlier ones void and says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawState {
    /// Counted from 1 in each term.
    pub number: u32,
    pub reason: Option<Label>,
    /// In the order of `PublishedFile`.
    pub files: Vec<DrawFile>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawFile {
    pub file: PublishedFile,
    pub hash: FileHash,
    pub published_at: Moment,
}

impl DrawState {
    pub fn has(&self, file: PublishedFile) -> bool {
        self.files.iter().any(|one| one.file == file)
    }
}

/// 人工安排, as everybody may read it: the child under its pseudonym.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacementNote {
    pub at: Moment,
    pub child: String,
    pub offering: OfferingId,
    pub reason: Label,
    /// 撤回
    pub taken_back: bool,
}

/// Everything about draws that is public.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draws {
    /// Of the term that holds.
    pub draws: Vec<DrawState>,
    /// Of other terms, the oldest first.
    pub earlier: Vec<DrawState>,
    pub notes: Vec<PlacementNote>,
}

/// What the office's commands work with, all of one moment.
#[derive(Clone)]
pub struct DrawBooks {
    pub menu: (MenuHash, ServiceMenu),
    pub draws: Vec<DrawState>,
    /// Of other terms, the oldest first.
    pub earlier: Vec<DrawState>,
    /// Made at the first call, the same all term, and never published.
    pub key: TermKey,
    /// The numbers of the last list of wishes and of the last entry of the ledger.
    pub wishes: u32,
    pub entries: u32,
    /// The number of the last record of a priority group.
    pub groups: u32,
    /// Children at the school that wished for something or hold something.
    pub children: Vec<DrawChild>,
    /// Children picked at auditions, in the order in which they were.
    pub auditions: BTreeMap<OfferingId, Vec<StudentId>>,
}

#[derive(Debug, Clone)]
pub struct DrawChild {
    pub student: Student,
    /// Who saved the wishes.
    pub guardian: Option<GuardianId>,
    pub wishes: Option<WishList>,
    /// When they were saved.
    pub wished_at: Option<Moment>,
    /// Whether the menu knows it is for the rules to say.
    pub group: Option<GroupId>,
    pub receipt: Option<Receipt>,
    /// Places in which the school has put it.
    pub placed_by_hand: Vec<OfferingId>,
}

/// A step of a draw: files to publish and, with the results, places to give out; written by
/// `Deed::PublishDraw`, all in one transaction, and only if everything is as it was found.
#[derive(Clone)]
pub struct Publication {
    pub number: u32,
    /// Why there is another draw; needed for all but the first.
    pub reason: Option<Label>,
    pub menu: MenuHash,
    /// The hashes of this draw's files that are there already.
    pub expected: Vec<FileHash>,
    /// The last list of wishes that was looked at; it matters when applicants are published.
    pub wishes: u32,
    /// The last record of a group that was looked at; it matters then, too.
    pub groups: u32,
    /// Who was picked at auditions; it matters then, too.
    pub auditions: BTreeMap<OfferingId, Vec<StudentId>>,
    /// The last entry that was looked at; it matters when places are counted for the rules or given out.
    pub entries: u32,
    pub files: Vec<(PublishedFile, Vec<u8>)>,
    /// With the results: what children hold from now on.
    pub placements: Vec<Placement>,
    pub now: Moment,
}

/// What a family wished for belongs into no log.
impl fmt::Debug for Publication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Publication(draw {})", self.number)
    }
}

/// What a draw comes to for a child.
#[derive(Clone)]
pub struct Placement {
    pub student: StudentId,
    pub guardian: Option<GuardianId>,
    pub selection: SelectionDraft,
    /// The child's own row of the allocation's report; none when it wished for nothing.
    pub report: Option<String>,
    pub waiting: Vec<Waiting>,
    /// Places that it was to keep beside the draw, and that have ended all the same.
    pub told: Vec<ToldCourse>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    Done,
    MenuChangedMeanwhile,
    DrawChangedMeanwhile,
    /// A family was faster: worth another look.
    BooksChangedMeanwhile,
}

/// A child that the office puts into an offering, or out of one again, by `Deed::PlaceByHand`.
#[derive(Debug, Clone)]
pub struct OfficePlacement {
    pub menu: MenuHash,
    pub student: StudentId,
    pub offering: OfferingId,
    pub pseudonym: String,
    pub reason: Label,
    pub change: PlaceChange,
    pub now: Moment,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceChange {
    /// 安排
    Gives {
        /// What the child leaves for it.
        exchanges: Vec<OfferingId>,
    },
    /// 撤回
    TakesBack,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed {
    Done {
        /// What the child has left for it.
        gave_back: Vec<OfferingId>,
    },
    MenuChangedMeanwhile,
    /// A draw is under way or to come, and would give the place away again.
    DrawToCome,
    Refused(DrawObstacle),
}

/// What a draw came to for a family's own child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnResult {
    Result {
        draw: Option<u32>,
        /// Its row of the allocation's report, as JSON.
        report: Option<String>,
        waiting: Vec<Waiting>,
        /// Recorded by the office, whether the menu knows it or not.
        group: Option<GroupId>,
    },
    StudentNotYours,
}

#[async_trait]
pub trait DrawStore: Send + Sync {
    /// Keeps a list of wishes in the place of an earlier one.
    async fn save_wishes(&self, saving: WishSaving) -> Result<Decision, StoreError>;

    async fn wishes(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
    ) -> Result<KeptWishes, StoreError>;

    async fn answer_offer(&self, answer: OfferAnswer) -> Result<Decision, StoreError>;

    /// Gives a place that is free and that nobody waits for, or puts the child at the end of the list; or
    /// takes it off.
    async fn queue(&self, queueing: Queueing) -> Result<Decision, StoreError>;

    async fn own_result(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
    ) -> Result<OwnResult, StoreError>;

    async fn draws(&self) -> Result<Draws, StoreError>;

    /// A published file, by its hash.
    async fn draw_file(&self, hash: &FileHash) -> Result<Option<Vec<u8>>, StoreError>;

    /// Under which the children of this term get their pseudonyms. Made at the first call.
    async fn term_key(&self) -> Result<TermKey, StoreError>;

    /// `None` before the first import.
    async fn draw_books(&self) -> Result<Option<DrawBooks>, StoreError>;

    /// Children at the school for whom wishes are saved.
    async fn wishing(&self) -> Result<u32, StoreError>;

    /// Ends offers nobody took and offers what is free. Says how many rows have changed.
    async fn settle_waiting(&self, now: Moment) -> Result<u32, StoreError>;
}
