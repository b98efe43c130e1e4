//! 优先类别登记: in which group the office has found a child; a term's last record counts.

use std::collections::BTreeMap;

use afterbell_domain::{GroupId, Label, Moment, StudentId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::parse;
use crate::store::{GroupRecord, StoreError};

pub(super) fn of(books: &Connection, student: &StudentId) -> Result<Option<GroupId>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT of_group FROM child_group WHERE student = ?1 AND term = (SELECT term FROM school)
         ORDER BY sequence DESC LIMIT 1",
    )?;
    let found = statement.query_row([student.as_str()], |row| {
        let found: Option<String> = row.get(0)?;
        found.map(|_| parse(row, 0)).transpose()
    });
    Ok(found.optional()?.flatten())
}

pub(super) fn record(
    books: &Connection,
    student: &StudentId,
    group: Option<&GroupId>,
    reason: &Label,
    now: Moment,
) -> Result<(), StoreError> {
    books.execute(
        "INSERT INTO child_group (student, of_group, reason, recorded_at, term)
         VALUES (?1, ?2, ?3, ?4, (SELECT term FROM school))",
        params![
            student.as_str(),
            group.map(GroupId::as_str),
            reason.as_str(),
            now.to_string()
        ],
    )?;
    Ok(())
}

/// The records that count, of children that are in a group.
pub(super) fn all(books: &Connection) -> Result<BTreeMap<StudentId, GroupRecord>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT student, of_group, reason, recorded_at FROM child_group
         WHERE of_group IS NOT NULL
             AND sequence IN (
                 SELECT max(sequence) FROM child_group
                 WHERE term = (SELECT term FROM school) GROUP BY student)",
    )?;
    let rows = statement.query_map([], |row| {
        let record = GroupRecord {
            group: parse(row, 1)?,
            reason: parse(row, 2)?,
            recorded_at: parse(row, 3)?,
        };
        Ok((parse(row, 0)?, record))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The number of the last record.
pub(super) fn end(books: &Connection) -> Result<u32, StoreError> {
    let mut statement =
        books.prepare_cached("SELECT coalesce(max(sequence), 0) FROM child_group")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}
