//! Feeds `store/verifying.rs` with the rows of one file, all of one moment.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, Row};

use super::{agreements, desk, ledger, migrations, wishes};
use crate::store::StoreError;
use crate::store::ledger_chain::Link;
use crate::store::verifying::{Fault, Finding, HostLink, Verified, Verifying};

/// Looks at books without changing them, also while a server is running on them.
pub fn verify(file: &Path) -> Result<Result<Verified, Finding>, StoreError> {
    let books = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    super::settle(&books)?;
    migrations::require_current(&books)?;
    let books = books.unchecked_transaction()?;
    match all(&books) {
        Ok(verified) => Ok(Ok(verified)),
        Err(Stopped::Found(finding)) => Ok(Err(finding)),
        Err(Stopped::Failed(error)) => Err(error),
    }
}

enum Stopped {
    Found(Finding),
    Failed(StoreError),
}

impl From<Finding> for Stopped {
    fn from(finding: Finding) -> Self {
        Self::Found(finding)
    }
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl From<rusqlite::Error> for Stopped {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.into())
    }
}

fn all(books: &Connection) -> Result<Verified, Stopped> {
    structure(books)?;
    for table in ["menu", "agreement"] {
        each(
            books,
            &format!("SELECT hash, content FROM {table}"),
            |row| {
                let (hash, content) = (text(row, 0)?, row.get_ref(1)?.as_blob().map_err(sql)?);
                Ok(Verifying::version(table, hash, content)?)
            },
        )?;
    }
    let mut verifying = Verifying::default();
    let current = "SELECT hash, content FROM menu WHERE hash = (SELECT menu FROM school)";
    each(books, current, |row| {
        let content = row.get_ref(1)?.as_blob().map_err(sql)?;
        Ok(verifying.menu(text(row, 0)?, content)?)
    })?;
    let entries = "SELECT sequence, event, student, guardian, at, receipt, link
                   FROM ledger ORDER BY sequence";
    each(books, entries, |row| {
        Ok(verifying.ledger(&ledger::entry(row)?, Link::new(row.get(6)?))?)
    })?;
    let signatures = "SELECT sequence, student, guardian, agreement, signed_name, signed_at, link
                      FROM agreement_signature ORDER BY sequence";
    each(books, signatures, |row| {
        Ok(verifying.signature(&agreements::entry(row)?, Link::new(row.get(6)?))?)
    })?;
    let acts = "SELECT number, at, staff, name, action, subject, before, after, link
                FROM audit ORDER BY number";
    each(books, acts, |row| {
        Ok(verifying.act(&desk::audit_row(row)?, Link::new(row.get(8)?))?)
    })?;
    let wishes =
        "SELECT sequence, student, guardian, at, receipt, link FROM wish ORDER BY sequence";
    each(books, wishes, |row| {
        Ok(verifying.wish(&wishes::entry(row)?, Link::new(row.get(5)?))?)
    })?;
    let files = "SELECT hash, content FROM draw_file";
    each(books, files, |row| {
        let content = row.get_ref(1)?.as_blob().map_err(sql)?;
        Ok(Verifying::version("draw_file", text(row, 0)?, content)?)
    })?;
    let results = "SELECT student, report FROM draw_result
                   WHERE draw = (SELECT max(draw) FROM draw_result)";
    each(books, results, |row| {
        Ok(verifying.draw_result(text(row, 0)?, text(row, 1)?)?)
    })?;
    each(books, "SELECT student, entry FROM selection", |row| {
        Ok(verifying.selection(text(row, 0)?, row.get(1)?)?)
    })?;
    let enrollments = "SELECT offering, student, entry FROM enrollment";
    each(books, enrollments, |row| {
        Ok(verifying.enrollment(text(row, 0)?, text(row, 1)?, row.get(2)?)?)
    })?;
    each(books, "SELECT student, weekday, pick_up FROM care", |row| {
        Ok(verifying.care(text(row, 0)?, row.get(1)?, text(row, 2)?)?)
    })?;
    each(books, "SELECT id, places FROM offering", |row| {
        Ok(verifying.offering(text(row, 0)?, row.get(1)?)?)
    })?;
    each(books, HostLink::QUESTION, |row| {
        let link = HostLink {
            number: row.get(0)?,
            host: text(row, 1)?,
            subject: row.get(2)?,
            linked_at: text(row, 3)?,
            unlinked_at: row.get_ref(4)?.as_str_or_null().map_err(sql)?,
            has_children: row.get(5)?,
        };
        Ok(verifying.host_account(&link)?)
    })?;
    let answers = "SELECT scope, key, body FROM idempotency WHERE status < 400";
    each(books, answers, |row| {
        Ok(verifying.answer(text(row, 0)?, text(row, 1)?, text(row, 2)?)?)
    })?;
    let verified = verifying.finish()?;
    // Last: whoever took a guard away may have done more, which tells more.
    guards(books)?;
    Ok(verified)
}

/// Whether the file is whole and every row points to one that is there.
fn structure(books: &Connection) -> Result<(), Stopped> {
    let told: String = books.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if told != "ok" {
        return Err(Stopped::Found(Finding {
            table: "sqlite",
            row: told,
            fault: Fault::Damaged,
        }));
    }
    let question = "SELECT \"table\" || ' ' || coalesce(rowid, '') FROM pragma_foreign_key_check";
    each(books, question, |row| {
        Err(Stopped::Found(Finding {
            table: "foreign_key",
            row: text(row, 0)?.to_owned(),
            fault: Fault::Dangling,
        }))
    })
}

/// Whether all that keeps the books right by itself is in them: what new books are made with.
fn guards(books: &Connection) -> Result<(), Stopped> {
    let mut new = Connection::open_in_memory()?;
    migrations::run(&mut new)?;
    let question = "SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'trigger')";
    let is_there = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1 AND sql = ?2)";
    each(&new, question, |row| {
        let (name, sql) = (text(row, 0)?, text(row, 1)?);
        match books.query_row(is_there, [name, sql], |row| row.get(0))? {
            true => Ok(()),
            false => Err(Stopped::Found(Finding {
                table: "sqlite_schema",
                row: name.to_owned(),
                fault: Fault::Unguarded,
            })),
        }
    })
}

fn each(
    books: &Connection,
    question: &str,
    mut look: impl FnMut(&Row<'_>) -> Result<(), Stopped>,
) -> Result<(), Stopped> {
    let mut statement = books.prepare(question)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        look(row)?;
    }
    Ok(())
}

fn text<'a>(row: &'a Row<'_>, column: usize) -> Result<&'a str, Stopped> {
    row.get_ref(column)?.as_str().map_err(sql)
}

fn sql(error: impl Into<rusqlite::Error>) -> Stopped {
    Stopped::Failed(error.into().into())
}
