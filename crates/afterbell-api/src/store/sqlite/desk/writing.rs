use afterbell_domain::desk::{Objection, StaffState, Workplace};
use afterbell_domain::{Moment, StaffId};
use rusqlite::{Connection, params};

use super::reading;
use crate::secret::Fingerprint;
use crate::store::deciding::desk::{Decided, DeskFacts, DeskWrite, decide, log_of_placing};
use crate::store::desk::{Actor, AuditRow, Deed, DeskAct, DeskOutcome, HolderBooks, StaffRow};
use crate::store::draws::{Placed, Published};
use crate::store::ledger_chain::Link;
use crate::store::sqlite::memory::Memory;
use crate::store::sqlite::office::{
    has_completed, issue, keep_pack_copy, pack_copy, pupils, record_completion, with_codes,
};
use crate::store::sqlite::{
    auditions, current_menu, draws, groups, import, oversight, proposals, reassigning,
};
use crate::store::{Applied, StoreError};

pub(super) fn carry_out(
    books: &Connection,
    memory: &mut Memory,
    act: &DeskAct,
) -> Result<DeskOutcome, StoreError> {
    let facts = facts(books, act)?;
    let Decided {
        mut outcome,
        writes,
    } = decide(&facts, act)?;
    for write in &writes {
        match write {
            DeskWrite::School {
                change,
                reassigned,
                told,
            } => {
                // It may publish another menu, with other places.
                memory.forget();
                let told = match told {
                    Some(told) => told.clone(),
                    None => reassigning::told(books, change)?,
                };
                let applied = import::apply(books, change, reassigned, &told)?;
                if applied != Applied::Done {
                    return Ok(DeskOutcome::Refused(applied));
                }
            }
            DeskWrite::Draw(publication) => {
                memory.forget();
                let published = draws::publish(books, publication)?;
                if published != Published::Done {
                    return Ok(DeskOutcome::NotPublished(published));
                }
            }
            DeskWrite::Place(placement) => {
                memory.forget();
                let placed = draws::by_office(books, placement)?;
                let Placed::Done { gave_back } = &placed else {
                    return Ok(DeskOutcome::Placed(placed));
                };
                let log = log_of_placing(&facts, act, placement, gave_back)?;
                carry_out_one(books, &log, act.now)?;
                outcome = DeskOutcome::Placed(placed);
            }
            other => carry_out_one(books, other, act.now)?,
        }
    }
    Ok(outcome)
}

fn facts(books: &Connection, act: &DeskAct) -> Result<DeskFacts, StoreError> {
    let signed_in = match &act.by {
        Actor::Session(token) => reading::session(books, token, act.now)?,
        _ => None,
    };
    let draft = match act.deed.needs_draft() {
        true => reading::draft(books)?,
        false => None,
    };
    let menu = match current_menu::hash(books)? {
        Some(hash) if act.deed.needs_menu() => Some(current_menu::load(books, &hash)?),
        _ => None,
    };
    let holders = match &act.deed {
        Deed::Publish { decisions, .. } => {
            let offerings: Vec<_> = decisions.iter().map(|it| it.offering.clone()).collect();
            reassigning::holders(books, &offerings)?
        }
        _ => HolderBooks::default(),
    };
    let actor = signed_in.map(|session| session.staff.id);
    let is_district = "SELECT EXISTS (SELECT 1 FROM district)";
    Ok(DeskFacts {
        workplace: match books.query_row(is_district, [], |row| row.get(0))? {
            true => Workplace::District,
            false => Workplace::School,
        },
        staff: reading::staff(books)?,
        signed_in: actor.clone(),
        draft,
        menu,
        holders,
        group: match &act.deed {
            Deed::RecordGroup { student, .. } => groups::of(books, student)?,
            _ => None,
        },
        has_key: match &act.deed {
            Deed::IssueDistrictKey { name, .. } | Deed::RevokeDistrictKey { name } => {
                oversight::has_key(books, name)?
            }
            _ => false,
        },
        draw: match &act.deed {
            Deed::PublishDraw { .. } => draws::last(books)?,
            _ => None,
        },
        pupils: match act.deed.changes_roster() {
            true => pupils(books, "IS NULL")?,
            false => Vec::new(),
        },
        pack_copy: match &act.deed {
            Deed::TakePack { .. } => pack_copy(books)?,
            _ => None,
        },
        audition: match &act.deed {
            Deed::KeepAudition {
                offering, choice, ..
            } => Some(auditions::facts(books, offering, choice)?),
            _ => None,
        },
        proposal: match act.deed.proposal() {
            Some(number) => proposals::of_number(books, number)?,
            None => None,
        },
        last_proposal: proposals::last(books)?,
        notice: match &act.deed {
            Deed::PostNotice { .. } => reading::notice(books)?,
            _ => None,
        },
        with_codes: with_codes(books, &act.deed.children_of_codes())?,
        has_completed: match &act.deed {
            Deed::RecordCompletion {
                student, course, ..
            } => has_completed(books, student, course)?,
            _ => false,
        },
        free_times: match (&act.deed, &actor) {
            (Deed::KeepFreeTimes { .. }, Some(actor)) => proposals::times_of(books, actor)?,
            _ => None,
        },
        notices: books.query_row("SELECT count(*) FROM notice", [], |row| row.get(0))?,
        last_audit: reading::last_audit(books)?,
    })
}

fn carry_out_one(books: &Connection, write: &DeskWrite, now: Moment) -> Result<(), StoreError> {
    match write {
        DeskWrite::School { .. } | DeskWrite::Draw(_) | DeskWrite::Place(_) => {}
        DeskWrite::PackCopy { address, text } => keep_pack_copy(books, address, text, now)?,
        DeskWrite::Staff(row) => keep_staff(books, row)?,
        DeskWrite::Group {
            student,
            group,
            reason,
        } => groups::record(books, student, group.as_ref(), reason, now)?,
        DeskWrite::Audition {
            offering,
            revision,
            choice,
            publishes,
            by,
        } => {
            let at = (offering, *revision);
            auditions::keep(books, at, choice, *publishes, by.as_ref(), now)?;
        }
        DeskWrite::OpenSession { token, staff } => {
            let now = now.to_string();
            books.execute(
                "INSERT INTO staff_session (token, staff, opened_at, seen_at) VALUES (?1, ?2, ?3, ?3)",
                params![token.bytes(), staff.as_str(), now],
            )?;
        }
        DeskWrite::EndSession(token) => {
            books.execute(
                "DELETE FROM staff_session WHERE token = ?1",
                [token.bytes()],
            )?;
        }
        DeskWrite::EndSessionsOf(staff) => {
            books.execute(
                "DELETE FROM staff_session WHERE staff = ?1",
                [staff.as_str()],
            )?;
        }
        DeskWrite::ForgetFailures(who) => {
            books.execute("DELETE FROM sign_in_failure WHERE who = ?1", [who.bytes()])?;
        }
        DeskWrite::Draft(row) => {
            books.execute(
                "INSERT INTO menu_draft (id, revision, content, edited_by, edited_at)
                 VALUES (1, ?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET revision = excluded.revision,
                     content = excluded.content, edited_by = excluded.edited_by,
                     edited_at = excluded.edited_at",
                params![
                    row.revision,
                    serde_json::to_string(&row.draft)?,
                    row.edited_by.as_ref().map(ToString::to_string),
                    row.edited_at.map(|at| at.to_string())
                ],
            )?;
        }
        DeskWrite::DraftChange {
            revision,
            by,
            edits,
        } => {
            books.execute(
                "INSERT INTO menu_draft_change (revision, edited_by, edited_at, edits)
                 VALUES (?1, ?2, ?3, ?4)",
                params![revision, by.as_str(), now.to_string(), edits],
            )?;
        }
        DeskWrite::Notice(row) => {
            let content = serde_json::to_string(&row.content)?;
            books.execute(
                "INSERT INTO notice (number, posted_at, content) VALUES (?1, ?2, ?3)",
                params![row.number, row.posted_at.to_string(), content],
            )?;
        }
        DeskWrite::IssueCodes(codes) => issue(books, codes, now)?,
        DeskWrite::RevokeCodes(students) => {
            let mut forget = books
                .prepare_cached("DELETE FROM child_code WHERE student = ?1 AND used_by IS NULL")?;
            for student in students {
                forget.execute([student.as_str()])?;
            }
        }
        DeskWrite::Completion {
            student,
            course,
            completed,
        } => record_completion(books, student, course, *completed)?,
        DeskWrite::IssueDistrictKey { name, key } => oversight::issue(books, name, key, now)?,
        DeskWrite::RevokeDistrictKey(name) => oversight::revoke(books, name, now)?,
        DeskWrite::Proposal(row) => proposals::keep(books, row)?,
        DeskWrite::FreeTimes(row) => proposals::keep_times(books, row, now)?,
        DeskWrite::Audit { row, link } => log(books, row, link)?,
    }
    Ok(())
}

fn keep_staff(books: &Connection, row: &StaffRow) -> Result<(), StoreError> {
    let state = match row.state {
        StaffState::Invited => "invited",
        StaffState::Active => "active",
        StaffState::Revoked => "revoked",
    };
    books.execute(
        "INSERT INTO staff (id, name, role, state, password, authenticator, last_step,
                            invitation, invitation_ends_unix)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET role = excluded.role, state = excluded.state,
             password = excluded.password, authenticator = excluded.authenticator,
             last_step = excluded.last_step, invitation = excluded.invitation,
             invitation_ends_unix = excluded.invitation_ends_unix",
        params![
            row.id.as_str(),
            row.name.as_str(),
            serde_json::to_string(&row.role)?,
            state,
            row.password,
            row.authenticator,
            row.last_step,
            row.invitation.map(|(hash, _)| *hash.bytes()),
            row.invitation.map(|(_, ends)| ends)
        ],
    )?;
    Ok(())
}

pub(super) fn keep_sealed(
    books: &Connection,
    staff: &StaffId,
    was: &[u8],
    sealed: &[u8],
) -> Result<bool, StoreError> {
    // What stood there is overwritten, not only let go.
    books.pragma_update(None, "secure_delete", true)?;
    let order = "UPDATE staff SET authenticator = ?3 WHERE id = ?1 AND authenticator = ?2";
    let kept = books.execute(order, params![staff.as_str(), was, sealed])?;
    books.pragma_update(None, "secure_delete", false)?;
    Ok(kept > 0)
}

pub(in crate::store::sqlite) fn log(
    books: &Connection,
    row: &AuditRow,
    link: &Link,
) -> Result<(), StoreError> {
    books.execute(
        "INSERT INTO audit (number, at, staff, name, action, subject, before, after, link)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            row.number,
            row.at,
            row.staff,
            row.name,
            row.action,
            row.subject,
            row.before,
            row.after,
            link.bytes()
        ],
    )?;
    Ok(())
}

pub(super) fn put_off(
    books: &Connection,
    token: &Fingerprint,
    now: Moment,
) -> Result<(), StoreError> {
    let order = "UPDATE staff_session SET seen_at = ?2 WHERE token = ?1";
    books.execute(order, params![token.bytes(), now.to_string()])?;
    Ok(())
}

pub(super) fn failed(
    books: &Connection,
    who: &[Fingerprint],
    now: Moment,
    since: Moment,
) -> Result<(), StoreError> {
    let old = "DELETE FROM sign_in_failure WHERE at_unix < ?1";
    books.execute(old, [since.unix_seconds()])?;
    for who in who {
        books.execute(
            "INSERT INTO sign_in_failure (who, at, at_unix) VALUES (?1, ?2, ?3)",
            params![who.bytes(), now.to_string(), now.unix_seconds()],
        )?;
    }
    Ok(())
}

pub(super) fn object(
    books: &Connection,
    objection: &Objection,
    now: Moment,
) -> Result<(), StoreError> {
    books.execute(
        "INSERT INTO objection (notice, at, text, contact) VALUES (?1, ?2, ?3, ?4)",
        params![
            objection.notice,
            now.to_string(),
            objection.text.as_str(),
            objection.contact.as_ref().map(|contact| contact.as_str())
        ],
    )?;
    Ok(())
}
