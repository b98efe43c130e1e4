//! 面试结果: whom teachers have chosen, kept and published.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::desk::AuditionChoice;
use afterbell_domain::{Label, Moment, OfferingId, StudentId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::draws;
use super::rows::{json, parse};
use crate::store::StoreError;
use crate::store::deciding::desk::AuditionFacts;
use crate::store::desk::{AuditionBooks, AuditionRow};

type ByOffering = BTreeMap<OfferingId, Vec<StudentId>>;

/// The lists that hold, the best first.
pub(super) fn published(books: &Connection) -> Result<ByOffering, StoreError> {
    by_offering(
        books,
        "SELECT offering, student FROM audition_passed WHERE term = (SELECT term FROM school)
         ORDER BY offering, position, passed_at, student",
    )
}

fn by_offering(books: &Connection, question: &str) -> Result<ByOffering, StoreError> {
    let mut statement = books.prepare_cached(question)?;
    let rows = statement.query_map([], |row| Ok((parse(row, 0)?, parse(row, 1)?)))?;
    let mut lists = ByOffering::new();
    for row in rows {
        let (offering, student) = row?;
        lists.entry(offering).or_default().push(student);
    }
    Ok(lists)
}

/// Of the term that holds: a new one begins with no list.
const KEPT: &str = "SELECT offering, revision, choice, is_published, saved_at, saved_by
    FROM audition WHERE term = (SELECT term FROM school)";

/// The list that holds is read apart.
fn kept(row: &Row<'_>) -> rusqlite::Result<(OfferingId, AuditionRow)> {
    let saved_by: Option<String> = row.get(5)?;
    let found = AuditionRow {
        revision: row.get(1)?,
        choice: json(row, 2)?,
        is_published: row.get(3)?,
        saved_at: Some(parse(row, 4)?),
        saved_by: saved_by.map(|_| parse(row, 5)).transpose()?,
        published: Vec::new(),
    };
    Ok((parse(row, 0)?, found))
}

pub(super) fn all(books: &Connection) -> Result<AuditionBooks, StoreError> {
    let books = &books.unchecked_transaction()?;
    let mut auditions = BTreeMap::new();
    for (offering, published) in published(books)? {
        auditions.insert(offering, AuditionRow::of_recorded(published)?);
    }
    let mut statement = books.prepare_cached(KEPT)?;
    for row in statement.query_map([], kept)? {
        let (offering, row) = row?;
        let before = auditions.remove(&offering).unwrap_or_default();
        let published = before.published;
        auditions.insert(offering, AuditionRow { published, ..row });
    }
    let wished = draws::wished(books)?;
    let wished = wished
        .iter()
        .map(|(student, (_, receipt))| (student, &receipt.wishes));
    Ok(AuditionBooks {
        auditions,
        applied: AuditionBooks::applications(wished),
        holding: by_offering(
            books,
            "SELECT offering, student FROM enrollment ORDER BY student",
        )?,
        last_draw: AuditionBooks::progress(draws::last(books)?.as_ref()),
    })
}

pub(super) fn facts(
    books: &Connection,
    offering: &OfferingId,
    choice: &AuditionChoice,
) -> Result<AuditionFacts, StoreError> {
    let published = published(books)?.remove(offering).unwrap_or_default();
    let mut statement = books.prepare_cached(&format!("{KEPT} AND offering = ?1"))?;
    let row = statement.query_row([offering.as_str()], kept).optional()?;
    let mut is_here =
        books.prepare_cached("SELECT 1 FROM student WHERE id = ?1 AND left_at IS NULL")?;
    let mut known = BTreeSet::new();
    for student in choice.students() {
        if is_here.exists([student.as_str()])? {
            known.insert(student.clone());
        }
    }
    Ok(AuditionFacts {
        row: match row {
            Some((_, row)) => AuditionRow { published, ..row },
            None => AuditionRow::of_recorded(published)?,
        },
        known,
        last_draw: AuditionBooks::progress(draws::last(books)?.as_ref()),
    })
}

pub(super) fn keep(
    books: &Connection,
    (offering, revision): (&OfferingId, u32),
    choice: &AuditionChoice,
    publishes: bool,
    by: Option<&Label>,
    now: Moment,
) -> Result<(), StoreError> {
    let now = now.to_string();
    books.execute(
        "INSERT INTO audition
             (term, offering, revision, choice, is_published, saved_at, saved_by)
         VALUES ((SELECT term FROM school), ?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (term, offering) DO UPDATE SET revision = excluded.revision,
             choice = excluded.choice, is_published = excluded.is_published,
             saved_at = excluded.saved_at, saved_by = excluded.saved_by",
        params![
            offering.as_str(),
            revision,
            serde_json::to_string(choice)?,
            publishes,
            now,
            by.map(Label::as_str)
        ],
    )?;
    if !publishes {
        return Ok(());
    }
    let old =
        "DELETE FROM audition_passed WHERE term = (SELECT term FROM school) AND offering = ?1";
    books.execute(old, [offering.as_str()])?;
    let mut add = books.prepare_cached(
        "INSERT INTO audition_passed (term, student, offering, passed_at, position)
         VALUES ((SELECT term FROM school), ?1, ?2, ?3, ?4)",
    )?;
    for (student, position) in choice.picked().iter().zip(1_u32..) {
        add.execute(params![student.as_str(), offering.as_str(), now, position])?;
    }
    Ok(())
}
