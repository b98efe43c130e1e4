//! What is only read: menus, places, and what families hold.

use std::collections::BTreeMap;

use afterbell_domain::draw::PublishedFile;
use afterbell_domain::wire::Child;
use afterbell_domain::{
    AgreementSignature, GuardianId, MenuHash, OfferingId, ServiceMenu, StudentId,
};
use deadpool_postgres::{GenericClient, Object};
use tokio_postgres::IsolationLevel;

use super::asking::{ask, ask_for_one};
use super::draws::number_of;
use super::failure::Trouble;
use super::rows::{class, count, json, parse, signature};
use super::{drafts, pupils};
use crate::store::{EnrolledPupil, Held, Overview, Signed, SignedCopy, Stored};

pub(super) async fn revision(books: &impl GenericClient) -> Result<i64, Trouble> {
    let row = ask_for_one(books, "SELECT revision FROM school WHERE id = 1", &[]).await?;
    Ok(row
        .map(|row| row.try_get(0))
        .transpose()?
        .unwrap_or_default())
}

/// One question, so that menu and places are of the same moment.
pub(super) async fn overview(books: &impl GenericClient) -> Result<Option<Overview>, Trouble> {
    let rows = ask(
        books,
        "SELECT menu, offering, taken, claims, EXISTS (
             SELECT 1 FROM draw_file JOIN draw ON draw.number = draw_file.draw
             WHERE file = $1 AND draw.term = school.term)
         FROM school LEFT JOIN (
             SELECT offering, taken, claims FROM (
                 SELECT offering, count(*) AS taken FROM enrollment GROUP BY offering) AS held
             FULL JOIN (
                 SELECT offering, count(*) AS claims FROM waiting
                 WHERE term = (SELECT term FROM school) AND state IN ('waiting', 'offered') GROUP BY offering) AS queued
             USING (offering)) AS places
         ON TRUE WHERE menu IS NOT NULL",
        &[&number_of(PublishedFile::Results)],
    )
    .await?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let (mut taken, mut claims) = (BTreeMap::new(), BTreeMap::new());
    for row in &rows {
        for (column, counts) in [(2, &mut taken), (3, &mut claims)] {
            if let Some(counted) = row.try_get::<_, Option<i64>>(column)? {
                counts.insert(parse(row, 1)?, count(counted)?);
            }
        }
    }
    Ok(Some(Overview {
        menu: parse(first, 0)?,
        taken,
        claims,
        was_run: first.try_get(4)?,
    }))
}

pub(super) async fn menu(
    books: &impl GenericClient,
    hash: &str,
) -> Result<Option<Vec<u8>>, Trouble> {
    let row = ask_for_one(books, "SELECT content FROM menu WHERE hash = $1", &[&hash]).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn agreement(
    books: &impl GenericClient,
    hash: &str,
) -> Result<Option<Vec<u8>>, Trouble> {
    let question = "SELECT content FROM agreement WHERE hash = $1";
    let row = ask_for_one(books, question, &[&hash]).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// The children of an account that are at the school, in the order they were bound.
pub(super) async fn children(
    client: &mut Object,
    guardian: &GuardianId,
) -> Result<Vec<Child>, Trouble> {
    // All of one moment: what a child holds and the receipt that says so.
    let books = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    let rows = ask(
        &books,
        "SELECT student FROM guardian_student WHERE guardian = $1 ORDER BY position, student",
        &[&guardian.as_str()],
    )
    .await?;
    let ids: Vec<&str> = rows
        .iter()
        .map(|row| row.try_get(0))
        .collect::<Result<_, _>>()?;
    let mut pupils = pupils::load(&books, &ids).await?;
    let mut drafts = drafts::of(&books, guardian).await?;
    books.commit().await?;
    let mut children = Vec::new();
    for row in &rows {
        let id: StudentId = parse(row, 0)?;
        if let Some(pupil) = pupils.remove(&id) {
            children.push(Child {
                student: pupil.student,
                receipt: pupil.receipt,
                signature: pupil.signature,
                draft: drafts.remove(&id).unwrap_or_default(),
                news: String::new(),
                news_number: 0,
            });
        }
    }
    Ok(children)
}

pub(super) async fn receipt(
    books: &impl GenericClient,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<Held, Trouble> {
    let row = ask_for_one(
        books,
        "SELECT (SELECT receipt FROM ledger WHERE ledger.student = student.id
                 ORDER BY sequence DESC LIMIT 1)
         FROM guardian_student JOIN student ON student.id = guardian_student.student
         WHERE guardian = $1 AND student.id = $2 AND left_at IS NULL",
        &[&guardian.as_str(), &student.as_str()],
    )
    .await;
    let Some(row) = row? else {
        return Ok(Held::StudentNotYours);
    };
    Ok(match row.try_get::<_, Option<&str>>(0)? {
        None => Held::Nothing,
        Some(_) => Held::Receipt(json(&row, 0)?),
    })
}

/// The copy of a child of this account.
pub(super) async fn copy_for(
    books: &impl GenericClient,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<Signed, Trouble> {
    let row = ask_for_one(
        books,
        "SELECT 1 FROM guardian_student JOIN student ON student.id = guardian_student.student
         WHERE guardian = $1 AND student.id = $2 AND left_at IS NULL",
        &[&guardian.as_str(), &student.as_str()],
    )
    .await;
    if row?.is_none() {
        return Ok(Signed::StudentNotYours);
    }
    let copy = copy(books, student).await?;
    Ok(copy.map_or(Signed::NotYet, Signed::Copy))
}

/// A child's signed copy; the office may ask for any.
pub(super) async fn copy(
    books: &impl GenericClient,
    student: &StudentId,
) -> Result<Option<SignedCopy>, Trouble> {
    let row = ask_for_one(
        books,
        "SELECT name, grade, class, agreement, signed_name, signed_at, content
         FROM agreement_signature
         JOIN student ON student.id = agreement_signature.student
         JOIN agreement ON agreement.hash = agreement_signature.agreement
         WHERE student = $1
         ORDER BY (agreement = (SELECT agreement FROM school)) IS TRUE DESC, sequence DESC
         LIMIT 1",
        &[&student.as_str()],
    )
    .await;
    let Some(row) = row? else {
        return Ok(None);
    };
    Ok(Some(SignedCopy {
        name: parse(&row, 0)?,
        class: class(&row, 1)?,
        signature: signature(&row, 3)?,
        agreement: serde_json::from_slice(row.try_get(6)?)?,
    }))
}

pub(super) async fn signatures(
    books: &impl GenericClient,
) -> Result<BTreeMap<StudentId, AgreementSignature>, Trouble> {
    // In ascending order of what counts, so that the last one stays.
    let rows = ask(
        books,
        "SELECT student, agreement, signed_name, signed_at FROM agreement_signature
         ORDER BY (agreement = (SELECT agreement FROM school)) IS TRUE, sequence",
        &[],
    )
    .await?;
    rows.iter()
        .map(|row| Ok((parse(row, 0)?, signature(row, 1)?)))
        .collect()
}

/// Places taken in every offering that has any.
pub(super) async fn taken(
    books: &impl GenericClient,
) -> Result<BTreeMap<OfferingId, u32>, Trouble> {
    let question = "SELECT offering, count(*) FROM enrollment GROUP BY offering";
    let rows = ask(books, question, &[]).await?;
    rows.iter()
        .map(|row| Ok((parse(row, 0)?, count(row.try_get(1)?)?)))
        .collect()
}

pub(super) async fn stored(client: &mut Object) -> Result<Stored, Trouble> {
    let books = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    let question = "SELECT hash, content FROM menu WHERE hash = (SELECT menu FROM school)";
    let menu = ask_for_one(&books, question, &[]).await?;
    let read = |row: tokio_postgres::Row| -> Result<(MenuHash, ServiceMenu), Trouble> {
        Ok((parse(&row, 0)?, serde_json::from_slice(row.try_get(1)?)?))
    };
    let stored = Stored {
        menu: menu.map(read).transpose()?,
        taken: taken(&books).await?,
        pupils: at_school(&books).await?,
        former_pupils: enrolled(
            &books,
            "SELECT id, school_number, name, grade, class FROM student
             WHERE left_at IS NOT NULL",
        )
        .await?,
    };
    books.commit().await?;
    Ok(stored)
}

pub(super) async fn at_school(books: &impl GenericClient) -> Result<Vec<EnrolledPupil>, Trouble> {
    let question = "SELECT id, school_number, name, grade, class FROM student
                    WHERE left_at IS NULL";
    enrolled(books, question).await
}

async fn enrolled(
    books: &impl GenericClient,
    question: &str,
) -> Result<Vec<EnrolledPupil>, Trouble> {
    let mut pupils = Vec::new();
    for row in ask(books, question, &[]).await? {
        pupils.push(EnrolledPupil {
            id: parse(&row, 0)?,
            school_number: parse(&row, 1)?,
            name: parse(&row, 2)?,
            class: class(&row, 3)?,
        });
    }
    // Here rather than there, where the order of letters is the database's own.
    pupils.sort_by(|one, other| one.in_order().cmp(&other.in_order()));
    Ok(pupils)
}
