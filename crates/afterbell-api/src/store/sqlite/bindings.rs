//! Binding a child to an account with the code of the school's letter.

use afterbell_domain::{GuardianId, StudentId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::parse;
use super::{idempotency, sessions};
use crate::secret::{Fingerprint, new_guardian_id};
use crate::store::deciding::binding::{self as deciding, Code, Outcome};
use crate::store::{Binding, Bound, StoreError};

pub(super) fn bind(books: &Connection, binding: &Binding) -> Result<Bound, StoreError> {
    let scope = deciding::scope(binding);
    let earlier = idempotency::find(books, &scope, &binding.request.key)?;
    let code = find_code(books, &binding.code, binding.guardian.as_ref())?;
    let (bound, answer) = match deciding::decide(binding, earlier, code, || Ok(new_guardian_id()?))?
    {
        Outcome::Told(bound) => return Ok(bound),
        Outcome::Keep { bound, answer } => (bound, answer),
        Outcome::Use {
            guardian,
            bound,
            answer,
        } => {
            use_code(books, binding, &guardian)?;
            (bound, answer)
        }
    };
    idempotency::keep(books, &scope, &binding.request, &answer, binding.now)?;
    Ok(bound)
}

fn use_code(
    books: &Connection,
    binding: &Binding,
    guardian: &GuardianId,
) -> Result<(), StoreError> {
    let now = binding.now.to_string();
    if binding.guardian.is_none() {
        books.execute(
            "INSERT INTO guardian (id, opened_at) VALUES (?1, ?2)",
            params![guardian.as_str(), now],
        )?;
        let expires_at = binding.expires_at;
        sessions::open(books, &binding.token, guardian, expires_at, binding.now)?;
    }
    let code = binding.code.bytes();
    books.execute(
        "INSERT INTO guardian_student (guardian, student, bound_at)
         SELECT ?2, student, ?3 FROM child_code WHERE hash = ?1",
        params![code, guardian.as_str(), now],
    )?;
    books.execute(
        "UPDATE child_code SET used_by = ?2, used_at = ?3 WHERE hash = ?1",
        params![code, guardian.as_str(), now],
    )?;
    Ok(())
}

pub(super) fn knows_code(books: &Connection, code: &Fingerprint) -> Result<bool, StoreError> {
    Ok(find_code(books, code, None)?.is_some())
}

fn find_code(
    books: &Connection,
    code: &Fingerprint,
    guardian: Option<&GuardianId>,
) -> Result<Option<Code>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT child_code.student, used_by IS NOT NULL, EXISTS (
             SELECT 1 FROM guardian_student
             WHERE guardian = ?2 AND guardian_student.student = child_code.student)
         FROM child_code JOIN student ON student.id = child_code.student
         WHERE hash = ?1 AND left_at IS NULL",
    )?;
    let asked = params![code.bytes(), guardian.map(GuardianId::as_str)];
    let found = statement.query_row(asked, |row| {
        Ok(Code {
            student: parse(row, 0)?,
            used: row.get(1)?,
            bound: row.get(2)?,
        })
    });
    Ok(found.optional()?)
}

/// Whether a child that is at the school belongs to this account.
pub(super) fn is_bound(
    books: &Connection,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<bool, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT EXISTS (
             SELECT 1 FROM guardian_student JOIN student ON student.id = student
             WHERE guardian = ?1 AND student = ?2 AND left_at IS NULL)",
    )?;
    let bound = statement.query_row([guardian.as_str(), student.as_str()], |row| row.get(0));
    Ok(bound?)
}
