//! 志愿台账: lists of wishes, one after the other; a child's last one counts.

use afterbell_domain::draw::PublishedFile;
use afterbell_domain::{GuardianId, Moment, StudentId, WishReceipt};
use deadpool_postgres::{GenericClient, Object};

use super::asking::{ask_for_one, order};
use super::batch::last;
use super::draws::number_of;
use super::failure::Trouble;
use super::inside::{Last, Wished};
use super::rows::json;
use super::{bindings, waiting};
use crate::store::StoreError;
use crate::store::deciding::Intent;
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
            "INSERT INTO wish (sequence, student, guardian, at, receipt, link)
             VALUES ($1, $2, $3, $4, $5, $6)",
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

/// What those need who save wishes, answer offers or withdraw; nothing is asked for anybody else.
pub(super) async fn looked_up(books: &Object, intents: &[Intent]) -> Result<Wished, Trouble> {
    let mut wished = Wished::default();
    let saves = |intent: &Intent| matches!(intent, Intent::SaveWishes(_));
    let withdraws = |intent: &Intent| matches!(intent, Intent::Withdraw(_));
    for intent in intents {
        let student = intent.student();
        if (saves(intent) || withdraws(intent))
            && let Some(receipt) = last_of(books, student).await?
        {
            wished.lasting.insert(student.clone(), receipt.wishes);
        }
        if matches!(intent, Intent::AnswerOffer(_)) {
            let rows = waiting::of(books, student).await?;
            wished.waiting.insert(student.clone(), rows);
        }
    }
    if intents.iter().any(saves) {
        let closed = "SELECT 1 FROM draw_file
                      WHERE draw = (SELECT max(number) FROM draw) AND file = $1";
        let closing = number_of(PublishedFile::Applicants);
        let closed = ask_for_one(books, closed, &[&closing]).await?;
        wished.are_closed = closed.is_some();
    }
    if !wished.lasting.is_empty() || intents.iter().any(saves) {
        wished.last = Some(end(books).await?);
    }
    Ok(wished)
}

/// A child's last list.
async fn last_of(
    books: &impl GenericClient,
    student: &StudentId,
) -> Result<Option<WishReceipt>, Trouble> {
    let question = "SELECT receipt FROM wish WHERE student = $1 ORDER BY sequence DESC LIMIT 1";
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
