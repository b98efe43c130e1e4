//! The school office's side of the books.

use std::collections::BTreeMap;

use afterbell_domain::desk::TermChange;
use afterbell_domain::{AgreementSignature, CourseId, Moment, StudentId};
use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::{class, parse};
use super::{
    SqliteStore, agreements, current_menu, groups, import, reassigning, roster, selections, terms,
};
use crate::store::{
    Applied, CodeIssue, EnrolledPupil, GroupRecord, MenuChange, Office, Roster, SchoolChange,
    SignedCopy, StoreError, Stored,
};

#[async_trait]
impl Office for SqliteStore {
    async fn stored(&self) -> Result<Stored, StoreError> {
        self.readers.read(stored).await
    }

    async fn apply(&self, change: SchoolChange) -> Result<Applied, StoreError> {
        self.writer
            .write(move |books, memory| {
                // It may publish another menu, with other places.
                memory.forget();
                let told = reassigning::told(books, &change)?;
                import::apply(books, &change, &[], &told)
            })
            .await
    }

    async fn term_change(
        &self,
        menu: &MenuChange,
        now: Moment,
    ) -> Result<Option<TermChange>, StoreError> {
        let menu = menu.clone();
        self.readers
            .read(move |books| {
                let books = books.unchecked_transaction()?;
                let term = terms::of_menu(&books, &menu)?;
                terms::change(&books, &menu, &term, now)
            })
            .await
    }

    async fn signatures(&self) -> Result<BTreeMap<StudentId, AgreementSignature>, StoreError> {
        self.readers.read(agreements::signatures).await
    }

    async fn school_copy(&self, student: &StudentId) -> Result<Option<SignedCopy>, StoreError> {
        let student = student.clone();
        self.readers
            .read(move |books| agreements::copy(books, &student))
            .await
    }

    async fn groups(&self) -> Result<BTreeMap<StudentId, GroupRecord>, StoreError> {
        self.readers.read(groups::all).await
    }

    async fn pack_copy(&self, address: &str) -> Result<Option<String>, StoreError> {
        let address = address.to_owned();
        let question = "SELECT content FROM pack_copy WHERE address = ?1";
        self.readers
            .read(move |books| {
                let found = books.query_row(question, [address.as_str()], |row| row.get(0));
                Ok(found.optional()?)
            })
            .await
    }

    async fn roster(&self) -> Result<Option<Roster>, StoreError> {
        self.readers.read(roster::read).await
    }
}

fn stored(books: &Connection) -> Result<Stored, StoreError> {
    let books = books.unchecked_transaction()?;
    let menu = match current_menu::hash(&books)? {
        Some(hash) => {
            let menu = current_menu::load(&books, &hash)?;
            Some((hash, menu))
        }
        None => None,
    };
    Ok(Stored {
        menu,
        taken: selections::taken(&books)?,
        pupils: pupils(&books, "IS NULL")?,
        former_pupils: pupils(&books, "IS NOT NULL")?,
    })
}

pub(super) fn pupils(books: &Connection, left: &str) -> Result<Vec<EnrolledPupil>, StoreError> {
    let mut statement = books.prepare(&format!(
        "SELECT id, school_number, name, grade, class FROM student
         WHERE left_at {left} ORDER BY grade, class, school_number",
    ))?;
    let rows = statement.query_map([], |row| {
        Ok(EnrolledPupil {
            id: parse(row, 0)?,
            school_number: parse(row, 1)?,
            name: parse(row, 2)?,
            class: class(row, 3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// 区县政策包 that was taken last: from where, and its text.
pub(super) fn pack_copy(books: &Connection) -> Result<Option<(String, String)>, StoreError> {
    let question = "SELECT address, content FROM pack_copy";
    let found = books.query_row(question, [], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?)
}

pub(super) fn keep_pack_copy(
    books: &Connection,
    address: &str,
    content: &str,
    now: Moment,
) -> Result<(), StoreError> {
    books.execute(
        "INSERT INTO pack_copy (id, address, content, taken_at) VALUES (1, ?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET address = excluded.address,
             content = excluded.content, taken_at = excluded.taken_at",
        params![address, content, now.to_string()],
    )?;
    Ok(())
}

/// New codes; unused older ones of the same children end here, so that a letter that was
/// lost on the way opens nothing.
pub(super) fn issue(
    books: &Connection,
    codes: &[CodeIssue],
    now: Moment,
) -> Result<(), StoreError> {
    let mut forget =
        books.prepare_cached("DELETE FROM child_code WHERE student = ?1 AND used_by IS NULL")?;
    let mut keep = books
        .prepare_cached("INSERT INTO child_code (hash, student, issued_at) VALUES (?1, ?2, ?3)")?;
    for CodeIssue { student, code } in codes {
        forget.execute([student.as_str()])?;
        keep.execute(params![code.bytes(), student.as_str(), now.to_string()])?;
    }
    Ok(())
}

/// Of these children those with a code that nobody has used.
pub(super) fn with_codes(
    books: &Connection,
    students: &[&str],
) -> Result<Vec<StudentId>, StoreError> {
    let mut statement = books
        .prepare_cached("SELECT student FROM child_code WHERE student = ?1 AND used_by IS NULL")?;
    let mut found = Vec::new();
    for student in students {
        let row = statement.query_row([student], |row| parse(row, 0));
        found.extend(row.optional()?);
    }
    Ok(found)
}

/// 修完: a child completed a course in an earlier term, or it is taken back.
pub(super) fn record_completion(
    books: &Connection,
    student: &StudentId,
    course: &CourseId,
    completed: bool,
) -> Result<(), StoreError> {
    let statement = match completed {
        true => "INSERT OR IGNORE INTO completion (student, course) VALUES (?1, ?2)",
        false => "DELETE FROM completion WHERE student = ?1 AND course = ?2",
    };
    books.execute(statement, params![student.as_str(), course.as_str()])?;
    Ok(())
}

pub(super) fn has_completed(
    books: &Connection,
    student: &StudentId,
    course: &CourseId,
) -> Result<bool, StoreError> {
    let question = "SELECT EXISTS (SELECT 1 FROM completion WHERE student = ?1 AND course = ?2)";
    let asked = params![student.as_str(), course.as_str()];
    Ok(books.query_row(question, asked, |row| row.get(0))?)
}
