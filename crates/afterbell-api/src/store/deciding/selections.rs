//! The one place where places get scarcer.

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{
    FeeStatement, MenuHash, Moment, Places, Receipt, ReceiptNumber, ReceiptStatus, SelectionDraft,
    ServiceMenu, Student, WaitingState, check, claims_of_others, kept_places,
};

use super::{Change, Entry, Event, Facts, Outcome, wishes};
use crate::answer::{Answer, problem};
use crate::store::{StoreError, Submission, Withdrawal};

pub(super) fn submit(
    facts: &mut impl Facts,
    submission: &Submission,
) -> Result<Outcome, StoreError> {
    let Submission { draft, now, .. } = submission;
    let (hash, menu) = facts.menu()?;
    if *draft.menu() != hash {
        return Ok(Outcome::unchanged(Answer::menu_changed(hash)?));
    }
    if let Some(answer) = not_signed(facts, &menu, submission)? {
        return Ok(Outcome::unchanged(answer));
    }
    let student = facts.student(&submission.student)?;
    let has_pool = menu.round.opening_pool_minutes.is_some();
    let mut places = Places {
        menu: hash.clone(),
        as_of: *now,
        taken: facts.taken_in(draft.offerings())?,
        waits_for_pool: menu
            .round
            .waits_for_pool(has_pool && facts.closed()?.is_some()),
    };
    // Who lost in the pool waits: places that come free are theirs. After any other draw a place is whose it is
    // offered to, whatever the round is now.
    let offers = facts.open_offers(*now)?;
    let (own, claims) = match has_pool {
        true => {
            let own = facts.waiting(&submission.student)?;
            let claims = claims_of_others(&facts.lists()?, &own);
            (own, claims)
        }
        false => {
            let claims = kept_places(&offers, Some(&submission.student), *now);
            let own = offers.into_iter();
            let own = own.filter(|one| one.student == submission.student);
            (own.map(|one| one.waiting).collect(), claims)
        }
    };
    places.keep(&menu, &claims);
    let verdict = check(&menu, &student, draft, &places, *now);
    if !verdict.is_accepted() {
        // The phone gets all places, so that it need not ask again before choosing anew.
        places.taken = facts.taken()?;
        places.keep(&menu, &claims);
        return Ok(Outcome::unchanged(Answer::denied(verdict, places)?));
    }
    let entry = Entry::of(facts.next_sequence()?, &hash, &menu, &student, draft, *now);
    let waited = own
        .into_iter()
        .filter(|one| entry.takes.contains(&one.offering));
    let waited = waited.map(|mut waiting| {
        waiting.state = WaitingState::Accepted;
        waiting
    });
    let waited: Vec<_> = waited.collect();
    let answer = Answer::accepted(&entry.receipt)?;
    let entry = Box::new(entry);
    let change = match waited.is_empty() {
        true => Change::Entry(entry),
        false => Change::Offer {
            waiting: waited,
            entry: Some(entry),
        },
    };
    Ok(Outcome::New {
        answer,
        change: Some(change),
    })
}

/// The denial of a submission that lacks the guardian's signature.
fn not_signed(
    facts: &mut impl Facts,
    menu: &ServiceMenu,
    submission: &Submission,
) -> Result<Option<Answer>, StoreError> {
    if menu.agreement.is_none() {
        return Ok(None);
    }
    let signature = facts.signature(&submission.student)?;
    let draft = &submission.draft;
    // What is held can only make less to sign for: where nothing is, it need not be looked up.
    if menu
        .agreement_to_sign(draft, None, signature.as_ref())
        .is_none()
    {
        return Ok(None);
    }
    let held = facts.receipt(&submission.student)?;
    let to_sign = menu.agreement_to_sign(draft, held.as_ref(), signature.as_ref());
    Ok(to_sign.map(Answer::agreement_not_signed).transpose()?)
}

/// Gives everything back, and wishes for nothing any more.
pub(super) fn withdraw(
    facts: &mut impl Facts,
    withdrawal: &Withdrawal,
) -> Result<Outcome, StoreError> {
    let Withdrawal { student, now, .. } = withdrawal;
    let (hash, menu) = facts.menu()?;
    let ended = wishes::ended(facts, (&hash, &menu), student, *now)?;
    match facts.receipt(student)? {
        None if ended.is_none() => {
            let nothing = Answer::problem(&problem(ProblemCode::NothingSubmitted))?;
            return Ok(Outcome::unchanged(nothing));
        }
        // What was held was ended by the school, or with the term.
        Some(receipt) if receipt.status == ReceiptStatus::Ended && ended.is_none() => {
            let nothing = Answer::problem(&problem(ProblemCode::NothingSubmitted))?;
            return Ok(Outcome::unchanged(nothing));
        }
        // Nothing is left to give back: the receipt that says so is still true.
        Some(receipt) if receipt.status == ReceiptStatus::Withdrawn && ended.is_none() => {
            return Ok(Outcome::unchanged(Answer::withdrawn(&receipt)?));
        }
        _ => {}
    }
    let student = facts.student(student)?;
    let nothing = SelectionDraft::empty(hash.clone());
    let sequence = facts.next_sequence()?;
    let mut entry = Entry::of(sequence, &hash, &menu, &student, &nothing, *now);
    entry.event = Event::SelectionWithdrawn;
    entry.receipt.status = ReceiptStatus::Withdrawn;
    let answer = Answer::withdrawn(&entry.receipt)?;
    let entry = Box::new(entry);
    let change = match ended {
        None => Change::Entry(entry),
        Some((sequence, receipt)) => Change::Wishes {
            sequence,
            receipt: Box::new(receipt),
            entry: Some(entry),
        },
    };
    Ok(Outcome::New {
        answer,
        change: Some(change),
    })
}

impl Entry {
    pub(super) fn of(
        sequence: u32,
        hash: &MenuHash,
        menu: &ServiceMenu,
        student: &Student,
        draft: &SelectionDraft,
        now: Moment,
    ) -> Self {
        let held = student.enrolled.iter();
        let chosen = draft.offerings().iter();
        Self {
            sequence,
            event: Event::SelectionSubmitted,
            gives_back: held.filter(|id| !draft.contains(id)).cloned().collect(),
            // Places that are kept are not touched, so that nobody could slip in between.
            takes: chosen
                .filter(|id| !student.is_enrolled(id))
                .cloned()
                .collect(),
            receipt: Receipt {
                number: ReceiptNumber::of_sequence(&menu.school.receipt_prefix, sequence),
                student: student.id.clone(),
                status: ReceiptStatus::Submitted,
                accepted_at: now,
                menu: hash.clone(),
                offerings: draft.offerings().to_vec(),
                care: draft.care().to_vec(),
                fees: FeeStatement::of(menu, draft),
            },
        }
    }
}
