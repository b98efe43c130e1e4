//! 名册: who holds what, of one moment.

use std::collections::BTreeMap;

use afterbell_domain::desk::HandPlace;
use afterbell_domain::{CareChoice, OfferingId, StudentId, Weekday};
use deadpool_postgres::{GenericClient, Object};
use tokio_postgres::{IsolationLevel, Row};

use super::asking::{ask, ask_for_one};
use super::failure::Trouble;
use super::rows::{count, parse};
use super::{reading, waiting};
use crate::store::{HAND_PLACES, Roster};

pub(super) async fn read(client: &mut Object) -> Result<Option<Roster>, Trouble> {
    let books = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    let question = "SELECT hash, content FROM menu WHERE hash = (SELECT menu FROM school)";
    let Some(menu) = ask_for_one(&books, question, &[]).await? else {
        return Ok(None);
    };
    let offerings = "SELECT student, offering FROM enrollment ORDER BY offering";
    let roster = Roster {
        menu: (parse(&menu, 0)?, serde_json::from_slice(menu.try_get(1)?)?),
        pupils: reading::at_school(&books).await?,
        offerings: by_student(&books, offerings, |row| parse::<OfferingId>(row, 1)).await?,
        care: care(&books).await?,
        waiting: waiting::all(&books).await?,
        by_hand: by_hand(&books).await?,
    };
    books.commit().await?;
    Ok(Some(roster))
}

/// 人工安排: of what children hold, where the school has put them one by one.
pub(super) async fn by_hand(
    books: &impl GenericClient,
) -> Result<BTreeMap<StudentId, Vec<HandPlace>>, Trouble> {
    let one = |row: &Row| {
        Ok(HandPlace {
            offering: parse(row, 1)?,
            chosen_since: row.try_get(2)?,
        })
    };
    by_student(books, HAND_PLACES, one).await
}

/// When each child that is in care is fetched.
pub(super) async fn care(
    books: &impl GenericClient,
) -> Result<BTreeMap<StudentId, Vec<CareChoice>>, Trouble> {
    let question = "SELECT student, pick_up, weekday FROM care ORDER BY weekday";
    let one = |row: &Row| {
        let weekday = count(row.try_get::<_, i16>(2)?.into())?;
        let weekday = u8::try_from(weekday).unwrap_or(u8::MAX);
        Ok(CareChoice {
            pick_up: parse(row, 1)?,
            weekday: Weekday::new(weekday)?,
        })
    };
    by_student(books, question, one).await
}

async fn by_student<T>(
    books: &impl GenericClient,
    question: &str,
    read: impl Fn(&Row) -> Result<T, Trouble>,
) -> Result<BTreeMap<StudentId, Vec<T>>, Trouble> {
    let mut found: BTreeMap<StudentId, Vec<T>> = BTreeMap::new();
    for row in ask(books, question, &[]).await? {
        found.entry(parse(&row, 0)?).or_default().push(read(&row)?);
    }
    Ok(found)
}
