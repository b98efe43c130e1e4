//! 申报: what teachers would teach, and when they have time.

use afterbell_domain::{Moment, StaffId};
use deadpool_postgres::GenericClient;
use tokio_postgres::Row;

use super::asking::{ask, ask_for_one, order};
use super::failure::Trouble;
use super::rows::{count, json, parse};
use crate::store::StoreError;
use crate::store::desk::{FreeTimesRow, ProposalBooks, ProposalRow};

fn proposal(row: &Row) -> Result<ProposalRow, Trouble> {
    let decided_by: Option<&str> = row.try_get(7)?;
    Ok(ProposalRow {
        number: count(row.try_get(0)?)?,
        revision: count(row.try_get(1)?)?,
        by: parse(row, 2)?,
        teacher: parse(row, 3)?,
        proposal: json(row, 4)?,
        state: json(row, 5)?,
        at: parse(row, 6)?,
        decided_by: decided_by.map(|_| parse(row, 7)).transpose()?,
    })
}

pub(super) async fn all(books: &impl GenericClient) -> Result<ProposalBooks, Trouble> {
    let proposals = "SELECT number, revision, staff, teacher, content, state, at, decided_by
                     FROM proposal ORDER BY number";
    let free_times = "SELECT staff, teacher, content FROM free_time ORDER BY teacher";
    let proposals = ask(books, proposals, &[]).await?;
    let free_times = ask(books, free_times, &[]).await?;
    let free_times = free_times.iter().map(times);
    Ok(ProposalBooks {
        proposals: proposals.iter().map(proposal).collect::<Result<_, _>>()?,
        free_times: free_times.collect::<Result<_, Trouble>>()?,
    })
}

fn times(row: &Row) -> Result<FreeTimesRow, Trouble> {
    Ok(FreeTimesRow {
        by: parse(row, 0)?,
        teacher: parse(row, 1)?,
        times: json(row, 2)?,
    })
}

pub(super) async fn times_of(
    books: &impl GenericClient,
    staff: &StaffId,
) -> Result<Option<FreeTimesRow>, Trouble> {
    let question = "SELECT staff, teacher, content FROM free_time WHERE staff = $1";
    let row = ask_for_one(books, question, &[&staff.as_str()]).await?;
    row.as_ref().map(times).transpose()
}

pub(super) async fn of_number(
    books: &impl GenericClient,
    number: u32,
) -> Result<Option<ProposalRow>, Trouble> {
    let question = "SELECT number, revision, staff, teacher, content, state, at, decided_by
                    FROM proposal WHERE number = $1";
    let row = ask_for_one(books, question, &[&i64::from(number)]).await?;
    row.as_ref().map(proposal).transpose()
}

pub(super) async fn last(books: &impl GenericClient) -> Result<u32, Trouble> {
    let question = "SELECT coalesce(max(number), 0) FROM proposal";
    let row = ask_for_one(books, question, &[]).await?;
    row.map_or(Ok(0), |row| count(row.try_get(0)?))
}

pub(super) async fn keep(books: &impl GenericClient, row: &ProposalRow) -> Result<(), Trouble> {
    let content = serde_json::to_string(&row.proposal).map_err(StoreError::from)?;
    let state = serde_json::to_string(&row.state).map_err(StoreError::from)?;
    order(
        books,
        "INSERT INTO proposal (number, revision, staff, teacher, content, state, at, decided_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (number) DO UPDATE SET revision = excluded.revision,
             content = excluded.content, state = excluded.state, at = excluded.at,
             decided_by = excluded.decided_by",
        &[
            &i64::from(row.number),
            &i64::from(row.revision),
            &row.by.as_str(),
            &row.teacher.as_str(),
            &content,
            &state,
            &row.at.to_string(),
            &row.decided_by.as_ref().map(|by| by.as_str()),
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn keep_times(
    books: &impl GenericClient,
    row: &FreeTimesRow,
    now: Moment,
) -> Result<(), Trouble> {
    let content = serde_json::to_string(&row.times).map_err(StoreError::from)?;
    order(
        books,
        "INSERT INTO free_time (staff, teacher, content, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (staff) DO UPDATE SET teacher = excluded.teacher,
             content = excluded.content, at = excluded.at",
        &[
            &row.by.as_str(),
            &row.teacher.as_str(),
            &content,
            &now.to_string(),
        ],
    )
    .await?;
    Ok(())
}
