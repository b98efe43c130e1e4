//! 裁定: what becomes of a write, worked out of what is known. Every store decides here, so that
//! none decides otherwise; `docs/SUBMIT.md` is about this file and its rooms. There is no SQL,
//! no clock and no rule in it: rules are in `afterbell-domain`.

pub mod binding;
pub mod desk;
pub mod drafts;
pub mod import;
mod selections;
mod signing;
#[cfg(feature = "unprotected")]
mod unprotected;

use std::collections::BTreeMap;
use std::sync::Arc;

use afterbell_domain::{
    AgreementSignature, GuardianId, MenuHash, Moment, OfferingId, Receipt, ServiceMenu, Student,
    StudentId,
};

use super::{Decision, Signing, StoreError, Submission, Withdrawal, WriteRequest};
use crate::answer::Answer;
use crate::secret::Fingerprint;

/// A guardian's wish to change what the school holds for a child.
pub enum Intent {
    Submit(Submission),
    Withdraw(Withdrawal),
    Sign(Signing),
}

/// What a store knows at the moment of deciding, all of one moment.
pub trait Facts {
    /// Whether a child that is at the school belongs to this account.
    fn is_bound(&mut self, guardian: &GuardianId, student: &StudentId) -> Result<bool, StoreError>;

    /// What was asked before under this key, and what it was told.
    fn earlier(&mut self, scope: &str, key: &str) -> Result<Option<Earlier>, StoreError>;

    fn menu(&mut self) -> Result<(MenuHash, Arc<ServiceMenu>), StoreError>;

    fn student(&mut self, student: &StudentId) -> Result<Student, StoreError>;

    /// What the school holds for the child.
    fn receipt(&mut self, student: &StudentId) -> Result<Option<Receipt>, StoreError>;

    /// The signature under the current version, else the one given last.
    fn signature(&mut self, student: &StudentId) -> Result<Option<AgreementSignature>, StoreError>;

    /// Places taken in these offerings; those nobody holds may be left out.
    fn taken_in(
        &mut self,
        offerings: &[OfferingId],
    ) -> Result<BTreeMap<OfferingId, u32>, StoreError>;

    /// Places taken in every offering that has any.
    fn taken(&mut self) -> Result<BTreeMap<OfferingId, u32>, StoreError>;

    /// The number of the ledger's next entry.
    fn next_sequence(&mut self) -> Result<u32, StoreError>;
}

/// An answer that was given, and to which request.
#[derive(Debug, Clone)]
pub struct Earlier {
    pub fingerprint: Fingerprint,
    pub answer: Answer,
}

/// What became of an intent.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing is to be written.
    Told(Decision),
    /// To be written whole, together with the answer under its key.
    New {
        answer: Answer,
        change: Option<Change>,
    },
}

/// What is to be written beside an answer.
#[derive(Debug)]
pub enum Change {
    Entry(Box<Entry>),
    Signature(AgreementSignature),
}

/// An entry of the ledger and what follows from it: the child's places and care become those
/// of the receipt, and the guardian's kept draft has done its work.
#[derive(Debug)]
pub struct Entry {
    pub sequence: u32,
    pub event: Event,
    pub receipt: Receipt,
    pub gives_back: Vec<OfferingId>,
    pub takes: Vec<OfferingId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    SelectionSubmitted,
    SelectionWithdrawn,
}

impl Event {
    pub fn code(self) -> &'static str {
        match self {
            Self::SelectionSubmitted => "selection_submitted",
            Self::SelectionWithdrawn => "selection_withdrawn",
        }
    }
}

impl Intent {
    pub fn guardian(&self) -> &GuardianId {
        match self {
            Self::Submit(submission) => &submission.guardian,
            Self::Withdraw(withdrawal) => &withdrawal.guardian,
            Self::Sign(signing) => &signing.guardian,
        }
    }

    pub fn student(&self) -> &StudentId {
        match self {
            Self::Submit(submission) => &submission.student,
            Self::Withdraw(withdrawal) => &withdrawal.student,
            Self::Sign(signing) => &signing.student,
        }
    }

    pub fn request(&self) -> &WriteRequest {
        match self {
            Self::Submit(submission) => &submission.request,
            Self::Withdraw(withdrawal) => &withdrawal.request,
            Self::Sign(signing) => &signing.request,
        }
    }

    pub fn now(&self) -> Moment {
        match self {
            Self::Submit(submission) => submission.now,
            Self::Withdraw(withdrawal) => withdrawal.now,
            Self::Sign(signing) => signing.now,
        }
    }

    /// Keeps the keys of different accounts and children apart.
    pub fn scope(&self) -> String {
        format!("{}/{}", self.guardian(), self.student())
    }
}

impl Earlier {
    /// What a request is told whose key was used before.
    fn decision(self, request: &WriteRequest) -> Decision {
        match self.fingerprint == request.fingerprint {
            true => Decision::Answered(self.answer),
            false => Decision::KeyReused,
        }
    }
}

/// Decides an intent, or repeats the answer it got before.
pub fn decide(facts: &mut impl Facts, intent: &Intent) -> Result<Outcome, StoreError> {
    #[cfg(feature = "unprotected")]
    let facts = &mut unprotected::Stale(facts);
    if !facts.is_bound(intent.guardian(), intent.student())? {
        return Ok(Outcome::Told(Decision::StudentNotYours));
    }
    let request = intent.request();
    if let Some(earlier) = facts.earlier(&intent.scope(), &request.key)? {
        return Ok(Outcome::Told(earlier.decision(request)));
    }
    match intent {
        Intent::Submit(submission) => selections::submit(facts, submission),
        Intent::Withdraw(withdrawal) => selections::withdraw(facts, withdrawal),
        Intent::Sign(signing) => signing::sign(facts, signing),
    }
}

impl Outcome {
    /// An answer that changes nothing and is kept all the same.
    fn unchanged(answer: Answer) -> Self {
        Self::New {
            answer,
            change: None,
        }
    }
}
