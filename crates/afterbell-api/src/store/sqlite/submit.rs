//! The one place where places get scarcer. `docs/SUBMIT.md` is about this file.

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{
    FeeStatement, Places, Receipt, ReceiptNumber, ReceiptStatus, SelectionDraft, ServiceMenu, check,
};
use rusqlite::Connection;

use super::current_menu::CurrentMenu;
use super::ledger::{self, Event};
use super::{agreements, drafts, holdings, idempotency, selections, students};
use crate::answer::{Answer, problem};
use crate::store::{Decision, StoreError, Submission, Withdrawal};

pub(super) fn submit(
    books: &Connection,
    current: &mut CurrentMenu,
    submission: &Submission,
) -> Result<Decision, StoreError> {
    let Submission {
        guardian,
        student,
        request,
        now,
        ..
    } = submission;
    let decide = || decide(books, current, submission);
    idempotency::once(books, guardian, student, request, *now, decide)
}

pub(super) fn withdraw(
    books: &Connection,
    current: &mut CurrentMenu,
    withdrawal: &Withdrawal,
) -> Result<Decision, StoreError> {
    let Withdrawal {
        guardian,
        student,
        request,
        now,
    } = withdrawal;
    let decide = || give_everything_back(books, current, withdrawal);
    idempotency::once(books, guardian, student, request, *now, decide)
}

fn decide(
    books: &Connection,
    current: &mut CurrentMenu,
    submission: &Submission,
) -> Result<Answer, StoreError> {
    let Submission {
        guardian,
        draft,
        now,
        ..
    } = submission;
    let (hash, menu) = current.read(books)?;
    if *draft.menu() != hash {
        return Ok(Answer::menu_changed(hash)?);
    }
    if let Some(answer) = not_signed(books, &menu, submission)? {
        return Ok(answer);
    }
    let student = students::load(books, &submission.student)?;
    let mut places = Places {
        menu: hash.clone(),
        as_of: *now,
        taken: selections::taken_in(books, draft.offerings())?,
    };
    let verdict = check(&menu, &student, draft, &places, *now);
    if !verdict.is_accepted() {
        // The phone gets all places, so that it need not ask again before choosing anew.
        places.taken = selections::taken(books)?;
        return Ok(Answer::denied(verdict, places)?);
    }
    let sequence = ledger::next_sequence(books)?;
    let receipt = Receipt {
        number: ReceiptNumber::of_sequence(&menu.school.receipt_prefix, sequence),
        student: student.id.clone(),
        status: ReceiptStatus::Submitted,
        accepted_at: *now,
        menu: hash,
        offerings: draft.offerings().to_vec(),
        care: draft.care().to_vec(),
        fees: FeeStatement::of(&menu, draft),
    };
    ledger::append(
        books,
        sequence,
        Event::SelectionSubmitted,
        guardian,
        &receipt,
    )?;
    holdings::become_those_of(books, &student, draft, sequence)?;
    drafts::let_go(books, guardian, &student.id, *now)?;
    Ok(Answer::accepted(&receipt)?)
}

/// The denial of a submission that lacks the guardian's signature.
fn not_signed(
    books: &Connection,
    menu: &ServiceMenu,
    submission: &Submission,
) -> Result<Option<Answer>, StoreError> {
    if menu.agreement.is_none() {
        return Ok(None);
    }
    let signature = agreements::signature(books, &submission.student)?;
    let held = selections::receipt(books, &submission.student)?;
    let draft = &submission.draft;
    let to_sign = menu.agreement_to_sign(draft, held.as_ref(), signature.as_ref());
    Ok(to_sign.map(Answer::agreement_not_signed).transpose()?)
}

fn give_everything_back(
    books: &Connection,
    current: &mut CurrentMenu,
    withdrawal: &Withdrawal,
) -> Result<Answer, StoreError> {
    match selections::receipt(books, &withdrawal.student)? {
        None => return Ok(Answer::problem(&problem(ProblemCode::NothingSubmitted))?),
        // Nothing is left to give back: the receipt that says so is still true.
        Some(receipt) if receipt.status == ReceiptStatus::Withdrawn => {
            return Ok(Answer::withdrawn(&receipt)?);
        }
        Some(_) => {}
    }
    let (hash, menu) = current.read(books)?;
    let student = students::load(books, &withdrawal.student)?;
    let nothing = SelectionDraft::empty(hash.clone());
    let sequence = ledger::next_sequence(books)?;
    let receipt = Receipt {
        number: ReceiptNumber::of_sequence(&menu.school.receipt_prefix, sequence),
        student: student.id.clone(),
        status: ReceiptStatus::Withdrawn,
        accepted_at: withdrawal.now,
        menu: hash,
        offerings: Vec::new(),
        care: Vec::new(),
        fees: FeeStatement::of(&menu, &nothing),
    };
    let event = Event::SelectionWithdrawn;
    ledger::append(books, sequence, event, &withdrawal.guardian, &receipt)?;
    holdings::become_those_of(books, &student, &nothing, sequence)?;
    drafts::let_go(books, &withdrawal.guardian, &student.id, withdrawal.now)?;
    Ok(Answer::withdrawn(&receipt)?)
}
