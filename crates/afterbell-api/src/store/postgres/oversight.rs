use afterbell_domain::oversight::{Participation, PublishedVersion};
use afterbell_domain::{Grade, Invalid, Label, Moment};
use async_trait::async_trait;
use deadpool_postgres::GenericClient;
use tokio_postgres::Row;

use super::PostgresStore;
use super::asking::{ask, ask_for_one, order};
use super::failure::Trouble;
use super::rows::{count, parse};
use crate::secret::Fingerprint;
use crate::store::StoreError;
use crate::store::oversight::{DistrictKey, Overseen};

#[async_trait]
impl Overseen for PostgresStore {
    async fn district_keys(&self) -> Result<Vec<DistrictKey>, StoreError> {
        self.ask(|client| Box::pin(async move { keys(&client).await }))
            .await
    }

    async fn count_reading(
        &self,
        key: Fingerprint,
        now: Moment,
    ) -> Result<Option<DistrictKey>, StoreError> {
        // Counted twice when the connection is lost at its end; the count is told as what was asked.
        self.ask(|client| Box::pin(async move { count_reading(&client, &key, now).await }))
            .await
    }

    async fn participation(&self) -> Result<Vec<Participation>, StoreError> {
        self.ask(|client| Box::pin(async move { participation(&client).await }))
            .await
    }

    async fn versions(&self) -> Result<Vec<PublishedVersion>, StoreError> {
        self.ask(|client| Box::pin(async move { versions(&client).await }))
            .await
    }
}

fn moment(row: &Row, column: usize) -> Result<Option<Moment>, Trouble> {
    match row.try_get::<_, Option<&str>>(column)? {
        Some(_) => parse(row, column).map(Some),
        None => Ok(None),
    }
}

fn key_row(row: &Row) -> Result<DistrictKey, Trouble> {
    Ok(DistrictKey {
        name: parse(row, 0)?,
        issued_at: parse(row, 1)?,
        revoked_at: moment(row, 2)?,
        reads: count(row.try_get(3)?)?,
        last_read_at: moment(row, 4)?,
    })
}

async fn keys(books: &impl GenericClient) -> Result<Vec<DistrictKey>, Trouble> {
    // Sorted by the letters' numbers, as in SQLite, and not by the database's language.
    let question = "SELECT name, issued_at, revoked_at, reads, last_read_at FROM district_key
                    ORDER BY name COLLATE \"C\"";
    let rows = ask(books, question, &[]).await?;
    rows.iter().map(key_row).collect()
}

async fn count_reading(
    books: &impl GenericClient,
    key: &Fingerprint,
    now: Moment,
) -> Result<Option<DistrictKey>, Trouble> {
    let count = "UPDATE district_key SET reads = reads + 1, last_read_at = $2
                 WHERE key = $1 AND revoked_at IS NULL
                 RETURNING name, issued_at, revoked_at, reads, last_read_at";
    let (key, now) = (key.bytes().as_slice(), now.to_string());
    let row = ask_for_one(books, count, &[&key, &now]).await?;
    row.as_ref().map(key_row).transpose()
}

async fn participation(books: &impl GenericClient) -> Result<Vec<Participation>, Trouble> {
    let question = "SELECT grade,
            EXISTS (SELECT 1 FROM enrollment WHERE enrollment.student = student.id),
            EXISTS (SELECT 1 FROM care WHERE care.student = student.id)
        FROM student WHERE left_at IS NULL ORDER BY 1, 2, 3";
    let rows = ask(books, question, &[]).await?;
    let one = |row: &Row| -> Result<Participation, Trouble> {
        let grade: i16 = row.try_get(0)?;
        let grade = u8::try_from(grade).map_err(|_| Invalid::new("grade", "…"))?;
        Ok(Participation {
            grade: Grade::new(grade)?,
            in_course: row.try_get(1)?,
            in_care: row.try_get(2)?,
        })
    };
    rows.iter().map(one).collect()
}

async fn versions(books: &impl GenericClient) -> Result<Vec<PublishedVersion>, Trouble> {
    let question = "SELECT hash, published_at FROM menu ORDER BY published_at DESC, hash";
    let rows = ask(books, question, &[]).await?;
    let one = |row: &Row| {
        Ok(PublishedVersion {
            menu: parse(row, 0)?,
            published_at: parse(row, 1)?,
        })
    };
    rows.iter().map(one).collect()
}

/// A fresh key takes the place of the one that was given to the same district before.
pub(super) async fn issue(
    books: &impl GenericClient,
    name: &Label,
    key: &Fingerprint,
    now: Moment,
) -> Result<(), Trouble> {
    let issue = "INSERT INTO district_key (name, key, issued_at) VALUES ($1, $2, $3)
                 ON CONFLICT (name) DO UPDATE SET key = excluded.key,
                     issued_at = excluded.issued_at, revoked_at = NULL";
    let (key, now) = (key.bytes().as_slice(), now.to_string());
    order(books, issue, &[&name.as_str(), &key, &now]).await?;
    Ok(())
}

pub(super) async fn revoke(
    books: &impl GenericClient,
    name: &Label,
    now: Moment,
) -> Result<(), Trouble> {
    let revoke = "UPDATE district_key SET revoked_at = $2 WHERE name = $1 AND revoked_at IS NULL";
    order(books, revoke, &[&name.as_str(), &now.to_string()]).await?;
    Ok(())
}

/// Whether this district has a key that is not revoked.
pub(super) async fn has_key(books: &impl GenericClient, name: &Label) -> Result<bool, Trouble> {
    let question = "SELECT 1 FROM district_key WHERE name = $1 AND revoked_at IS NULL";
    let row = ask_for_one(books, question, &[&name.as_str()]).await?;
    Ok(row.is_some())
}
