//! Binding a child to an account with the code of the school's letter.

use afterbell_domain::{GuardianId, StudentId};
use deadpool_postgres::{GenericClient, Object, Transaction};

use super::answers;
use super::asking::{ask_for_one, order};
use super::failure::Trouble;
use super::rows::parse;
use super::sessions;
use crate::secret::{Fingerprint, new_guardian_id};
use crate::store::deciding::binding::{self as deciding, Code, Outcome};
use crate::store::{Binding, Bound};

pub(super) async fn bind(client: &mut Object, binding: &Binding) -> Result<Bound, Trouble> {
    let books = client.transaction().await?;
    let scope = deciding::scope(binding);
    // The code's row is locked first: of two phones with one letter, the second one waits here
    // and then sees what the first one did.
    let code = find_code(&books, binding).await?;
    let earlier = answers::find(&books, &scope, &binding.request.key).await?;
    let (bound, answer) = match deciding::decide(binding, earlier, code, || Ok(new_guardian_id()?))?
    {
        Outcome::Told(bound) => return Ok(bound),
        Outcome::Keep { bound, answer } => (bound, answer),
        Outcome::Use {
            guardian,
            bound,
            answer,
        } => {
            use_code(&books, binding, &guardian).await?;
            (bound, answer)
        }
    };
    let kept = answers::keep(&books, &scope, &binding.request, &answer, binding.now).await;
    match kept {
        // The same key came with another code at the same time: another look finds its answer.
        Err(Trouble::Refused(complaint)) if complaint.is_double() => Err(Trouble::InTheWay),
        kept => kept,
    }?;
    books.commit().await?;
    Ok(bound)
}

async fn find_code(books: &Transaction<'_>, binding: &Binding) -> Result<Option<Code>, Trouble> {
    let guardian = binding.guardian.as_ref().map(GuardianId::as_str);
    let code = binding.code.bytes().as_slice();
    let row = ask_for_one(
        books,
        "SELECT student, used_by IS NOT NULL FROM child_code WHERE hash = $1 FOR UPDATE",
        &[&code],
    )
    .await;
    let Some(row) = row? else {
        return Ok(None);
    };
    let student = parse(&row, 0)?;
    let used = row.try_get(1)?;
    let id: &str = row.try_get(0)?;
    let row = ask_for_one(
        books,
        "SELECT EXISTS (SELECT 1 FROM guardian_student WHERE guardian = $2 AND student = $1)
         FROM student WHERE id = $1 AND left_at IS NULL",
        &[&id, &guardian],
    )
    .await;
    let Some(row) = row? else {
        return Ok(None);
    };
    let bound = row.try_get(0)?;
    Ok(Some(Code {
        student,
        used,
        bound,
    }))
}

async fn use_code(
    books: &Transaction<'_>,
    binding: &Binding,
    guardian: &GuardianId,
) -> Result<(), Trouble> {
    let now = binding.now.to_string();
    let code = binding.code.bytes().as_slice();
    let account = guardian.as_str();
    if binding.guardian.is_none() {
        order(
            books,
            "INSERT INTO guardian (id, opened_at) VALUES ($1, $2)",
            &[&account, &now],
        )
        .await?;
        let expires_at = binding.expires_at;
        sessions::open(books, &binding.token, guardian, expires_at, binding.now).await?;
    }
    order(
        books,
        "INSERT INTO guardian_student (guardian, student, position, bound_at)
         SELECT $2, student, 1 + coalesce(
             (SELECT max(position) FROM guardian_student WHERE guardian = $2), 0), $3
         FROM child_code WHERE hash = $1",
        &[&code, &account, &now],
    )
    .await?;
    order(
        books,
        "UPDATE child_code SET used_by = $2, used_at = $3 WHERE hash = $1",
        &[&code, &account, &now],
    )
    .await?;
    Ok(())
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
