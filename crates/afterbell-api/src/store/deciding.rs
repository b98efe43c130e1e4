//! 裁定: what becomes of a write, worked out of what is known. Every store decides here, so that
//! none decides otherwise; `docs/SUBMIT.md` is about this file and its rooms. There is no SQL,
//! no clock and no rule in it: rules are in `afterbell-domain`.

pub mod binding;
pub mod desk;
pub mod district;
pub mod drafts;
pub mod draws;
pub mod entering;
pub mod import;
mod offers;
mod queueing;
pub mod reassigning;
mod selections;
mod signing;
pub mod terms;
#[cfg(feature = "unprotected")]
mod unprotected;
mod wishes;

use std::collections::BTreeMap;
use std::sync::Arc;

use afterbell_domain::allocation::AllocationRules;
use afterbell_domain::draw::Results;
use afterbell_domain::{
    AgreementSignature, GuardianId, MenuHash, Moment, OfferingId, Queued, Receipt, ServiceMenu,
    Student, StudentId, Waiting, WaitingList, WishList, WishReceipt,
};

use super::{
    Decision, OfferAnswer, Queueing, Signing, StoreError, Submission, WishSaving, Withdrawal,
    WriteRequest,
};
use crate::answer::Answer;
use crate::secret::Fingerprint;

/// Stands where a guardian would in what the office did.
pub const OFFICE: &str = "office";

/// A guardian's wish to change what the school holds for a child.
pub enum Intent {
    Submit(Submission),
    Withdraw(Withdrawal),
    Sign(Signing),
    SaveWishes(WishSaving),
    AnswerOffer(OfferAnswer),
    Queue(Queueing),
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

    /// The number of the next list of wishes.
    fn next_wish(&mut self) -> Result<u32, StoreError>;

    /// Whether the list of applicants was published, so that no wish counts any more.
    fn wishes_are_closed(&mut self) -> Result<bool, StoreError>;

    /// The child's last wishes.
    fn wished(&mut self, student: &StudentId) -> Result<Option<WishList>, StoreError>;

    /// Places that are offered to anybody and not yet answered for.
    fn open_offers(&mut self, now: Moment) -> Result<Vec<Queued>, StoreError>;

    /// Where the child waits.
    fn waiting(&mut self, student: &StudentId) -> Result<Vec<Waiting>, StoreError>;

    /// The waiting lists that anybody is or was on.
    fn lists(&mut self) -> Result<BTreeMap<OfferingId, WaitingList>, StoreError>;

    /// Whether another draw of the term is under way: until its results are published the one before holds.
    fn is_drawn_again(&mut self) -> Result<bool, StoreError>;

    /// The offerings that the draw which holds has closed; `None` until one was run.
    fn closed(&mut self) -> Result<Option<Vec<OfferingId>>, StoreError>;
}

/// The offerings that a draw has closed, out of its published rules and results.
pub fn closed_in(rules: &[u8], results: &[u8]) -> Result<Vec<OfferingId>, StoreError> {
    let results: Results = serde_json::from_slice(results)?;
    if results.closed.is_empty() {
        return Ok(Vec::new());
    }
    let rules: AllocationRules = serde_json::from_slice(rules)?;
    let closed = results.closed_offerings(&rules).cloned();
    Ok(closed.collect())
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
    /// With the care beside them, should it be other than what is held, or with the withdrawal that ends
    /// them.
    Wishes {
        sequence: u32,
        receipt: Box<WishReceipt>,
        entry: Option<Box<Entry>>,
    },
    /// How the child waits from now on, and what it holds, should that be something else.
    Offer {
        waiting: Vec<Waiting>,
        entry: Option<Box<Entry>>,
    },
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
    /// 托管登记, beside wishes: places stay as they are
    CareChosen,
    /// 抽签录取
    Drawn,
    /// 候补录取, or a free place that nobody waited for
    OfferAccepted,
    /// 人工安排, or 撤回: into a place by the school's hand, or out of such a one
    PlacedByOffice,
    /// 学期结束
    TermEnded,
    /// 菜单变动: moved, or out of a place, by a publication that somebody decided about
    MenuChanged,
}

impl Event {
    pub const ALL: [Self; 8] = [
        Self::SelectionSubmitted,
        Self::SelectionWithdrawn,
        Self::CareChosen,
        Self::Drawn,
        Self::OfferAccepted,
        Self::PlacedByOffice,
        Self::TermEnded,
        Self::MenuChanged,
    ];

    /// Whether a guardian asked for it, and was answered with the receipt.
    pub fn is_answered(self) -> bool {
        matches!(
            self,
            Self::SelectionSubmitted | Self::SelectionWithdrawn | Self::OfferAccepted
        )
    }

    /// Whether the child's selection is now as its guardian sent it, so that the kept draft has done its work.
    pub fn is_of_draft(self) -> bool {
        !matches!(self, Self::CareChosen)
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::SelectionSubmitted => "selection_submitted",
            Self::SelectionWithdrawn => "selection_withdrawn",
            Self::CareChosen => "care_chosen",
            Self::Drawn => "drawn",
            Self::OfferAccepted => "offer_accepted",
            Self::PlacedByOffice => "placed_by_office",
            Self::TermEnded => "term_ended",
            Self::MenuChanged => "menu_changed",
        }
    }
}

impl Intent {
    pub fn guardian(&self) -> &GuardianId {
        match self {
            Self::Submit(submission) => &submission.guardian,
            Self::Withdraw(withdrawal) => &withdrawal.guardian,
            Self::Sign(signing) => &signing.guardian,
            Self::SaveWishes(saving) => &saving.guardian,
            Self::AnswerOffer(answer) => &answer.guardian,
            Self::Queue(queueing) => &queueing.guardian,
        }
    }

    pub fn student(&self) -> &StudentId {
        match self {
            Self::Submit(submission) => &submission.student,
            Self::Withdraw(withdrawal) => &withdrawal.student,
            Self::Sign(signing) => &signing.student,
            Self::SaveWishes(saving) => &saving.student,
            Self::AnswerOffer(answer) => &answer.student,
            Self::Queue(queueing) => &queueing.student,
        }
    }

    pub fn request(&self) -> &WriteRequest {
        match self {
            Self::Submit(submission) => &submission.request,
            Self::Withdraw(withdrawal) => &withdrawal.request,
            Self::Sign(signing) => &signing.request,
            Self::SaveWishes(saving) => &saving.request,
            Self::AnswerOffer(answer) => &answer.request,
            Self::Queue(queueing) => &queueing.request,
        }
    }

    pub fn now(&self) -> Moment {
        match self {
            Self::Submit(submission) => submission.now,
            Self::Withdraw(withdrawal) => withdrawal.now,
            Self::Sign(signing) => signing.now,
            Self::SaveWishes(saving) => saving.now,
            Self::AnswerOffer(answer) => answer.now,
            Self::Queue(queueing) => queueing.now,
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
        Intent::SaveWishes(saving) => wishes::save(facts, saving),
        Intent::AnswerOffer(answer) => offers::answer(facts, answer),
        Intent::Queue(queueing) => queueing::decide(facts, queueing),
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
