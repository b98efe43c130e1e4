//! 志愿: what becomes of a list of wishes. It takes no place, so only the rules and the close speak; care
//! that is asked for beside it waits for no draw and is the child's at once.

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{
    MenuHash, Moment, Places, ReceiptNumber, SelectionDraft, ServiceMenu, StudentId, WishList,
    WishReceipt, check_wishes,
};

use super::{Change, Entry, Event, Facts, Outcome};
use crate::answer::{Answer, problem};
use crate::store::{StoreError, WishSaving};

pub(super) fn save(facts: &mut impl Facts, saving: &WishSaving) -> Result<Outcome, StoreError> {
    let (hash, menu) = facts.menu()?;
    let wishes = &saving.wishes;
    if *wishes.menu() != hash {
        return Ok(Outcome::unchanged(Answer::menu_changed(hash)?));
    }
    let student = facts.student(&saving.student)?;
    let held = facts.receipt(&saving.student)?;
    let held_care = held.as_ref().map_or(&[][..], |receipt| &receipt.care);
    let before = facts.wished(&saving.student)?;
    let care = wishes.care_with(before.as_ref(), held_care);
    let has_other_care = care != held_care;
    let next = SelectionDraft::new(hash.clone(), student.enrolled.clone(), care)?;
    let signature = facts.signature(&saving.student)?;
    let agreement = menu
        .agreement_to_sign_for_wishes(wishes, signature.as_ref())
        .or_else(|| menu.agreement_to_sign(&next, held.as_ref(), signature.as_ref()));
    if let Some(agreement) = agreement {
        let answer = Answer::agreement_not_signed(agreement)?;
        return Ok(Outcome::unchanged(answer));
    }
    let verdict = check_wishes(&menu, &student, wishes, saving.now);
    if !verdict.is_accepted() {
        let places = Places {
            menu: hash,
            as_of: saving.now,
            taken: facts.taken()?,
            waits_for_pool: menu.round.waits_for_pool(false),
        };
        return Ok(Outcome::unchanged(Answer::denied(verdict, places)?));
    }
    if facts.wishes_are_closed()? {
        let closed = Answer::problem(&problem(ProblemCode::DrawClosed))?;
        return Ok(Outcome::unchanged(closed));
    }
    let entry = match has_other_care {
        true => {
            let sequence = facts.next_sequence()?;
            let mut entry = Entry::of(sequence, &hash, &menu, &student, &next, saving.now);
            entry.event = Event::CareChosen;
            Some(Box::new(entry))
        }
        false => None,
    };
    let sequence = facts.next_wish()?;
    let receipt = receipt(sequence, &menu, &saving.student, wishes.clone(), saving.now);
    Ok(Outcome::New {
        answer: Answer::of(201, &receipt)?,
        change: Some(Change::Wishes {
            sequence,
            receipt: Box::new(receipt),
            entry,
        }),
    })
}

/// The list with which a withdrawal ends the one before; `None` where nothing is wished for.
pub(super) fn ended(
    facts: &mut impl Facts,
    (hash, menu): (&MenuHash, &ServiceMenu),
    student: &StudentId,
    now: Moment,
) -> Result<Option<(u32, WishReceipt)>, StoreError> {
    let wished = facts.wished(student)?;
    if wished.is_none_or(|wishes| wishes.is_empty()) {
        return Ok(None);
    }
    let sequence = facts.next_wish()?;
    let nothing = WishList::empty(hash.clone());
    Ok(Some((
        sequence,
        receipt(sequence, menu, student, nothing, now),
    )))
}

fn receipt(
    sequence: u32,
    menu: &ServiceMenu,
    student: &StudentId,
    wishes: WishList,
    saved_at: Moment,
) -> WishReceipt {
    let number = WishReceipt::NUMBERS_FROM.saturating_add(sequence);
    WishReceipt {
        number: ReceiptNumber::of_sequence(&menu.school.receipt_prefix, number),
        student: student.clone(),
        saved_at,
        wishes,
    }
}
