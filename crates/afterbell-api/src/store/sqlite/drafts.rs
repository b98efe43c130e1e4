//! 选课草稿: one per guardian and child, the newest only.

use afterbell_domain::wire::KeptDraft;
use afterbell_domain::{GuardianId, Moment, StudentId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::bindings;
use super::rows::json;
use crate::store::deciding::drafts::{self as deciding, Outcome};
use crate::store::{DraftEdit, DraftOutcome, StoreError};

pub(super) fn keep(books: &Connection, edit: &DraftEdit) -> Result<DraftOutcome, StoreError> {
    let DraftEdit {
        guardian,
        student,
        draft,
        now,
        ..
    } = edit;
    if !bindings::is_bound(books, guardian, student)? {
        return Ok(DraftOutcome::StudentNotYours);
    }
    let revision = match deciding::decide(edit, kept(books, guardian, student)?) {
        Outcome::Told(told) => return Ok(told),
        Outcome::Keep(revision) => revision,
    };
    let content = draft.as_ref().map(serde_json::to_string).transpose()?;
    let mut statement = books.prepare_cached(
        "INSERT INTO draft (guardian, student, revision, content, edited_at)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (guardian, student) DO UPDATE SET revision = excluded.revision,
             content = excluded.content, edited_at = excluded.edited_at",
    )?;
    statement.execute(params![
        guardian.as_str(),
        student.as_str(),
        revision,
        content,
        now.to_string()
    ])?;
    Ok(DraftOutcome::Kept(revision))
}

/// What was sent has become what is held: the draft has done its work.
pub(super) fn let_go(
    books: &Connection,
    guardian: &GuardianId,
    student: &StudentId,
    now: Moment,
) -> Result<(), StoreError> {
    let mut statement = books.prepare_cached(
        "UPDATE draft SET content = NULL, revision = revision + 1, edited_at = ?3
         WHERE guardian = ?1 AND student = ?2 AND content IS NOT NULL",
    )?;
    statement.execute(params![
        guardian.as_str(),
        student.as_str(),
        now.to_string()
    ])?;
    Ok(())
}

/// What was being put together was of a term that is over.
pub(super) fn let_go_all(books: &Connection, now: Moment) -> Result<(), StoreError> {
    books.execute(
        "UPDATE draft SET content = NULL, revision = revision + 1, edited_at = ?1
         WHERE content IS NOT NULL",
        [now.to_string()],
    )?;
    Ok(())
}

pub(super) fn kept(
    books: &Connection,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<KeptDraft, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT revision, coalesce(content, 'null') FROM draft
         WHERE guardian = ?1 AND student = ?2",
    )?;
    let found = statement.query_row([guardian.as_str(), student.as_str()], |row| {
        Ok(KeptDraft {
            revision: row.get(0)?,
            draft: json(row, 1)?,
        })
    });
    Ok(found.optional()?.unwrap_or_default())
}
