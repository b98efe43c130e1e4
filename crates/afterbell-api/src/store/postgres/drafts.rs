//! 选课草稿: one per guardian and child, the newest only.

use std::collections::BTreeMap;

use afterbell_domain::wire::KeptDraft;
use afterbell_domain::{GuardianId, Moment, SelectionDraft, StudentId};
use deadpool_postgres::{GenericClient, Object};
use tokio_postgres::Row;

use super::asking::{ask, ask_for_one, order};
use super::failure::Trouble;
use super::rows::{count, parse};
use crate::store::deciding::drafts::{self as deciding, Outcome};
use crate::store::{DraftEdit, DraftOutcome};
use afterbell_domain::Invalid;

pub(super) async fn keep(client: &mut Object, edit: &DraftEdit) -> Result<DraftOutcome, Trouble> {
    let (guardian, student) = (edit.guardian.as_str(), edit.student.as_str());
    let books = client.transaction().await?;
    let bound = ask_for_one(
        &books,
        "SELECT 1 FROM guardian_student JOIN student ON student.id = guardian_student.student
         WHERE guardian = $1 AND student = $2 AND left_at IS NULL",
        &[&guardian, &student],
    )
    .await;
    if bound?.is_none() {
        return Ok(DraftOutcome::StudentNotYours);
    }
    let row = ask_for_one(
        &books,
        "SELECT revision, content FROM draft WHERE guardian = $1 AND student = $2 FOR UPDATE",
        &[&guardian, &student],
    )
    .await?;
    let kept = row.as_ref().map(|row| kept(row, 0)).transpose()?;
    let is_first = kept.is_none();
    let revision = match deciding::decide(edit, kept.unwrap_or_default()) {
        Outcome::Told(told) => return Ok(told),
        Outcome::Keep(revision) => revision,
    };
    let content = edit.draft.as_ref().map(serde_json::to_string).transpose()?;
    let about = (i64::from(revision), edit.now.to_string());
    let written = order(
        &books,
        match is_first {
            true => {
                "INSERT INTO draft (guardian, student, revision, content, edited_at)
                 VALUES ($1, $2, $3, $4, $5)"
            }
            false => {
                "UPDATE draft SET revision = $3, content = $4, edited_at = $5
                 WHERE guardian = $1 AND student = $2"
            }
        },
        &[&guardian, &student, &about.0, &content, &about.1],
    )
    .await;
    match written {
        // Two phones kept the first draft at once: another look finds the faster one's.
        Err(Trouble::Refused(complaint)) if complaint.is_double() => Err(Trouble::InTheWay),
        written => written,
    }?;
    books.commit().await?;
    Ok(DraftOutcome::Kept(revision))
}

/// What was being put together was of a term that is over.
pub(super) async fn let_go_all(books: &impl GenericClient, now: Moment) -> Result<(), Trouble> {
    let let_go = "UPDATE draft SET content = NULL, revision = revision + 1, edited_at = $1
                  WHERE content IS NOT NULL";
    order(books, let_go, &[&now.to_string()]).await?;
    Ok(())
}

/// A guardian's drafts, by child.
pub(super) async fn of(
    books: &impl GenericClient,
    guardian: &GuardianId,
) -> Result<BTreeMap<StudentId, KeptDraft>, Trouble> {
    let rows = ask(
        books,
        "SELECT student, revision, content FROM draft WHERE guardian = $1",
        &[&guardian.as_str()],
    )
    .await?;
    rows.iter()
        .map(|row| Ok((parse(row, 0)?, kept(row, 1)?)))
        .collect()
}

fn kept(row: &Row, column: usize) -> Result<KeptDraft, Trouble> {
    let content: Option<&str> = row.try_get(column + 1)?;
    let read = |text| {
        let draft = serde_json::from_str::<SelectionDraft>(text);
        draft.map_err(|_| Invalid::new("draft", "…"))
    };
    Ok(KeptDraft {
        revision: count(row.try_get(column)?)?,
        draft: content.map(read).transpose()?,
    })
}
