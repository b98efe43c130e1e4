use std::collections::BTreeMap;

use afterbell_domain::desk::{DraftChange, Objection, ObjectionView, SessionTerm, StaffState};
use afterbell_domain::{Moment, StudentId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::secret::Fingerprint;
use crate::store::StoreError;
use crate::store::desk::{AuditRow, CodeUse, DraftRow, NoticeRow, StaffRow};
use crate::store::ledger_chain::Link;
use crate::store::sqlite::current_menu;
use crate::store::sqlite::rows::{json, parse};

const STAFF: &str = "SELECT id, name, role, state, password, authenticator, last_step, invitation,
                            invitation_ends_unix FROM staff";

fn staff_row(row: &Row<'_>) -> rusqlite::Result<StaffRow> {
    let state: String = row.get(3)?;
    let invitation: Option<[u8; 32]> = row.get(7)?;
    let ends: Option<i64> = row.get(8)?;
    Ok(StaffRow {
        id: parse(row, 0)?,
        name: parse(row, 1)?,
        role: json(row, 2)?,
        state: match state.as_str() {
            "active" => StaffState::Active,
            "invited" => StaffState::Invited,
            _ => StaffState::Revoked,
        },
        password: row.get(4)?,
        authenticator: row.get(5)?,
        last_step: row.get(6)?,
        invitation: invitation.map(Fingerprint::from_bytes).zip(ends),
    })
}

pub(super) fn staff(books: &Connection) -> Result<Vec<StaffRow>, StoreError> {
    let mut statement = books.prepare_cached(&format!("{STAFF} ORDER BY name"))?;
    let rows = statement.query_map([], staff_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) struct Session {
    pub staff: StaffRow,
    /// Writing at every request would cost a commit each.
    pub is_to_be_put_off: bool,
}

const PUT_OFF_AFTER_SECONDS: i64 = 60;

pub(super) fn session(
    books: &Connection,
    token: &Fingerprint,
    now: Moment,
) -> Result<Option<Session>, StoreError> {
    let question = "SELECT staff, opened_at, seen_at FROM staff_session WHERE token = ?1";
    let mut statement = books.prepare_cached(question)?;
    let found = statement.query_row([token.bytes()], |row| {
        let id: String = row.get(0)?;
        Ok((id, parse(row, 1)?, parse(row, 2)?))
    });
    let Some((id, opened_at, seen_at)): Option<(String, Moment, Moment)> = found.optional()? else {
        return Ok(None);
    };
    if !SessionTerm::DESK.lasts(opened_at, seen_at, now) {
        return Ok(None);
    }
    let mut statement = books.prepare_cached(&format!("{STAFF} WHERE id = ?1"))?;
    let staff = statement.query_row([&id], staff_row).optional()?;
    let staff = staff.filter(|staff| staff.state == StaffState::Active);
    Ok(staff.map(|staff| Session {
        staff,
        is_to_be_put_off: seen_at.seconds_until(now) >= PUT_OFF_AFTER_SECONDS,
    }))
}

pub(super) fn failures(
    books: &Connection,
    who: &Fingerprint,
    since: Moment,
) -> Result<Vec<Moment>, StoreError> {
    let question = "SELECT at FROM sign_in_failure WHERE who = ?1 AND at_unix >= ?2";
    let mut statement = books.prepare_cached(question)?;
    let rows = statement.query_map(params![who.bytes(), since.unix_seconds()], |row| {
        parse(row, 0)
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

const AUDIT: &str =
    "SELECT number, at, staff, name, action, subject, before, after, link FROM audit";

pub(in crate::store::sqlite) fn audit_row(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    Ok(AuditRow {
        number: row.get(0)?,
        at: row.get(1)?,
        staff: row.get(2)?,
        name: row.get(3)?,
        action: row.get(4)?,
        subject: row.get(5)?,
        before: row.get(6)?,
        after: row.get(7)?,
    })
}

pub(super) fn audit(
    books: &Connection,
    before: Option<u32>,
    most: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    let question = format!("{AUDIT} WHERE number < ?1 ORDER BY number DESC LIMIT ?2");
    let mut statement = books.prepare_cached(&question)?;
    let before = before.map_or(i64::MAX, i64::from);
    let rows = statement.query_map(params![before, most], audit_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(in crate::store::sqlite) fn last_audit(books: &Connection) -> Result<(u32, Link), StoreError> {
    let question = "SELECT number, link FROM audit ORDER BY number DESC LIMIT 1";
    let last = books.query_row(question, [], |row| {
        Ok((row.get(0)?, Link::new(row.get(1)?)))
    });
    Ok(last.optional()?.unwrap_or((0, Link::START)))
}

pub(super) fn draft(books: &Connection) -> Result<Option<DraftRow>, StoreError> {
    let question = "SELECT revision, content, edited_by, edited_at FROM menu_draft";
    let row = books.query_row(question, [], |row| {
        Ok(DraftRow {
            revision: row.get(0)?,
            draft: json(row, 1)?,
            edited_by: Some(parse(row, 2)?),
            edited_at: Some(parse(row, 3)?),
        })
    });
    if let Some(row) = row.optional()? {
        return Ok(Some(row));
    }
    let Some(hash) = current_menu::hash(books)? else {
        return Ok(None);
    };
    let menu = current_menu::load(books, &hash)?;
    Ok(Some(DraftRow::of_published(menu.into())))
}

pub(super) fn changes(
    books: &Connection,
    since: u32,
    most: u32,
) -> Result<Vec<DraftChange>, StoreError> {
    let question = "SELECT revision, edited_by, edited_at, edits FROM menu_draft_change
                    WHERE revision > ?1 ORDER BY revision LIMIT ?2";
    let mut statement = books.prepare_cached(question)?;
    let rows = statement.query_map(params![since, most], |row| {
        Ok(DraftChange {
            revision: row.get(0)?,
            by: parse(row, 1)?,
            at: parse(row, 2)?,
            edits: json(row, 3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn notice(books: &Connection) -> Result<Option<NoticeRow>, StoreError> {
    let question = "SELECT number, posted_at, content FROM notice ORDER BY number DESC LIMIT 1";
    let row = books.query_row(question, [], |row| {
        Ok(NoticeRow {
            number: row.get(0)?,
            posted_at: parse(row, 1)?,
            content: json(row, 2)?,
        })
    });
    Ok(row.optional()?)
}

pub(super) fn objections(books: &Connection) -> Result<Vec<ObjectionView>, StoreError> {
    let question = "SELECT notice, at, text, contact FROM objection ORDER BY sequence";
    let mut statement = books.prepare_cached(question)?;
    let rows = statement.query_map([], |row| {
        let contact: Option<String> = row.get(3)?;
        Ok(ObjectionView {
            at: parse(row, 1)?,
            objection: Objection {
                notice: row.get(0)?,
                text: parse(row, 2)?,
                contact: match contact {
                    Some(_) => Some(parse(row, 3)?),
                    None => None,
                },
            },
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn code_uses(books: &Connection) -> Result<BTreeMap<StudentId, CodeUse>, StoreError> {
    let mut statement = books.prepare_cached(CODE_USES)?;
    let rows = statement.query_map([], |row| {
        let used = CodeUse {
            is_waiting: row.get(1)?,
            guardians: row.get(2)?,
        };
        Ok((parse(row, 0)?, used))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

const CODE_USES: &str = "SELECT student.id,
            EXISTS (SELECT 1 FROM child_code WHERE child_code.student = student.id AND used_by IS NULL),
            (SELECT count(*) FROM guardian_student WHERE guardian_student.student = student.id)
     FROM student WHERE left_at IS NULL";
