//! What the school's desk asks of a store. Every write goes through [`Desk::carry_out`]: it looks
//! who asks, whether they may, decides, and writes what was decided together with its row in the
//! log, all in one transaction.

mod acts;
mod rows;

use std::collections::BTreeMap;

use afterbell_domain::desk::{DraftChange, Objection, ObjectionView};
use afterbell_domain::{Moment, OfferingId, StaffId, StudentId};
use async_trait::async_trait;

use super::StoreError;
use crate::secret::Fingerprint;

pub use acts::{Actor, Deed, DeskAct, DeskOutcome};
pub use rows::{
    AuditRow, AuditionBooks, AuditionRow, CodeUse, DraftRow, FreeTimesRow, HolderBooks,
    NoticeContent, NoticeRow, ProposalBooks, ProposalRow, StaffRow,
};

/// 请求由来: whether somebody is at the desk, or its page asks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    BySomebody,
    ByThePage,
}

#[async_trait]
pub trait Desk: Send + Sync {
    /// Everybody who ever was at the desk, by name.
    async fn staff(&self) -> Result<Vec<StaffRow>, StoreError>;

    /// Whose session this is, unless it ended or they were revoked. Puts its idle end off when
    /// somebody is there to ask.
    async fn staff_of_session(
        &self,
        token: Fingerprint,
        now: Moment,
        asked: Asked,
    ) -> Result<Option<StaffRow>, StoreError>;

    /// When sign-ins of this name or address failed, not longer ago than the rules look back.
    async fn failures(&self, who: Fingerprint, since: Moment) -> Result<Vec<Moment>, StoreError>;

    /// Counts a failure, and forgets those before `since`.
    async fn failed(
        &self,
        who: Vec<Fingerprint>,
        now: Moment,
        since: Moment,
    ) -> Result<(), StoreError>;

    /// So many entries before a number, the newest first.
    async fn audit(&self, before: Option<u32>, most: u32) -> Result<Vec<AuditRow>, StoreError>;

    /// The draft; the published menu before anybody has edited; `None` before the first import.
    async fn menu_draft(&self) -> Result<Option<DraftRow>, StoreError>;

    /// Changes after a revision, oldest first.
    async fn draft_changes(&self, since: u32, most: u32) -> Result<Vec<DraftChange>, StoreError>;

    /// The newest notice.
    async fn notice(&self) -> Result<Option<NoticeRow>, StoreError>;

    /// What the public has said against it, oldest first.
    async fn objections(&self) -> Result<Vec<ObjectionView>, StoreError>;

    async fn object(&self, objection: Objection, now: Moment) -> Result<(), StoreError>;

    /// By child: whether a code waits, and how many guardians are bound.
    async fn code_uses(&self) -> Result<BTreeMap<StudentId, CodeUse>, StoreError>;

    /// Applicants and choices of all courses that have any.
    async fn auditions(&self) -> Result<AuditionBooks, StoreError>;

    /// The children that hold a place in these offerings, and what else is asked before they are moved.
    async fn holders(&self, offerings: Vec<OfferingId>) -> Result<HolderBooks, StoreError>;

    /// What teachers would teach, and when they have time.
    async fn proposals(&self) -> Result<ProposalBooks, StoreError>;

    /// Keeps the same secret of an authenticator sealed in another way, where it is still kept as it was. Says whether.
    async fn keep_sealed(
        &self,
        staff: StaffId,
        was: Vec<u8>,
        sealed: Vec<u8>,
    ) -> Result<bool, StoreError>;

    async fn carry_out(&self, act: DeskAct) -> Result<DeskOutcome, StoreError>;
}
