//! 平台账号: which account a chat app's account opens.

use afterbell_domain::{GuardianId, Moment};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::parse;
use super::{directory, idempotency, sessions};
use crate::secret::{Fingerprint, new_guardian_id};
use crate::store::deciding::entering::{
    self as deciding, Entering, Known, Linked, LinkedBy, Outcome,
};
use crate::store::{HostAnswered, HostEntered, HostEntry, HostIdentity, StoreError, WriteRequest};

pub(super) fn enter(books: &Connection, entry: &HostEntry) -> Result<HostEntered, StoreError> {
    let earlier = idempotency::find(books, deciding::SCOPE, &entry.request.key)?;
    let ticket = entry.ticket.as_ref().map(Fingerprint::in_hex);
    let used = ticket.as_deref();
    let used = used.map(|ticket| idempotency::find(books, deciding::TICKETS, ticket));
    let used = used.transpose()?.flatten();
    let was_used = used.is_some();
    let children = directory::children(books, &entry.children)?;
    let known = Known {
        earlier,
        ticket: used,
        account: account(books, &entry.identity)?,
        children,
    };
    let (entered, entering) = match deciding::decide(entry, known, || Ok(new_guardian_id()?))? {
        Outcome::Told(entered) => return Ok(entered),
        Outcome::UseTicket(entered) => (entered, None),
        Outcome::Enter(entering) => (entering.entered.clone(), Some(entering)),
    };
    if let Some(ticket) = ticket.filter(|_| !was_used) {
        let used = WriteRequest {
            key: ticket,
            fingerprint: entry.request.fingerprint,
        };
        let answer = deciding::ticket_answer(entry)?;
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
    if let Some(by) = entering.links {
        link(books, &entry.identity, guardian, by, now)?;
    }
    sessions::open(books, &entry.token, guardian, entry.expires_at, now)?;
    note_session(books, &entry.token, &entry.identity)?;
    directory::follow(books, entry, guardian, &entering.children)
}

/// Which link opened a session: with the one the other ends.
fn note_session(
    books: &Connection,
    token: &Fingerprint,
    HostIdentity { host, subject }: &HostIdentity,
) -> Result<(), StoreError> {
    books.execute(
        "INSERT INTO host_session (token, host_account)
         SELECT ?1, number FROM host_account
         WHERE host = ?2 AND subject = ?3 AND unlinked_at IS NULL",
        params![token.bytes(), host.name(), subject.bytes()],
    )?;
    Ok(())
}

/// What the same request was told before.
pub(super) fn entered(
    books: &Connection,
    request: &WriteRequest,
) -> Result<Option<HostAnswered>, StoreError> {
    let earlier = idempotency::find(books, deciding::SCOPE, &request.key)?;
    earlier
        .map(|earlier| deciding::answered(request, &earlier))
        .transpose()
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

fn account(books: &Connection, identity: &HostIdentity) -> Result<Linked, StoreError> {
    if let Some(guardian) = linked(books, identity)? {
        return Ok(Linked::To(guardian));
    }
    let HostIdentity { host, subject } = identity;
    let was_linked = books.query_row(
        "SELECT EXISTS (SELECT 1 FROM host_account WHERE host = ?1 AND subject = ?2)",
        params![host.name(), subject.bytes()],
        |row| row.get(0),
    )?;
    Ok(match was_linked {
        true => Linked::Ended,
        false => Linked::Never,
    })
}

pub(super) fn unlink(
    books: &Connection,
    guardian: &GuardianId,
    kept: &Fingerprint,
    now: Moment,
) -> Result<u32, StoreError> {
    let now = now.to_string();
    books.execute(
        "UPDATE session SET revoked_at = ?3
         WHERE guardian = ?1 AND token <> ?2 AND revoked_at IS NULL
           AND token IN (SELECT token FROM host_session)",
        params![guardian.as_str(), kept.bytes(), now],
    )?;
    let ended = books.execute(
        "UPDATE host_account SET unlinked_at = ?2 WHERE guardian = ?1 AND unlinked_at IS NULL",
        params![guardian.as_str(), now],
    )?;
    Ok(u32::try_from(ended).unwrap_or(u32::MAX))
}
