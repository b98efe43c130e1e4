//! 学期: of which one wishes, draws, waiting lists and groups are. What is asked for says
//! `term = (SELECT term FROM school)`.

use afterbell_domain::Moment;
use afterbell_domain::desk::{HeldInTerm, TermChange};
use deadpool_postgres::GenericClient;

use super::asking::{ask, ask_for_one, order};
use super::draws;
use super::failure::Trouble;
use super::rows::{count, parse};
use crate::store::MenuChange;
use crate::store::deciding::terms::{KnownTerm, step_to, term_of};

/// The number of the term that holds.
pub(super) async fn current(books: &impl GenericClient) -> Result<u32, Trouble> {
    let row = ask_for_one(books, "SELECT term FROM school WHERE id = 1", &[]).await?;
    row.map_or(Ok(1), |row| count(row.try_get::<_, i32>(0)?.into()))
}

pub(super) async fn of_menu(
    books: &impl GenericClient,
    menu: &MenuChange,
) -> Result<KnownTerm, Trouble> {
    let rows = ask(books, "SELECT number, first_day, last_day FROM term", &[]).await?;
    let all = rows.iter().map(|row| {
        Ok::<_, Trouble>(KnownTerm {
            number: count(row.try_get::<_, i32>(0)?.into())?,
            first_day: parse(row, 1)?,
            last_day: parse(row, 2)?,
        })
    });
    let all: Vec<KnownTerm> = all.collect::<Result<_, _>>()?;
    Ok(term_of(menu, &all, current(books).await?)?)
}

/// What a menu of this term would do to the one that holds, if it has to be asked for.
pub(super) async fn change(
    books: &impl GenericClient,
    menu: &MenuChange,
    term: &KnownTerm,
    now: Moment,
) -> Result<Option<TermChange>, Trouble> {
    let holds = "SELECT menu FROM school WHERE id = 1 AND menu IS NOT NULL";
    let Some(row) = ask_for_one(books, holds, &[]).await? else {
        return Ok(None);
    };
    let holds = draws::menu(books, &parse(&row, 0)?).await?;
    let is_same = current(books).await? == term.number;
    let Some((step, to)) = step_to(&holds, menu, is_same)? else {
        return Ok(None);
    };
    let counts =
        "SELECT (SELECT count(*) FROM (SELECT student FROM enrollment UNION SELECT student FROM care) AS held),
             (SELECT count(*) FROM enrollment), (SELECT count(*) FROM care)";
    let row = ask_for_one(books, counts, &[]).await?;
    let number = |at: usize| match &row {
        Some(row) => count(row.try_get(at)?),
        None => Ok(0),
    };
    let held = HeldInTerm {
        children: number(0)?,
        places: number(1)?,
        care_days: number(2)?,
        draw_under_way: draws::is_under_way(books).await?,
    };
    let today = now.date();
    Ok(Some(TermChange::of(step, &holds.term, &to, held, today)))
}

/// From now on it holds, with the days that its newest menu gives it.
pub(super) async fn hold(books: &impl GenericClient, term: &KnownTerm) -> Result<(), Trouble> {
    let number = i32::try_from(term.number).unwrap_or(i32::MAX);
    let (first, last) = (term.first_day.to_string(), term.last_day.to_string());
    order(
        books,
        "INSERT INTO term (number, first_day, last_day) VALUES ($1, $2, $3)
         ON CONFLICT (number) DO UPDATE SET first_day = excluded.first_day,
             last_day = excluded.last_day",
        &[&number, &first, &last],
    )
    .await?;
    let hold = "UPDATE school SET term = $1 WHERE id = 1";
    order(books, hold, &[&number]).await?;
    Ok(())
}
