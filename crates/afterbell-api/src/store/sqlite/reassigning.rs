//! 变动处理: children whose places a publication changes, what becomes of them, and what their families
//! are told until they have read it.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::desk::{Bystander, Holder, Reassigned, Told, ToldChange, Wisher};
use afterbell_domain::{GuardianId, MenuHash, Moment, OfferingId, StudentId, Waiting, WishReceipt};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::{json, parse};
use super::{
    bindings, current_menu, draws, holdings, ledger, office, roster, selections, students, waiting,
};
use crate::store::deciding::OFFICE;
use crate::store::deciding::reassigning::{claimed, entry_of, told_of, told_of_places};
use crate::store::desk::HolderBooks;
use crate::store::{EnrolledPupil, SchoolChange, StoreError, UnreadChanges};

pub(super) fn holders(
    books: &Connection,
    offerings: &[OfferingId],
) -> Result<HolderBooks, StoreError> {
    let mut children = BTreeSet::new();
    let mut of_offering =
        books.prepare_cached("SELECT student FROM enrollment WHERE offering = ?1")?;
    for offering in offerings {
        for student in of_offering.query_map([offering.as_str()], |row| parse(row, 0))? {
            children.insert(student?);
        }
    }
    let mut of_child =
        books.prepare_cached("SELECT offering, entry FROM enrollment WHERE student = ?1")?;
    let holder = |student: &StudentId| {
        let since = of_child.query_map([student.as_str()], |row| Ok((parse(row, 0)?, row.get(1)?)));
        let receipt = selections::receipt(books, student)?;
        Ok(Holder {
            student: students::load(books, student)?,
            care: receipt.map(|receipt| receipt.care).unwrap_or_default(),
            since: since?.collect::<Result<_, _>>()?,
        })
    };
    let holders: Result<_, StoreError> = children.iter().map(holder).collect();
    let lists = waiting::lists(books)?.into_iter();
    Ok(HolderBooks {
        holders: holders?,
        taken: selections::taken(books)?,
        claims: lists.map(|(id, list)| (id, list.claims)).collect(),
        was_run: draws::was_run(books)? && !draws::is_under_way(books)?,
        closed: draws::closed(books)?.unwrap_or_default(),
        bystanders: bystanders(books)?,
    })
}

fn bystanders(books: &Connection) -> Result<Vec<Bystander>, StoreError> {
    let (mut care, mut waiting) = (roster::care(books)?, waiting::all(books)?);
    let mut wished = match draws::was_run(books)? && !draws::is_under_way(books)? {
        // What was wished for has come out.
        true => BTreeMap::new(),
        false => draws::wished(books)?,
    };
    let children = office::pupils(books, "IS NULL")?.into_iter();
    let child = |pupil: EnrolledPupil| {
        let id = pupil.id;
        let wisher = |(_, receipt): (GuardianId, WishReceipt)| {
            Ok::<_, StoreError>(Wisher {
                student: students::load(books, &id)?,
                wishes: receipt.wishes,
            })
        };
        Ok(Bystander {
            care: care.remove(&id).unwrap_or_default(),
            waits: claimed(waiting.remove(&id).unwrap_or_default()),
            wishes: wished.remove(&id).map(wisher).transpose()?,
            student: id,
        })
    };
    children.map(child).collect()
}

/// What families are told of a change that nobody has decided about at the desk.
pub(super) fn told(books: &Connection, change: &SchoolChange) -> Result<Told, StoreError> {
    let (Some(hash), Some(next)) = (current_menu::hash(books)?, &change.menu) else {
        return Ok(Told::new());
    };
    told_of(
        &current_menu::load(books, &hash)?,
        next,
        &bystanders(books)?,
        &[],
    )
}

/// Before the menu is another one, whose offerings are none that anybody holds and it lacks.
pub(super) fn give_back(books: &Connection, children: &[Reassigned]) -> Result<(), StoreError> {
    let mut give_back =
        books.prepare_cached("DELETE FROM enrollment WHERE offering = ?1 AND student = ?2")?;
    for child in children {
        for offering in &child.leaves {
            give_back.execute([offering.as_str(), child.student.as_str()])?;
        }
    }
    Ok(())
}

/// Once it is.
pub(super) fn enter(
    books: &Connection,
    hash: &MenuHash,
    children: &[Reassigned],
    now: Moment,
) -> Result<(), StoreError> {
    if children.is_empty() {
        return Ok(());
    }
    let office: GuardianId = OFFICE.parse()?;
    let menu = current_menu::load(books, hash)?;
    for child in children {
        let student = students::load(books, &child.student)?;
        let end = ledger::end(books)?;
        if let Some(entry) = entry_of(child, end.sequence, (hash, &menu), &student, now) {
            ledger::append(books, &entry, &office, end.link)?;
            holdings::become_those_of(books, &entry)?;
            for taken in &child.takes {
                let own = waiting::of(books, &child.student)?;
                waiting::change(books, &child.student, &Waiting::once_taken(own, taken))?;
            }
            books.execute(
                "UPDATE draft SET content = NULL, revision = revision + 1, edited_at = ?2
                 WHERE student = ?1 AND content IS NOT NULL",
                params![child.student.as_str(), now.to_string()],
            )?;
        }
        tell(books, &child.student, &told_of_places(&child.told), now)?;
    }
    Ok(())
}

pub(super) fn tell(
    books: &Connection,
    student: &StudentId,
    changes: &[ToldChange],
    now: Moment,
) -> Result<(), StoreError> {
    let mut tell = books.prepare_cached(
        "INSERT INTO told_change (number, term, student, at, content)
         VALUES ((SELECT coalesce(max(number), 0) + 1 FROM told_change),
                 (SELECT term FROM school), ?1, ?2, ?3)",
    )?;
    for told in changes {
        let content = serde_json::to_string(told)?;
        tell.execute(params![student.as_str(), now.to_string(), content])?;
    }
    Ok(())
}

/// What a guardian has not read yet.
pub(super) fn unread(
    books: &Connection,
    guardian: &GuardianId,
) -> Result<UnreadChanges, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT told_change.student, told_change.number, content
         FROM guardian_student JOIN told_change ON told_change.student = guardian_student.student
         LEFT JOIN told_change_read AS seen
             ON seen.student = told_change.student AND seen.guardian = guardian_student.guardian
         WHERE guardian_student.guardian = ?1 AND term = (SELECT term FROM school)
             AND told_change.number > coalesce(seen.number, 0)
         ORDER BY told_change.number",
    )?;
    let rows = statement.query_map([guardian.as_str()], |row| {
        Ok((parse(row, 0)?, row.get(1)?, json(row, 2)?))
    })?;
    let mut told = UnreadChanges::new();
    for row in rows {
        let (student, number, change) = row?;
        told.entry(student).or_default().push((number, change));
    }
    Ok(told)
}

/// Says whether the child is this guardian's.
pub(super) fn read(
    books: &Connection,
    guardian: &GuardianId,
    student: &StudentId,
    number: u32,
) -> Result<bool, StoreError> {
    if !bindings::is_bound(books, guardian, student)? {
        return Ok(false);
    }
    let question = "SELECT max(number) FROM told_change WHERE student = ?1 AND number <= ?2";
    let mut last = books.prepare_cached(question)?;
    let last: Option<Option<u32>> = last
        .query_row(params![student.as_str(), number], |row| row.get(0))
        .optional()?;
    if let Some(last) = last.flatten() {
        books.execute(
            "INSERT INTO told_change_read (guardian, student, number) VALUES (?1, ?2, ?3)
             ON CONFLICT (guardian, student) DO UPDATE SET number = max(number, excluded.number)",
            params![guardian.as_str(), student.as_str(), last],
        )?;
    }
    Ok(true)
}
