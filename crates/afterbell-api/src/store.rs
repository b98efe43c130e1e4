//! What the server and the school's office ask of a store. SQLite and PostgreSQL answer; both pass
//! the same contract (`tests/store_contract.rs`), as must whatever answers tomorrow.

pub mod deciding;
pub mod desk;
pub mod district;
pub mod draws;
pub mod ledger_chain;
mod office;
pub mod oversight;
pub mod postgres;
mod records;
pub mod sqlite;
mod unreadable;
pub mod verifying;

use afterbell_domain::wire::Child;
use afterbell_domain::{AgreementHash, GuardianId, MenuHash, Moment, StudentId};
use async_trait::async_trait;

pub use desk::Desk;
pub use draws::{DrawStore, OfferAnswer, Queueing, WishSaving};
use office::HAND_PLACES;
pub use office::{
    AgreementVersion, Applied, CodeIssue, GroupRecord, HeldCourse, MenuChange, Office, PupilChange,
    Roster, SchoolChange, Stored,
};
pub use oversight::Overseen;
pub use records::{
    Binding, Bound, Decision, DraftEdit, DraftOutcome, EnrolledPupil, Held, HostAnswered,
    HostEntered, HostEntry, HostIdentity, ListedChild, Overview, Signed, SignedCopy, Signing,
    Submission, UnreadChanges, Withdrawal, WriteRequest,
};
pub use unreadable::Unreadable;

use crate::secret::{Fingerprint, NoEntropy, ServerSecret};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Too many wait already, or another program holds the books: worth another try.
    #[error("the store is overloaded")]
    Overloaded,
    /// The database does not answer: worth another try, too.
    #[error("the store is away")]
    Away,
    /// Nothing can be written until somebody makes room on the disk; worth another try then.
    #[error("the disk is full")]
    Full,
    #[error("the store failed: {0}")]
    Failed(Box<dyn std::error::Error + Send + Sync>),
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::failed(error)
    }
}

impl From<NoEntropy> for StoreError {
    fn from(error: NoEntropy) -> Self {
        Self::failed(error)
    }
}

impl From<afterbell_domain::Invalid> for StoreError {
    fn from(error: afterbell_domain::Invalid) -> Self {
        Self::failed(error)
    }
}

impl StoreError {
    pub fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Failed(error.into())
    }
}

/// A store as the whole program sees it.
pub trait Books: Store + Office + Desk + Overseen {}

impl<T: Store + Office + Desk + Overseen> Books for T {}

/// What phones need.
#[async_trait]
pub trait Store: DrawStore + Send + Sync {
    /// Fails when the store does not answer.
    async fn ping(&self) -> Result<(), StoreError>;

    /// A number that is another one after anything was committed, by whatever process.
    async fn revision(&self) -> Result<i64, StoreError>;

    /// The current menu and its places; `None` before the first import.
    async fn overview(&self) -> Result<Option<Overview>, StoreError>;

    /// The canonical JSON of a menu version, current or former.
    async fn menu(&self, hash: &MenuHash) -> Result<Option<Vec<u8>>, StoreError>;

    /// The canonical JSON of a version of the safety agreement, current or former.
    async fn agreement(&self, hash: &AgreementHash) -> Result<Option<Vec<u8>>, StoreError>;

    /// Made at the first call, the same ever after.
    async fn server_secret(&self) -> Result<ServerSecret, StoreError>;

    /// Whether a code was ever issued and is not forgotten, used or not. Cheaper than to bind.
    async fn knows_code(&self, code: Fingerprint) -> Result<bool, StoreError>;

    async fn bind(&self, binding: Binding) -> Result<Bound, StoreError>;

    /// Lets in whoever has a host's account that is linked, or whose children the directory names.
    async fn enter_by_host(&self, entry: HostEntry) -> Result<HostEntered, StoreError>;

    /// What the same request was told, if it was let in before: then nobody else need be asked.
    async fn entered_by_host(
        &self,
        request: &WriteRequest,
    ) -> Result<Option<HostAnswered>, StoreError>;

    /// No host's account opens this one any more, and the sessions that they opened are over, but for `kept`. Says how
    /// many did.
    async fn unlink_hosts(
        &self,
        guardian: &GuardianId,
        kept: &Fingerprint,
        now: Moment,
    ) -> Result<u32, StoreError>;

    /// Whose token this is, unless it expired or was revoked.
    async fn guardian(
        &self,
        token: Fingerprint,
        now: Moment,
    ) -> Result<Option<GuardianId>, StoreError>;

    /// Ends a session, once. Says whether there ever was one with this token.
    async fn revoke(&self, token: Fingerprint, now: Moment) -> Result<bool, StoreError>;

    /// The children of an account in the order in which they were bound.
    async fn children(&self, guardian: &GuardianId) -> Result<Vec<Child>, StoreError>;

    /// The only thing that makes a place scarcer; `docs/SUBMIT.md` tells how.
    async fn submit(&self, submission: Submission) -> Result<Decision, StoreError>;

    /// Gives back all places and all care of a child.
    async fn withdraw(&self, withdrawal: Withdrawal) -> Result<Decision, StoreError>;

    /// Keeps a draft. Yields to writes that give places: with many of those waiting it is told
    /// to come back.
    async fn keep_draft(&self, edit: DraftEdit) -> Result<DraftOutcome, StoreError>;

    /// Puts a guardian's name under the current agreement, once for a child and version.
    async fn sign(&self, signing: Signing) -> Result<Decision, StoreError>;

    async fn signed_copy(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
    ) -> Result<Signed, StoreError>;

    /// What publications have changed of the places of an account's children, until it was read.
    async fn unread_changes(&self, guardian: &GuardianId) -> Result<UnreadChanges, StoreError>;

    /// A guardian has read of a child up to this one. Says whether the child is theirs.
    async fn read_changes(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
        number: u32,
    ) -> Result<bool, StoreError>;

    async fn receipt(&self, guardian: &GuardianId, student: &StudentId)
    -> Result<Held, StoreError>;
}
