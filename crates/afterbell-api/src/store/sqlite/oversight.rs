use afterbell_domain::oversight::{Participation, PublishedVersion};
use afterbell_domain::{Grade, Label, Moment};
use async_trait::async_trait;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::SqliteStore;
use super::rows::parse;
use crate::secret::Fingerprint;
use crate::store::StoreError;
use crate::store::oversight::{DistrictKey, Overseen};

#[async_trait]
impl Overseen for SqliteStore {
    async fn district_keys(&self) -> Result<Vec<DistrictKey>, StoreError> {
        self.readers.read(keys).await
    }

    async fn count_reading(
        &self,
        key: Fingerprint,
        now: Moment,
    ) -> Result<Option<DistrictKey>, StoreError> {
        // A key that is none costs no write.
        let question = "SELECT 1 FROM district_key WHERE key = ?1 AND revoked_at IS NULL";
        let known = self.readers.read(move |books| {
            let known = books.query_row(question, [key.bytes()], |_| Ok(()));
            Ok(known.optional()?)
        });
        if known.await?.is_none() {
            return Ok(None);
        }
        self.writer
            .write(move |books, _| count_reading(books, &key, now))
            .await
    }

    async fn participation(&self) -> Result<Vec<Participation>, StoreError> {
        self.readers.read(participation).await
    }

    async fn versions(&self) -> Result<Vec<PublishedVersion>, StoreError> {
        self.readers.read(versions).await
    }
}

const KEY: &str = "SELECT name, issued_at, revoked_at, reads, last_read_at FROM district_key";

fn key_row(row: &Row<'_>) -> rusqlite::Result<DistrictKey> {
    let moment = |column| match row.get::<_, Option<String>>(column)? {
        Some(_) => parse(row, column).map(Some),
        None => Ok(None),
    };
    Ok(DistrictKey {
        name: parse(row, 0)?,
        issued_at: parse(row, 1)?,
        revoked_at: moment(2)?,
        reads: row.get(3)?,
        last_read_at: moment(4)?,
    })
}

fn keys(books: &Connection) -> Result<Vec<DistrictKey>, StoreError> {
    let mut statement = books.prepare_cached(&format!("{KEY} ORDER BY name"))?;
    let rows = statement.query_map([], key_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn count_reading(
    books: &Connection,
    key: &Fingerprint,
    now: Moment,
) -> Result<Option<DistrictKey>, StoreError> {
    let count = "UPDATE district_key SET reads = reads + 1, last_read_at = ?2
                 WHERE key = ?1 AND revoked_at IS NULL";
    if books.execute(count, params![key.bytes(), now.to_string()])? == 0 {
        return Ok(None);
    }
    let mut statement = books.prepare_cached(&format!("{KEY} WHERE key = ?1"))?;
    Ok(statement.query_row([key.bytes()], key_row).optional()?)
}

fn participation(books: &Connection) -> Result<Vec<Participation>, StoreError> {
    let question = "SELECT grade,
            EXISTS (SELECT 1 FROM enrollment WHERE enrollment.student = student.id),
            EXISTS (SELECT 1 FROM care WHERE care.student = student.id)
        FROM student WHERE left_at IS NULL ORDER BY grade, 2, 3";
    let mut statement = books.prepare_cached(question)?;
    let rows = statement.query_map([], |row| {
        let grade = Grade::new(row.get(0)?);
        let unreadable =
            |error| rusqlite::Error::FromSqlConversionFailure(0, Type::Integer, Box::new(error));
        Ok(Participation {
            grade: grade.map_err(unreadable)?,
            in_course: row.get(1)?,
            in_care: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn versions(books: &Connection) -> Result<Vec<PublishedVersion>, StoreError> {
    let question = "SELECT hash, published_at FROM menu ORDER BY published_at DESC, hash";
    let mut statement = books.prepare_cached(question)?;
    let rows = statement.query_map([], |row| {
        Ok(PublishedVersion {
            menu: parse(row, 0)?,
            published_at: parse(row, 1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A fresh key takes the place of the one that was given to the same district before.
pub(super) fn issue(
    books: &Connection,
    name: &Label,
    key: &Fingerprint,
    now: Moment,
) -> Result<(), StoreError> {
    books.execute(
        "INSERT INTO district_key (name, key, issued_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (name) DO UPDATE SET key = excluded.key, issued_at = excluded.issued_at,
             revoked_at = NULL",
        params![name.as_str(), key.bytes(), now.to_string()],
    )?;
    Ok(())
}

pub(super) fn revoke(books: &Connection, name: &Label, now: Moment) -> Result<(), StoreError> {
    let revoke = "UPDATE district_key SET revoked_at = ?2 WHERE name = ?1 AND revoked_at IS NULL";
    books.execute(revoke, params![name.as_str(), now.to_string()])?;
    Ok(())
}

/// Whether this district has a key that is not revoked.
pub(super) fn has_key(books: &Connection, name: &Label) -> Result<bool, StoreError> {
    let question = "SELECT EXISTS (SELECT 1 FROM district_key
                    WHERE name = ?1 AND revoked_at IS NULL)";
    Ok(books.query_row(question, [name.as_str()], |row| row.get(0))?)
}
