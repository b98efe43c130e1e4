//! Constraints that came to be others: the ledger's events, in the sixth step those of draws, in the eighth
//! care that is chosen beside wishes; in the fourteenth, with terms, which draw says why it is another, and in
//! the fifteenth the end of a term, in the seventeenth what a publication does to places.
//!
//! SQLite cannot change a table's CHECK. Its own documentation (lang_altertable, "Making Other Kinds Of
//! Table Schema Changes") gives this way where only a constraint goes: the text of the schema is
//! edited, and no row is touched, which an append-only table with its chain of links needs.

use rusqlite::Connection;

use crate::store::StoreError;

const FIRST: &str = "CHECK (event IN ('selection_submitted', 'selection_withdrawn'))";
const SIXTH: &str = "CHECK (event IN ('selection_submitted', 'selection_withdrawn', 'drawn', \
                     'offer_accepted', 'placed_by_office'))";
const EIGHTH: &str = "CHECK (event IN ('selection_submitted', 'selection_withdrawn', 'drawn', \
                      'offer_accepted', 'placed_by_office', 'care_chosen'))";

const FIFTEENTH: &str = "CHECK (event IN ('selection_submitted', 'selection_withdrawn', 'drawn', \
                         'offer_accepted', 'placed_by_office', 'care_chosen', 'term_ended'))";

const SEVENTEENTH: &str = "CHECK (event IN ('selection_submitted', 'selection_withdrawn', 'drawn', \
                           'offer_accepted', 'placed_by_office', 'care_chosen', 'term_ended', \
                           'menu_changed'))";

/// The first draw of a later term has another number and no reason; of the others in a term an index makes sure.
const OF_ONE_TERM: &str = "CHECK (number = 1 OR reason IS NOT NULL)";
const OF_EACH_TERM: &str = "CHECK (reason IS NULL OR length(reason) > 0)";

#[derive(Debug, thiserror::Error)]
#[error("a table is not as the earlier steps made it")]
struct OtherTable;

pub(super) fn of_draws(books: &Connection) -> Result<(), StoreError> {
    books.execute_batch(include_str!("../schema/0006.sql"))?;
    becomes(books, "ledger", FIRST, SIXTH)
}

pub(super) fn of_care(books: &Connection) -> Result<(), StoreError> {
    becomes(books, "ledger", SIXTH, EIGHTH)
}

pub(super) fn of_terms(books: &Connection) -> Result<(), StoreError> {
    books.execute_batch(include_str!("../schema/0014.sql"))?;
    becomes(books, "draw", OF_ONE_TERM, OF_EACH_TERM)
}

pub(super) fn of_ends(books: &Connection) -> Result<(), StoreError> {
    becomes(books, "ledger", EIGHTH, FIFTEENTH)
}

pub(super) fn of_changes(books: &Connection) -> Result<(), StoreError> {
    books.execute_batch(include_str!("../schema/0017.sql"))?;
    becomes(books, "ledger", FIFTEENTH, SEVENTEENTH)
}

fn becomes(books: &Connection, table: &str, before: &str, after: &str) -> Result<(), StoreError> {
    let version: i64 = books.pragma_query_value(None, "schema_version", |row| row.get(0))?;
    books.pragma_update(None, "writable_schema", true)?;
    let edited = books.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ?1, ?2)
         WHERE type = 'table' AND name = ?3 AND instr(sql, ?1) > 0",
        [before, after, table],
    )?;
    // Everybody who has the books open reads the schema anew.
    books.pragma_update(None, "schema_version", version + 1)?;
    books.pragma_update(None, "writable_schema", false)?;
    match edited {
        1 => Ok(()),
        _ => Err(StoreError::failed(OtherTable)),
    }
}
