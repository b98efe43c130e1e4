//! 候补报名: a child asks for a place after the draw, or waits no longer.

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{
    MenuHash, Offering, Places, Reason, SelectionDraft, ServiceMenu, Student, Waiting,
    WaitingState, check_joining, claims_of_others,
};

use super::draws::{denied, with_place};
use super::{Change, Entry, Event, Facts, Outcome};
use crate::answer::{Answer, problem};
use crate::store::{Queueing, StoreError};

pub(super) fn decide(facts: &mut impl Facts, queueing: &Queueing) -> Result<Outcome, StoreError> {
    let own = facts.waiting(&queueing.student)?;
    match queueing.joins {
        true => join(facts, queueing, own),
        false => leave(queueing, own),
    }
}

/// Whoever is not waiting any more is told how it stands.
fn leave(queueing: &Queueing, own: Vec<Waiting>) -> Result<Outcome, StoreError> {
    let mut own = own.into_iter();
    let Some(mut waiting) = own.find(|one| one.offering == queueing.offering) else {
        let nowhere = Answer::problem(&problem(ProblemCode::OfferGone))?;
        return Ok(Outcome::unchanged(nowhere));
    };
    if !waiting.state.claims() {
        return Ok(Outcome::unchanged(Answer::of(200, &waiting)?));
    }
    waiting.state = WaitingState::Left;
    Ok(Outcome::New {
        answer: Answer::of(200, &waiting)?,
        change: Some(Change::Offer {
            waiting: vec![waiting],
            entry: None,
        }),
    })
}

/// Everything a request is judged by.
struct Asked<'a> {
    queueing: &'a Queueing,
    menu: (&'a MenuHash, &'a ServiceMenu),
    offering: &'a Offering,
    student: Student,
    /// What the child would hold.
    next: SelectionDraft,
    own: Vec<Waiting>,
}

fn join(
    facts: &mut impl Facts,
    queueing: &Queueing,
    own: Vec<Waiting>,
) -> Result<Outcome, StoreError> {
    let mut waits = own.iter().filter(|one| one.state.claims());
    if let Some(waiting) = waits.find(|one| one.offering == queueing.offering) {
        return Ok(Outcome::unchanged(Answer::of(202, waiting)?));
    }
    let (hash, menu) = facts.menu()?;
    let mut places = Places {
        menu: hash.clone(),
        as_of: queueing.now,
        taken: facts.taken()?,
        waits_for_pool: false,
    };
    places.keep(&menu, &claims_of_others(&facts.lists()?, &own));
    let student = facts.student(&queueing.student)?;
    let receipt = facts.receipt(&queueing.student)?;
    let whole = (&hash, &*menu);
    let next = with_place(whole, &student, receipt.clone(), &queueing.offering)?;
    let (Some(next), Some(offering)) = (next, menu.offering(&queueing.offering)) else {
        return denied(queueing.offering.clone(), vec![Reason::NotInMenu], places);
    };
    let signature = facts.signature(&queueing.student)?;
    if let Some(agreement) = menu.agreement_to_sign(&next, receipt.as_ref(), signature.as_ref()) {
        let answer = Answer::agreement_not_signed(agreement)?;
        return Ok(Outcome::unchanged(answer));
    }
    let closed = facts.closed()?;
    let was_run = closed.is_some();
    let mut reasons = check_joining(&menu, &student, &next, offering, was_run, queueing.now);
    let is_closed = closed.is_some_and(|closed| closed.contains(&offering.id));
    // Another draw gives every place out: what is taken meanwhile would be taken from somebody who won it. Whoever may not
    // have the place at all is not made to wait for that.
    if menu.round.has_draw() && was_run && facts.is_drawn_again()? {
        reasons.extend(reasons.is_empty().then_some(Reason::BeingDrawn));
    } else {
        reasons.extend(is_closed.then_some(Reason::NotOpened));
    }
    if !reasons.is_empty() {
        places.waits_for_pool = menu.round.waits_for_pool(was_run);
        return denied(queueing.offering.clone(), reasons, places);
    }
    let asked = Asked {
        queueing,
        menu: whole,
        offering,
        student,
        next,
        own,
    };
    match places.left(offering) > 0 {
        true => asked.gets_it(facts),
        false => asked.waits(facts),
    }
}

impl Asked<'_> {
    /// A place is free, and nobody else has a claim to it.
    fn gets_it(self, facts: &mut impl Facts) -> Result<Outcome, StoreError> {
        let Self {
            queueing,
            menu: (hash, menu),
            student,
            next,
            own,
            ..
        } = self;
        let sequence = facts.next_sequence()?;
        let mut entry = Entry::of(sequence, hash, menu, &student, &next, queueing.now);
        entry.event = Event::OfferAccepted;
        // Whoever was on the list once, and now has the place after all.
        let mut once = own.into_iter();
        let once = once.find(|one| one.offering == queueing.offering);
        let once = once.map(|mut waiting| {
            waiting.state = WaitingState::Accepted;
            waiting
        });
        Ok(Outcome::New {
            answer: Answer::accepted(&entry.receipt)?,
            change: Some(Change::Offer {
                waiting: once.into_iter().collect(),
                entry: Some(Box::new(entry)),
            }),
        })
    }

    fn waits(self, facts: &mut impl Facts) -> Result<Outcome, StoreError> {
        let wishes = facts.wished(&self.queueing.student)?;
        let lists = facts.lists()?;
        let list = lists.get(&self.offering.id).copied().unwrap_or_default();
        let (menu, offering) = (self.menu.1, self.offering);
        let waiting = Waiting::at_the_end(menu, offering, list, wishes.as_ref(), &self.own);
        let Some(waiting) = waiting else {
            let nowhere = Answer::problem(&problem(ProblemCode::OfferGone))?;
            return Ok(Outcome::unchanged(nowhere));
        };
        Ok(Outcome::New {
            answer: Answer::of(202, &waiting)?,
            change: Some(Change::Offer {
                waiting: vec![waiting],
                entry: None,
            }),
        })
    }
}
