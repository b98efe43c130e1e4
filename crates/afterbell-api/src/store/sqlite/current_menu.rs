//! The menu that holds now.

use afterbell_domain::{MenuHash, ServiceMenu};
use rusqlite::{Connection, OptionalExtension as _};

use super::rows::parse;
use crate::store::StoreError;

#[derive(Debug, thiserror::Error)]
#[error("no menu was published")]
pub(super) struct NoMenu;

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
