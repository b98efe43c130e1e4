//! 志愿台账: lists of wishes, one after the other; a child's last one counts.

use std::collections::BTreeMap;

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

/// What those need who save wishes or answer offers; nothing is asked for anybody else.
pub(super) async fn looked_up(books: &Object, intents: &[Intent]) -> Result<Wished, Trouble> {
    let mut wished = Wished::default();
    if intents.iter().any(|it| matches!(it, Intent::SaveWishes(_))) {
        let closed = "SELECT 1 FROM draw_file
                      WHERE draw = (SELECT max(number) FROM draw) AND file = $1";
        let closing = number_of(PublishedFile::Applicants);
        let closed = ask_for_one(books, closed, &[&closing]).await?;
        if closed.is_none() {
            wished.last = Some(end(books).await?);
        }
    }
    let answers = intents
        .iter()
        .filter(|it| matches!(it, Intent::AnswerOffer(_)));
    let mut lists = BTreeMap::new();
    for intent in answers {
        let student = intent.student();
        lists.insert(student.clone(), waiting::of(books, student).await?);
    }
    wished.waiting = lists;
    Ok(wished)
}

pub(super) async fn kept(
    books: &impl GenericClient,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<KeptWishes, Trouble> {
    if !bindings::is_bound(books, guardian, student).await? {
        return Ok(KeptWishes::StudentNotYours);
    }
    let question = "SELECT receipt FROM wish WHERE student = $1 ORDER BY sequence DESC LIMIT 1";
    let row = ask_for_one(books, question, &[&student.as_str()]).await?;
    Ok(match row {
        Some(row) => KeptWishes::Receipt(json(&row, 0)?),
        None => KeptWishes::Nothing,
    })
}
