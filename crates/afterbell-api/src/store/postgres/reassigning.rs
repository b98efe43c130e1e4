//! 变动处理: children whose places a publication changes, and what their families are told until they have
//! read it.

use std::collections::BTreeMap;

use afterbell_domain::desk::{Bystander, Holder, Reassigned, Told, ToldChange, Wisher};
use afterbell_domain::{GuardianId, Moment, OfferingId, StudentId};
use deadpool_postgres::{GenericClient, Transaction};

use super::asking::{ask, ask_for_one, order};
use super::failure::Trouble;
use super::rows::{count, json, parse};
use super::{bindings, desk, draws, pupils, reading, roster, waiting, wishes};
use crate::store::deciding::reassigning::{claimed, told_of};
use crate::store::desk::HolderBooks;
use crate::store::{SchoolChange, UnreadChanges};

pub(super) async fn holders(
    books: &impl GenericClient,
    offerings: &[OfferingId],
) -> Result<HolderBooks, Trouble> {
    let offerings: Vec<&str> = offerings.iter().map(|id| id.as_str()).collect();
    let question = "SELECT student, offering, entry FROM enrollment WHERE student IN (
                        SELECT student FROM enrollment WHERE offering = ANY($1))";
    let mut since: BTreeMap<StudentId, BTreeMap<OfferingId, u32>> = BTreeMap::new();
    for row in ask(books, question, &[&offerings]).await? {
        let places = since.entry(parse(&row, 0)?).or_default();
        places.insert(parse(&row, 1)?, count(row.try_get(2)?)?);
    }
    let ids: Vec<&str> = since.keys().map(StudentId::as_str).collect();
    let mut pupils = pupils::load(books, &ids).await?;
    let holders = since.into_iter().filter_map(|(student, since)| {
        let pupil = pupils.remove(&student)?;
        let care = pupil.receipt.map(|receipt| receipt.care);
        Some(Holder {
            student: pupil.student,
            care: care.unwrap_or_default(),
            since,
        })
    });
    let lists = waiting::lists(books).await?.into_iter();
    Ok(HolderBooks {
        holders: holders.collect(),
        taken: reading::taken(books).await?,
        claims: lists.map(|(id, list)| (id, list.claims)).collect(),
        was_run: draws::was_run(books).await? && !draws::is_under_way(books).await?,
        closed: wishes::closed(books, true).await?.unwrap_or_default(),
        bystanders: bystanders(books).await?,
    })
}

async fn bystanders(books: &impl GenericClient) -> Result<Vec<Bystander>, Trouble> {
    let mut care = roster::care(books).await?;
    let mut waiting = waiting::all(books).await?;
    let wished = match draws::was_run(books).await? && !draws::is_under_way(books).await? {
        // What was wished for has come out.
        true => BTreeMap::new(),
        false => draws::wished(books).await?,
    };
    let ids: Vec<&str> = wished.keys().map(StudentId::as_str).collect();
    let pupils = pupils::load(books, &ids).await?.into_iter();
    let mut wishers: BTreeMap<StudentId, Wisher> = pupils
        .filter_map(|(id, pupil)| {
            let wishes = wished.get(&id)?.1.wishes.clone();
            let student = pupil.student;
            Some((id, Wisher { student, wishes }))
        })
        .collect();
    let children = reading::at_school(books).await?.into_iter();
    let children = children.map(|pupil| Bystander {
        care: care.remove(&pupil.id).unwrap_or_default(),
        waits: claimed(waiting.remove(&pupil.id).unwrap_or_default()),
        wishes: wishers.remove(&pupil.id),
        student: pupil.id,
    });
    Ok(children.collect())
}

/// What families are told of a change that nobody has decided about at the desk.
pub(super) async fn told(books: &Transaction<'_>, change: &SchoolChange) -> Result<Told, Trouble> {
    let (Some(published), Some(next)) = (desk::published(books).await?, &change.menu) else {
        return Ok(Told::new());
    };
    Ok(told_of(&published, next, &bystanders(books).await?, &[])?)
}

/// Before the menu is another one, whose offerings are none that anybody holds and it lacks.
pub(super) async fn give_back(
    books: &Transaction<'_>,
    children: &[Reassigned],
) -> Result<(), Trouble> {
    let (mut students, mut offerings) = (Vec::new(), Vec::new());
    for child in children {
        for offering in &child.leaves {
            students.push(child.student.as_str());
            offerings.push(offering.as_str());
        }
    }
    order(
        books,
        "DELETE FROM enrollment USING unnest($1::text[], $2::text[]) AS given (student, offering)
         WHERE enrollment.student = given.student AND enrollment.offering = given.offering",
        &[&students, &offerings],
    )
    .await?;
    Ok(())
}

/// Drafts of before are let go.
pub(super) async fn let_drafts_go(
    books: &Transaction<'_>,
    children: &[Reassigned],
    now: Moment,
) -> Result<(), Trouble> {
    let changed = children.iter().filter(|it| it.selection.is_some());
    let changed: Vec<&str> = changed.map(|it| it.student.as_str()).collect();
    order(
        books,
        "UPDATE draft SET content = NULL, revision = revision + 1, edited_at = $2
         WHERE student = ANY($1) AND content IS NOT NULL",
        &[&changed, &now.to_string()],
    )
    .await?;
    Ok(())
}

/// What is told of each.
pub(super) async fn tell(
    books: &Transaction<'_>,
    children: impl IntoIterator<Item = (&StudentId, Vec<ToldChange>)>,
    now: Moment,
) -> Result<(), Trouble> {
    let (mut students, mut contents) = (Vec::new(), Vec::new());
    for (student, changes) in children {
        for told in changes {
            students.push(student.as_str());
            contents.push(serde_json::to_string(&told).map_err(crate::store::StoreError::from)?);
        }
    }
    order(
        books,
        "INSERT INTO told_change (number, term, student, at, content)
         SELECT (SELECT coalesce(max(number), 0) FROM told_change) + fresh.place,
             (SELECT term FROM school), fresh.student, $3, fresh.content
         FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS fresh (student, content, place)",
        &[&students, &contents, &now.to_string()],
    )
    .await?;
    Ok(())
}

/// What a guardian has not read yet.
pub(super) async fn unread(
    books: &impl GenericClient,
    guardian: &GuardianId,
) -> Result<UnreadChanges, Trouble> {
    let rows = ask(
        books,
        "SELECT told_change.student, told_change.number, content
         FROM guardian_student JOIN told_change ON told_change.student = guardian_student.student
         LEFT JOIN told_change_read AS seen
             ON seen.student = told_change.student AND seen.guardian = guardian_student.guardian
         WHERE guardian_student.guardian = $1 AND term = (SELECT term FROM school)
             AND told_change.number > coalesce(seen.number, 0)
         ORDER BY told_change.number",
        &[&guardian.as_str()],
    )
    .await?;
    let mut told = UnreadChanges::new();
    for row in &rows {
        let one = (count(row.try_get(1)?)?, json(row, 2)?);
        told.entry(parse(row, 0)?).or_default().push(one);
    }
    Ok(told)
}

/// Says whether the child is this guardian's.
pub(super) async fn read(
    books: &impl GenericClient,
    guardian: &GuardianId,
    student: &StudentId,
    number: u32,
) -> Result<bool, Trouble> {
    if !bindings::is_bound(books, guardian, student).await? {
        return Ok(false);
    }
    let question = "SELECT max(number) FROM told_change WHERE student = $1 AND number <= $2";
    let row = ask_for_one(books, question, &[&student.as_str(), &i64::from(number)]).await?;
    let last: Option<i64> = row.map_or(Ok(None), |row| row.try_get(0))?;
    if let Some(last) = last {
        order(
            books,
            "INSERT INTO told_change_read (guardian, student, number) VALUES ($1, $2, $3)
             ON CONFLICT (guardian, student)
             DO UPDATE SET number = greatest(told_change_read.number, excluded.number)",
            &[&guardian.as_str(), &student.as_str(), &last],
        )
        .await?;
    }
    Ok(true)
}
