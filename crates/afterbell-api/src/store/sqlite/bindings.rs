//! Binding a child to an account with the code of the school's letter.

use afterbell_domain::StudentId;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::idempotency::{self, Earlier};
use super::rows::parse;
use super::sessions;
use crate::answer::Answer;
use crate::secret::{Fingerprint, new_guardian_id};
use crate::store::{Binding, Bound, StoreError};
use afterbell_domain::GuardianId;

/// What is kept of a binding's answer: no token and no name. Both are worked out again when
/// the same request comes again.
#[derive(Serialize, Deserialize)]
struct Kept {
    guardian: GuardianId,
    student: StudentId,
    opened_session: bool,
    newly: bool,
}

struct Code {
    student: StudentId,
    used: bool,
}

pub(super) fn bind(books: &Connection, binding: &Binding) -> Result<Bound, StoreError> {
    let scope = match &binding.guardian {
        Some(guardian) => format!("bind/{guardian}"),
        None => "bind".to_owned(),
    };
    match idempotency::find(books, &scope, &binding.request)? {
        Earlier::Same(answer) => return again(&answer),
        Earlier::Other => return Ok(Bound::KeyReused),
        Earlier::Nothing => {}
    }
    // Failures are not kept: a stranger must not be able to fill the books, and the same
    // code gets the same answer anyway.
    let Some(code) = find_code(books, &binding.code)? else {
        return Ok(Bound::CodeUnknown);
    };
    let bound = match &binding.guardian {
        Some(guardian) if is_bound(books, guardian, &code.student)? => Bound::Bound {
            guardian: guardian.clone(),
            student: code.student,
            opened_session: false,
            newly: false,
        },
        _ if code.used => return Ok(Bound::CodeUsed),
        _ => use_code(books, binding, code.student)?,
    };
    let answer = kept(&bound)?;
    idempotency::keep(books, &scope, &binding.request, &answer, binding.now)?;
    Ok(bound)
}

fn use_code(
    books: &Connection,
    binding: &Binding,
    student: StudentId,
) -> Result<Bound, StoreError> {
    let (now, opened_session) = (binding.now.to_string(), binding.guardian.is_none());
    let guardian = match &binding.guardian {
        Some(guardian) => guardian.clone(),
        None => new_guardian_id()?,
    };
    if opened_session {
        books.execute(
            "INSERT INTO guardian (id, opened_at) VALUES (?1, ?2)",
            params![guardian.as_str(), now],
        )?;
        let expires_at = binding.expires_at;
        sessions::open(books, &binding.token, &guardian, expires_at, binding.now)?;
    }
    books.execute(
        "INSERT INTO guardian_student (guardian, student, bound_at) VALUES (?1, ?2, ?3)",
        params![guardian.as_str(), student.as_str(), now],
    )?;
    books.execute(
        "UPDATE child_code SET used_by = ?2, used_at = ?3 WHERE hash = ?1",
        params![binding.code.bytes(), guardian.as_str(), now],
    )?;
    Ok(Bound::Bound {
        guardian,
        student,
        opened_session,
        newly: true,
    })
}

pub(super) fn knows_code(books: &Connection, code: &Fingerprint) -> Result<bool, StoreError> {
    Ok(find_code(books, code)?.is_some())
}

fn find_code(books: &Connection, code: &Fingerprint) -> Result<Option<Code>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT student, used_by IS NOT NULL FROM child_code
         JOIN student ON student.id = child_code.student
         WHERE hash = ?1 AND left_at IS NULL",
    )?;
    let found = statement.query_row([code.bytes()], |row| {
        let (student, used) = (parse(row, 0)?, row.get(1)?);
        Ok(Code { student, used })
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

fn kept(bound: &Bound) -> Result<Answer, StoreError> {
    let body = match bound {
        Bound::Bound {
            guardian,
            student,
            opened_session,
            newly,
        } => serde_json::to_string(&Kept {
            guardian: guardian.clone(),
            student: student.clone(),
            opened_session: *opened_session,
            newly: *newly,
        })?,
        Bound::CodeUnknown | Bound::CodeUsed | Bound::KeyReused => String::new(),
    };
    Ok(Answer { status: 201, body })
}

fn again(answer: &Answer) -> Result<Bound, StoreError> {
    let kept: Kept = serde_json::from_str(&answer.body)?;
    Ok(Bound::Bound {
        guardian: kept.guardian,
        student: kept.student,
        opened_session: kept.opened_session,
        newly: kept.newly,
    })
}
