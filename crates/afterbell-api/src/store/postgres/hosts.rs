//! 平台账号: which account a chat app's account opens.

use afterbell_domain::{GuardianId, Moment, StudentId};
use deadpool_postgres::{GenericClient, Object, Transaction};

use super::answers;
use super::asking::{ask_for_one, order};
use super::failure::Trouble;
use super::rows::parse;
use super::sessions;
use crate::answer::Answer;
use crate::secret::{Fingerprint, new_guardian_id};
use crate::store::deciding::entering::{self as deciding, Entering, Known, LinkedBy, Outcome};
use crate::store::{HostEntered, HostEntry, HostIdentity, WriteRequest};

pub(super) async fn enter(client: &mut Object, entry: &HostEntry) -> Result<HostEntered, Trouble> {
    let books = client.transaction().await?;
    let linked = linked(&books, &entry.identity).await?;
    let earlier = answers::find(&books, deciding::SCOPE, &entry.request.key).await?;
    let ticket = entry.ticket.as_ref().map(Fingerprint::in_hex);
    let ticket_used = match &ticket {
        None => false,
        Some(ticket) => answers::find(&books, deciding::TICKETS, ticket)
            .await?
            .is_some(),
    };
    let known = Known {
        earlier,
        ticket_used,
        linked,
        children: children(&books, entry).await?,
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
        let kept = answers::keep(&books, deciding::TICKETS, &used, &answer, entry.now).await;
        unless_double(kept)?;
    }
    if let Some(entering) = entering {
        write(&books, entry, &entering).await?;
        let answer = &entering.answer;
        let kept = answers::keep(&books, deciding::SCOPE, &entry.request, answer, entry.now);
        unless_double(kept.await)?;
    }
    books.commit().await?;
    Ok(entered)
}

/// Another transaction wrote the same row at the same time: another look finds what it did.
pub(super) fn unless_double<T>(done: Result<T, Trouble>) -> Result<T, Trouble> {
    match done {
        Err(Trouble::Refused(complaint)) if complaint.is_double() => Err(Trouble::InTheWay),
        done => done,
    }
}

async fn write(
    books: &Transaction<'_>,
    entry: &HostEntry,
    entering: &Entering,
) -> Result<(), Trouble> {
    let (guardian, now) = (&entering.guardian, entry.now);
    if entering.opens_account {
        open_account(books, guardian, now).await?;
    }
    if entering.opens_session {
        sessions::open(books, &entry.token, guardian, entry.expires_at, now).await?;
    }
    if let Some(by) = entering.links {
        link(books, &entry.identity, guardian, by, now).await?;
    }
    for student in &entering.children {
        order(
            books,
            "INSERT INTO guardian_student (guardian, student, position, bound_at)
             SELECT $1, $2, 1 + coalesce(
                 (SELECT max(position) FROM guardian_student WHERE guardian = $1), 0), $3
             ON CONFLICT (guardian, student) DO NOTHING",
            &[&guardian.as_str(), &student.as_str(), &now.to_string()],
        )
        .await?;
    }
    Ok(())
}

pub(super) async fn open_account(
    books: &Transaction<'_>,
    guardian: &GuardianId,
    now: Moment,
) -> Result<(), Trouble> {
    order(
        books,
        "INSERT INTO guardian (id, opened_at) VALUES ($1, $2)",
        &[&guardian.as_str(), &now.to_string()],
    )
    .await?;
    Ok(())
}

pub(super) async fn link(
    books: &Transaction<'_>,
    HostIdentity { host, subject }: &HostIdentity,
    guardian: &GuardianId,
    by: LinkedBy,
    now: Moment,
) -> Result<(), Trouble> {
    let linked = order(
        books,
        "INSERT INTO host_account (host, subject, guardian, linked_by, linked_at)
         VALUES ($1, $2, $3, $4, $5)",
        &[
            &host.name(),
            &subject.bytes().as_slice(),
            &guardian.as_str(),
            &by.code(),
            &now.to_string(),
        ],
    )
    .await;
    unless_double(linked)?;
    Ok(())
}

/// The account that a host's account opens.
pub(super) async fn linked(
    books: &impl GenericClient,
    HostIdentity { host, subject }: &HostIdentity,
) -> Result<Option<GuardianId>, Trouble> {
    let row = ask_for_one(
        books,
        "SELECT guardian FROM host_account
         WHERE host = $1 AND subject = $2 AND unlinked_at IS NULL",
        &[&host.name(), &subject.bytes().as_slice()],
    )
    .await;
    row?.map(|row| parse(&row, 0)).transpose()
}

pub(super) async fn unlink(
    books: &impl GenericClient,
    guardian: &GuardianId,
    now: Moment,
) -> Result<u32, Trouble> {
    let ended = order(
        books,
        "UPDATE host_account SET unlinked_at = $2 WHERE guardian = $1 AND unlinked_at IS NULL",
        &[&guardian.as_str(), &now.to_string()],
    )
    .await?;
    Ok(u32::try_from(ended).unwrap_or(u32::MAX))
}

async fn children(
    books: &impl GenericClient,
    entry: &HostEntry,
) -> Result<Vec<StudentId>, Trouble> {
    let mut found = Vec::new();
    for number in &entry.children {
        let row = ask_for_one(
            books,
            "SELECT id FROM student WHERE school_number = $1 AND left_at IS NULL",
            &[&number.as_str()],
        )
        .await?;
        if let Some(row) = row {
            found.push(parse(&row, 0)?);
        }
    }
    Ok(found)
}
