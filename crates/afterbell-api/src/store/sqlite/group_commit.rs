//! 合并提交: many writes in one transaction, and one wait for the disk.
//!
//! Each sees what those before it in the batch have written: places are counted as if each had
//! been committed. Nobody is answered before the commit, and when that fails nothing of it happened
//! and all are told so.
//!
//! A write that fails is rare (a denial is an answer like any other), so that none is guarded at
//! first. When one has failed, the batch is taken back and done again with a savepoint around each:
//! then the one that fails takes back its own rows and no others.

use rusqlite::Connection;

use super::failure::contained;
use super::memory::Memory;
use crate::store::StoreError;

/// A write in two steps: first the work inside a transaction, which may be taken back and asked for
/// again, then, when the transaction's fate is known, the answer.
pub(super) trait Command: Send {
    fn work(&mut self, books: &Connection, memory: &mut Memory) -> Result<(), StoreError>;
    fn answer(self: Box<Self>, fate: Result<(), StoreError>);
}

#[derive(Debug, thiserror::Error)]
#[error("SQLite has rolled back the whole batch")]
struct BatchLost;

pub(super) fn write_together(
    books: &Connection,
    memory: &mut Memory,
    mut batch: Vec<Box<dyn Command>>,
) {
    let (whole, fates) = match all_at_once(books, memory, &mut batch) {
        Ok(()) => (Ok(()), Vec::new()),
        // Somebody else holds the books, and was waited for: not a second time.
        Err(StoreError::Overloaded) => (Err(StoreError::Overloaded), Vec::new()),
        Err(_) => one_by_one(books, memory, &mut batch),
    };
    let mut fates = fates.into_iter();
    for command in batch {
        let own = fates.next().unwrap_or(Ok(()));
        command.answer(own.and_then(|()| told(&whole)));
    }
}

/// All of them, or nothing has happened.
fn all_at_once(
    books: &Connection,
    memory: &mut Memory,
    batch: &mut [Box<dyn Command>],
) -> Result<(), StoreError> {
    inside(books, memory, |memory| {
        batch
            .iter_mut()
            .try_for_each(|command| contained(|| command.work(books, memory)))
    })
}

/// What became of the whole, and of each of them within it.
fn one_by_one(
    books: &Connection,
    memory: &mut Memory,
    batch: &mut [Box<dyn Command>],
) -> (Result<(), StoreError>, Vec<Result<(), StoreError>>) {
    let mut fates = Vec::with_capacity(batch.len());
    let whole = inside(books, memory, |memory| {
        for command in batch {
            fates.push(apart(books, memory, command.as_mut())?);
            if books.is_autocommit() {
                // A full disk or a broken one: SQLite has rolled back everything.
                return Err(match fates.last() {
                    Some(Err(StoreError::Full)) => StoreError::Full,
                    _ => StoreError::failed(BatchLost),
                });
            }
        }
        Ok(())
    });
    (whole, fates)
}

/// Runs `work` in a transaction; when it fails or cannot be committed, the books are as before.
fn inside(
    books: &Connection,
    memory: &mut Memory,
    work: impl FnOnce(&mut Memory) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let whole = execute(books, "BEGIN IMMEDIATE").and_then(|()| {
        memory.refresh(books)?;
        work(memory)?;
        execute(books, "COMMIT")
    });
    if whole.is_err() {
        memory.forget();
        if !books.is_autocommit() {
            // Should that fail as well, the next batch cannot begin, and is told so.
            let _ = execute(books, "ROLLBACK");
        }
    }
    whole
}

/// Runs one command; when it fails, the books are as it found them. An error
/// outside of its own fate is that it could not be taken back, which nobody in the batch survives.
fn apart(
    books: &Connection,
    memory: &mut Memory,
    command: &mut dyn Command,
) -> Result<Result<(), StoreError>, StoreError> {
    execute(books, "SAVEPOINT command")?;
    let done = contained(|| command.work(books, memory));
    if done.is_err() {
        memory.forget();
        if !books.is_autocommit() {
            execute(books, "ROLLBACK TO command")?;
        }
    }
    if !books.is_autocommit() {
        execute(books, "RELEASE command")?;
    }
    Ok(done)
}

fn execute(books: &Connection, statement: &str) -> Result<(), StoreError> {
    books.prepare_cached(statement)?.execute([])?;
    Ok(())
}

/// What befell all, for each of them.
fn told(whole: &Result<(), StoreError>) -> Result<(), StoreError> {
    match whole {
        Ok(()) => Ok(()),
        Err(StoreError::Overloaded) => Err(StoreError::Overloaded),
        Err(StoreError::Away) => Err(StoreError::Away),
        Err(StoreError::Full) => Err(StoreError::Full),
        Err(StoreError::Failed(cause)) => Err(StoreError::failed(cause.to_string())),
    }
}
