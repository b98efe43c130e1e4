//! 优先类别登记: in which group the office has found a child; a term's last record counts.

use std::collections::BTreeMap;

use afterbell_domain::{GroupId, Label, Moment, StudentId};
use deadpool_postgres::GenericClient;
use tokio_postgres::Row;

use super::asking::{ask, ask_for_one, order};
use super::failure::Trouble;
use super::rows::{count, parse};
use crate::store::GroupRecord;

pub(super) async fn of(
    books: &impl GenericClient,
    student: &StudentId,
) -> Result<Option<GroupId>, Trouble> {
    let question = "SELECT of_group FROM child_group
                    WHERE student = $1 AND term = (SELECT term FROM school)
                    ORDER BY sequence DESC LIMIT 1";
    let Some(row) = ask_for_one(books, question, &[&student.as_str()]).await? else {
        return Ok(None);
    };
    let found: Option<&str> = row.try_get(0)?;
    found.map(|_| parse(&row, 0)).transpose()
}

pub(super) async fn record(
    books: &impl GenericClient,
    student: &StudentId,
    group: Option<&GroupId>,
    reason: &Label,
    now: Moment,
) -> Result<(), Trouble> {
    let group = group.map(GroupId::as_str);
    order(
        books,
        "INSERT INTO child_group (student, of_group, reason, recorded_at, term)
         VALUES ($1, $2, $3, $4, (SELECT term FROM school))",
        &[
            &student.as_str(),
            &group,
            &reason.as_str(),
            &now.to_string(),
        ],
    )
    .await?;
    Ok(())
}

/// The records that count, of children that are in a group.
pub(super) async fn all(
    books: &impl GenericClient,
) -> Result<BTreeMap<StudentId, GroupRecord>, Trouble> {
    let question = "SELECT student, of_group, reason, recorded_at FROM (
                        SELECT DISTINCT ON (student) student, of_group, reason, recorded_at
                        FROM child_group WHERE term = (SELECT term FROM school) ORDER BY student, sequence DESC) AS last
                    WHERE of_group IS NOT NULL";
    let record = |row: &Row| {
        let record = GroupRecord {
            group: parse(row, 1)?,
            reason: parse(row, 2)?,
            recorded_at: parse(row, 3)?,
        };
        Ok((parse(row, 0)?, record))
    };
    let rows = ask(books, question, &[]).await?;
    rows.iter().map(record).collect()
}

/// The number of the last record.
pub(super) async fn end(books: &impl GenericClient) -> Result<u32, Trouble> {
    let question = "SELECT coalesce(max(sequence), 0) FROM child_group";
    let row = ask_for_one(books, question, &[]).await?;
    row.map_or(Ok(0), |row| count(row.try_get(0)?))
}
