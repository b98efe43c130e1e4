//! The fourth step: rows of older books get their links.

use rusqlite::{Connection, params};

use crate::store::StoreError;
use crate::store::ledger_chain::Link;
use crate::store::sqlite::{agreements, ledger};

pub(super) fn run(books: &Connection) -> Result<(), StoreError> {
    books.execute_batch(include_str!("../schema/0004.sql"))?;
    chain_ledger(books)?;
    chain_signatures(books)?;
    Ok(books.execute_batch(include_str!("../schema/0004_closed.sql"))?)
}

fn chain_ledger(books: &Connection) -> Result<(), StoreError> {
    let mut entries = books.prepare(
        "SELECT sequence, event, student, guardian, at, receipt FROM ledger ORDER BY sequence",
    )?;
    let mut links = books.prepare("UPDATE ledger SET link = ?2 WHERE sequence = ?1")?;
    let mut rows = entries.query([])?;
    let mut last = Link::START;
    while let Some(row) = rows.next()? {
        let entry = ledger::entry(row)?;
        last = entry.link_after(last);
        links.execute(params![entry.sequence, last.bytes()])?;
    }
    Ok(())
}

fn chain_signatures(books: &Connection) -> Result<(), StoreError> {
    let mut entries = books.prepare(
        "SELECT sequence, student, guardian, agreement, signed_name, signed_at
         FROM agreement_signature ORDER BY sequence",
    )?;
    let mut links =
        books.prepare("UPDATE agreement_signature SET link = ?2 WHERE sequence = ?1")?;
    let mut rows = entries.query([])?;
    let mut last = Link::START;
    while let Some(row) = rows.next()? {
        let entry = agreements::entry(row)?;
        last = entry.link_after(last);
        links.execute(params![entry.sequence, last.bytes()])?;
    }
    Ok(())
}
