//! 志愿: what becomes of a list of wishes. It takes no place, so only the rules and the close speak.

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{Places, ReceiptNumber, SelectionDraft, WishReceipt, check_wishes};

use super::{Change, Facts, Outcome};
use crate::answer::{Answer, problem};
use crate::store::{StoreError, WishSaving};

pub(super) fn save(facts: &mut impl Facts, saving: &WishSaving) -> Result<Outcome, StoreError> {
    let (hash, menu) = facts.menu()?;
    if *saving.wishes.menu() != hash {
        return Ok(Outcome::unchanged(Answer::menu_changed(hash)?));
    }
    // Who wins a place gets it without being asked again, so it is signed before.
    let signature = facts.signature(&saving.student)?;
    let mut asked = SelectionDraft::empty(hash.clone());
    saving
        .wishes
        .offerings()
        .take(1)
        .cloned()
        .for_each(|id| asked.add(id));
    if let Some(agreement) = menu.agreement_to_sign(&asked, None, signature.as_ref()) {
        let answer = Answer::agreement_not_signed(agreement)?;
        return Ok(Outcome::unchanged(answer));
    }
    let student = facts.student(&saving.student)?;
    let verdict = check_wishes(&menu, &student, &saving.wishes, saving.now);
    if !verdict.is_accepted() {
        let places = Places {
            menu: hash,
            as_of: saving.now,
            taken: facts.taken()?,
        };
        return Ok(Outcome::unchanged(Answer::denied(verdict, places)?));
    }
    let Some(sequence) = facts.next_wish()? else {
        let closed = Answer::problem(&problem(ProblemCode::DrawClosed))?;
        return Ok(Outcome::unchanged(closed));
    };
    let number = WishReceipt::NUMBERS_FROM.saturating_add(sequence);
    let receipt = WishReceipt {
        number: ReceiptNumber::of_sequence(&menu.school.receipt_prefix, number),
        student: saving.student.clone(),
        saved_at: saving.now,
        wishes: saving.wishes.clone(),
    };
    Ok(Outcome::New {
        answer: Answer::of(201, &receipt)?,
        change: Some(Change::Wishes {
            sequence,
            receipt: Box::new(receipt),
        }),
    })
}
