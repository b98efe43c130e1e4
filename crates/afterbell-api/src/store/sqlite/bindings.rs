//! Binding a child to an account with the code of the school's letter.

use afterbell_domain::{GuardianId, StudentId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::parse;
use super::{directory, hosts, idempotency, sessions};
use crate::secret::{Fingerprint, new_guardian_id};
use crate::store::deciding::binding::{self as deciding, Code, Outcome, Writing};
use crate::store::deciding::entering::LinkedBy;
use crate::store::{Binding, Bound, StoreError};

pub(super) fn bind(books: &Connection, binding: &Binding) -> Result<Bound, StoreError> {
    let scope = deciding::scope(binding);
    let earlier = idempotency::find(books, &scope, &binding.request.key)?;
    let linked = binding.host.map(|host| hosts::linked(books, &host));
    let linked = linked.transpose()?.flatten();
    let account = deciding::account(binding, linked.clone());
    let code = find_code(books, &binding.code, account.as_ref())?;
    let decided = deciding::decide(binding, linked, earlier, code, || Ok(new_guardian_id()?))?;
    let writing = match decided {
        Outcome::Told(bound) => return Ok(bound),
        Outcome::Write(writing) => writing,
    };
    write(books, binding, &writing)?;
    let answer = &writing.answer;
    idempotency::keep(books, &scope, &binding.request, answer, binding.now)?;
    Ok(writing.bound)
}

fn write(books: &Connection, binding: &Binding, writing: &Writing) -> Result<(), StoreError> {
    let guardian = &writing.guardian;
    if writing.opens_account {
        hosts::open_account(books, guardian, binding.now)?;
    }
    if writing.opens_session {
        let expires_at = binding.expires_at;
        sessions::open(books, &binding.token, guardian, expires_at, binding.now)?;
    }
    if let Some(host) = binding.host.filter(|_| writing.links_host) {
        hosts::link(books, &host, guardian, LinkedBy::Code, binding.now)?;
    }
    if !writing.uses_code {
        return Ok(());
    }
    let (code, now) = (binding.code.bytes(), binding.now.to_string());
    books.execute(
        "INSERT INTO guardian_student (guardian, student, bound_at)
         SELECT ?2, student, ?3 FROM child_code WHERE hash = ?1
         ON CONFLICT (guardian, student) DO NOTHING",
        params![code, guardian.as_str(), now],
    )?;
    books.execute(
        "UPDATE child_code SET used_by = ?2, used_at = ?3 WHERE hash = ?1",
        params![code, guardian.as_str(), now],
    )?;
    directory::superseded(books, guardian, &writing.student, binding.now)
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
             WHERE guardian = ?2 AND guardian_student.student = child_code.student), EXISTS (
             SELECT 1 FROM directory_binding
             WHERE guardian = ?2 AND directory_binding.student = child_code.student
               AND ended_at IS NULL)
         FROM child_code JOIN student ON student.id = child_code.student
         WHERE hash = ?1 AND left_at IS NULL",
    )?;
    let asked = params![code.bytes(), guardian.map(GuardianId::as_str)];
    let found = statement.query_row(asked, |row| {
        Ok(Code {
            student: parse(row, 0)?,
            used: row.get(1)?,
            bound: row.get(2)?,
            by_directory: row.get(3)?,
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
