//! 合并提交: many writes in one transaction, and one wait for the disk.
//!
//! Each has a savepoint of its own, so one that fails takes back its own rows and no others. It
//! sees what those before it in the batch have written: places are counted as if each had been
//! committed. Nobody is answered before the commit, and when that fails nothing of it happened
//! and all are told so.

use rusqlite::Connection;

use super::current_menu::CurrentMenu;
use super::failure::contained;
use crate::store::StoreError;

/// A write in two steps: first the work inside a transaction, then, when that transaction's
/// fate is known, the answer.
pub(super) trait Command: Send {
    fn work(&mut self, books: &Connection, menu: &mut CurrentMenu) -> Result<(), StoreError>;
    fn answer(self: Box<Self>, fate: Result<(), StoreError>);
}

#[derive(Debug, thiserror::Error)]
#[error("SQLite has rolled back the whole batch")]
struct BatchLost;

pub(super) fn write_together(
    books: &Connection,
    menu: &mut CurrentMenu,
    mut batch: Vec<Box<dyn Command>>,
) {
    let mut fates = Vec::with_capacity(batch.len());
    let whole = execute(books, "BEGIN IMMEDIATE").and_then(|()| {
        for command in &mut batch {
            fates.push(apart(books, menu, command.as_mut())?);
            if books.is_autocommit() {
                // A full disk or a broken one: SQLite has rolled back everything.
                return Err(match fates.last() {
                    Some(Err(StoreError::Full)) => StoreError::Full,
                    _ => StoreError::failed(BatchLost),
                });
            }
        }
        execute(books, "COMMIT")
    });
    if whole.is_err() {
        menu.forget();
        if !books.is_autocommit() {
            // Should that fail as well, the next batch cannot begin, and is told so.
            let _ = execute(books, "ROLLBACK");
        }
    }
    let mut fates = fates.into_iter();
    for command in batch {
        let own = fates.next().unwrap_or(Ok(()));
        command.answer(own.and_then(|()| told(&whole)));
    }
}

/// Runs one command; when it fails, the books and the menu are as it found them. An error
/// outside of its own fate is that it could not be taken back, which nobody in the batch survives.
fn apart(
    books: &Connection,
    menu: &mut CurrentMenu,
    command: &mut dyn Command,
) -> Result<Result<(), StoreError>, StoreError> {
    execute(books, "SAVEPOINT command")?;
    let done = contained(|| command.work(books, menu));
    if done.is_err() {
        menu.forget();
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
