//! Feeds `store/verifying.rs` with the rows of one database, all of one moment.

use deadpool_postgres::Transaction;
use futures_util::TryStreamExt as _;
use tokio_postgres::{IsolationLevel, Row};

use super::connections::DatabaseUrl;
use super::failure::Trouble;
use super::rows::{bytes, count};
use super::{desk, migrations};
use crate::store::StoreError;
use crate::store::ledger_chain::{LedgerEntry, Link, SignatureEntry, WishEntry};
use crate::store::verifying::{Fault, Finding, HostLink, Verified, Verifying};

/// Looks at books without changing them, also while servers are running on them.
pub async fn verify(url: &DatabaseUrl) -> Result<Result<Verified, Finding>, StoreError> {
    match all_of(url).await {
        Ok(verified) => Ok(Ok(verified)),
        Err(Stopped::Found(finding)) => Ok(Err(finding)),
        Err(Stopped::Failed(trouble)) => Err(trouble.into()),
    }
}

enum Stopped {
    Found(Finding),
    Failed(Trouble),
}

impl From<Finding> for Stopped {
    fn from(finding: Finding) -> Self {
        Self::Found(finding)
    }
}

impl From<Trouble> for Stopped {
    fn from(trouble: Trouble) -> Self {
        Self::Failed(trouble)
    }
}

impl From<tokio_postgres::Error> for Stopped {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Failed(error.into())
    }
}

async fn all_of(url: &DatabaseUrl) -> Result<Verified, Stopped> {
    let pool = url.pool(1).map_err(Trouble::from)?;
    let mut client = pool.get().await.map_err(Trouble::from)?;
    let books = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    // All entries of years may take longer than a phone would wait.
    books
        .batch_execute("SET LOCAL statement_timeout = 0")
        .await?;
    migrations::require_current(&books).await?;
    let verified = all(&books).await?;
    books.commit().await?;
    Ok(verified)
}

/// Columns that point to a row of another table. The database sees to that by itself, unless
/// somebody told it not to.
const POINTING: [[&str; 4]; 28] = [
    ["school", "menu", "menu", "hash"],
    ["school", "agreement", "agreement", "hash"],
    ["guardian_student", "guardian", "guardian", "id"],
    ["guardian_student", "student", "student", "id"],
    ["child_code", "student", "student", "id"],
    ["session", "guardian", "guardian", "id"],
    ["ledger", "student", "student", "id"],
    ["ledger", "guardian", "guardian", "id"],
    ["enrollment", "offering", "offering", "id"],
    ["enrollment", "entry", "ledger", "sequence"],
    ["care", "student", "student", "id"],
    ["agreement_signature", "student", "student", "id"],
    ["agreement_signature", "agreement", "agreement", "hash"],
    ["idempotency", "entry", "ledger", "sequence"],
    ["staff_session", "staff", "staff", "id"],
    ["objection", "notice", "notice", "number"],
    ["wish", "student", "student", "id"],
    ["wish", "guardian", "guardian", "id"],
    ["draw_file", "draw", "draw", "number"],
    ["waiting", "student", "student", "id"],
    ["draw_result", "draw", "draw", "number"],
    ["draw_result", "student", "student", "id"],
    ["child_group", "student", "student", "id"],
    ["host_account", "guardian", "guardian", "id"],
    ["host_session", "token", "session", "token"],
    ["host_session", "host_account", "host_account", "number"],
    ["directory_binding", "guardian", "guardian", "id"],
    ["directory_binding", "student", "student", "id"],
];

async fn all(books: &Transaction<'_>) -> Result<Verified, Stopped> {
    for [table, column, pointed, key] in POINTING {
        let question = format!(
            "SELECT {column}::text FROM {table} WHERE {column} IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM {pointed} WHERE {pointed}.{key} = {table}.{column})"
        );
        each(books, &question, |row| {
            let row = format!("{table} {column} {}", row.try_get::<_, &str>(0)?);
            Err(found("foreign_key", row, Fault::Dangling))
        })
        .await?;
    }
    for table in ["menu", "agreement", "draw_file"] {
        let question = format!("SELECT hash, content FROM {table}");
        each(books, &question, |row| {
            Ok(Verifying::version(table, row.try_get(0)?, row.try_get(1)?)?)
        })
        .await?;
    }
    let mut verifying = Verifying::default();
    let current = "SELECT hash, content FROM menu WHERE hash = (SELECT menu FROM school)";
    each(books, current, |row| {
        Ok(verifying.menu(row.try_get(0)?, row.try_get(1)?)?)
    })
    .await?;
    ledger(books, &mut verifying).await?;
    signatures(books, &mut verifying).await?;
    let acts = "SELECT number, at, staff, name, action, subject, before, after, link
                FROM audit ORDER BY number";
    each(books, acts, |row| {
        let (entry, link) = desk::chained(row)?;
        Ok(verifying.act(&entry, link)?)
    })
    .await?;
    wishes(books, &mut verifying).await?;
    let results = "SELECT student, report FROM draw_result
                   WHERE draw = (SELECT max(draw) FROM draw_result)";
    each(books, results, |row| {
        Ok(verifying.draw_result(row.try_get(0)?, row.try_get(1)?)?)
    })
    .await?;
    seats(books, &mut verifying).await?;
    each(books, "SELECT student, weekday, pick_up FROM care", |row| {
        let weekday = u8::try_from(row.try_get::<_, i16>(1)?).unwrap_or_default();
        Ok(verifying.care(row.try_get(0)?, weekday, row.try_get(2)?)?)
    })
    .await?;
    each(books, "SELECT id, places FROM offering", |row| {
        let places = count(row.try_get::<_, i32>(1)?.into())?;
        Ok(verifying.offering(row.try_get(0)?, places)?)
    })
    .await?;
    each(books, HostLink::QUESTION, |row| {
        let link = HostLink {
            number: row.try_get(0)?,
            host: row.try_get(1)?,
            subject: bytes(row, 2)?,
            linked_at: row.try_get(3)?,
            unlinked_at: row.try_get(4)?,
            has_children: row.try_get(5)?,
        };
        Ok(verifying.host_account(&link)?)
    })
    .await?;
    let answers = "SELECT scope, key, coalesce(body, receipt) FROM idempotency
                   LEFT JOIN ledger ON sequence = entry WHERE status < 400";
    each(books, answers, |row| {
        Ok(verifying.answer(row.try_get(0)?, row.try_get(1)?, row.try_get(2)?)?)
    })
    .await?;
    Ok(verifying.finish()?)
}

async fn wishes(books: &Transaction<'_>, verifying: &mut Verifying) -> Result<(), Stopped> {
    let question =
        "SELECT sequence, student, guardian, at, receipt, link FROM wish ORDER BY sequence";
    each(books, question, |row| {
        let entry = WishEntry {
            sequence: count(row.try_get(0)?)?,
            student: row.try_get(1)?,
            guardian: row.try_get(2)?,
            at: row.try_get(3)?,
            receipt: row.try_get(4)?,
        };
        Ok(verifying.wish(&entry, Link::new(bytes(row, 5)?))?)
    })
    .await
}

async fn ledger(books: &Transaction<'_>, verifying: &mut Verifying) -> Result<(), Stopped> {
    let entries = "SELECT sequence, event, student, guardian, at, receipt, link
                   FROM ledger ORDER BY sequence";
    each(books, entries, |row| {
        let entry = LedgerEntry {
            sequence: count(row.try_get(0)?)?,
            event: row.try_get(1)?,
            student: row.try_get(2)?,
            guardian: row.try_get(3)?,
            at: row.try_get(4)?,
            receipt: row.try_get(5)?,
        };
        Ok(verifying.ledger(&entry, Link::new(bytes(row, 6)?))?)
    })
    .await?;
    verifying.no_selections();
    Ok(())
}

async fn signatures(books: &Transaction<'_>, verifying: &mut Verifying) -> Result<(), Stopped> {
    let entries = "SELECT sequence, student, guardian, agreement, signed_name, signed_at, link
                   FROM agreement_signature ORDER BY sequence";
    each(books, entries, |row| {
        let entry = SignatureEntry {
            sequence: count(row.try_get(0)?)?,
            student: row.try_get(1)?,
            guardian: row.try_get(2)?,
            agreement: row.try_get(3)?,
            signed_name: row.try_get(4)?,
            signed_at: row.try_get(5)?,
        };
        Ok(verifying.signature(&entry, Link::new(bytes(row, 6)?))?)
    })
    .await
}

/// Each seat is taken once, and is one of the offering's.
async fn seats(books: &Transaction<'_>, verifying: &mut Verifying) -> Result<(), Stopped> {
    let mut before: Option<(String, i32)> = None;
    let enrollments = "SELECT enrollment.offering, student, entry, seat, offering.places
                       FROM enrollment JOIN offering ON offering.id = enrollment.offering
                       ORDER BY enrollment.offering, seat";
    each(books, enrollments, |row| {
        let (offering, student): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
        let (seat, places): (i32, i32) = (row.try_get(3)?, row.try_get(4)?);
        verifying.enrollment(offering, student, count(row.try_get(2)?)?)?;
        let taken = Some((offering.to_owned(), seat));
        if seat < 1 || seat > places || before == taken {
            let row = format!("{offering}/{student}");
            return Err(found("enrollment", row, Fault::Oversold));
        }
        before = taken;
        Ok(())
    })
    .await
}

fn found(table: &'static str, row: String, fault: Fault) -> Stopped {
    Stopped::Found(Finding { table, row, fault })
}

/// Row by row: books of years need not fit into memory.
async fn each(
    books: &Transaction<'_>,
    question: &str,
    mut look: impl FnMut(&Row) -> Result<(), Stopped>,
) -> Result<(), Stopped> {
    let nothing: [&str; 0] = [];
    let rows = books.query_raw(question, nothing).await?;
    let mut rows = std::pin::pin!(rows);
    while let Some(row) = rows.try_next().await? {
        look(&row)?;
    }
    Ok(())
}
