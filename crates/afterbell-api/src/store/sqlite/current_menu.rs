//! The menu that holds now. Parsed once per version, since every submission needs it.

use std::sync::Arc;

use afterbell_domain::{MenuHash, ServiceMenu};
use rusqlite::{Connection, OptionalExtension as _};

use super::rows::parse;
use crate::store::StoreError;

#[derive(Default)]
pub(super) struct CurrentMenu {
    known: Option<(MenuHash, Arc<ServiceMenu>)>,
}

impl CurrentMenu {
    /// A transaction that may have published another one was rolled back.
    pub(super) fn forget(&mut self) {
        self.known = None;
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
