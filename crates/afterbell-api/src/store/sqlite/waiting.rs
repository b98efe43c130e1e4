//! 候补名单: who waits for which offering, and whom its next free place is offered to.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::{
    Moment, OfferingId, Queued, ServiceMenu, StudentId, Waiting, WaitingList, WaitingState,
};
use rusqlite::{Connection, Row, params};

use super::rows::parse;
use crate::store::StoreError;
use crate::store::deciding::Entry;
use crate::store::deciding::draws::leaves;

const COLUMNS: &str = "offering, position, slot, wish, state, until, student";

pub(super) fn of(books: &Connection, student: &StudentId) -> Result<Vec<Waiting>, StoreError> {
    let mut statement = books.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM waiting WHERE student = ?1 ORDER BY slot, wish"
    ))?;
    let rows = statement.query_map([student.as_str()], |row| Ok(queued(row)?.waiting))?;
    Ok(rows.collect::<Result<_, _>>()?)
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
    Ok(Queued {
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
        "UPDATE waiting SET state = ?3, until = ?4 WHERE offering = ?1 AND student = ?2",
    )?;
    for one in changed {
        let until = match one.state {
            WaitingState::Offered { until } => Some(until.to_string()),
            _ => None,
        };
        statement.execute(params![
            one.offering.as_str(),
            student.as_str(),
            one.state.code(),
            until
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
        "INSERT INTO waiting (offering, position, student, slot, wish, state)
         VALUES (?1, ?2, ?3, ?4, ?5, 'waiting')
         ON CONFLICT (offering, student) DO UPDATE SET position = excluded.position,
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
         FROM waiting GROUP BY offering",
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
        "INSERT INTO waiting (offering, position, student, slot, wish, state)
         VALUES (?1, ?2, ?3, ?4, ?5, 'waiting')",
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

/// Offers what is free and not on offer, and says how many rows have changed.
pub(super) fn settle<'a>(
    books: &Connection,
    menu: &ServiceMenu,
    offerings: impl IntoIterator<Item = &'a OfferingId>,
    now: Moment,
) -> Result<u32, StoreError> {
    let mut list = books.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM waiting WHERE offering = ?1 ORDER BY position"
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
            let Some(Queued { student, waiting }) = queue.get(at) else {
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

/// Offers to children of one family end together, so that it decides once. One that has ended, whether
/// that was written down yet or not, does not come back.
fn answer_together(
    books: &Connection,
    student: &StudentId,
    until: Moment,
    now: Moment,
) -> Result<(), StoreError> {
    let mut statement = books.prepare_cached(
        "UPDATE waiting SET until = ?2
         WHERE state = 'offered' AND unixepoch(until) > ?3 AND student IN (
             SELECT sibling.student FROM guardian_student AS own
             JOIN guardian_student AS sibling ON sibling.guardian = own.guardian
             WHERE own.student = ?1)",
    )?;
    statement.execute(params![
        student.as_str(),
        until.to_string(),
        now.unix_seconds()
    ])?;
    Ok(())
}

pub(super) fn taken(books: &Connection, offering: &OfferingId) -> Result<u32, StoreError> {
    let mut statement =
        books.prepare_cached("SELECT count(*) FROM enrollment WHERE offering = ?1")?;
    Ok(statement.query_row([offering.as_str()], |row| row.get(0))?)
}

/// How many places of an offering are kept for children to whom they are offered.
pub(super) fn on_offer(
    books: &Connection,
    offering: &OfferingId,
    now: Moment,
) -> Result<u32, StoreError> {
    let mut statement = books.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM waiting WHERE offering = ?1 AND state = 'offered'"
    ))?;
    let rows = statement.query_map([offering.as_str()], queued)?;
    let offered: Vec<Queued> = rows.collect::<Result<_, _>>()?;
    let open = offered
        .iter()
        .filter(|one| one.waiting.state.is_open_offer(now));
    Ok(u32::try_from(open.count()).unwrap_or(u32::MAX))
}

/// Every offering somebody is on the list of.
pub(super) fn offerings(books: &Connection) -> Result<Vec<OfferingId>, StoreError> {
    let mut statement = books.prepare_cached("SELECT DISTINCT offering FROM waiting")?;
    let rows = statement.query_map([], |row| parse(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn forget_all(books: &Connection) -> Result<(), StoreError> {
    books.execute("DELETE FROM waiting", [])?;
    Ok(())
}
