//! Carries out what `store/deciding.rs` decides: looks things up for it inside the transaction,
//! and writes what becomes of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use afterbell_domain::{
    AgreementSignature, GuardianId, MenuHash, OfferingId, Receipt, ServiceMenu, Student, StudentId,
};
use rusqlite::Connection;

use super::current_menu::CurrentMenu;
use super::{agreements, bindings, drafts, holdings, idempotency, ledger, selections, students};
use crate::store::deciding::{self, Change, Earlier, Entry, Facts, Intent, Outcome};
use crate::store::{Decision, StoreError};

pub(super) fn carry_out(
    books: &Connection,
    menu: &mut CurrentMenu,
    intent: &Intent,
) -> Result<Decision, StoreError> {
    let (answer, change) = match deciding::decide(&mut Inside { books, menu }, intent)? {
        Outcome::Told(decision) => return Ok(decision),
        Outcome::New { answer, change } => (answer, change),
    };
    match change {
        None => {}
        Some(Change::Entry(entry)) => {
            menu.places_changed();
            enter(books, intent, &entry)?;
        }
        Some(Change::Signature(signature)) => {
            agreements::append(books, intent.student(), intent.guardian(), &signature)?;
        }
    }
    let scope = intent.scope();
    idempotency::keep(books, &scope, intent.request(), &answer, intent.now())?;
    Ok(Decision::Answered(answer))
}

fn enter(books: &Connection, intent: &Intent, entry: &Entry) -> Result<(), StoreError> {
    ledger::append(books, entry, intent.guardian())?;
    holdings::become_those_of(books, entry)?;
    drafts::let_go(books, intent.guardian(), intent.student(), intent.now())
}

/// What is seen from inside the transaction.
struct Inside<'a> {
    books: &'a Connection,
    menu: &'a mut CurrentMenu,
}

impl Facts for Inside<'_> {
    fn is_bound(&mut self, guardian: &GuardianId, student: &StudentId) -> Result<bool, StoreError> {
        bindings::is_bound(self.books, guardian, student)
    }

    fn earlier(&mut self, scope: &str, key: &str) -> Result<Option<Earlier>, StoreError> {
        idempotency::find(self.books, scope, key)
    }

    fn menu(&mut self) -> Result<(MenuHash, Arc<ServiceMenu>), StoreError> {
        self.menu.read(self.books)
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
        selections::taken_in(self.books, offerings)
    }

    fn taken(&mut self) -> Result<BTreeMap<OfferingId, u32>, StoreError> {
        self.menu.taken(self.books)
    }

    fn next_sequence(&mut self) -> Result<u32, StoreError> {
        ledger::next_sequence(self.books)
    }
}
