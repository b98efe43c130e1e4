//! 候补名单: who waits for which offering, and whom its next free place is offered to.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::{
    Moment, OfferingId, Queued, ServiceMenu, StudentId, Waiting, WaitingList, WaitingState,
};
use rusqlite::{Connection, Row, params};

use super::draws;
use super::rows::parse;
use crate::store::StoreError;
use crate::store::deciding::Entry;
use crate::store::deciding::draws::leaves;

const COLUMNS: &str = "offering, position, slot, wish, state, until, student, ends_by";
/// Lists are of a term.
const OF_TERM: &str = "term = (SELECT term FROM school)";

pub(super) fn of(books: &Connection, student: &StudentId) -> Result<Vec<Waiting>, StoreError> {
    let mut statement = books.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM waiting WHERE {OF_TERM} AND student = ?1 ORDER BY slot, wish"
    ))?;
    let rows = statement.query_map([student.as_str()], |row| Ok(queued(row)?.waiting))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every row of every list, by child.
pub(super) fn all(books: &Connection) -> Result<BTreeMap<StudentId, Vec<Waiting>>, StoreError> {
    let question = format!("SELECT {COLUMNS} FROM waiting WHERE {OF_TERM} ORDER BY slot, wish");
    let mut statement = books.prepare_cached(&question)?;
    let rows = statement.query_map([], queued)?;
    let mut found: BTreeMap<StudentId, Vec<Waiting>> = BTreeMap::new();
    for row in rows {
        let Queued {
            student, waiting, ..
        } = row?;
        found.entry(student).or_default().push(waiting);
    }
    Ok(found)
}

fn queued(row: &Row<'_>) -> rusqlite::Result<Queued> {
    let state = match row.get_ref(4)?.as_str()? {
        "offered" => WaitingState::Offered {
            until: parse(row, 5)?,
        },
        "accepted" => WaitingState::Accepted,
        "declined" => WaitingState::Declined,
        "expired" => WaitingState::Expired,
        "left" => WaitingState::Left,
        _ => WaitingState::Waiting,
    };
    let ends_by: Option<String> = row.get(7)?;
    Ok(Queued {
        ends_by: ends_by.map(|_| parse(row, 7)).transpose()?,
        student: parse(row, 6)?,
        waiting: Waiting {
            offering: parse(row, 0)?,
            position: row.get(1)?,
            slot: parse(row, 2)?,
            wish: row.get(3)?,
            state,
        },
    })
}

/// Writes the new states of a child's rows.
pub(super) fn change(
    books: &Connection,
    student: &StudentId,
    changed: &[Waiting],
) -> Result<(), StoreError> {
    let mut statement = books.prepare_cached(
        "UPDATE waiting SET state = ?3, until = ?4, ends_by = ?5
         WHERE term = (SELECT term FROM school) AND offering = ?1 AND student = ?2",
    )?;
    for one in changed {
        let until = match one.state {
            WaitingState::Offered { until } => Some(until),
            _ => None,
        };
        let ends_by = until.map(|until| Waiting::ends_by(until).to_string());
        statement.execute(params![
            one.offering.as_str(),
            student.as_str(),
            one.state.code(),
            until.map(|until| until.to_string()),
            ends_by
        ])?;
    }
    Ok(())
}

/// Writes a child's rows, whether it was on these lists before or not.
pub(super) fn keep(
    books: &Connection,
    student: &StudentId,
    rows: &[Waiting],
) -> Result<(), StoreError> {
    let mut statement = books.prepare_cached(
        "INSERT INTO waiting (term, offering, position, student, slot, wish, state)
         VALUES ((SELECT term FROM school), ?1, ?2, ?3, ?4, ?5, 'waiting')
         ON CONFLICT (term, offering, student) DO UPDATE SET position = excluded.position,
             slot = excluded.slot, wish = excluded.wish",
    )?;
    for one in rows {
        statement.execute(params![
            one.offering.as_str(),
            one.position,
            student.as_str(),
            one.slot.as_str(),
            one.wish
        ])?;
    }
    change(books, student, rows)
}

/// The list of every offering that anybody is or was on.
pub(super) fn lists(books: &Connection) -> Result<BTreeMap<OfferingId, WaitingList>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT offering, count(*) FILTER (WHERE state IN ('waiting', 'offered')), max(position)
         FROM waiting WHERE term = (SELECT term FROM school) GROUP BY offering",
    )?;
    let rows = statement.query_map([], |row| {
        let list = WaitingList {
            claims: row.get(1)?,
            last_position: row.get(2)?,
        };
        Ok((parse(row, 0)?, list))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn insert(
    books: &Connection,
    student: &StudentId,
    waiting: &[Waiting],
) -> Result<(), StoreError> {
    let mut statement = books.prepare_cached(
        "INSERT INTO waiting (term, offering, position, student, slot, wish, state)
         VALUES ((SELECT term FROM school), ?1, ?2, ?3, ?4, ?5, 'waiting')",
    )?;
    for one in waiting {
        statement.execute(params![
            one.offering.as_str(),
            one.position,
            student.as_str(),
            one.slot.as_str(),
            one.wish
        ])?;
    }
    Ok(())
}

/// What a change of a child's places does to the lists: places that were given back go to the next,
/// and a child that left the selection waits no longer.
pub(super) fn after(
    books: &Connection,
    menu: &ServiceMenu,
    entry: &Entry,
) -> Result<(), StoreError> {
    let student = &entry.receipt.student;
    let mut offerings: BTreeSet<OfferingId> = entry.gives_back.iter().cloned().collect();
    let left = leaves(entry.event, of(books, student)?);
    change(books, student, &left)?;
    offerings.extend(left.into_iter().map(|one| one.offering));
    settle(books, menu, &offerings, entry.receipt.accepted_at)?;
    Ok(())
}

/// Offers what is free and not on offer, and says how many rows have changed. While another draw is under way
/// nothing is offered, and nothing runs out; one that the round no longer asks for is none.
pub(super) fn settle<'a>(
    books: &Connection,
    menu: &ServiceMenu,
    offerings: impl IntoIterator<Item = &'a OfferingId>,
    now: Moment,
) -> Result<u32, StoreError> {
    if menu.round.has_draw() && draws::is_under_way(books)? {
        return Ok(0);
    }
    let mut list = books.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM waiting WHERE {OF_TERM} AND offering = ?1 ORDER BY position"
    ))?;
    let mut changes = 0;
    for id in offerings {
        let rows = list.query_map([id.as_str()], queued)?;
        let mut queue: Vec<Queued> = rows.collect::<Result<_, _>>()?;
        if queue.is_empty() {
            continue;
        }
        let places = menu
            .offering(id)
            .map_or(0, |offering| u32::from(offering.places));
        let free = places.saturating_sub(taken(books, id)?);
        for at in Queued::settle(&mut queue, free, now) {
            let Some(Queued {
                student, waiting, ..
            }) = queue.get(at)
            else {
                continue;
            };
            change(books, student, std::slice::from_ref(waiting))?;
            if let WaitingState::Offered { until } = waiting.state {
                answer_together(books, student, until, now)?;
            }
            changes += 1;
        }
    }
    Ok(changes)
}

/// Whoever was offered a place waits for it again, in the old order.
pub(super) fn put_back(books: &Connection, offerings: &[OfferingId]) -> Result<(), StoreError> {
    let mut put_back = books.prepare_cached(
        "UPDATE waiting SET state = 'waiting', until = NULL, ends_by = NULL
         WHERE term = (SELECT term FROM school) AND offering = ?1 AND state = 'offered'",
    )?;
    for offering in offerings {
        put_back.execute([offering.as_str()])?;
    }
    Ok(())
}

/// Nobody waits any longer, and what was offered is offered no more.
pub(super) fn end(books: &Connection, offerings: &[OfferingId]) -> Result<(), StoreError> {
    let mut end = books.prepare_cached(
        "UPDATE waiting SET state = 'left', until = NULL, ends_by = NULL
         WHERE term = (SELECT term FROM school) AND offering = ?1
             AND state IN ('waiting', 'offered')",
    )?;
    for offering in offerings {
        end.execute([offering.as_str()])?;
    }
    Ok(())
}

/// Moves the open offers of a child's whole family to the end of a new one.
fn answer_together(
    books: &Connection,
    student: &StudentId,
    until: Moment,
    now: Moment,
) -> Result<(), StoreError> {
    let mut family = books.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM waiting
         WHERE {OF_TERM} AND state = 'offered' AND student IN (
             SELECT sibling.student FROM guardian_student AS own
             JOIN guardian_student AS sibling ON sibling.guardian = own.guardian
             WHERE own.student = ?1)"
    ))?;
    let rows = family.query_map([student.as_str()], queued)?;
    let mut family: Vec<Queued> = rows.collect::<Result<_, _>>()?;
    let mut move_to = books.prepare_cached(
        "UPDATE waiting SET until = ?3 WHERE term = (SELECT term FROM school)
             AND offering = ?1 AND student = ?2 AND state = 'offered'",
    )?;
    for at in Queued::end_together(&mut family, until, now) {
        if let Some(Queued {
            student, waiting, ..
        }) = family.get(at)
            && let WaitingState::Offered { until } = waiting.state
        {
            let offering = waiting.offering.as_str();
            move_to.execute(params![offering, student.as_str(), until.to_string()])?;
        }
    }
    Ok(())
}

pub(super) fn taken(books: &Connection, offering: &OfferingId) -> Result<u32, StoreError> {
    let mut statement =
        books.prepare_cached("SELECT count(*) FROM enrollment WHERE offering = ?1")?;
    Ok(statement.query_row([offering.as_str()], |row| row.get(0))?)
}

/// Everybody to whom a place is offered; some offers may have ended by now.
pub(super) fn offers(books: &Connection) -> Result<Vec<Queued>, StoreError> {
    let mut statement = books.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM waiting WHERE {OF_TERM} AND state = 'offered'"
    ))?;
    let rows = statement.query_map([], queued)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether anybody is or was on a list.
pub(super) fn is_any(books: &Connection) -> Result<bool, StoreError> {
    let mut statement = books
        .prepare_cached("SELECT 1 FROM waiting WHERE term = (SELECT term FROM school) LIMIT 1")?;
    Ok(statement.exists([])?)
}

/// Every offering somebody is on the list of.
pub(super) fn offerings(books: &Connection) -> Result<Vec<OfferingId>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT DISTINCT offering FROM waiting WHERE term = (SELECT term FROM school)",
    )?;
    let rows = statement.query_map([], |row| parse(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn forget_all(books: &Connection) -> Result<(), StoreError> {
    books.execute(
        "DELETE FROM waiting WHERE term = (SELECT term FROM school)",
        [],
    )?;
    Ok(())
}
