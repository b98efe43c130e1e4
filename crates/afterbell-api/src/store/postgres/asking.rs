//! Questions and orders, parsed once per connection.

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::failure::Trouble;

pub(super) type About<'a> = &'a [&'a (dyn ToSql + Sync)];

pub(super) async fn ask(
    books: &impl GenericClient,
    question: &str,
    about: About<'_>,
) -> Result<Vec<Row>, Trouble> {
    let statement = books.prepare_cached(question).await?;
    Ok(books.query(&statement, about).await?)
}

pub(super) async fn ask_for_one(
    books: &impl GenericClient,
    question: &str,
    about: About<'_>,
) -> Result<Option<Row>, Trouble> {
    let statement = books.prepare_cached(question).await?;
    Ok(books.query_opt(&statement, about).await?)
}

/// Carries out an order and says on how many rows.
pub(super) async fn order(
    books: &impl GenericClient,
    order: &str,
    about: About<'_>,
) -> Result<u64, Trouble> {
    let statement = books.prepare_cached(order).await?;
    Ok(books.execute(&statement, about).await?)
}
