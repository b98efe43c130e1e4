use std::collections::BTreeMap;

use afterbell_domain::draw::PublishedFile;
use afterbell_domain::{FileHash, GuardianId, OfferingId, StudentId, WishReceipt};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::term_key;
use crate::store::StoreError;
use crate::store::draws::{
    DrawBooks, DrawChild, DrawFile, DrawState, Draws, OwnResult, PlacementNote,
};
use crate::store::sqlite::rows::{json, parse};
use crate::store::sqlite::{
    auditions, bindings, current_menu, groups, ledger, selections, students, waiting, wishes,
};

pub(super) fn draws(books: &Connection) -> Result<Draws, StoreError> {
    let books = books.unchecked_transaction()?;
    let mut notes = books.prepare_cached(
        "SELECT at, child, offering, reason, taken_back FROM placement_note
         WHERE term = (SELECT term FROM school) ORDER BY sequence",
    )?;
    let notes = notes.query_map([], |row| {
        Ok(PlacementNote {
            at: parse(row, 0)?,
            child: row.get(1)?,
            offering: parse(row, 2)?,
            reason: parse(row, 3)?,
            taken_back: row.get(4)?,
        })
    })?;
    let notes = notes.collect::<Result<_, _>>()?;
    Ok(Draws {
        draws: states(&books)?,
        earlier: earlier(&books)?,
        notes,
    })
}

/// Of the term, each under its number there.
pub(super) fn states(books: &Connection) -> Result<Vec<DrawState>, StoreError> {
    of_terms(books, "term = (SELECT term FROM school)")
}

/// Of other terms, one after the other.
pub(super) fn earlier(books: &Connection) -> Result<Vec<DrawState>, StoreError> {
    of_terms(books, "term <> (SELECT term FROM school)")
}

fn of_terms(books: &Connection, which: &str) -> Result<Vec<DrawState>, StoreError> {
    let mut all = books.prepare_cached(&format!(
        "SELECT number, reason, row_number() OVER (PARTITION BY term ORDER BY number)
         FROM draw WHERE {which} ORDER BY term, number"
    ))?;
    let all = all.query_map([], |row| {
        let reason: Option<String> = row.get(1)?;
        let number: u32 = row.get(0)?;
        let state = DrawState {
            number: row.get(2)?,
            reason: reason.map(|_| parse(row, 1)).transpose()?,
            files: Vec::new(),
        };
        Ok((number, state))
    })?;
    let mut all: Vec<(u32, DrawState)> = all.collect::<Result<_, _>>()?;
    let mut files = books.prepare_cached(
        "SELECT file, hash, published_at FROM draw_file WHERE draw = ?1 ORDER BY file",
    )?;
    for (number, draw) in &mut all {
        let rows = files.query_map([*number], |row| {
            let place: u8 = row.get(0)?;
            let (hash, published_at) = (parse(row, 1)?, parse(row, 2)?);
            let file = PublishedFile::ALL
                .get(usize::from(place).saturating_sub(1))
                .copied();
            Ok(file.map(|file| DrawFile {
                file,
                hash,
                published_at,
            }))
        })?;
        let known: Vec<Option<DrawFile>> = rows.collect::<Result<_, _>>()?;
        draw.files = known.into_iter().flatten().collect();
    }
    Ok(all.into_iter().map(|(_, draw)| draw).collect())
}

pub(super) fn file(books: &Connection, hash: &FileHash) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement =
        books.prepare_cached("SELECT content FROM draw_file WHERE hash = ?1 LIMIT 1")?;
    let content = statement.query_row([hash.as_str()], |row| row.get(0));
    Ok(content.optional()?)
}

pub(super) fn own_result(
    books: &Connection,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<OwnResult, StoreError> {
    let books = books.unchecked_transaction()?;
    if !bindings::is_bound(&books, guardian, student)? {
        return Ok(OwnResult::StudentNotYours);
    }
    // The last draw that was run: one that is only prepared has no results yet.
    let mut last = books.prepare_cached(
        "SELECT max(draw) FROM draw_result JOIN draw ON draw.number = draw_result.draw
         WHERE term = (SELECT term FROM school)",
    )?;
    let last: Option<u32> = last.query_row([], |row| row.get(0))?;
    let mut draw = books.prepare_cached(
        "SELECT count(*) FROM draw WHERE term = (SELECT term FROM school) AND number <= ?1",
    )?;
    let draw = last.map(|last| draw.query_row([last], |row| row.get(0)));
    let mut report =
        books.prepare_cached("SELECT report FROM draw_result WHERE draw = ?1 AND student = ?2")?;
    let report = report.query_row(params![last, student.as_str()], |row| row.get(0));
    Ok(OwnResult::Result {
        draw: draw.transpose()?,
        report: report.optional()?,
        waiting: waiting::of(&books, student)?,
        group: groups::of(&books, student)?,
    })
}

/// Read by the writing connection: the key may have to be made.
pub(super) fn all(books: &Connection) -> Result<Option<DrawBooks>, StoreError> {
    let Some(hash) = current_menu::hash(books)? else {
        return Ok(None);
    };
    let menu = current_menu::load(books, &hash)?;
    let (wished, last) = (wished(books)?, wishes::end(books)?.0);
    let recorded = groups::all(books)?;
    let placed = placed_by_hand(books)?;
    let mut ids = books.prepare_cached(
        "SELECT id FROM student WHERE left_at IS NULL AND (
             id IN (SELECT student FROM wish WHERE term = (SELECT term FROM school)) OR id IN (SELECT student FROM selection))
         ORDER BY id",
    )?;
    let ids = ids.query_map([], |row| parse(row, 0))?;
    let ids: Vec<StudentId> = ids.collect::<Result<_, _>>()?;
    let child = |id: &StudentId| -> Result<DrawChild, StoreError> {
        let (guardian, receipt) = wished.get(id).cloned().unzip();
        Ok(DrawChild {
            student: students::load(books, id)?,
            guardian,
            wished_at: receipt.as_ref().map(|receipt| receipt.saved_at),
            wishes: receipt.map(|receipt: WishReceipt| receipt.wishes),
            group: recorded.get(id).map(|record| record.group.clone()),
            placed_by_hand: placed.get(id).cloned().unwrap_or_default(),
            receipt: selections::receipt(books, id)?,
        })
    };
    Ok(Some(DrawBooks {
        key: term_key(books)?,
        draws: states(books)?,
        earlier: earlier(books)?,
        wishes: last,
        entries: ledger::end(books)?.sequence.saturating_sub(1),
        groups: groups::end(books)?,
        children: ids.iter().map(child).collect::<Result<_, _>>()?,
        auditions: auditions::published(books)?,
        menu: (hash, menu),
    }))
}

/// Children at the school whose last list of wishes has any.
pub(super) fn wishing(books: &Connection) -> Result<u32, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT receipt FROM wish JOIN student ON student.id = wish.student
         WHERE left_at IS NULL
           AND sequence IN (
               SELECT max(sequence) FROM wish
               WHERE term = (SELECT term FROM school) GROUP BY student)",
    )?;
    let rows = statement.query_map([], |row| json(row, 0))?;
    let saved: Vec<WishReceipt> = rows.collect::<Result<_, _>>()?;
    let wishing = saved.iter().filter(|it| !it.wishes.slots().is_empty());
    Ok(u32::try_from(wishing.count()).unwrap_or(u32::MAX))
}

/// Places that children still hold because the school has put them there: one by one, or in a change of its menu.
fn placed_by_hand(books: &Connection) -> Result<BTreeMap<StudentId, Vec<OfferingId>>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT enrollment.student, offering FROM enrollment
         JOIN ledger ON ledger.sequence = enrollment.entry
         WHERE event IN ('placed_by_office', 'menu_changed') ORDER BY offering",
    )?;
    let rows = statement.query_map([], |row| Ok((parse(row, 0)?, parse(row, 1)?)))?;
    let mut placed: BTreeMap<StudentId, Vec<OfferingId>> = BTreeMap::new();
    for row in rows {
        let (student, offering) = row?;
        placed.entry(student).or_default().push(offering);
    }
    Ok(placed)
}

pub(in crate::store::sqlite) fn wished(
    books: &Connection,
) -> Result<BTreeMap<StudentId, (GuardianId, WishReceipt)>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT student, guardian, receipt FROM wish
         WHERE sequence IN (
             SELECT max(sequence) FROM wish
             WHERE term = (SELECT term FROM school) GROUP BY student)",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((parse(row, 0)?, (parse(row, 1)?, json(row, 2)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
