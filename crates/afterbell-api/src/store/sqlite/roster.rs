//! 名册: who holds what, of one moment.

use std::collections::BTreeMap;

use afterbell_domain::desk::HandPlace;
use afterbell_domain::{CareChoice, OfferingId, StudentId, Weekday};
use rusqlite::{Connection, Row};

use super::rows::parse;
use super::{current_menu, office, waiting};
use crate::store::{HAND_PLACES, Roster, StoreError};

pub(super) fn read(books: &Connection) -> Result<Option<Roster>, StoreError> {
    let books = books.unchecked_transaction()?;
    let Some(hash) = current_menu::hash(&books)? else {
        return Ok(None);
    };
    let offerings = "SELECT student, offering FROM enrollment ORDER BY offering";
    Ok(Some(Roster {
        menu: (hash.clone(), current_menu::load(&books, &hash)?),
        pupils: office::pupils(&books, "IS NULL")?,
        offerings: by_student(&books, offerings, |row| {
            Ok::<OfferingId, StoreError>(parse(row, 1)?)
        })?,
        care: care(&books)?,
        waiting: waiting::all(&books)?,
        by_hand: by_hand(&books)?,
    }))
}

/// 人工安排: of what children hold, where the school has put them one by one.
pub(super) fn by_hand(
    books: &Connection,
) -> Result<BTreeMap<StudentId, Vec<HandPlace>>, StoreError> {
    by_student(books, HAND_PLACES, |row| {
        Ok(HandPlace {
            offering: parse(row, 1)?,
            chosen_since: row.get(2)?,
        })
    })
}

/// When each child that is in care is fetched.
pub(super) fn care(books: &Connection) -> Result<BTreeMap<StudentId, Vec<CareChoice>>, StoreError> {
    let question = "SELECT student, pick_up, weekday FROM care ORDER BY weekday";
    by_student(books, question, |row| {
        Ok(CareChoice {
            pick_up: parse(row, 1)?,
            weekday: Weekday::new(row.get(2)?)?,
        })
    })
}

fn by_student<T>(
    books: &Connection,
    question: &str,
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<BTreeMap<StudentId, Vec<T>>, StoreError> {
    let mut found: BTreeMap<StudentId, Vec<T>> = BTreeMap::new();
    let mut statement = books.prepare_cached(question)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.entry(parse(row, 0)?).or_default().push(read(row)?);
    }
    Ok(found)
}
