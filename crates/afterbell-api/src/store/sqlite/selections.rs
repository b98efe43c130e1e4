//! What children hold, read from the rows.

use std::collections::BTreeMap;

use afterbell_domain::{OfferingId, Receipt, StudentId};
use rusqlite::{Connection, OptionalExtension as _};

use super::rows::{json, parse};
use super::{bindings, current_menu, draws, waiting};
use crate::store::{Held, Overview, StoreError};
use afterbell_domain::GuardianId;

pub(super) fn receipt(
    books: &Connection,
    student: &StudentId,
) -> Result<Option<Receipt>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT receipt FROM selection JOIN ledger ON ledger.sequence = selection.entry
         WHERE selection.student = ?1",
    )?;
    let found = statement.query_row([student.as_str()], |row| json(row, 0));
    Ok(found.optional()?)
}

pub(super) fn held(
    books: &Connection,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<Held, StoreError> {
    if !bindings::is_bound(books, guardian, student)? {
        return Ok(Held::StudentNotYours);
    }
    Ok(receipt(books, student)?.map_or(Held::Nothing, Held::Receipt))
}

pub(super) fn overview(books: &Connection) -> Result<Option<Overview>, StoreError> {
    // One transaction, so that both are of the same moment.
    let books = books.unchecked_transaction()?;
    let Some(menu) = current_menu::hash(&books)? else {
        return Ok(None);
    };
    let lists = waiting::lists(&books)?.into_iter();
    let claims = lists.map(|(offering, list)| (offering, list.claims));
    Ok(Some(Overview {
        menu,
        taken: taken(&books)?,
        claims: claims.filter(|(_, claims)| *claims > 0).collect(),
        was_run: draws::was_run(&books)?,
    }))
}

/// Places taken in every offering that has any.
pub(super) fn taken(books: &Connection) -> Result<BTreeMap<OfferingId, u32>, StoreError> {
    let mut statement =
        books.prepare_cached("SELECT offering, count(*) FROM enrollment GROUP BY offering")?;
    let rows = statement.query_map([], |row| Ok((parse(row, 0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
