//! 抽签: its published files, and what becomes of them.

mod placing;
mod reading;

pub(super) use placing::{by_office, end_term, enter_reassigned};
pub(super) use reading::wished;

use afterbell_domain::draw::{PublishedFile, TermKey};
use afterbell_domain::{
    FileHash, GuardianId, Label, MenuHash, Moment, ServiceMenu, StudentId, hash_of,
};
use async_trait::async_trait;
use deadpool_postgres::{GenericClient, Object, Transaction};

use super::asking::{ask_for_one, order};
use super::failure::Trouble;
use super::rows::{bytes, count, parse};
use super::{PostgresStore, auditions, groups, terms, waiting, wishes};
use crate::secret::random_bytes;
use crate::store::deciding::Intent;
use crate::store::deciding::draws::{Found, refusal};
use crate::store::draws::{
    DrawBooks, DrawState, DrawStore, Draws, KeptWishes, OfferAnswer, OwnResult, Publication,
    Published, Queueing, WishSaving,
};
use crate::store::{Decision, StoreError};

/// How a file is known in the books: its place in the order of publication, counted from 1.
pub(super) fn number_of(file: PublishedFile) -> i16 {
    let place = PublishedFile::ALL.iter().position(|one| *one == file);
    place.map_or(0, |place| place as i16 + 1)
}

#[async_trait]
impl DrawStore for PostgresStore {
    async fn save_wishes(&self, saving: WishSaving) -> Result<Decision, StoreError> {
        self.writer.settle(Intent::SaveWishes(saving)).await
    }

    async fn wishes(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
    ) -> Result<KeptWishes, StoreError> {
        self.ask(|client| Box::pin(async move { wishes::kept(&client, guardian, student).await }))
            .await
    }

    async fn answer_offer(&self, answer: OfferAnswer) -> Result<Decision, StoreError> {
        self.writer.settle(Intent::AnswerOffer(answer)).await
    }

    async fn queue(&self, queueing: Queueing) -> Result<Decision, StoreError> {
        self.writer.settle(Intent::Queue(queueing)).await
    }

    async fn own_result(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
    ) -> Result<OwnResult, StoreError> {
        self.ask(|client| {
            Box::pin(async move { reading::own_result(&client, guardian, student).await })
        })
        .await
    }

    async fn draws(&self) -> Result<Draws, StoreError> {
        self.ask(|client| Box::pin(async move { reading::draws(&client).await }))
            .await
    }

    async fn draw_file(&self, hash: &FileHash) -> Result<Option<Vec<u8>>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::file(&client, hash).await }))
            .await
    }

    async fn term_key(&self) -> Result<TermKey, StoreError> {
        self.ask(|client| Box::pin(async move { term_key(&client).await }))
            .await
    }

    async fn draw_books(&self) -> Result<Option<DrawBooks>, StoreError> {
        self.ask(|mut client| Box::pin(async move { reading::all(&mut client).await }))
            .await
    }

    async fn wishing(&self) -> Result<u32, StoreError> {
        self.ask(|client| Box::pin(async move { reading::wishing(&client).await }))
            .await
    }

    async fn settle_waiting(&self, now: Moment) -> Result<u32, StoreError> {
        self.ask_once(|mut client| Box::pin(async move { settle(&mut client, now).await }))
            .await
    }
}

/// Whoever gives places or publishes locks the school's row first, and learns the menu that holds.
async fn lock(books: &impl GenericClient) -> Result<Option<MenuHash>, Trouble> {
    let question = "SELECT menu FROM school WHERE id = 1 AND menu IS NOT NULL FOR UPDATE";
    let row = ask_for_one(books, question, &[]).await?;
    row.map(|row| parse(&row, 0)).transpose()
}

pub(super) async fn menu(
    books: &impl GenericClient,
    hash: &MenuHash,
) -> Result<ServiceMenu, Trouble> {
    let question = "SELECT content FROM menu WHERE hash = $1";
    let row = ask_for_one(books, question, &[&hash.as_str()]).await?;
    let row = row.ok_or_else(|| StoreError::failed(NoMenu))?;
    Ok(serde_json::from_slice(row.try_get(0)?)?)
}

#[derive(Debug, thiserror::Error)]
#[error("the menu is missing")]
struct NoMenu;

/// The number of the ledger's last entry.
async fn entries(books: &impl GenericClient) -> Result<u32, Trouble> {
    let question = "SELECT coalesce(max(sequence), 0) FROM ledger";
    let row = ask_for_one(books, question, &[]).await?;
    row.map_or(Ok(0), |row| count(row.try_get(0)?))
}

async fn settle(client: &mut Object, now: Moment) -> Result<u32, Trouble> {
    if waiting::offerings(client).await?.is_empty() {
        return Ok(0);
    }
    let books = client.transaction().await?;
    let Some(hash) = lock(&books).await? else {
        return Ok(0);
    };
    let offerings = waiting::offerings(&books).await?;
    let changed = waiting::settle(&books, &menu(&books, &hash).await?, &offerings, now).await?;
    books.commit().await?;
    Ok(changed)
}

pub(super) async fn term_key(books: &impl GenericClient) -> Result<TermKey, Trouble> {
    let term = terms::current(books).await?.to_string();
    let fresh: [u8; 32] = random_bytes().map_err(StoreError::from)?;
    order(
        books,
        "INSERT INTO term_key (term, bytes) VALUES ($1, $2) ON CONFLICT (term) DO NOTHING",
        &[&term, &fresh.as_slice()],
    )
    .await?;
    let question = "SELECT bytes FROM term_key WHERE term = $1";
    let row = ask_for_one(books, question, &[&term]).await?;
    Ok(TermKey::new(match row {
        Some(row) => bytes(&row, 0)?,
        None => fresh,
    }))
}

/// Whether the term's last draw has no results yet.
pub(super) async fn is_under_way(books: &impl GenericClient) -> Result<bool, Trouble> {
    let question = "SELECT 1 FROM draw
         WHERE number = (SELECT max(number) FROM draw WHERE term = (SELECT term FROM school))
             AND NOT EXISTS (
                 SELECT 1 FROM draw_file WHERE draw_file.draw = draw.number AND file = $1)";
    let results = number_of(PublishedFile::Results);
    Ok(ask_for_one(books, question, &[&results]).await?.is_some())
}

/// The draw that is under way, or was run last.
pub(super) async fn last(books: &impl GenericClient) -> Result<Option<DrawState>, Trouble> {
    Ok(reading::states(books).await?.pop())
}

pub(super) async fn was_run(books: &impl GenericClient) -> Result<bool, Trouble> {
    let question = "SELECT 1 FROM draw_file JOIN draw ON draw.number = draw_file.draw
                    WHERE file = $1 AND term = (SELECT term FROM school) LIMIT 1";
    let row = ask_for_one(books, question, &[&number_of(PublishedFile::Results)]).await?;
    Ok(row.is_some())
}

pub(super) async fn publish(
    books: &Transaction<'_>,
    step: &Publication,
) -> Result<Published, Trouble> {
    let menu = lock(books).await?;
    let draws = reading::states(books).await?;
    let found = Found {
        menu: menu.as_ref(),
        last: draws.last(),
        wishes: wishes::end(books).await?.sequence,
        entries: entries(books).await?,
        groups: groups::end(books).await?,
        auditions: auditions::published(books).await?,
    };
    if let Some(refusal) = refusal(step, &found) {
        return Ok(refusal);
    }
    let number = number_in_books(books, step.number).await?;
    if step.expected.is_empty() {
        let menu = self::menu(books, &step.menu).await?;
        let offerings = waiting::offerings(books).await?;
        waiting::settle(books, &menu, &offerings, step.now).await?;
        // No offer can be answered while another draw is under way, so none shall run out.
        waiting::put_back(books, &offerings).await?;
    }
    write_files(books, number, step).await?;
    let gives_places = |(file, _): &(PublishedFile, Vec<u8>)| *file == PublishedFile::Results;
    if step.files.iter().any(gives_places) {
        placing::give_out(books, number, step).await?;
    }
    Ok(Published::Done)
}

/// Under which number a draw of the term stands in the books, which count the draws of all terms; a new one
/// comes after all of them.
async fn number_in_books(books: &Transaction<'_>, number: u32) -> Result<i32, Trouble> {
    let known = "SELECT number FROM draw WHERE term = (SELECT term FROM school)
                 ORDER BY number LIMIT 1 OFFSET $1";
    let place = i64::from(number.saturating_sub(1));
    if let Some(known) = ask_for_one(books, known, &[&place]).await? {
        return Ok(known.try_get(0)?);
    }
    let next = "SELECT coalesce(max(number), 0) + 1 FROM draw";
    let next = ask_for_one(books, next, &[]).await?;
    Ok(next.map_or(Ok(1), |row| row.try_get(0))?)
}

async fn write_files(
    books: &Transaction<'_>,
    number: i32,
    step: &Publication,
) -> Result<(), Trouble> {
    let now = step.now.to_string();
    if step.expected.is_empty() {
        let reason = step.reason.as_ref().map(Label::as_str);
        let open = "INSERT INTO draw (number, reason, opened_at, term)
                    VALUES ($1, $2, $3, (SELECT term FROM school))";
        order(books, open, &[&number, &reason, &now]).await?;
    }
    for (file, content) in &step.files {
        let hash: FileHash = hash_of(content)?;
        order(
            books,
            "INSERT INTO draw_file (draw, file, hash, content, published_at)
             VALUES ($1, $2, $3, $4, $5)",
            &[&number, &number_of(*file), &hash.as_str(), content, &now],
        )
        .await?;
    }
    Ok(())
}
