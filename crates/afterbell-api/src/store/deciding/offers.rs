//! 候补通知: what becomes of a family's answer to an offer.

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{Places, Reason, Waiting, WaitingState, check_offered};

use super::draws::{denied, with_place};
use super::{Change, Entry, Event, Facts, Outcome};
use crate::answer::{Answer, problem};
use crate::store::{OfferAnswer, StoreError};

pub(super) fn answer(facts: &mut impl Facts, answer: &OfferAnswer) -> Result<Outcome, StoreError> {
    let waiting = facts.waiting(&answer.student)?;
    let asked = waiting.iter().find(|one| one.offering == answer.offering);
    // No offer is open then: each was put back when the other draw was begun, and is made anew.
    if answer.accepts
        && asked.is_some()
        && facts.is_drawn_again()?
        && facts.menu()?.1.round.has_draw()
    {
        return being_drawn(facts, answer);
    }
    let open = asked.filter(|one| one.state.is_open_offer(answer.now));
    let Some(offered) = open.cloned() else {
        let gone = Answer::problem(&problem(ProblemCode::OfferGone))?;
        return Ok(Outcome::unchanged(gone));
    };
    match answer.accepts {
        true => accept(facts, answer, waiting, offered),
        false => decline(offered),
    }
}

fn being_drawn(facts: &mut impl Facts, answer: &OfferAnswer) -> Result<Outcome, StoreError> {
    let (menu, _) = facts.menu()?;
    let places = Places {
        menu,
        as_of: answer.now,
        taken: facts.taken()?,
        waits_for_pool: false,
    };
    let offering = answer.offering.clone();
    denied(offering, vec![Reason::BeingDrawn], places)
}

fn decline(mut offered: Waiting) -> Result<Outcome, StoreError> {
    offered.state = WaitingState::Declined;
    Ok(Outcome::New {
        answer: Answer::of(200, &offered)?,
        change: Some(Change::Offer {
            waiting: vec![offered],
            entry: None,
        }),
    })
}

/// The new place comes and the old one goes in one entry. Should the new one not fit into the child's
/// week, nothing changes, and the offer stands as long as it would have.
fn accept(
    facts: &mut impl Facts,
    answer: &OfferAnswer,
    waiting: Vec<Waiting>,
    offered: Waiting,
) -> Result<Outcome, StoreError> {
    let (hash, menu) = facts.menu()?;
    let Some(offering) = menu.offering(&offered.offering) else {
        let gone = Answer::problem(&problem(ProblemCode::OfferGone))?;
        return Ok(Outcome::unchanged(gone));
    };
    let student = facts.student(&answer.student)?;
    let receipt = facts.receipt(&answer.student)?;
    let Some(next) = with_place((&hash, &menu), &student, receipt, &offering.id)? else {
        let gone = Answer::problem(&problem(ProblemCode::OfferGone))?;
        return Ok(Outcome::unchanged(gone));
    };
    let places = Places {
        menu: hash.clone(),
        as_of: answer.now,
        taken: facts.taken()?,
        waits_for_pool: false,
    };
    let mut reasons = check_offered(&menu, &student, &next, offering, answer.now);
    if !places.has_room_for(&student, offering) {
        let places = offering.places;
        reasons.push(Reason::Full { places });
    }
    if !reasons.is_empty() {
        return denied(offered.offering, reasons, places);
    }
    let sequence = facts.next_sequence()?;
    let mut entry = Entry::of(sequence, &hash, &menu, &student, &next, answer.now);
    entry.event = Event::OfferAccepted;
    Ok(Outcome::New {
        answer: Answer::accepted(&entry.receipt)?,
        change: Some(Change::Offer {
            waiting: Waiting::once_taken(waiting, &offered.offering),
            entry: Some(Box::new(entry)),
        }),
    })
}
