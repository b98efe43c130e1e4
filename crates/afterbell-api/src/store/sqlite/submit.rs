//! Carries out what `store/deciding.rs` decides: looks things up for it inside the transaction,
//! and writes what becomes of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use afterbell_domain::{
    AgreementSignature, GuardianId, MenuHash, Moment, OfferingId, Queued, Receipt, ServiceMenu,
    Student, StudentId, Waiting, WaitingList, WishList,
};
use rusqlite::Connection;

use super::memory::Memory;
use super::{
    agreements, bindings, drafts, draws, holdings, idempotency, ledger, selections, students,
    waiting, wishes,
};
use crate::store::deciding::{self, Change, Earlier, Entry, Facts, Intent, Outcome};
use crate::store::{Decision, StoreError};

pub(super) fn carry_out(
    books: &Connection,
    memory: &mut Memory,
    intent: &Intent,
) -> Result<Decision, StoreError> {
    let (answer, change) = match deciding::decide(&mut Inside { books, memory }, intent)? {
        Outcome::Told(decision) => return Ok(decision),
        Outcome::New { answer, change } => (answer, change),
    };
    match change {
        None => {}
        Some(Change::Entry(entry)) => {
            enter(books, memory, intent, &entry)?;
        }
        Some(Change::Signature(signature)) => {
            agreements::append(books, intent.student(), intent.guardian(), &signature)?;
        }
        Some(Change::Wishes {
            sequence,
            receipt,
            entry,
        }) => {
            wishes::append(books, sequence, &receipt, intent.guardian())?;
            if let Some(entry) = entry {
                enter(books, memory, intent, &entry)?;
            }
        }
        Some(Change::Offer {
            waiting: changed,
            entry,
        }) => {
            waiting::keep(books, intent.student(), &changed)?;
            memory.knows_of_lists();
            if let Some(entry) = entry {
                enter(books, memory, intent, &entry)?;
            }
            let menu = memory.menu(books)?.1;
            waiting::settle(
                books,
                &menu,
                changed.iter().map(|one| &one.offering),
                intent.now(),
            )?;
        }
    }
    let scope = intent.scope();
    idempotency::keep(books, &scope, intent.request(), &answer, intent.now())?;
    Ok(Decision::Answered(answer))
}

fn enter(
    books: &Connection,
    memory: &mut Memory,
    intent: &Intent,
    entry: &Entry,
) -> Result<(), StoreError> {
    let last = memory.end(books)?.link;
    let link = ledger::append(books, entry, intent.guardian(), last)?;
    memory.entered(entry, link);
    holdings::become_those_of(books, entry)?;
    let menu = memory.menu(books)?.1;
    if memory.has_lists(books)? {
        waiting::after(books, &menu, entry)?;
    }
    match entry.event.is_of_draft() {
        true => drafts::let_go(books, intent.guardian(), intent.student(), intent.now()),
        false => Ok(()),
    }
}

/// What is seen from inside the transaction.
struct Inside<'a> {
    books: &'a Connection,
    memory: &'a mut Memory,
}

impl Facts for Inside<'_> {
    fn is_bound(&mut self, guardian: &GuardianId, student: &StudentId) -> Result<bool, StoreError> {
        bindings::is_bound(self.books, guardian, student)
    }

    fn earlier(&mut self, scope: &str, key: &str) -> Result<Option<Earlier>, StoreError> {
        idempotency::find(self.books, scope, key)
    }

    fn menu(&mut self) -> Result<(MenuHash, Arc<ServiceMenu>), StoreError> {
        self.memory.menu(self.books)
    }

    fn student(&mut self, student: &StudentId) -> Result<Student, StoreError> {
        students::load(self.books, student)
    }

    fn receipt(&mut self, student: &StudentId) -> Result<Option<Receipt>, StoreError> {
        selections::receipt(self.books, student)
    }

    fn signature(&mut self, student: &StudentId) -> Result<Option<AgreementSignature>, StoreError> {
        agreements::signature(self.books, student)
    }

    fn taken_in(
        &mut self,
        offerings: &[OfferingId],
    ) -> Result<BTreeMap<OfferingId, u32>, StoreError> {
        let taken = self.memory.taken(self.books)?;
        let counts = offerings
            .iter()
            .filter_map(|id| Some((id.clone(), *taken.get(id)?)));
        Ok(counts.collect())
    }

    fn taken(&mut self) -> Result<BTreeMap<OfferingId, u32>, StoreError> {
        Ok(self.memory.taken(self.books)?.clone())
    }

    fn next_sequence(&mut self) -> Result<u32, StoreError> {
        Ok(self.memory.end(self.books)?.sequence)
    }

    fn next_wish(&mut self) -> Result<u32, StoreError> {
        Ok(wishes::end(self.books)?.0.saturating_add(1))
    }

    fn wishes_are_closed(&mut self) -> Result<bool, StoreError> {
        wishes::are_closed(self.books)
    }

    fn wished(&mut self, student: &StudentId) -> Result<Option<WishList>, StoreError> {
        let last = wishes::last(self.books, student)?;
        Ok(last.map(|receipt| receipt.wishes))
    }

    fn open_offers(&mut self, now: Moment) -> Result<Vec<Queued>, StoreError> {
        if !self.memory.has_lists(self.books)? {
            return Ok(Vec::new());
        }
        let mut offers = waiting::offers(self.books)?;
        offers.retain(|one| one.waiting.state.is_open_offer(now));
        Ok(offers)
    }

    fn waiting(&mut self, student: &StudentId) -> Result<Vec<Waiting>, StoreError> {
        waiting::of(self.books, student)
    }

    fn lists(&mut self) -> Result<BTreeMap<OfferingId, WaitingList>, StoreError> {
        waiting::lists(self.books)
    }

    fn is_drawn_again(&mut self) -> Result<bool, StoreError> {
        draws::is_under_way(self.books)
    }

    fn closed(&mut self) -> Result<Option<Vec<OfferingId>>, StoreError> {
        self.memory.closed(self.books)
    }
}
