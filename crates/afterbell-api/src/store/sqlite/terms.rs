//! 学期: of which one wishes, draws, waiting lists and groups are. What is asked for says
//! `term = (SELECT term FROM school)`.

use afterbell_domain::{MenuHash, Term};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::{json, parse};
use crate::store::deciding::import::{KnownTerm, term_of};
use crate::store::{MenuChange, StoreError};

/// The number of the term that holds.
pub(super) fn current(books: &Connection) -> Result<Option<u32>, StoreError> {
    let mut statement = books.prepare_cached("SELECT term FROM school")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?)
}

pub(super) fn of_menu(books: &Connection, menu: &MenuChange) -> Result<KnownTerm, StoreError> {
    let mut all = books.prepare_cached("SELECT number, first_day, last_day FROM term")?;
    let all = all.query_map([], |row| {
        Ok(KnownTerm {
            number: row.get(0)?,
            first_day: parse(row, 1)?,
            last_day: parse(row, 2)?,
        })
    })?;
    let all: Vec<KnownTerm> = all.collect::<Result<_, _>>()?;
    term_of(menu, &all, current(books)?.unwrap_or(0))
}

/// Whether a published menu is of this term.
pub(super) fn is_of(books: &Connection, menu: &MenuHash, term: &Term) -> Result<bool, StoreError> {
    let mut days = books.prepare_cached(
        "SELECT json_extract(CAST(content AS TEXT), '$.term') FROM menu WHERE hash = ?1",
    )?;
    let found = days.query_row([menu.as_str()], |row| json::<Term>(row, 0));
    Ok(found
        .optional()?
        .is_some_and(|found| found.is_same_as(term)))
}

/// From now on it holds, with the days that its newest menu gives it.
pub(super) fn hold(books: &Connection, term: &KnownTerm) -> Result<(), StoreError> {
    let (first, last) = (term.first_day.to_string(), term.last_day.to_string());
    books.execute(
        "INSERT INTO term (number, first_day, last_day) VALUES (?1, ?2, ?3)
         ON CONFLICT (number) DO UPDATE SET first_day = excluded.first_day,
             last_day = excluded.last_day",
        params![term.number, first, last],
    )?;
    books.execute("UPDATE school SET term = ?1", [term.number])?;
    Ok(())
}
