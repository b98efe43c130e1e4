//! 抽签: its published files, and what becomes of them.

mod placing;
mod reading;

pub(super) use placing::by_office;
pub(super) use reading::wished;

use afterbell_domain::draw::{PublishedFile, TermKey};
use afterbell_domain::{FileHash, GuardianId, Label, Moment, OfferingId, StudentId, hash_of};
use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{SqliteStore, auditions, current_menu, groups, ledger, submit, terms, waiting, wishes};
use crate::secret::random_bytes;
use crate::store::deciding::draws::{Found, refusal};
use crate::store::deciding::{Intent, closed_in};
use crate::store::draws::{
    DrawBooks, DrawState, DrawStore, Draws, KeptWishes, OfferAnswer, OwnResult, Publication,
    Published, Queueing, WishSaving,
};
use crate::store::{Decision, StoreError};

/// How a file is known in the books: its place in the order of publication, counted from 1.
pub(super) fn number_of(file: PublishedFile) -> u8 {
    let place = PublishedFile::ALL.iter().position(|one| *one == file);
    place.map_or(0, |place| place as u8 + 1)
}

#[async_trait]
impl DrawStore for SqliteStore {
    async fn save_wishes(&self, saving: WishSaving) -> Result<Decision, StoreError> {
        let intent = Intent::SaveWishes(saving);
        self.writer
            .write(move |books, memory| submit::carry_out(books, memory, &intent))
            .await
    }

    async fn wishes(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
    ) -> Result<KeptWishes, StoreError> {
        let (guardian, student) = (guardian.clone(), student.clone());
        self.readers
            .read(move |books| wishes::kept(books, &guardian, &student))
            .await
    }

    async fn answer_offer(&self, answer: OfferAnswer) -> Result<Decision, StoreError> {
        let intent = Intent::AnswerOffer(answer);
        self.writer
            .write(move |books, memory| submit::carry_out(books, memory, &intent))
            .await
    }

    async fn queue(&self, queueing: Queueing) -> Result<Decision, StoreError> {
        let intent = Intent::Queue(queueing);
        self.writer
            .write(move |books, memory| submit::carry_out(books, memory, &intent))
            .await
    }

    async fn own_result(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
    ) -> Result<OwnResult, StoreError> {
        let (guardian, student) = (guardian.clone(), student.clone());
        self.readers
            .read(move |books| reading::own_result(books, &guardian, &student))
            .await
    }

    async fn draws(&self) -> Result<Draws, StoreError> {
        self.readers.read(reading::draws).await
    }

    async fn draw_file(&self, hash: &FileHash) -> Result<Option<Vec<u8>>, StoreError> {
        let hash = hash.clone();
        self.readers
            .read(move |books| reading::file(books, &hash))
            .await
    }

    async fn term_key(&self) -> Result<TermKey, StoreError> {
        self.writer.write(|books, _| term_key(books)).await
    }

    async fn draw_books(&self) -> Result<Option<DrawBooks>, StoreError> {
        self.writer.write(|books, _| reading::all(books)).await
    }

    async fn wishing(&self) -> Result<u32, StoreError> {
        self.readers.read(reading::wishing).await
    }

    async fn settle_waiting(&self, now: Moment) -> Result<u32, StoreError> {
        // No draw, no list: the writer is not asked for nothing.
        let offerings = self.readers.read(waiting::offerings).await?;
        if offerings.is_empty() {
            return Ok(0);
        }
        self.writer
            .write(move |books, memory| {
                let (_, menu) = memory.menu(books)?;
                waiting::settle(books, &menu, &offerings, now)
            })
            .await
    }
}

/// The draw that is under way, or was run last.
pub(super) fn last(books: &Connection) -> Result<Option<DrawState>, StoreError> {
    Ok(reading::states(books)?.pop())
}

/// Whether the term's last draw has no results yet.
pub(super) fn is_under_way(books: &Connection) -> Result<bool, StoreError> {
    let mut open = books.prepare_cached(
        "SELECT 1 FROM draw
         WHERE number = (SELECT max(number) FROM draw WHERE term = (SELECT term FROM school))
             AND NOT EXISTS (
                 SELECT 1 FROM draw_file WHERE draw_file.draw = draw.number AND file = ?1)",
    )?;
    Ok(open.exists([number_of(PublishedFile::Results)])?)
}

pub(super) fn was_run(books: &Connection) -> Result<bool, StoreError> {
    let mut results = books.prepare_cached(
        "SELECT 1 FROM draw_file JOIN draw ON draw.number = draw_file.draw
         WHERE file = ?1 AND term = (SELECT term FROM school) LIMIT 1",
    )?;
    Ok(results.exists([number_of(PublishedFile::Results)])?)
}

/// The offerings that the last draw that was run has closed; `None` until one was run.
pub(super) fn closed(books: &Connection) -> Result<Option<Vec<OfferingId>>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT rules.content, results.content FROM draw_file AS results
         JOIN draw_file AS rules ON rules.draw = results.draw AND rules.file = ?1
         JOIN draw ON draw.number = results.draw AND draw.term = (SELECT term FROM school)
         WHERE results.file = ?2 ORDER BY results.draw DESC LIMIT 1",
    )?;
    let which = [PublishedFile::Rules, PublishedFile::Results].map(number_of);
    let mut rows = statement.query(which)?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let (rules, results): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
    closed_in(&rules, &results).map(Some)
}

pub(super) fn term_key(books: &Connection) -> Result<TermKey, StoreError> {
    let term = terms::current(books)?.unwrap_or(1).to_string();
    let mut known = books.prepare_cached("SELECT bytes FROM term_key WHERE term = ?1")?;
    let known = known.query_row([&term], |row| row.get(0));
    if let Some(bytes) = known.optional()? {
        return Ok(TermKey::new(bytes));
    }
    let bytes: [u8; 32] = random_bytes()?;
    books.execute(
        "INSERT INTO term_key (term, bytes) VALUES (?1, ?2)",
        params![term, bytes],
    )?;
    Ok(TermKey::new(bytes))
}

/// Under which number a draw of the term stands in the books, which count the draws of all terms; a new one
/// comes after all of them.
fn number_in_books(books: &Connection, number: u32) -> Result<u32, StoreError> {
    let mut known = books.prepare_cached(
        "SELECT number FROM draw WHERE term = (SELECT term FROM school)
         ORDER BY number LIMIT 1 OFFSET ?1",
    )?;
    let known = known.query_row([number.saturating_sub(1)], |row| row.get(0));
    if let Some(known) = known.optional()? {
        return Ok(known);
    }
    let mut next = books.prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM draw")?;
    Ok(next.query_row([], |row| row.get(0))?)
}

pub(super) fn publish(books: &Connection, step: &Publication) -> Result<Published, StoreError> {
    let menu = current_menu::hash(books)?;
    let draws = reading::states(books)?;
    let found = Found {
        menu: menu.as_ref(),
        last: draws.last(),
        wishes: wishes::end(books)?.0,
        entries: ledger::end(books)?.sequence.saturating_sub(1),
        groups: groups::end(books)?,
        auditions: auditions::published(books)?,
    };
    if let Some(refusal) = refusal(step, &found) {
        return Ok(refusal);
    }
    let now = step.now.to_string();
    let number = number_in_books(books, step.number)?;
    if step.expected.is_empty() {
        let menu = current_menu::load(books, &step.menu)?;
        let offerings = waiting::offerings(books)?;
        waiting::settle(books, &menu, &offerings, step.now)?;
        // No offer can be answered while another draw is under way, so none shall run out.
        waiting::put_back(books, &offerings)?;
        books.execute(
            "INSERT INTO draw (number, reason, opened_at, term)
             VALUES (?1, ?2, ?3, (SELECT term FROM school))",
            params![number, step.reason.as_ref().map(Label::as_str), now],
        )?;
    }
    for (file, content) in &step.files {
        let hash: FileHash = hash_of(content)?;
        books.execute(
            "INSERT INTO draw_file (draw, file, hash, content, published_at)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![number, number_of(*file), hash.as_str(), content, now],
        )?;
    }
    let gives_places = |(file, _): &(PublishedFile, Vec<u8>)| *file == PublishedFile::Results;
    if step.files.iter().any(gives_places) {
        placing::give_out(books, number, step)?;
    }
    Ok(Published::Done)
}
