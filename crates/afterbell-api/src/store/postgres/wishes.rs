//! 志愿台账: lists of wishes, one after the other; a child's last one of a term counts.

use afterbell_domain::draw::PublishedFile;
use afterbell_domain::{GuardianId, Moment, OfferingId, SelectionRound, StudentId, WishReceipt};
use deadpool_postgres::{GenericClient, Object};

use super::asking::{ask_for_one, order};
use super::batch::last;
use super::draws::{self, number_of};
use super::failure::Trouble;
use super::inside::{Last, Wished};
use super::rows::json;
use super::{bindings, waiting};
use crate::store::StoreError;
use crate::store::deciding::{Intent, closed_in};
use crate::store::draws::KeptWishes;
use crate::store::ledger_chain::{Link, WishEntry};

pub(super) struct WishRow {
    sequence: u32,
    student: StudentId,
    guardian: GuardianId,
    at: Moment,
    receipt: String,
    link: Link,
}

impl WishRow {
    pub(super) fn after(
        last: Last,
        sequence: u32,
        guardian: &GuardianId,
        receipt: &WishReceipt,
    ) -> Result<Self, StoreError> {
        let content = serde_json::to_string(receipt)?;
        let entry = WishEntry {
            sequence,
            student: receipt.student.as_str(),
            guardian: guardian.as_str(),
            at: &receipt.saved_at.to_string(),
            receipt: &content,
        };
        Ok(Self {
            sequence,
            student: receipt.student.clone(),
            guardian: guardian.clone(),
            at: receipt.saved_at,
            link: entry.link_after(last.link),
            receipt: content,
        })
    }

    pub(super) fn last(&self) -> Last {
        Last {
            sequence: self.sequence,
            link: self.link,
        }
    }
}

pub(super) async fn append(books: &impl GenericClient, rows: &[WishRow]) -> Result<(), Trouble> {
    for row in rows {
        order(
            books,
            "INSERT INTO wish (sequence, student, guardian, at, receipt, link, term)
             VALUES ($1, $2, $3, $4, $5, $6, (SELECT term FROM school))",
            &[
                &i64::from(row.sequence),
                &row.student.as_str(),
                &row.guardian.as_str(),
                &row.at.to_string(),
                &row.receipt,
                &row.link.bytes().as_slice(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// The last list's number and link.
pub(super) async fn end(books: &impl GenericClient) -> Result<Last, Trouble> {
    let question = "SELECT sequence, link FROM wish ORDER BY sequence DESC LIMIT 1";
    last(ask_for_one(books, question, &[]).await?.as_ref())
}

/// What those need who save wishes, answer offers, withdraw or ask for a place; nothing is asked for
/// anybody else, unless who lost in an opening pool waits.
pub(super) async fn looked_up(
    books: &Object,
    intents: &[Intent],
    round: Option<&SelectionRound>,
) -> Result<Wished, Trouble> {
    let mut wished = Wished::default();
    let saves = |intent: &Intent| matches!(intent, Intent::SaveWishes(_));
    let withdraws = |intent: &Intent| matches!(intent, Intent::Withdraw(_));
    let asks = |intent: &Intent| matches!(intent, Intent::Queue(_));
    let has_pool = round.is_some_and(|round| round.opening_pool_minutes.is_some());
    let queues = intents.iter().any(asks);
    let follows_pool = has_pool && intents.iter().any(|it| matches!(it, Intent::Submit(_)));
    for intent in intents {
        let student = intent.student();
        if (saves(intent) || withdraws(intent) || asks(intent))
            && let Some(receipt) = last_of(books, student).await?
        {
            wished.lasting.insert(student.clone(), receipt.wishes);
        }
        if queues || follows_pool || matches!(intent, Intent::AnswerOffer(_)) {
            let rows = waiting::of(books, student).await?;
            wished.waiting.insert(student.clone(), rows);
        }
    }
    let moves_places = |intent: &Intent| !saves(intent) && !matches!(intent, Intent::Sign(_));
    if intents.iter().any(moves_places) && waiting::is_any(books).await? {
        wished.has_lists = true;
        wished.offers = waiting::offers(books).await?;
    }
    if intents.iter().any(saves) {
        let closed = "SELECT 1 FROM draw_file WHERE file = $1 AND draw = (
                          SELECT max(number) FROM draw WHERE term = (SELECT term FROM school))";
        let closing = number_of(PublishedFile::Applicants);
        let closed = ask_for_one(books, closed, &[&closing]).await?;
        wished.are_closed = closed.is_some();
    }
    if !wished.lasting.is_empty() || intents.iter().any(saves) {
        wished.last = Some(end(books).await?);
    }
    let answers = |intent: &Intent| matches!(intent, Intent::AnswerOffer(_));
    if queues || intents.iter().any(answers) {
        wished.is_drawn_again = draws::is_under_way(books).await?;
    }
    if queues || follows_pool {
        wished.lists = waiting::lists(books).await?;
        wished.closed = closed(books, queues).await?;
    }
    Ok(wished)
}

/// What the draw that holds has closed. A pool closes nothing, so that its results need not be read
/// for everybody who comes later.
pub(super) async fn closed(
    books: &impl GenericClient,
    in_full: bool,
) -> Result<Option<Vec<OfferingId>>, Trouble> {
    let question = match in_full {
        true => {
            "SELECT rules.content, results.content FROM draw_file AS results
             JOIN draw_file AS rules ON rules.draw = results.draw AND rules.file = $1
             JOIN draw ON draw.number = results.draw AND draw.term = (SELECT term FROM school)
             WHERE results.file = $2 ORDER BY results.draw DESC LIMIT 1"
        }
        false => {
            "SELECT NULL::bytea, NULL::bytea FROM draw_file
             JOIN draw ON draw.number = draw_file.draw AND draw.term = (SELECT term FROM school)
             WHERE file > $1 AND file = $2 LIMIT 1"
        }
    };
    let (rules, results) = (
        number_of(PublishedFile::Rules),
        number_of(PublishedFile::Results),
    );
    let Some(row) = ask_for_one(books, question, &[&rules, &results]).await? else {
        return Ok(None);
    };
    let rules: Option<&[u8]> = row.try_get(0)?;
    let results: Option<&[u8]> = row.try_get(1)?;
    Ok(Some(match rules.zip(results) {
        Some((rules, results)) => closed_in(rules, results)?,
        None => Vec::new(),
    }))
}

/// A child's last list of the term.
async fn last_of(
    books: &impl GenericClient,
    student: &StudentId,
) -> Result<Option<WishReceipt>, Trouble> {
    let question = "SELECT receipt FROM wish
                    WHERE student = $1 AND term = (SELECT term FROM school)
                    ORDER BY sequence DESC LIMIT 1";
    let row = ask_for_one(books, question, &[&student.as_str()]).await?;
    row.map(|row| json(&row, 0)).transpose()
}

pub(super) async fn kept(
    books: &impl GenericClient,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<KeptWishes, Trouble> {
    if !bindings::is_bound(books, guardian, student).await? {
        return Ok(KeptWishes::StudentNotYours);
    }
    let last = last_of(books, student).await?;
    Ok(last.map_or(KeptWishes::Nothing, KeptWishes::Receipt))
}
