//! The menu that holds now, parsed once per version since every submission needs it, and the
//! places taken, counted anew after every change.

use std::collections::BTreeMap;
use std::sync::Arc;

use afterbell_domain::{MenuHash, OfferingId, ServiceMenu};
use rusqlite::{Connection, OptionalExtension as _};

use super::rows::parse;
use super::selections;
use crate::store::StoreError;

#[derive(Default)]
pub(super) struct CurrentMenu {
    known: Option<(MenuHash, Arc<ServiceMenu>)>,
    counted: Option<Counted>,
}

/// Rows as they were counted last. Every refusal tells all places; while courses are full and
/// nothing changes, thousands of refusals share one count.
struct Counted {
    /// Another number after anybody else has written.
    data_version: i64,
    taken: BTreeMap<OfferingId, u32>,
}

impl CurrentMenu {
    /// A transaction that may have published another one was rolled back.
    pub(super) fn forget(&mut self) {
        self.known = None;
        self.counted = None;
    }

    /// Places were taken or given back.
    pub(super) fn places_changed(&mut self) {
        self.counted = None;
    }

    /// Places taken in every offering that has any.
    pub(super) fn taken(
        &mut self,
        books: &Connection,
    ) -> Result<BTreeMap<OfferingId, u32>, StoreError> {
        let data_version: i64 = books
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        if let Some(counted) = &self.counted
            && counted.data_version == data_version
        {
            return Ok(counted.taken.clone());
        }
        let taken = selections::taken(books)?;
        self.counted = Some(Counted {
            data_version,
            taken: taken.clone(),
        });
        Ok(taken)
    }

    /// The pointer is read every time, since another process may have moved it.
    pub(super) fn read(
        &mut self,
        books: &Connection,
    ) -> Result<(MenuHash, Arc<ServiceMenu>), StoreError> {
        let current = hash(books)?.ok_or_else(|| StoreError::failed(NoMenu))?;
        if let Some((known, menu)) = &self.known
            && *known == current
        {
            return Ok((current, Arc::clone(menu)));
        }
        let menu = Arc::new(load(books, &current)?);
        self.known = Some((current.clone(), Arc::clone(&menu)));
        Ok((current, menu))
    }
}

#[derive(Debug, thiserror::Error)]
#[error("no menu was published")]
struct NoMenu;

pub(super) fn hash(books: &Connection) -> Result<Option<MenuHash>, StoreError> {
    let mut statement = books.prepare_cached("SELECT menu FROM school")?;
    Ok(statement.query_row([], |row| parse(row, 0)).optional()?)
}

pub(super) fn content(books: &Connection, hash: &MenuHash) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = books.prepare_cached("SELECT content FROM menu WHERE hash = ?1")?;
    let content = statement.query_row([hash.as_str()], |row| row.get(0));
    Ok(content.optional()?)
}

pub(super) fn load(books: &Connection, hash: &MenuHash) -> Result<ServiceMenu, StoreError> {
    let content = content(books, hash)?.ok_or_else(|| StoreError::failed(NoMenu))?;
    Ok(serde_json::from_slice(&content)?)
}
