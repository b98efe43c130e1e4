//! An import's changes in one transaction, under the same lock as those who take places.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::desk::{Reassigned, Told};
use afterbell_domain::{Moment, OfferingId, StudentId, kept_places};
use deadpool_postgres::{Object, Transaction};

use super::asking::{ask, ask_for_one, order};
use super::failure::Trouble;
use super::office::issue;
use super::rows::{count, parse};
use super::{draws, reading, reassigning, terms, waiting};
use crate::store::deciding::import::{
    Objections, ends_term, give_way, is_dropped, refusal, taken_after,
};
use crate::store::{Applied, CodeIssue, MenuChange, PupilChange, SchoolChange};

pub(super) async fn apply(client: &mut Object, change: &SchoolChange) -> Result<Applied, Trouble> {
    let books = client.transaction().await?;
    // Nobody takes anything until it is told.
    lock(&books).await?;
    let told = reassigning::told(&books, change).await?;
    let applied = apply_inside(&books, change, &[], &told).await?;
    if applied == Applied::Done {
        books.commit().await?;
    }
    Ok(applied)
}

/// The version that holds, which nobody can change until the transaction ends.
pub(super) async fn lock(books: &Transaction<'_>) -> Result<Option<String>, Trouble> {
    let lock = "SELECT menu FROM school WHERE id = 1 FOR UPDATE";
    match ask_for_one(books, lock, &[]).await? {
        Some(row) => Ok(row.try_get(0)?),
        None => Ok(None),
    }
}

/// Refuses before anything is written.
pub(super) async fn apply_inside(
    books: &Transaction<'_>,
    change: &SchoolChange,
    reassigned: &[Reassigned],
    told: &Told,
) -> Result<Applied, Trouble> {
    let menu = lock(books).await?;
    if menu.as_deref() != change.expected_menu.as_ref().map(|hash| hash.as_str()) {
        return Ok(Applied::MenuChangedMeanwhile);
    }
    let term = match &change.menu {
        Some(menu) => Some(terms::of_menu(books, menu).await?),
        None => None,
    };
    let turn = match (&change.menu, &term) {
        (Some(menu), Some(term)) => terms::change(books, menu, term, change.now).await?,
        _ => None,
    };
    let ends = ends_term(turn.as_ref());
    let number_taken = is_any_number_taken(books, &change.pupils).await?;
    let taken = taken_after(reading::taken(books).await?, reassigned);
    let mut on_offer = kept_places(&waiting::offers(books).await?, None, change.now);
    let put_back = give_way(change, &taken, &mut on_offer, reassigned);
    let objections = match ends {
        true => Objections {
            term: turn,
            number_taken,
            ..Objections::default()
        },
        false => Objections {
            term: turn,
            taken,
            on_offer,
            holding: pupils_holding(books, &change.left).await?,
            number_taken,
        },
    };
    if let Some(refusal) = refusal(change, objections) {
        return Ok(refusal);
    }
    if let (true, Some(ended)) = (ends, &change.expected_menu) {
        draws::end_term(books, ended, change.now).await?;
    }
    if let Some(menu) = &change.menu {
        waiting::put_back(books, &put_back).await?;
        let lists = waiting::offerings(books).await?.into_iter();
        let dropped: Vec<_> = lists.filter(|id| is_dropped(menu, id)).collect();
        waiting::end(books, &dropped).await?;
        reassigning::give_back(books, reassigned).await?;
        publish(books, menu, change.now).await?;
        if let Some(term) = &term {
            terms::hold(books, term).await?;
        }
        draws::enter_reassigned(books, &menu.hash, reassigned, change.now).await?;
        // What ends with a term is told by every receipt.
        let told = told.iter().filter(|_| !ends);
        let told = told.map(|(student, told)| (student, told.clone()));
        reassigning::tell(books, told, change.now).await?;
        settle(books, menu, change.now).await?;
    }
    leave(books, &change.left, change.now).await?;
    enter(books, &change.pupils, change.now).await?;
    let revise = "UPDATE school SET revision = revision + 1 WHERE id = 1";
    order(books, revise, &[]).await?;
    Ok(Applied::Done)
}

/// Places that the menu adds go to those who wait, at once.
async fn settle(books: &Transaction<'_>, menu: &MenuChange, now: Moment) -> Result<(), Trouble> {
    let offerings = waiting::offerings(books).await?;
    if !offerings.is_empty() {
        let menu = draws::menu(books, &menu.hash).await?;
        waiting::settle(books, &menu, &offerings, now).await?;
    }
    Ok(())
}

async fn publish(books: &Transaction<'_>, menu: &MenuChange, now: Moment) -> Result<(), Trouble> {
    let now = now.to_string();
    // An earlier version may come back: its content is the same, so it is kept as it is.
    order(
        books,
        "INSERT INTO menu (hash, content, published_at) VALUES ($1, $2, $3)
         ON CONFLICT (hash) DO NOTHING",
        &[&menu.hash.as_str(), &menu.canonical_json, &now],
    )
    .await?;
    let agreement = menu.agreement.as_ref();
    if let Some(agreement) = agreement {
        order(
            books,
            "INSERT INTO agreement (hash, content, published_at) VALUES ($1, $2, $3)
             ON CONFLICT (hash) DO NOTHING",
            &[&agreement.hash.as_str(), &agreement.canonical_json, &now],
        )
        .await?;
    }
    let agreement = agreement.map(|agreement| agreement.hash.as_str());
    order(
        books,
        "UPDATE school SET menu = $1, agreement = $2, edition = edition + 1 WHERE id = 1",
        &[&menu.hash.as_str(), &agreement],
    )
    .await?;
    // Offerings nobody holds go and come; the others are only updated.
    order(
        books,
        "DELETE FROM offering
         WHERE NOT EXISTS (SELECT 1 FROM enrollment WHERE enrollment.offering = offering.id)",
        &[],
    )
    .await?;
    move_together(books, &menu.places).await?;
    let ids: Vec<&str> = menu.places.iter().map(|(id, _)| id.as_str()).collect();
    let places: Vec<i32> = menu
        .places
        .iter()
        .map(|(_, places)| i32::from(*places))
        .collect();
    order(
        books,
        "INSERT INTO offering (id, places) SELECT * FROM unnest($1::text[], $2::integer[])
         ON CONFLICT (id) DO UPDATE SET places = excluded.places
         WHERE offering.places <> excluded.places",
        &[&ids, &places],
    )
    .await?;
    Ok(())
}

/// Seats above what the new menu has move to free ones below, so that no constraint counts a
/// number for a child too many.
async fn move_together(
    books: &Transaction<'_>,
    places: &[(OfferingId, u16)],
) -> Result<(), Trouble> {
    let places: BTreeMap<&OfferingId, u32> = places
        .iter()
        .map(|(id, places)| (id, u32::from(*places)))
        .collect();
    let rows = ask(books, "SELECT offering, seat, student FROM enrollment", &[]).await?;
    let mut free: BTreeMap<OfferingId, BTreeSet<u32>> = BTreeMap::new();
    let mut too_high: Vec<(OfferingId, &str)> = Vec::new();
    for row in &rows {
        let offering: OfferingId = parse(row, 0)?;
        let seat = count(row.try_get::<_, i32>(1)?.into())?;
        let Some(most) = places.get(&offering) else {
            continue;
        };
        let free = free
            .entry(offering.clone())
            .or_insert_with(|| (1..=*most).collect());
        free.remove(&seat);
        if seat > *most {
            too_high.push((offering, row.try_get(2)?));
        }
    }
    let (mut offerings, mut students, mut seats) = (Vec::new(), Vec::new(), Vec::new());
    for (offering, student) in &too_high {
        let lowest = free.get_mut(offering).and_then(BTreeSet::pop_first);
        offerings.push(offering.as_str());
        students.push(*student);
        seats.push(
            lowest
                .and_then(|seat| i32::try_from(seat).ok())
                .unwrap_or(0),
        );
    }
    order(
        books,
        "UPDATE enrollment SET seat = moved.seat
         FROM unnest($1::text[], $2::text[], $3::integer[]) AS moved (offering, student, seat)
         WHERE enrollment.offering = moved.offering AND enrollment.student = moved.student",
        &[&offerings, &students, &seats],
    )
    .await?;
    Ok(())
}

/// Who of these holds a course or a day of care.
async fn pupils_holding(
    books: &Transaction<'_>,
    students: &[StudentId],
) -> Result<Vec<StudentId>, Trouble> {
    let ids: Vec<&str> = students.iter().map(StudentId::as_str).collect();
    let rows = ask(
        books,
        "SELECT student FROM enrollment WHERE student = ANY($1)
         UNION SELECT student FROM care WHERE student = ANY($1)",
        &[&ids],
    )
    .await?;
    let holding = rows.iter().map(|row| parse(row, 0));
    let holding: BTreeSet<StudentId> = holding.collect::<Result<_, Trouble>>()?;
    // In the order in which they were asked for.
    let all = students.iter();
    Ok(all.filter(|id| holding.contains(*id)).cloned().collect())
}

/// Whether a school number belongs to another child than the change takes it for.
async fn is_any_number_taken(
    books: &Transaction<'_>,
    pupils: &[PupilChange],
) -> Result<bool, Trouble> {
    let pupils = || pupils.iter().map(|change| &change.pupil);
    let ids: Vec<&str> = pupils().map(|pupil| pupil.id.as_str()).collect();
    let numbers: Vec<&str> = pupils().map(|pupil| pupil.school_number.as_str()).collect();
    let row = ask_for_one(
        books,
        "SELECT 1 FROM unnest($1::text[], $2::text[]) AS meant (id, school_number)
         JOIN student ON student.school_number = meant.school_number
         WHERE student.id <> meant.id LIMIT 1",
        &[&ids, &numbers],
    )
    .await;
    Ok(row?.is_some())
}

async fn leave(
    books: &Transaction<'_>,
    students: &[StudentId],
    now: Moment,
) -> Result<(), Trouble> {
    let ids: Vec<&str> = students.iter().map(StudentId::as_str).collect();
    let left = "UPDATE student SET left_at = $2 WHERE id = ANY($1)";
    order(books, left, &[&ids, &now.to_string()]).await?;
    let unused = "DELETE FROM child_code WHERE student = ANY($1) AND used_by IS NULL";
    order(books, unused, &[&ids]).await?;
    Ok(())
}

async fn enter(
    books: &Transaction<'_>,
    pupils: &[PupilChange],
    now: Moment,
) -> Result<(), Trouble> {
    let all = || pupils.iter().map(|change| &change.pupil);
    let ids: Vec<&str> = all().map(|pupil| pupil.id.as_str()).collect();
    let numbers: Vec<&str> = all().map(|pupil| pupil.school_number.as_str()).collect();
    let names: Vec<&str> = all().map(|pupil| pupil.name.as_str()).collect();
    let grades: Vec<i16> = all()
        .map(|pupil| pupil.class.grade().number().into())
        .collect();
    let classes: Vec<i16> = all().map(|pupil| pupil.class.number().into()).collect();
    order(
        books,
        "INSERT INTO student (id, school_number, name, grade, class)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::smallint[], $5::smallint[])
         ON CONFLICT (id) DO UPDATE SET school_number = excluded.school_number,
             name = excluded.name, grade = excluded.grade, class = excluded.class,
             left_at = NULL",
        &[&ids, &numbers, &names, &grades, &classes],
    )
    .await?;
    let codes = pupils.iter().filter_map(|PupilChange { pupil, code }| {
        Some(CodeIssue {
            student: pupil.id.clone(),
            code: (*code)?,
        })
    });
    let codes: Vec<_> = codes.collect();
    issue(books, &codes, now).await
}
