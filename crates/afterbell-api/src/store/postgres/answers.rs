//! The answers of writes that are no batches. Kept in the same transaction as the write itself.

use afterbell_domain::Moment;
use deadpool_postgres::GenericClient;

use super::asking::{ask_for_one, order};
use super::failure::Trouble;
use super::rows::fingerprint;
use crate::answer::Answer;
use crate::store::WriteRequest;
use crate::store::deciding::Earlier;

pub(super) async fn find(
    books: &impl GenericClient,
    scope: &str,
    key: &str,
) -> Result<Option<Earlier>, Trouble> {
    let row = ask_for_one(
        books,
        "SELECT fingerprint, status, body FROM idempotency
         WHERE scope = $1 AND key = $2 AND body IS NOT NULL",
        &[&scope, &key],
    )
    .await;
    let Some(row) = row? else {
        return Ok(None);
    };
    let answer = Answer {
        status: u16::try_from(row.try_get::<_, i16>(1)?).unwrap_or_default(),
        body: row.try_get(2)?,
    };
    let fingerprint = fingerprint(&row, 0)?;
    Ok(Some(Earlier {
        fingerprint,
        answer,
    }))
}

pub(super) async fn keep(
    books: &impl GenericClient,
    scope: &str,
    request: &WriteRequest,
    answer: &Answer,
    now: Moment,
) -> Result<(), Trouble> {
    let status = i16::try_from(answer.status).unwrap_or(i16::MAX);
    order(
        books,
        "INSERT INTO idempotency (scope, key, fingerprint, status, body, answered_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            &scope,
            &request.key,
            &request.fingerprint.bytes().as_slice(),
            &status,
            &answer.body,
            &now.to_string(),
        ],
    )
    .await?;
    Ok(())
}
