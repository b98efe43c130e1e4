//! What the writer need not ask its own books again: the menu, parsed; the places taken; the end of
//! the ledger. All of it is what the rows say, and is read from them anew after anybody else has
//! written, after a batch that was rolled back, and after an import. Should it be wrong all the same,
//! the database refuses: `enrollment_within_places`, `ledger_grows_at_its_end`.

use std::collections::BTreeMap;
use std::sync::Arc;

use afterbell_domain::{MenuHash, OfferingId, ServiceMenu};
use rusqlite::Connection;

use super::{current_menu, draws, ledger, selections, waiting};
use crate::store::StoreError;
use crate::store::deciding::Entry;
use crate::store::ledger_chain::Link;

#[derive(Default)]
pub(super) struct Memory {
    /// Another number after anybody else has written.
    data_version: Option<i64>,
    /// Parsed once per version: it stays while the pointer says so.
    menu: Option<(MenuHash, Arc<ServiceMenu>)>,
    is_menu_current: bool,
    taken: Option<BTreeMap<OfferingId, u32>>,
    end: Option<End>,
    /// What the draw has closed, once it was looked at; none inside until a draw was run.
    closed: Option<Option<Vec<OfferingId>>>,
    /// Whether anybody is or was on a waiting list.
    has_lists: Option<bool>,
}

/// The end of the ledger: the number of the entry to come, and what it is chained to.
#[derive(Clone, Copy)]
pub(super) struct End {
    pub sequence: u32,
    pub link: Link,
}

impl Memory {
    /// At the beginning of a transaction, after which nobody else can write until it ends.
    pub(super) fn refresh(&mut self, books: &Connection) -> Result<(), StoreError> {
        let mut statement = books.prepare_cached("PRAGMA data_version")?;
        let version = statement.query_row([], |row| row.get(0))?;
        if self.data_version != Some(version) {
            self.forget();
            self.data_version = Some(version);
        }
        Ok(())
    }

    /// What was written may have been rolled back, or written past this memory.
    pub(super) fn forget(&mut self) {
        self.is_menu_current = false;
        self.taken = None;
        self.end = None;
        self.closed = None;
        self.has_lists = None;
    }

    /// Whether anybody is or was on a waiting list: before the first draw nobody is, and then nothing need
    /// be asked for everybody who takes a place.
    pub(super) fn has_lists(&mut self, books: &Connection) -> Result<bool, StoreError> {
        match self.has_lists {
            Some(known) => Ok(known),
            None => Ok(*self.has_lists.insert(waiting::is_any(books)?)),
        }
    }

    /// Somebody has just been put on a list.
    pub(super) fn knows_of_lists(&mut self) {
        self.has_lists = Some(true);
    }

    pub(super) fn menu(
        &mut self,
        books: &Connection,
    ) -> Result<(MenuHash, Arc<ServiceMenu>), StoreError> {
        if let Some((hash, menu)) = &self.menu
            && self.is_menu_current
        {
            return Ok((hash.clone(), Arc::clone(menu)));
        }
        let current = current_menu::hash(books)?;
        let current = current.ok_or_else(|| StoreError::failed(current_menu::NoMenu))?;
        let menu = match &self.menu {
            Some((known, menu)) if *known == current => Arc::clone(menu),
            _ => Arc::new(current_menu::load(books, &current)?),
        };
        self.menu = Some((current.clone(), Arc::clone(&menu)));
        self.is_menu_current = true;
        Ok((current, menu))
    }

    /// Places taken in every offering that has any.
    pub(super) fn taken(
        &mut self,
        books: &Connection,
    ) -> Result<&BTreeMap<OfferingId, u32>, StoreError> {
        let taken = match self.taken.take() {
            Some(taken) => taken,
            None => selections::taken(books)?,
        };
        Ok(self.taken.insert(taken))
    }

    pub(super) fn end(&mut self, books: &Connection) -> Result<End, StoreError> {
        let end = match self.end {
            Some(end) => end,
            None => ledger::end(books)?,
        };
        Ok(*self.end.insert(end))
    }

    /// The offerings that the draw which holds has closed; `None` until one was run.
    pub(super) fn closed(
        &mut self,
        books: &Connection,
    ) -> Result<Option<Vec<OfferingId>>, StoreError> {
        if let Some(closed) = &self.closed {
            return Ok(closed.clone());
        }
        let closed = draws::closed(books)?;
        self.closed = Some(closed.clone());
        Ok(closed)
    }

    /// An entry was written, and this is its link.
    pub(super) fn entered(&mut self, entry: &Entry, link: Link) {
        self.end = Some(End {
            sequence: entry.sequence.saturating_add(1),
            link,
        });
        let Some(taken) = &mut self.taken else { return };
        for offering in &entry.gives_back {
            // As a count of rows would tell it: what nobody holds is not in it.
            match taken.get_mut(offering) {
                Some(count) if *count > 1 => *count -= 1,
                _ => drop(taken.remove(offering)),
            }
        }
        for offering in &entry.takes {
            *taken.entry(offering.clone()).or_default() += 1;
        }
    }
}
