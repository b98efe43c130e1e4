//! 平台账号: which account a chat app's account opens.

use afterbell_domain::{GuardianId, Moment};
use deadpool_postgres::{GenericClient, Object, Transaction};

use super::answers;
use super::asking::{ask_for_one, order};
use super::directory;
use super::failure::Trouble;
use super::rows::parse;
use super::sessions;
use crate::secret::{Fingerprint, new_guardian_id};
use crate::store::deciding::entering::{
    self as deciding, Entering, Known, Linked, LinkedBy, Outcome,
};
use crate::store::{HostAnswered, HostEntered, HostEntry, HostIdentity, WriteRequest};

pub(super) async fn enter(client: &mut Object, entry: &HostEntry) -> Result<HostEntered, Trouble> {
    let books = client.transaction().await?;
    let earlier = answers::find(&books, deciding::SCOPE, &entry.request.key).await?;
    let ticket = entry.ticket.as_ref().map(Fingerprint::in_hex);
    let used = match &ticket {
        None => None,
        Some(ticket) => answers::find(&books, deciding::TICKETS, ticket).await?,
    };
    let was_used = used.is_some();
    let children = directory::children(&books, &entry.children).await?;
    let known = Known {
        earlier,
        ticket: used,
        account: account(&books, &entry.identity).await?,
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
    if let Some(by) = entering.links {
        link(books, &entry.identity, guardian, by, now).await?;
    }
    // The same request, which came twice at once, opens the same.
    let opened = sessions::open(books, &entry.token, guardian, entry.expires_at, now);
    unless_double(opened.await)?;
    note_session(books, &entry.token, &entry.identity).await?;
    directory::follow(books, entry, guardian, &entering.children).await
}

/// Which link opened a session: with the one the other ends.
async fn note_session(
    books: &Transaction<'_>,
    token: &Fingerprint,
    HostIdentity { host, subject }: &HostIdentity,
) -> Result<(), Trouble> {
    let (token, subject) = (token.bytes().as_slice(), subject.bytes().as_slice());
    order(
        books,
        "INSERT INTO host_session (token, host_account)
         SELECT $1::bytea, number FROM host_account
         WHERE host = $2 AND subject = $3 AND unlinked_at IS NULL",
        &[&token, &host.name(), &subject],
    )
    .await?;
    Ok(())
}

/// What the same request was told before.
pub(super) async fn entered(
    books: &impl GenericClient,
    request: &WriteRequest,
) -> Result<Option<HostAnswered>, Trouble> {
    let earlier = answers::find(books, deciding::SCOPE, &request.key).await?;
    let answered = earlier.map(|earlier| deciding::answered(request, &earlier));
    Ok(answered.transpose()?)
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

async fn account(books: &impl GenericClient, identity: &HostIdentity) -> Result<Linked, Trouble> {
    if let Some(guardian) = linked(books, identity).await? {
        return Ok(Linked::To(guardian));
    }
    let HostIdentity { host, subject } = identity;
    let earlier = ask_for_one(
        books,
        "SELECT 1 FROM host_account WHERE host = $1 AND subject = $2 LIMIT 1",
        &[&host.name(), &subject.bytes().as_slice()],
    )
    .await?;
    Ok(match earlier {
        Some(_) => Linked::Ended,
        None => Linked::Never,
    })
}

pub(super) async fn unlink(
    client: &mut Object,
    guardian: &GuardianId,
    kept: &Fingerprint,
    now: Moment,
) -> Result<u32, Trouble> {
    let books = client.transaction().await?;
    let now = now.to_string();
    order(
        &books,
        "UPDATE session SET revoked_at = $3
         WHERE guardian = $1 AND token <> $2 AND revoked_at IS NULL
           AND token IN (SELECT token FROM host_session)",
        &[&guardian.as_str(), &kept.bytes().as_slice(), &now],
    )
    .await?;
    let ended = order(
        &books,
        "UPDATE host_account SET unlinked_at = $2 WHERE guardian = $1 AND unlinked_at IS NULL",
        &[&guardian.as_str(), &now],
    )
    .await?;
    books.commit().await?;
    Ok(u32::try_from(ended).unwrap_or(u32::MAX))
}
