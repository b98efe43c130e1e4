//! 申报: what teachers would teach, and when they have time.

use afterbell_domain::{Moment, StaffId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::rows::{json, parse};
use crate::store::StoreError;
use crate::store::desk::{FreeTimesRow, ProposalBooks, ProposalRow};

const PROPOSALS: &str =
    "SELECT number, revision, staff, teacher, content, state, at, decided_by FROM proposal";

fn proposal(row: &Row<'_>) -> rusqlite::Result<ProposalRow> {
    let decided_by: Option<String> = row.get(7)?;
    Ok(ProposalRow {
        number: row.get(0)?,
        revision: row.get(1)?,
        by: parse(row, 2)?,
        teacher: parse(row, 3)?,
        proposal: json(row, 4)?,
        state: json(row, 5)?,
        at: parse(row, 6)?,
        decided_by: decided_by.map(|_| parse(row, 7)).transpose()?,
    })
}

pub(super) fn all(books: &Connection) -> Result<ProposalBooks, StoreError> {
    let books = books.unchecked_transaction()?;
    let mut proposals = books.prepare_cached(&format!("{PROPOSALS} ORDER BY number"))?;
    let proposals = proposals.query_map([], proposal)?;
    let mut free_times =
        books.prepare_cached("SELECT staff, teacher, content FROM free_time ORDER BY teacher")?;
    let free_times = free_times.query_map([], times)?;
    Ok(ProposalBooks {
        proposals: proposals.collect::<Result<_, _>>()?,
        free_times: free_times.collect::<Result<_, _>>()?,
    })
}

fn times(row: &Row<'_>) -> rusqlite::Result<FreeTimesRow> {
    Ok(FreeTimesRow {
        by: parse(row, 0)?,
        teacher: parse(row, 1)?,
        times: json(row, 2)?,
    })
}

pub(super) fn times_of(
    books: &Connection,
    staff: &StaffId,
) -> Result<Option<FreeTimesRow>, StoreError> {
    let question = "SELECT staff, teacher, content FROM free_time WHERE staff = ?1";
    let row = books.query_row(question, [staff.as_str()], times);
    Ok(row.optional()?)
}

pub(super) fn of_number(
    books: &Connection,
    number: u32,
) -> Result<Option<ProposalRow>, StoreError> {
    let mut statement = books.prepare_cached(&format!("{PROPOSALS} WHERE number = ?1"))?;
    Ok(statement.query_row([number], proposal).optional()?)
}

pub(super) fn last(books: &Connection) -> Result<u32, StoreError> {
    let mut statement = books.prepare_cached("SELECT coalesce(max(number), 0) FROM proposal")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

pub(super) fn keep(books: &Connection, row: &ProposalRow) -> Result<(), StoreError> {
    books.execute(
        "INSERT INTO proposal (number, revision, staff, teacher, content, state, at, decided_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (number) DO UPDATE SET revision = excluded.revision,
             content = excluded.content, state = excluded.state, at = excluded.at,
             decided_by = excluded.decided_by",
        params![
            row.number,
            row.revision,
            row.by.as_str(),
            row.teacher.as_str(),
            serde_json::to_string(&row.proposal)?,
            serde_json::to_string(&row.state)?,
            row.at.to_string(),
            row.decided_by.as_ref().map(|by| by.as_str())
        ],
    )?;
    Ok(())
}

pub(super) fn keep_times(
    books: &Connection,
    row: &FreeTimesRow,
    now: Moment,
) -> Result<(), StoreError> {
    books.execute(
        "INSERT INTO free_time (staff, teacher, content, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (staff) DO UPDATE SET teacher = excluded.teacher,
             content = excluded.content, at = excluded.at",
        params![
            row.by.as_str(),
            row.teacher.as_str(),
            serde_json::to_string(&row.times)?,
            now.to_string()
        ],
    )?;
    Ok(())
}
