use std::collections::BTreeMap;

use afterbell_domain::desk::{DraftChange, Objection, ObjectionView, SessionTerm, StaffState};
use afterbell_domain::{Moment, ServiceMenu, StudentId};
use deadpool_postgres::GenericClient;
use tokio_postgres::Row;

use crate::secret::Fingerprint;
use crate::store::desk::{AuditRow, CodeUse, DraftRow, NoticeRow, StaffRow};
use crate::store::ledger_chain::Link;
use crate::store::postgres::asking::{ask, ask_for_one};
use crate::store::postgres::failure::Trouble;
use crate::store::postgres::rows::{bytes, count, fingerprint, json, parse};

const STAFF: &str = "SELECT id, name, role, state, password, authenticator, last_step, invitation,
                            invitation_ends_unix FROM staff";

fn staff_row(row: &Row) -> Result<StaffRow, Trouble> {
    let invitation = match row.try_get::<_, Option<&[u8]>>(7)? {
        Some(_) => Some((fingerprint(row, 7)?, row.try_get(8)?)),
        None => None,
    };
    Ok(StaffRow {
        id: parse(row, 0)?,
        name: parse(row, 1)?,
        role: json(row, 2)?,
        state: match row.try_get(3)? {
            "active" => StaffState::Active,
            "invited" => StaffState::Invited,
            _ => StaffState::Revoked,
        },
        password: row.try_get(4)?,
        authenticator: row.try_get(5)?,
        last_step: row.try_get(6)?,
        invitation,
    })
}

pub(super) async fn staff(books: &impl GenericClient) -> Result<Vec<StaffRow>, Trouble> {
    // Sorted by the letters' numbers, as in SQLite, and not by the database's language.
    let rows = ask(books, &format!("{STAFF} ORDER BY name COLLATE \"C\""), &[]).await?;
    rows.iter().map(staff_row).collect()
}

pub(super) struct Session {
    pub staff: StaffRow,
    /// Writing at every request would cost a commit each.
    pub is_to_be_put_off: bool,
}

const PUT_OFF_AFTER_SECONDS: i64 = 60;

pub(super) async fn session(
    books: &impl GenericClient,
    token: &Fingerprint,
    now: Moment,
) -> Result<Option<Session>, Trouble> {
    let question = "SELECT staff, opened_at, seen_at FROM staff_session WHERE token = $1";
    let row = ask_for_one(books, question, &[&token.bytes().as_slice()]).await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let (opened_at, seen_at): (Moment, Moment) = (parse(&row, 1)?, parse(&row, 2)?);
    if !SessionTerm::DESK.lasts(opened_at, seen_at, now) {
        return Ok(None);
    }
    let id: &str = row.try_get(0)?;
    let row = ask_for_one(books, &format!("{STAFF} WHERE id = $1"), &[&id]).await?;
    let staff = row.as_ref().map(staff_row).transpose()?;
    let staff = staff.filter(|staff| staff.state == StaffState::Active);
    Ok(staff.map(|staff| Session {
        staff,
        is_to_be_put_off: seen_at.seconds_until(now) >= PUT_OFF_AFTER_SECONDS,
    }))
}

pub(super) async fn failures(
    books: &impl GenericClient,
    who: &Fingerprint,
    since: Moment,
) -> Result<Vec<Moment>, Trouble> {
    let question = "SELECT at FROM sign_in_failure WHERE who = $1 AND at_unix >= $2";
    let about = (who.bytes().as_slice(), since.unix_seconds());
    let rows = ask(books, question, &[&about.0, &about.1]).await?;
    rows.iter().map(|row| parse(row, 0)).collect()
}

fn audit_row(row: &Row) -> Result<AuditRow, Trouble> {
    Ok(AuditRow {
        number: count(row.try_get(0)?)?,
        at: row.try_get(1)?,
        staff: row.try_get(2)?,
        name: row.try_get(3)?,
        action: row.try_get(4)?,
        subject: row.try_get(5)?,
        before: row.try_get(6)?,
        after: row.try_get(7)?,
    })
}

/// An entry and its link.
pub(in crate::store::postgres) fn chained(row: &Row) -> Result<(AuditRow, Link), Trouble> {
    Ok((audit_row(row)?, Link::new(bytes(row, 8)?)))
}

pub(super) async fn audit(
    books: &impl GenericClient,
    before: Option<u32>,
    most: u32,
) -> Result<Vec<AuditRow>, Trouble> {
    let question = "SELECT number, at, staff, name, action, subject, before, after FROM audit
                    WHERE number < $1 ORDER BY number DESC LIMIT $2";
    let before = before.map_or(i64::MAX, i64::from);
    let rows = ask(books, question, &[&before, &i64::from(most)]).await?;
    rows.iter().map(audit_row).collect()
}

pub(super) async fn last_audit(books: &impl GenericClient) -> Result<(u32, Link), Trouble> {
    let question = "SELECT number, link FROM audit ORDER BY number DESC LIMIT 1";
    match ask_for_one(books, question, &[]).await? {
        Some(row) => Ok((count(row.try_get(0)?)?, Link::new(bytes(&row, 1)?))),
        None => Ok((0, Link::START)),
    }
}

pub(super) async fn draft(books: &impl GenericClient) -> Result<Option<DraftRow>, Trouble> {
    let question = "SELECT revision, content, edited_by, edited_at FROM menu_draft";
    if let Some(row) = ask_for_one(books, question, &[]).await? {
        return Ok(Some(DraftRow {
            revision: count(row.try_get(0)?)?,
            draft: json(&row, 1)?,
            edited_by: Some(parse(&row, 2)?),
            edited_at: Some(parse(&row, 3)?),
        }));
    }
    let menu = published(books).await?;
    Ok(menu.map(|menu| DraftRow::of_published(menu.into())))
}

pub(in crate::store::postgres) async fn published(
    books: &impl GenericClient,
) -> Result<Option<ServiceMenu>, Trouble> {
    let question = "SELECT content FROM menu WHERE hash = (SELECT menu FROM school WHERE id = 1)";
    match ask_for_one(books, question, &[]).await? {
        Some(row) => Ok(Some(serde_json::from_slice(row.try_get(0)?)?)),
        None => Ok(None),
    }
}

pub(super) async fn changes(
    books: &impl GenericClient,
    since: u32,
    most: u32,
) -> Result<Vec<DraftChange>, Trouble> {
    let question = "SELECT revision, edited_by, edited_at, edits FROM menu_draft_change
                    WHERE revision > $1 ORDER BY revision LIMIT $2";
    let rows = ask(books, question, &[&i64::from(since), &i64::from(most)]).await?;
    let change = |row: &Row| {
        Ok(DraftChange {
            revision: count(row.try_get(0)?)?,
            by: parse(row, 1)?,
            at: parse(row, 2)?,
            edits: json(row, 3)?,
        })
    };
    rows.iter().map(change).collect()
}

pub(super) async fn notice(books: &impl GenericClient) -> Result<Option<NoticeRow>, Trouble> {
    let question = "SELECT number, posted_at, content FROM notice ORDER BY number DESC LIMIT 1";
    match ask_for_one(books, question, &[]).await? {
        Some(row) => Ok(Some(NoticeRow {
            number: count(row.try_get(0)?)?,
            posted_at: parse(&row, 1)?,
            content: json(&row, 2)?,
        })),
        None => Ok(None),
    }
}

pub(super) async fn objections(books: &impl GenericClient) -> Result<Vec<ObjectionView>, Trouble> {
    let question = "SELECT notice, at, text, contact FROM objection ORDER BY sequence";
    let rows = ask(books, question, &[]).await?;
    let view = |row: &Row| {
        let contact: Option<&str> = row.try_get(3)?;
        Ok(ObjectionView {
            at: parse(row, 1)?,
            objection: Objection {
                notice: count(row.try_get(0)?)?,
                text: parse(row, 2)?,
                contact: match contact {
                    Some(_) => Some(parse(row, 3)?),
                    None => None,
                },
            },
        })
    };
    rows.iter().map(view).collect()
}

pub(super) async fn code_uses(
    books: &impl GenericClient,
) -> Result<BTreeMap<StudentId, CodeUse>, Trouble> {
    let rows = ask(books, CODE_USES, &[]).await?;
    let used = |row: &Row| {
        let used = CodeUse {
            is_waiting: row.try_get(1)?,
            guardians: count(row.try_get(2)?)?,
        };
        Ok((parse(row, 0)?, used))
    };
    rows.iter().map(used).collect()
}

const CODE_USES: &str = "SELECT student.id,
            EXISTS (SELECT 1 FROM child_code WHERE child_code.student = student.id AND used_by IS NULL),
            (SELECT count(*) FROM guardian_student WHERE guardian_student.student = student.id)
     FROM student WHERE left_at IS NULL";
