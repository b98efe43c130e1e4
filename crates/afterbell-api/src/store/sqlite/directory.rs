//! 家校通讯录: children whom the school's directory with a vendor gives an account, as long as it names them.

use afterbell_domain::{GuardianId, Moment, StudentId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::parse;
use crate::store::{HostEntry, ListedChild, StoreError};

/// Who of those that are listed is at the school, by number and name.
pub(super) fn children(
    books: &Connection,
    listed: &[ListedChild],
) -> Result<Vec<StudentId>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT id FROM student WHERE school_number = ?1 AND name = ?2 AND left_at IS NULL",
    )?;
    let mut found = Vec::new();
    for child in listed {
        let asked = [child.school_number.as_str(), child.name.as_str()];
        let student = statement.query_row(asked, |row| parse(row, 0));
        found.extend(student.optional()?);
    }
    Ok(found)
}

/// Gives the account whom the directory names now, and takes away whom it named and names no longer.
pub(super) fn follow(
    books: &Connection,
    entry: &HostEntry,
    guardian: &GuardianId,
    children: &[StudentId],
) -> Result<(), StoreError> {
    for student in children {
        add(books, entry, guardian, student)?;
    }
    let mut statement = books.prepare_cached(
        "SELECT student FROM directory_binding
         WHERE host = ?1 AND subject = ?2 AND guardian = ?3 AND ended_at IS NULL",
    )?;
    let (host, subject) = (entry.identity.host.name(), entry.identity.subject.bytes());
    let asked = params![host, subject, guardian.as_str()];
    let named = statement.query_map(asked, |row| parse::<StudentId>(row, 0))?;
    for student in named.collect::<Result<Vec<_>, _>>()? {
        if !children.contains(&student) {
            end(books, entry, guardian, &student)?;
        }
    }
    Ok(())
}

fn add(
    books: &Connection,
    HostEntry { identity, now, .. }: &HostEntry,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<(), StoreError> {
    let now = now.to_string();
    let (account, student) = (guardian.as_str(), student.as_str());
    let is_new = books.execute(
        "INSERT INTO guardian_student (guardian, student, bound_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (guardian, student) DO NOTHING",
        params![account, student, now],
    )?;
    // A child that came by its code is the account's, whatever a directory says.
    books.execute(
        "INSERT INTO directory_binding (host, subject, guardian, student, bound_at)
         SELECT ?1, ?2, ?3, ?4, ?5
         WHERE ?6 OR EXISTS (
             SELECT 1 FROM directory_binding
             WHERE guardian = ?3 AND student = ?4 AND ended_at IS NULL)
         ON CONFLICT DO NOTHING",
        params![
            identity.host.name(),
            identity.subject.bytes(),
            account,
            student,
            now,
            is_new > 0
        ],
    )?;
    Ok(())
}

fn end(
    books: &Connection,
    HostEntry { identity, now, .. }: &HostEntry,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<(), StoreError> {
    let (account, student) = (guardian.as_str(), student.as_str());
    books.execute(
        "UPDATE directory_binding SET ended_at = ?5
         WHERE host = ?1 AND subject = ?2 AND guardian = ?3 AND student = ?4 AND ended_at IS NULL",
        params![
            identity.host.name(),
            identity.subject.bytes(),
            account,
            student,
            now.to_string()
        ],
    )?;
    // The other chat app of the same parent may name the child still.
    books.execute(
        "DELETE FROM guardian_student
         WHERE guardian = ?1 AND student = ?2 AND NOT EXISTS (
             SELECT 1 FROM directory_binding
             WHERE guardian = ?1 AND student = ?2 AND ended_at IS NULL)",
        params![account, student],
    )?;
    Ok(())
}

/// The letter's code makes the child the account's for good.
pub(super) fn superseded(
    books: &Connection,
    guardian: &GuardianId,
    student: &StudentId,
    now: Moment,
) -> Result<(), StoreError> {
    books.execute(
        "UPDATE directory_binding SET ended_at = ?3
         WHERE guardian = ?1 AND student = ?2 AND ended_at IS NULL",
        params![guardian.as_str(), student.as_str(), now.to_string()],
    )?;
    Ok(())
}
