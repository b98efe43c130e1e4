//! The schema, step by step. A step that was released is never edited, only followed.

mod chain;
mod events;

use rusqlite::{Connection, TransactionBehavior};

use crate::store::{StoreError, Unreadable};

enum Step {
    Sql(&'static str),
    /// What SQL alone cannot do.
    Code(fn(&Connection) -> Result<(), StoreError>),
}

const STEPS: [Step; 20] = [
    Step::Sql(include_str!("schema/0001.sql")),
    Step::Sql(include_str!("schema/0002.sql")),
    Step::Sql(include_str!("schema/0003.sql")),
    Step::Code(chain::run),
    Step::Sql(include_str!("schema/0005.sql")),
    Step::Code(events::of_draws),
    Step::Sql(include_str!("schema/0007.sql")),
    Step::Code(events::of_care),
    Step::Sql(include_str!("schema/0009.sql")),
    Step::Sql(include_str!("schema/0010.sql")),
    Step::Sql(include_str!("schema/0011.sql")),
    Step::Sql(include_str!("schema/0012.sql")),
    Step::Sql(include_str!("schema/0013.sql")),
    Step::Code(events::of_terms),
    Step::Code(events::of_ends),
    Step::Sql(include_str!("schema/0016.sql")),
    Step::Code(events::of_changes),
    Step::Sql(include_str!("schema/0018.sql")),
    Step::Sql(include_str!("schema/0019.sql")),
    Step::Sql(include_str!("schema/0020.sql")),
];

fn version(books: &Connection) -> Result<usize, StoreError> {
    let found: u32 = books.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(found as usize)
}

/// Whether a file holds books that this program can bring up to date.
pub(super) fn require_known(books: &Connection) -> Result<usize, StoreError> {
    let (found, known) = (version(books)?, STEPS.len());
    match found {
        0 => Err(Unreadable::NoBooks.into()),
        _ if found > known => Err(Unreadable::Newer { found, known }.into()),
        _ => Ok(found),
    }
}

/// Whether they are up to date.
pub(super) fn require_current(books: &Connection) -> Result<(), StoreError> {
    let (found, known) = (require_known(books)?, STEPS.len());
    if found < known {
        return Err(Unreadable::Older { found, known }.into());
    }
    Ok(())
}

pub(super) fn run(connection: &mut Connection) -> Result<(), StoreError> {
    // Immediate, so that two programs that start together do not both migrate.
    let books = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = version(&books)?;
    if done > STEPS.len() {
        let known = STEPS.len();
        return Err(Unreadable::Newer { found: done, known }.into());
    }
    for step in STEPS.iter().skip(done) {
        match step {
            Step::Sql(sql) => books.execute_batch(sql)?,
            Step::Code(code) => code(&books)?,
        }
    }
    #[cfg(feature = "unprotected")]
    books.execute_batch("DROP TRIGGER IF EXISTS enrollment_within_places")?;
    books.pragma_update(None, "user_version", STEPS.len() as u32)?;
    Ok(books.commit()?)
}
