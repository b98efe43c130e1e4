//! 平台账号: which account a chat app's account opens.

use afterbell_domain::{GuardianId, Moment, StudentId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::parse;
use super::{idempotency, sessions};
use crate::answer::Answer;
use crate::secret::{Fingerprint, new_guardian_id};
use crate::store::deciding::entering::{self as deciding, Entering, Known, LinkedBy, Outcome};
use crate::store::{HostEntered, HostEntry, HostIdentity, StoreError, WriteRequest};

pub(super) fn enter(books: &Connection, entry: &HostEntry) -> Result<HostEntered, StoreError> {
    let earlier = idempotency::find(books, deciding::SCOPE, &entry.request.key)?;
    let ticket = entry.ticket.as_ref().map(Fingerprint::in_hex);
    let used = ticket.as_deref();
    let used = used.map(|ticket| idempotency::find(books, deciding::TICKETS, ticket));
    let known = Known {
        earlier,
        ticket_used: used.transpose()?.flatten().is_some(),
        linked: linked(books, &entry.identity)?,
        children: children(books, entry)?,
    };
    let (entered, entering) = match deciding::decide(entry, known, || Ok(new_guardian_id()?))? {
        Outcome::Told(entered) => return Ok(entered),
        Outcome::UseTicket(entered) => (entered, None),
        Outcome::Enter(entering) => (entering.entered.clone(), Some(entering)),
    };
    if let Some(ticket) = ticket {
        let used = WriteRequest {
            key: ticket,
            fingerprint: entry.request.fingerprint,
        };
        let answer = Answer::of(200, &())?;
        idempotency::keep(books, deciding::TICKETS, &used, &answer, entry.now)?;
    }
    if let Some(entering) = entering {
        write(books, entry, &entering)?;
        let answer = &entering.answer;
        idempotency::keep(books, deciding::SCOPE, &entry.request, answer, entry.now)?;
    }
    Ok(entered)
}

fn write(books: &Connection, entry: &HostEntry, entering: &Entering) -> Result<(), StoreError> {
    let (guardian, now) = (&entering.guardian, entry.now);
    if entering.opens_account {
        open_account(books, guardian, now)?;
    }
    if entering.opens_session {
        sessions::open(books, &entry.token, guardian, entry.expires_at, now)?;
    }
    if let Some(by) = entering.links {
        link(books, &entry.identity, guardian, by, now)?;
    }
    for student in &entering.children {
        books.execute(
            "INSERT INTO guardian_student (guardian, student, bound_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (guardian, student) DO NOTHING",
            params![guardian.as_str(), student.as_str(), now.to_string()],
        )?;
    }
    Ok(())
}

pub(super) fn open_account(
    books: &Connection,
    guardian: &GuardianId,
    now: Moment,
) -> Result<(), StoreError> {
    books.execute(
        "INSERT INTO guardian (id, opened_at) VALUES (?1, ?2)",
        params![guardian.as_str(), now.to_string()],
    )?;
    Ok(())
}

pub(super) fn link(
    books: &Connection,
    HostIdentity { host, subject }: &HostIdentity,
    guardian: &GuardianId,
    by: LinkedBy,
    now: Moment,
) -> Result<(), StoreError> {
    books.execute(
        "INSERT INTO host_account (host, subject, guardian, linked_by, linked_at)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            host.name(),
            subject.bytes(),
            guardian.as_str(),
            by.code(),
            now.to_string()
        ],
    )?;
    Ok(())
}

/// The account that a host's account opens.
pub(super) fn linked(
    books: &Connection,
    HostIdentity { host, subject }: &HostIdentity,
) -> Result<Option<GuardianId>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT guardian FROM host_account
         WHERE host = ?1 AND subject = ?2 AND unlinked_at IS NULL",
    )?;
    let found = statement.query_row(params![host.name(), subject.bytes()], |row| parse(row, 0));
    Ok(found.optional()?)
}

pub(super) fn unlink(
    books: &Connection,
    guardian: &GuardianId,
    now: Moment,
) -> Result<u32, StoreError> {
    let ended = books.execute(
        "UPDATE host_account SET unlinked_at = ?2 WHERE guardian = ?1 AND unlinked_at IS NULL",
        params![guardian.as_str(), now.to_string()],
    )?;
    Ok(u32::try_from(ended).unwrap_or(u32::MAX))
}

fn children(books: &Connection, entry: &HostEntry) -> Result<Vec<StudentId>, StoreError> {
    let mut statement = books
        .prepare_cached("SELECT id FROM student WHERE school_number = ?1 AND left_at IS NULL")?;
    let mut found = Vec::new();
    for number in &entry.children {
        let student = statement.query_row([number.as_str()], |row| parse(row, 0));
        found.extend(student.optional()?);
    }
    Ok(found)
}
