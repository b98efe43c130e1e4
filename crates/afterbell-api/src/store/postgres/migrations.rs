//! The schema, step by step. A step that was released is never edited, only followed.

use std::cmp::Ordering;
use std::time::Duration;

use deadpool_postgres::{Object, Pool, Transaction};
use tokio_postgres::error::SqlState;

use super::failure::Trouble;
use crate::store::{StoreError, Unreadable};

const STEPS: [&str; 16] = [
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
    include_str!("schema/0006.sql"),
    include_str!("schema/0007.sql"),
    include_str!("schema/0008.sql"),
    include_str!("schema/0009.sql"),
    include_str!("schema/0010.sql"),
    include_str!("schema/0011.sql"),
    include_str!("schema/0012.sql"),
    include_str!("schema/0013.sql"),
    include_str!("schema/0014.sql"),
    include_str!("schema/0015.sql"),
    include_str!("schema/0016.sql"),
];
const GUARDS: &str = include_str!("schema/guards.sql");

/// Two programs that start together may both make the table that says how far the schema is;
/// one of them is then told that it is there.
const TRIES: u32 = 20;
/// What that one is told: by the catalogue of tables, of their types, or by an index of either.
const MADE_MEANWHILE: [SqlState; 3] = [
    SqlState::DUPLICATE_TABLE,
    SqlState::DUPLICATE_OBJECT,
    SqlState::UNIQUE_VIOLATION,
];

pub(super) async fn run(pool: &Pool) -> Result<(), StoreError> {
    let mut tried = 0;
    loop {
        match try_to_run(pool).await {
            Ok(()) => return Ok(()),
            Err(Trouble::InTheWay | Trouble::Away | Trouble::Refused(_)) if tried < TRIES => {
                tried += 1;
                tokio::time::sleep(Duration::from_millis(50 * u64::from(tried))).await;
            }
            Err(trouble) => return Err(trouble.into()),
        }
    }
}

async fn try_to_run(pool: &Pool) -> Result<(), Trouble> {
    let mut client = pool.get().await?;
    client
        .batch_execute(
            "CREATE TABLE IF NOT EXISTS schema_step (
                 id SMALLINT PRIMARY KEY CHECK (id = 1), done INTEGER NOT NULL)",
        )
        .await
        .map_err(|error| match error.code() {
            Some(code) if MADE_MEANWHILE.contains(code) => Trouble::InTheWay,
            _ => error.into(),
        })?;
    client
        .batch_execute("INSERT INTO schema_step VALUES (1, 0) ON CONFLICT (id) DO NOTHING")
        .await?;
    let books = client.transaction().await?;
    // Whoever comes second waits here, and then finds the work done.
    let row = books
        .query_one("SELECT done FROM schema_step WHERE id = 1 FOR UPDATE", &[])
        .await?;
    let done = usize::try_from(row.try_get::<_, i32>(0)?).unwrap_or(usize::MAX);
    if done > STEPS.len() {
        let known = STEPS.len();
        return Err(Trouble::Failed(
            Unreadable::Newer { found: done, known }.into(),
        ));
    }
    if done < STEPS.len() {
        unguard(&books).await?;
    }
    for (number, step) in (1_i32..).zip(STEPS).skip(done) {
        books.batch_execute(step).await?;
        books
            .execute("UPDATE schema_step SET done = $1", &[&number])
            .await?;
    }
    #[cfg(feature = "unprotected")]
    books
        .batch_execute("ALTER TABLE enrollment DROP CONSTRAINT IF EXISTS seat_within_places")
        .await?;
    books.commit().await?;
    // Looked at every start: a program that ended between the two left history without guards.
    match guard(&mut client).await {
        Err(error) if error.code().is_some_and(is_not_supported) => {
            tracing::warn!("history_not_guarded_by_triggers");
            Ok(())
        }
        done => Ok(done?),
    }
}

/// Whether the books are such as this program writes.
pub(super) async fn require_current(books: &Transaction<'_>) -> Result<(), Trouble> {
    let table = "SELECT 1 FROM information_schema.tables
                 WHERE table_schema = current_schema() AND table_name = 'schema_step'";
    if books.query_opt(table, &[]).await?.is_none() {
        return Err(Trouble::Failed(Unreadable::NoBooks.into()));
    }
    let row = books.query_opt("SELECT done FROM schema_step", &[]).await?;
    let found = row.map(|row| row.try_get::<_, i32>(0)).transpose()?;
    let found = usize::try_from(found.unwrap_or_default()).unwrap_or(usize::MAX);
    let known = STEPS.len();
    let unreadable = match found.cmp(&known) {
        Ordering::Equal => return Ok(()),
        Ordering::Less => Unreadable::Older { found, known },
        Ordering::Greater => Unreadable::Newer { found, known },
    };
    Err(Trouble::Failed(unreadable.into()))
}

/// A step may say more of a row than was known when it was written; [`guard`] puts up again what is taken down here.
async fn unguard(books: &Transaction<'_>) -> Result<(), Trouble> {
    let there = "SELECT tgname, tgrelid::regclass::text FROM pg_trigger
                 WHERE tgname IN ('wish_is_append_only', 'draw_is_immutable',
                     'placement_note_is_append_only', 'child_group_is_append_only')
                     AND tgrelid = ANY(ARRAY(SELECT oid FROM pg_class
                         WHERE relnamespace = current_schema()::regnamespace))";
    for row in books.query(there, &[]).await? {
        let (trigger, table): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
        let take_down = format!("DROP TRIGGER {trigger} ON {table}");
        books.batch_execute(&take_down).await?;
    }
    Ok(())
}

/// Beside the steps, since not every database has triggers.
async fn guard(client: &mut Object) -> Result<(), tokio_postgres::Error> {
    let books = client.transaction().await?;
    let lock = "SELECT done FROM schema_step WHERE id = 1 FOR UPDATE";
    books.query_one(lock, &[]).await?;
    // The last one of the file, which is carried out as a whole.
    let there = "SELECT 1 FROM pg_trigger
                 WHERE tgname = 'told_change_is_append_only'
                     AND tgrelid = 'told_change'::regclass";
    if books.query_opt(there, &[]).await?.is_none() {
        books.batch_execute(GUARDS).await?;
    }
    books.commit().await
}

/// Feature not supported, or a word of SQL that is not known there.
fn is_not_supported(code: &SqlState) -> bool {
    let class = code.code().get(..2);
    matches!(class, Some("0A" | "42"))
}
