//! 面试结果: whom teachers have chosen, kept and published.

use std::collections::BTreeMap;

use afterbell_domain::desk::AuditionChoice;
use afterbell_domain::{Label, Moment, OfferingId, StudentId};
use deadpool_postgres::{GenericClient, Object};
use tokio_postgres::Row;

use super::asking::{ask, ask_for_one, order};
use super::draws;
use super::failure::Trouble;
use super::rows::{count, json, parse};
use crate::store::deciding::desk::AuditionFacts;
use crate::store::desk::{AuditionBooks, AuditionRow};

type ByOffering = BTreeMap<OfferingId, Vec<StudentId>>;

/// The lists that hold, the best first.
pub(super) async fn published(books: &impl GenericClient) -> Result<ByOffering, Trouble> {
    by_offering(
        books,
        "SELECT offering, student FROM audition_passed WHERE term = (SELECT term FROM school)
         ORDER BY offering, position, passed_at, student",
    )
    .await
}

async fn by_offering(books: &impl GenericClient, question: &str) -> Result<ByOffering, Trouble> {
    let mut lists = ByOffering::new();
    for row in ask(books, question, &[]).await? {
        let (offering, student) = (parse(&row, 0)?, parse(&row, 1)?);
        lists.entry(offering).or_default().push(student);
    }
    Ok(lists)
}

/// Of the term that holds: a new one begins with no list.
const KEPT: &str = "SELECT offering, revision, choice, is_published, saved_at, saved_by
    FROM audition WHERE term = (SELECT term FROM school)";

/// The list that holds is read apart.
fn kept(row: &Row) -> Result<(OfferingId, AuditionRow), Trouble> {
    let saved_by: Option<&str> = row.try_get(5)?;
    let found = AuditionRow {
        revision: count(row.try_get(1)?)?,
        choice: json(row, 2)?,
        is_published: row.try_get(3)?,
        saved_at: Some(parse(row, 4)?),
        saved_by: saved_by.map(|_| parse(row, 5)).transpose()?,
        published: Vec::new(),
    };
    Ok((parse(row, 0)?, found))
}

pub(super) async fn all(client: &mut Object) -> Result<AuditionBooks, Trouble> {
    let books = client
        .build_transaction()
        .isolation_level(tokio_postgres::IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    let mut auditions = BTreeMap::new();
    for (offering, published) in published(&books).await? {
        auditions.insert(offering, AuditionRow::of_recorded(published)?);
    }
    for row in ask(&books, KEPT, &[]).await? {
        let (offering, row) = kept(&row)?;
        let before = auditions.remove(&offering).unwrap_or_default();
        let published = before.published;
        auditions.insert(offering, AuditionRow { published, ..row });
    }
    let wished = draws::wished(&books).await?;
    let wished = wished
        .iter()
        .map(|(student, (_, receipt))| (student, &receipt.wishes));
    let held = "SELECT offering, student FROM enrollment ORDER BY student";
    Ok(AuditionBooks {
        auditions,
        applied: AuditionBooks::applications(wished),
        holding: by_offering(&books, held).await?,
        last_draw: AuditionBooks::progress(draws::last(&books).await?.as_ref()),
    })
}

pub(super) async fn facts(
    books: &impl GenericClient,
    offering: &OfferingId,
    choice: &AuditionChoice,
) -> Result<AuditionFacts, Trouble> {
    let published = published(books).await?.remove(offering).unwrap_or_default();
    let question = format!("{KEPT} AND offering = $1");
    let row = ask_for_one(books, &question, &[&offering.as_str()]).await?;
    let students: Vec<&str> = choice.students().map(StudentId::as_str).collect();
    let here = "SELECT id FROM student WHERE id = ANY($1) AND left_at IS NULL";
    let known = ask(books, here, &[&students]).await?;
    Ok(AuditionFacts {
        row: match row {
            Some(row) => AuditionRow {
                published,
                ..kept(&row)?.1
            },
            None => AuditionRow::of_recorded(published)?,
        },
        known: known
            .iter()
            .map(|row| parse(row, 0))
            .collect::<Result<_, _>>()?,
        last_draw: AuditionBooks::progress(draws::last(books).await?.as_ref()),
    })
}

pub(super) async fn keep(
    books: &impl GenericClient,
    (offering, revision): (&OfferingId, u32),
    choice: &AuditionChoice,
    publishes: bool,
    by: Option<&Label>,
    now: Moment,
) -> Result<(), Trouble> {
    let (offering, now) = (offering.as_str(), now.to_string());
    order(
        books,
        "INSERT INTO audition
             (term, offering, revision, choice, is_published, saved_at, saved_by)
         VALUES ((SELECT term FROM school), $1, $2, $3, $4, $5, $6)
         ON CONFLICT (term, offering) DO UPDATE SET revision = excluded.revision,
             choice = excluded.choice, is_published = excluded.is_published,
             saved_at = excluded.saved_at, saved_by = excluded.saved_by",
        &[
            &offering,
            &i64::from(revision),
            &serde_json::to_string(choice)?,
            &publishes,
            &now,
            &by.map(Label::as_str),
        ],
    )
    .await?;
    if !publishes {
        return Ok(());
    }
    let old =
        "DELETE FROM audition_passed WHERE term = (SELECT term FROM school) AND offering = $1";
    order(books, old, &[&offering]).await?;
    let picked: Vec<&str> = choice.picked().iter().map(StudentId::as_str).collect();
    order(
        books,
        "INSERT INTO audition_passed (term, student, offering, passed_at, position)
         SELECT (SELECT term FROM school), student, $2, $3, position::integer
         FROM unnest($1::text[]) WITH ORDINALITY AS fresh (student, position)",
        &[&picked, &offering, &now],
    )
    .await?;
    Ok(())
}
