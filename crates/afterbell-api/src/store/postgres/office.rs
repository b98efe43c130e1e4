//! The school office's side of the books.

use std::collections::BTreeMap;

use afterbell_domain::desk::TermChange;
use afterbell_domain::{AgreementSignature, CourseId, Moment, StudentId};
use async_trait::async_trait;
use deadpool_postgres::GenericClient;

use super::asking::{ask, ask_for_one, order};
use super::failure::Trouble;
use super::rows::parse;
use super::{PostgresStore, groups, import, reading, roster, terms};
use crate::store::{
    Applied, CodeIssue, GroupRecord, MenuChange, Office, Roster, SchoolChange, SignedCopy,
    StoreError, Stored,
};

#[async_trait]
impl Office for PostgresStore {
    async fn stored(&self) -> Result<Stored, StoreError> {
        self.ask(|mut client| Box::pin(async move { reading::stored(&mut client).await }))
            .await
    }

    /// Not tried again when the connection is lost at its end: the office looks what became of
    /// it, and imports once more. When another transaction was in the way, it is.
    async fn apply(&self, change: SchoolChange) -> Result<Applied, StoreError> {
        let change = &change;
        self.ask_once(|mut client| {
            Box::pin(async move { import::apply(&mut client, change).await })
        })
        .await
    }

    async fn term_change(
        &self,
        menu: &MenuChange,
        now: Moment,
    ) -> Result<Option<TermChange>, StoreError> {
        self.ask(|client| {
            Box::pin(async move {
                let term = terms::of_menu(&client, menu).await?;
                terms::change(&client, menu, &term, now).await
            })
        })
        .await
    }

    async fn signatures(&self) -> Result<BTreeMap<StudentId, AgreementSignature>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::signatures(&client).await }))
            .await
    }

    async fn school_copy(&self, student: &StudentId) -> Result<Option<SignedCopy>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::copy(&client, student).await }))
            .await
    }

    async fn groups(&self) -> Result<BTreeMap<StudentId, GroupRecord>, StoreError> {
        self.ask(|client| Box::pin(async move { groups::all(&client).await }))
            .await
    }

    async fn pack_copy(&self, address: &str) -> Result<Option<String>, StoreError> {
        let question = "SELECT content FROM pack_copy WHERE address = $1";
        self.ask(|client| {
            Box::pin(async move {
                let row = ask_for_one(&client, question, &[&address]).await?;
                Ok(row.map(|row| row.try_get(0)).transpose()?)
            })
        })
        .await
    }

    async fn roster(&self) -> Result<Option<Roster>, StoreError> {
        self.ask(|mut client| Box::pin(async move { roster::read(&mut client).await }))
            .await
    }
}

/// 区县政策包 that was taken last: from where, and its text.
pub(super) async fn pack_copy(
    books: &impl GenericClient,
) -> Result<Option<(String, String)>, Trouble> {
    let row = ask_for_one(books, "SELECT address, content FROM pack_copy", &[]).await?;
    let read =
        |row: tokio_postgres::Row| -> Result<_, Trouble> { Ok((row.try_get(0)?, row.try_get(1)?)) };
    row.map(read).transpose()
}

pub(super) async fn keep_pack_copy(
    books: &impl GenericClient,
    address: &str,
    content: &str,
    now: Moment,
) -> Result<(), Trouble> {
    order(
        books,
        "INSERT INTO pack_copy (id, address, content, taken_at) VALUES (1, $1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET address = excluded.address,
             content = excluded.content, taken_at = excluded.taken_at",
        &[&address, &content, &now.to_string()],
    )
    .await?;
    Ok(())
}

/// New codes; unused older ones of the same children end here, so that a letter that was
/// lost on the way opens nothing.
pub(super) async fn issue(
    books: &impl GenericClient,
    codes: &[CodeIssue],
    now: Moment,
) -> Result<(), Trouble> {
    let students: Vec<&str> = codes.iter().map(|issue| issue.student.as_str()).collect();
    let hashes: Vec<&[u8]> = codes
        .iter()
        .map(|issue| issue.code.bytes().as_slice())
        .collect();
    let unused = "DELETE FROM child_code WHERE student = ANY($1) AND used_by IS NULL";
    order(books, unused, &[&students]).await?;
    order(
        books,
        "INSERT INTO child_code (hash, student, issued_at)
         SELECT hash, student, $3 FROM unnest($1::bytea[], $2::text[]) AS fresh (hash, student)",
        &[&hashes, &students, &now.to_string()],
    )
    .await?;
    Ok(())
}

/// Of these children those with a code that nobody has used.
pub(super) async fn with_codes(
    books: &impl GenericClient,
    students: &[&str],
) -> Result<Vec<StudentId>, Trouble> {
    let question = "SELECT asked.student
                    FROM unnest($1::text[]) WITH ORDINALITY AS asked (student, place)
                    WHERE EXISTS (SELECT 1 FROM child_code
                                  WHERE child_code.student = asked.student AND used_by IS NULL)
                    ORDER BY place";
    let rows = ask(books, question, &[&students]).await?;
    rows.iter().map(|row| parse(row, 0)).collect()
}

/// 修完: a child completed a course in an earlier term, or it is taken back.
pub(super) async fn record_completion(
    books: &impl GenericClient,
    student: &StudentId,
    course: &CourseId,
    completed: bool,
) -> Result<(), Trouble> {
    let what = match completed {
        true => {
            "INSERT INTO completion (student, course) VALUES ($1, $2)
             ON CONFLICT (student, course) DO NOTHING"
        }
        false => "DELETE FROM completion WHERE student = $1 AND course = $2",
    };
    order(books, what, &[&student.as_str(), &course.as_str()]).await?;
    Ok(())
}

pub(super) async fn has_completed(
    books: &impl GenericClient,
    student: &StudentId,
    course: &CourseId,
) -> Result<bool, Trouble> {
    let question = "SELECT 1 FROM completion WHERE student = $1 AND course = $2";
    let found = ask_for_one(books, question, &[&student.as_str(), &course.as_str()]).await?;
    Ok(found.is_some())
}
