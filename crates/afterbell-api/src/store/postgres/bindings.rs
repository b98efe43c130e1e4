//! Binding a child to an account with the code of the school's letter.

use afterbell_domain::{GuardianId, StudentId};
use deadpool_postgres::{GenericClient, Object, Transaction};

use super::answers;
use super::asking::{ask_for_one, order};
use super::directory;
use super::failure::Trouble;
use super::hosts::{self, unless_double};
use super::rows::parse;
use super::sessions;
use crate::secret::{Fingerprint, new_guardian_id};
use crate::store::deciding::binding::{self as deciding, Code, Outcome, Writing};
use crate::store::deciding::entering::LinkedBy;
use crate::store::{Binding, Bound};

pub(super) async fn bind(client: &mut Object, binding: &Binding) -> Result<Bound, Trouble> {
    let books = client.transaction().await?;
    let scope = deciding::scope(binding);
    // The code's row is locked first: of two phones with one letter, the second one waits here
    // and then sees what the first one did.
    let code = lock_code(&books, binding).await?;
    let linked = match &binding.host {
        Some(host) => hosts::linked(&books, host).await?,
        None => None,
    };
    let account = deciding::account(binding, linked.clone());
    let code = match code {
        Some(code) => find_child(&books, code, account.as_ref()).await?,
        None => None,
    };
    let earlier = answers::find(&books, &scope, &binding.request.key).await?;
    let decided = deciding::decide(binding, linked, earlier, code, || Ok(new_guardian_id()?))?;
    let writing = match decided {
        Outcome::Told(bound) => return Ok(bound),
        Outcome::Write(writing) => writing,
    };
    write(&books, binding, &writing).await?;
    let answer = &writing.answer;
    let kept = answers::keep(&books, &scope, &binding.request, answer, binding.now).await;
    // The same key came with another code at the same time.
    unless_double(kept)?;
    books.commit().await?;
    Ok(writing.bound)
}

/// Whose code it is, and whether it was used.
async fn lock_code(
    books: &Transaction<'_>,
    binding: &Binding,
) -> Result<Option<(StudentId, bool)>, Trouble> {
    let row = ask_for_one(
        books,
        "SELECT student, used_by IS NOT NULL FROM child_code WHERE hash = $1 FOR UPDATE",
        &[&binding.code.bytes().as_slice()],
    )
    .await?;
    row.map(|row| Ok((parse(&row, 0)?, row.try_get(1)?)))
        .transpose()
}

async fn find_child(
    books: &Transaction<'_>,
    (student, used): (StudentId, bool),
    account: Option<&GuardianId>,
) -> Result<Option<Code>, Trouble> {
    let row = ask_for_one(
        books,
        "SELECT EXISTS (SELECT 1 FROM guardian_student WHERE guardian = $2 AND student = $1),
             EXISTS (SELECT 1 FROM directory_binding
                 WHERE guardian = $2 AND student = $1 AND ended_at IS NULL)
         FROM student WHERE id = $1 AND left_at IS NULL",
        &[&student.as_str(), &account.map(GuardianId::as_str)],
    )
    .await?;
    row.map(|row| {
        Ok(Code {
            student,
            used,
            bound: row.try_get(0)?,
            by_directory: row.try_get(1)?,
        })
    })
    .transpose()
}

async fn write(
    books: &Transaction<'_>,
    binding: &Binding,
    writing: &Writing,
) -> Result<(), Trouble> {
    let guardian = &writing.guardian;
    if writing.opens_account {
        hosts::open_account(books, guardian, binding.now).await?;
    }
    if writing.opens_session {
        let expires_at = binding.expires_at;
        sessions::open(books, &binding.token, guardian, expires_at, binding.now).await?;
    }
    if let Some(host) = binding.host.filter(|_| writing.links_host) {
        hosts::link(books, &host, guardian, LinkedBy::Code, binding.now).await?;
    }
    if !writing.uses_code {
        return Ok(());
    }
    let now = binding.now.to_string();
    let code = binding.code.bytes().as_slice();
    let account = guardian.as_str();
    order(
        books,
        "INSERT INTO guardian_student (guardian, student, position, bound_at)
         SELECT $2, student, 1 + coalesce(
             (SELECT max(position) FROM guardian_student WHERE guardian = $2), 0), $3
         FROM child_code WHERE hash = $1
         ON CONFLICT (guardian, student) DO NOTHING",
        &[&code, &account, &now],
    )
    .await?;
    order(
        books,
        "UPDATE child_code SET used_by = $2, used_at = $3 WHERE hash = $1",
        &[&code, &account, &now],
    )
    .await?;
    directory::superseded(books, guardian, &writing.student, binding.now).await
}

pub(super) async fn knows_code(
    books: &impl GenericClient,
    code: &Fingerprint,
) -> Result<bool, Trouble> {
    let row = ask_for_one(
        books,
        "SELECT 1 FROM child_code JOIN student ON student.id = child_code.student
         WHERE hash = $1 AND left_at IS NULL",
        &[&code.bytes().as_slice()],
    )
    .await;
    Ok(row?.is_some())
}

/// Whether a child that is at the school belongs to this account.
pub(super) async fn is_bound(
    books: &impl GenericClient,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<bool, Trouble> {
    let found = ask_for_one(
        books,
        "SELECT 1 FROM guardian_student JOIN student ON student.id = guardian_student.student
         WHERE guardian = $1 AND student = $2 AND left_at IS NULL",
        &[&guardian.as_str(), &student.as_str()],
    )
    .await?;
    Ok(found.is_some())
}
