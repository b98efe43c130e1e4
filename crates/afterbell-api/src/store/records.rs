//! What goes into the store and what comes out.

use std::collections::BTreeMap;

use afterbell_domain::desk::ToldChange;
use afterbell_domain::wire::KeptDraft;
use afterbell_domain::{
    AgreementHash, AgreementSignature, GuardianId, HomeroomClass, Label, MenuHash, Moment,
    OfferingId, Receipt, SafetyAgreement, SelectionDraft, SignerName, StudentId,
};
use afterbell_hosts::Host;

use crate::answer::Answer;
use crate::secret::Fingerprint;

/// The name a phone gave to one intent to write, and what it asked under that name.
#[derive(Debug, Clone)]
pub struct WriteRequest {
    pub key: String,
    /// Of the operation and its canonical body.
    pub fingerprint: Fingerprint,
}

/// The current menu and the places taken, read in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    pub menu: MenuHash,
    pub taken: BTreeMap<OfferingId, u32>,
    /// Children who wait, or to whom a place is offered: so many free places are kept for them.
    pub claims: BTreeMap<OfferingId, u32>,
    /// Whether a draw was run.
    pub was_run: bool,
}

/// 平台账号: whose page a chat app says it is. The vendor's number itself is not known to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HostIdentity {
    pub host: Host,
    /// `ServerSecret::host_subject` of the vendor's number.
    pub subject: Fingerprint,
}

/// 免登: opening a session for whoever has a host's account.
pub struct HostEntry {
    pub identity: HostIdentity,
    /// The children that the school's directory with the vendor names.
    pub children: Vec<ListedChild>,
    /// Of the ticket that was handed over, which opens once.
    pub ticket: Option<Fingerprint>,
    /// Of the token a new session would get.
    pub token: Fingerprint,
    pub expires_at: Moment,
    pub request: WriteRequest,
    pub now: Moment,
}

/// 家校通讯录里的孩子. Numbers are typed in by hand there, and may be last year's: the name must be the child's too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedChild {
    pub school_number: Label,
    pub name: Label,
}

/// What a request was told when it came before, and for which host's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostAnswered {
    pub entered: HostEntered,
    /// Not told to a request that is another one.
    pub subject: Option<Fingerprint>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostEntered {
    /// And the session of `HostEntry::token` is open.
    Entered {
        guardian: GuardianId,
    },
    /// No account is linked to it; the code of a child's letter links one.
    Unknown,
    /// The ticket was used by another request.
    TicketUsed,
    KeyReused,
}

pub struct Binding {
    pub code: Fingerprint,
    /// The host's account to link to the guardian's, or whose account gets the child.
    pub host: Option<HostIdentity>,
    /// The account to add the child to; without one a new account is opened.
    pub guardian: Option<GuardianId>,
    /// Of the token a new session would get.
    pub token: Fingerprint,
    pub expires_at: Moment,
    pub request: WriteRequest,
    pub now: Moment,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    Bound {
        guardian: GuardianId,
        student: StudentId,
        /// This binding opened the session of `Binding::token`.
        opened_session: bool,
        /// The child was not bound to this account before.
        newly: bool,
    },
    CodeUnknown,
    CodeUsed,
    KeyReused,
}

pub struct Submission {
    pub guardian: GuardianId,
    pub student: StudentId,
    pub draft: SelectionDraft,
    pub request: WriteRequest,
    pub now: Moment,
}

pub struct Withdrawal {
    pub guardian: GuardianId,
    pub student: StudentId,
    pub request: WriteRequest,
    pub now: Moment,
}

/// 选课草稿: a guardian's newest draft for a child; without one the kept draft is let go.
pub struct DraftEdit {
    pub guardian: GuardianId,
    pub student: StudentId,
    pub draft: Option<SelectionDraft>,
    /// The revision it was made from.
    pub base_revision: u32,
    pub now: Moment,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftOutcome {
    /// It is kept, under this revision.
    Kept(u32),
    /// It was made from an older one than this.
    Changed(KeptDraft),
    StudentNotYours,
}

/// 签署: a guardian's name under a version of the agreement.
pub struct Signing {
    pub guardian: GuardianId,
    pub student: StudentId,
    pub agreement: AgreementHash,
    pub signed_name: SignerName,
    pub request: WriteRequest,
    pub now: Moment,
}

/// 已签协议: all that stands on the copy that school and family keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCopy {
    pub name: Label,
    pub class: HomeroomClass,
    pub agreement: SafetyAgreement,
    pub signature: AgreementSignature,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signed {
    Copy(SignedCopy),
    NotYet,
    StudentNotYours,
}

/// What became of a submission, a withdrawal or a signing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Decided, now or when the same request came before.
    Answered(Answer),
    StudentNotYours,
    KeyReused,
}

/// 未读变动: of each child what its guardian has not read yet, in order, each with its number.
pub type UnreadChanges = BTreeMap<StudentId, Vec<(u32, ToldChange)>>;

/// What the school holds for a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    Receipt(Receipt),
    Nothing,
    StudentNotYours,
}

/// 在册学生: a child as the school's office knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolledPupil {
    pub id: StudentId,
    pub school_number: Label,
    pub name: Label,
    pub class: HomeroomClass,
}

impl EnrolledPupil {
    /// The order in which a school hands out letters: by class, then by number.
    pub fn in_order(&self) -> (HomeroomClass, &Label) {
        (self.class, &self.school_number)
    }
}
