//! Children as the rules see them.

use afterbell_domain::wire::Child;
use afterbell_domain::{Invalid, OfferingId, Student, StudentId};
use rusqlite::{Connection, params};
use std::str::FromStr;

use super::rows::{class, parse};
use super::{agreements, drafts, selections};
use crate::store::StoreError;
use afterbell_domain::GuardianId;

/// A child with what it has done and what it holds.
pub(super) fn load(books: &Connection, id: &StudentId) -> Result<Student, StoreError> {
    let mut statement =
        books.prepare_cached("SELECT name, grade, class FROM student WHERE id = ?1")?;
    let (name, class) =
        statement.query_row([id.as_str()], |row| Ok((parse(row, 0)?, class(row, 1)?)))?;
    let completed = "SELECT course FROM completion WHERE student = ?1 ORDER BY course";
    let auditions = "SELECT offering FROM audition_passed
                     WHERE student = ?1 AND term = (SELECT term FROM school) ORDER BY offering";
    Ok(Student {
        id: id.clone(),
        name,
        class,
        completed: identifiers(books, completed, id)?,
        auditions_passed: identifiers(books, auditions, id)?,
        enrolled: enrolled(books, id)?,
    })
}

/// What a child holds.
pub(super) fn enrolled(
    books: &Connection,
    student: &StudentId,
) -> Result<Vec<OfferingId>, StoreError> {
    let question = "SELECT offering FROM enrollment WHERE student = ?1 ORDER BY offering";
    identifiers(books, question, student)
}

fn identifiers<T: FromStr<Err = Invalid>>(
    books: &Connection,
    question: &str,
    student: &StudentId,
) -> Result<Vec<T>, StoreError> {
    let mut statement = books.prepare_cached(question)?;
    let rows = statement.query_map([student.as_str()], |row| parse(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The children of an account that are at the school, in the order they were bound.
pub(super) fn children(
    books: &Connection,
    guardian: &GuardianId,
) -> Result<Vec<Child>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT student FROM guardian_student JOIN student ON student.id = student
         WHERE guardian = ?1 AND left_at IS NULL ORDER BY guardian_student.rowid",
    )?;
    let ids = statement.query_map(params![guardian.as_str()], |row| parse(row, 0))?;
    let ids: Vec<StudentId> = ids.collect::<Result<_, _>>()?;
    let child = |id: &StudentId| {
        Ok(Child {
            student: load(books, id)?,
            receipt: selections::receipt(books, id)?,
            signature: agreements::signature(books, id)?,
            draft: drafts::kept(books, guardian, id)?,
            news: String::new(),
            news_number: 0,
        })
    };
    ids.iter().map(child).collect()
}
