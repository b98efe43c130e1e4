//! The schema, step by step. A step that was released is never edited, only followed.

mod chain;

use rusqlite::{Connection, TransactionBehavior};

use crate::store::StoreError;

enum Step {
    Sql(&'static str),
    /// What SQL alone cannot do.
    Code(fn(&Connection) -> Result<(), StoreError>),
}

const STEPS: [Step; 4] = [
    Step::Sql(include_str!("schema/0001.sql")),
    Step::Sql(include_str!("schema/0002.sql")),
    Step::Sql(include_str!("schema/0003.sql")),
    Step::Code(chain::run),
];

/// The books were written by a newer program, whose rules this one does not know.
#[derive(Debug, thiserror::Error)]
#[error("the books have schema {found}, this program knows {known}")]
struct FromTheFuture {
    found: usize,
    known: usize,
}

pub(super) fn run(connection: &mut Connection) -> Result<(), StoreError> {
    // Immediate, so that two programs that start together do not both migrate.
    let books = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done: u32 = books.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = done as usize;
    if done > STEPS.len() {
        return Err(StoreError::failed(FromTheFuture {
            found: done,
            known: STEPS.len(),
        }));
    }
    for step in STEPS.iter().skip(done) {
        match step {
            Step::Sql(sql) => books.execute_batch(sql)?,
            Step::Code(code) => code(&books)?,
        }
    }
    books.pragma_update(None, "user_version", STEPS.len() as u32)?;
    Ok(books.commit()?)
}
