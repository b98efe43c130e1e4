//! 家校通讯录: children whom the school's directory with a vendor gives an account, as long as it names them.

use afterbell_domain::{GuardianId, Moment, StudentId};
use deadpool_postgres::{GenericClient, Transaction};

use super::asking::{ask, ask_for_one, order};
use super::failure::Trouble;
use super::rows::parse;
use crate::store::{HostEntry, ListedChild};

/// Who of those that are listed is at the school, by number and name.
pub(super) async fn children(
    books: &impl GenericClient,
    listed: &[ListedChild],
) -> Result<Vec<StudentId>, Trouble> {
    let mut found = Vec::new();
    for child in listed {
        let row = ask_for_one(
            books,
            "SELECT id FROM student WHERE school_number = $1 AND name = $2 AND left_at IS NULL",
            &[&child.school_number.as_str(), &child.name.as_str()],
        )
        .await?;
        if let Some(row) = row {
            found.push(parse(&row, 0)?);
        }
    }
    Ok(found)
}

/// Gives the account whom the directory names now, and takes away whom it named and names no longer.
pub(super) async fn follow(
    books: &Transaction<'_>,
    entry: &HostEntry,
    guardian: &GuardianId,
    children: &[StudentId],
) -> Result<(), Trouble> {
    for student in children {
        add(books, entry, guardian, student).await?;
    }
    let (host, subject) = (
        entry.identity.host.name(),
        entry.identity.subject.bytes().as_slice(),
    );
    let named = ask(
        books,
        "SELECT student FROM directory_binding
         WHERE host = $1 AND subject = $2 AND guardian = $3 AND ended_at IS NULL",
        &[&host, &subject, &guardian.as_str()],
    )
    .await?;
    for row in named {
        let student: StudentId = parse(&row, 0)?;
        if !children.contains(&student) {
            end(books, entry, guardian, &student).await?;
        }
    }
    Ok(())
}

async fn add(
    books: &Transaction<'_>,
    HostEntry { identity, now, .. }: &HostEntry,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<(), Trouble> {
    let now = now.to_string();
    let (account, student) = (guardian.as_str(), student.as_str());
    let added = order(
        books,
        "INSERT INTO guardian_student (guardian, student, position, bound_at)
         SELECT $1, $2, 1 + coalesce(
             (SELECT max(position) FROM guardian_student WHERE guardian = $1), 0), $3
         ON CONFLICT (guardian, student) DO NOTHING",
        &[&account, &student, &now],
    )
    .await?;
    let is_new = added > 0;
    // A child that came by its code is the account's, whatever a directory says.
    order(
        books,
        "INSERT INTO directory_binding (host, subject, guardian, student, bound_at)
         SELECT $1, $2::bytea, $3, $4, $5
         WHERE $6::boolean OR EXISTS (
             SELECT 1 FROM directory_binding
             WHERE guardian = $3 AND student = $4 AND ended_at IS NULL)
         ON CONFLICT DO NOTHING",
        &[
            &identity.host.name(),
            &identity.subject.bytes().as_slice(),
            &account,
            &student,
            &now,
            &is_new,
        ],
    )
    .await?;
    Ok(())
}

async fn end(
    books: &Transaction<'_>,
    HostEntry { identity, now, .. }: &HostEntry,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<(), Trouble> {
    let (account, student) = (guardian.as_str(), student.as_str());
    order(
        books,
        "UPDATE directory_binding SET ended_at = $5
         WHERE host = $1 AND subject = $2 AND guardian = $3 AND student = $4 AND ended_at IS NULL",
        &[
            &identity.host.name(),
            &identity.subject.bytes().as_slice(),
            &account,
            &student,
            &now.to_string(),
        ],
    )
    .await?;
    // The other chat app of the same parent may name the child still.
    order(
        books,
        "DELETE FROM guardian_student
         WHERE guardian = $1 AND student = $2 AND NOT EXISTS (
             SELECT 1 FROM directory_binding
             WHERE guardian = $1 AND student = $2 AND ended_at IS NULL)",
        &[&account, &student],
    )
    .await?;
    Ok(())
}

/// The letter's code makes the child the account's for good.
pub(super) async fn superseded(
    books: &Transaction<'_>,
    guardian: &GuardianId,
    student: &StudentId,
    now: Moment,
) -> Result<(), Trouble> {
    order(
        books,
        "UPDATE directory_binding SET ended_at = $3
         WHERE guardian = $1 AND student = $2 AND ended_at IS NULL",
        &[&guardian.as_str(), &student.as_str(), &now.to_string()],
    )
    .await?;
    Ok(())
}
