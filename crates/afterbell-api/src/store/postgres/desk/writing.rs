use afterbell_domain::desk::{Objection, StaffState, Workplace};
use afterbell_domain::{Moment, StaffId, StudentId};
use deadpool_postgres::{GenericClient, Object, Transaction};

use super::reading;
use crate::secret::Fingerprint;
use crate::store::Applied;
use crate::store::deciding::desk::{Decided, DeskFacts, DeskWrite, decide, log_of_placing};
use crate::store::desk::{Actor, AuditRow, Deed, DeskAct, DeskOutcome, HolderBooks, StaffRow};
use crate::store::draws::{Placed, Published};
use crate::store::ledger_chain::Link;
use crate::store::postgres::asking::{ask_for_one, order};
use crate::store::postgres::failure::Trouble;
use crate::store::postgres::office::{
    has_completed, issue, keep_pack_copy, pack_copy, record_completion, with_codes,
};
use crate::store::postgres::reading::at_school;
use crate::store::postgres::rows::count;
use crate::store::postgres::{auditions, draws, groups, import, oversight, proposals, reassigning};

pub(super) async fn carry_out(client: &mut Object, act: &DeskAct) -> Result<DeskOutcome, Trouble> {
    let books = client.transaction().await?;
    // One act after the other; whoever publishes locks the school as well, in this order.
    ask_for_one(&books, "SELECT id FROM desk WHERE id = 1 FOR UPDATE", &[]).await?;
    // A list that is published while a draw reads it is in the draw, or waits for it.
    let locks_school = act.deed.needs_menu()
        || matches!(
            act.deed,
            Deed::PublishDraw { .. } | Deed::PlaceByHand { .. }
        );
    if locks_school {
        import::lock(&books).await?;
    }
    let facts = facts(&books, act).await?;
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
                let told = match told {
                    Some(told) => told.clone(),
                    None => {
                        // Nobody takes anything until it is told.
                        import::lock(&books).await?;
                        reassigning::told(&books, change).await?
                    }
                };
                let applied = import::apply_inside(&books, change, reassigned, &told).await?;
                if applied != Applied::Done {
                    return Ok(DeskOutcome::Refused(applied));
                }
            }
            DeskWrite::Draw(publication) => {
                let published = draws::publish(&books, publication).await?;
                if published != Published::Done {
                    return Ok(DeskOutcome::NotPublished(published));
                }
            }
            DeskWrite::Place(placement) => {
                let placed = draws::by_office(&books, placement).await?;
                let Placed::Done { gave_back } = &placed else {
                    return Ok(DeskOutcome::Placed(placed));
                };
                let log = log_of_placing(&facts, act, placement, gave_back)?;
                carry_out_one(&books, &log, act.now).await?;
                outcome = DeskOutcome::Placed(placed);
            }
            other => carry_out_one(&books, other, act.now).await?,
        }
    }
    books.commit().await?;
    Ok(outcome)
}

async fn facts(books: &Transaction<'_>, act: &DeskAct) -> Result<DeskFacts, Trouble> {
    let signed_in = match &act.by {
        Actor::Session(token) => reading::session(books, token, act.now).await?,
        _ => None,
    };
    let actor = signed_in.map(|session| session.staff.id);
    let notices = ask_for_one(books, "SELECT count(*) FROM notice", &[]).await?;
    let notices: i64 = notices.map_or(Ok(0), |row| row.try_get(0))?;
    Ok(DeskFacts {
        // A district keeps its books in SQLite.
        workplace: Workplace::School,
        staff: reading::staff(books).await?,
        signed_in: actor.clone(),
        draft: match act.deed.needs_draft() {
            true => reading::draft(books).await?,
            false => None,
        },
        menu: match act.deed.needs_menu() {
            true => reading::published(books).await?,
            false => None,
        },
        holders: match &act.deed {
            Deed::Publish { decisions, .. } => {
                let offerings: Vec<_> = decisions.iter().map(|it| it.offering.clone()).collect();
                reassigning::holders(books, &offerings).await?
            }
            _ => HolderBooks::default(),
        },
        group: match &act.deed {
            Deed::RecordGroup { student, .. } => groups::of(books, student).await?,
            _ => None,
        },
        has_key: match &act.deed {
            Deed::IssueDistrictKey { name, .. } | Deed::RevokeDistrictKey { name } => {
                oversight::has_key(books, name).await?
            }
            _ => false,
        },
        draw: match &act.deed {
            Deed::PublishDraw { .. } => draws::last(books).await?,
            _ => None,
        },
        pupils: match act.deed.changes_roster() {
            true => at_school(books).await?,
            false => Vec::new(),
        },
        pack_copy: match &act.deed {
            Deed::TakePack { .. } => pack_copy(books).await?,
            _ => None,
        },
        audition: match &act.deed {
            Deed::KeepAudition {
                offering, choice, ..
            } => Some(auditions::facts(books, offering, choice).await?),
            _ => None,
        },
        proposal: match act.deed.proposal() {
            Some(number) => proposals::of_number(books, number).await?,
            None => None,
        },
        last_proposal: proposals::last(books).await?,
        notice: match &act.deed {
            Deed::PostNotice { .. } => reading::notice(books).await?,
            _ => None,
        },
        with_codes: with_codes(books, &act.deed.children_of_codes()).await?,
        has_completed: match &act.deed {
            Deed::RecordCompletion {
                student, course, ..
            } => has_completed(books, student, course).await?,
            _ => false,
        },
        free_times: match (&act.deed, &actor) {
            (Deed::KeepFreeTimes { .. }, Some(actor)) => proposals::times_of(books, actor).await?,
            _ => None,
        },
        notices: count(notices)?,
        last_audit: reading::last_audit(books).await?,
    })
}

async fn carry_out_one(
    books: &Transaction<'_>,
    write: &DeskWrite,
    now: Moment,
) -> Result<(), Trouble> {
    let at = now.to_string();
    match write {
        DeskWrite::School { .. } | DeskWrite::Draw(_) | DeskWrite::Place(_) => {}
        DeskWrite::PackCopy { address, text } => {
            keep_pack_copy(books, address, text, now).await?;
        }
        DeskWrite::Staff(row) => keep_staff(books, row).await?,
        DeskWrite::Group {
            student,
            group,
            reason,
        } => groups::record(books, student, group.as_ref(), reason, now).await?,
        DeskWrite::Audition {
            offering,
            revision,
            choice,
            publishes,
            by,
        } => {
            let at = (offering, *revision);
            auditions::keep(books, at, choice, *publishes, by.as_ref(), now).await?;
        }
        DeskWrite::OpenSession { token, staff } => {
            let open = "INSERT INTO staff_session (token, staff, opened_at, seen_at)
                        VALUES ($1, $2, $3, $3)";
            let token = token.bytes().as_slice();
            order(books, open, &[&token, &staff.as_str(), &at]).await?;
        }
        DeskWrite::EndSession(token) => {
            let end = "DELETE FROM staff_session WHERE token = $1";
            order(books, end, &[&token.bytes().as_slice()]).await?;
        }
        DeskWrite::EndSessionsOf(staff) => {
            let end = "DELETE FROM staff_session WHERE staff = $1";
            order(books, end, &[&staff.as_str()]).await?;
        }
        DeskWrite::ForgetFailures(who) => {
            let forget = "DELETE FROM sign_in_failure WHERE who = $1";
            order(books, forget, &[&who.bytes().as_slice()]).await?;
        }
        DeskWrite::Draft(row) => {
            let by = row.edited_by.as_ref().map(ToString::to_string);
            let edited_at = row.edited_at.map(|at| at.to_string());
            order(
                books,
                "INSERT INTO menu_draft (id, revision, content, edited_by, edited_at)
                 VALUES (1, $1, $2, $3, $4)
                 ON CONFLICT (id) DO UPDATE SET revision = excluded.revision,
                     content = excluded.content, edited_by = excluded.edited_by,
                     edited_at = excluded.edited_at",
                &[
                    &i64::from(row.revision),
                    &serde_json::to_string(&row.draft)?,
                    &by,
                    &edited_at,
                ],
            )
            .await?;
        }
        DeskWrite::DraftChange {
            revision,
            by,
            edits,
        } => {
            let add = "INSERT INTO menu_draft_change (revision, edited_by, edited_at, edits)
                       VALUES ($1, $2, $3, $4)";
            let revision = i64::from(*revision);
            order(books, add, &[&revision, &by.as_str(), &at, edits]).await?;
        }
        DeskWrite::Notice(row) => {
            let add = "INSERT INTO notice (number, posted_at, content) VALUES ($1, $2, $3)";
            let content = serde_json::to_string(&row.content)?;
            let about = (i64::from(row.number), row.posted_at.to_string());
            order(books, add, &[&about.0, &about.1, &content]).await?;
        }
        DeskWrite::IssueCodes(codes) => issue(books, codes, now).await?,
        DeskWrite::RevokeCodes(students) => {
            let students: Vec<&str> = students.iter().map(StudentId::as_str).collect();
            let forget = "DELETE FROM child_code WHERE student = ANY($1) AND used_by IS NULL";
            order(books, forget, &[&students]).await?;
        }
        DeskWrite::Completion {
            student,
            course,
            completed,
        } => record_completion(books, student, course, *completed).await?,
        DeskWrite::IssueDistrictKey { name, key } => {
            oversight::issue(books, name, key, now).await?
        }
        DeskWrite::RevokeDistrictKey(name) => oversight::revoke(books, name, now).await?,
        DeskWrite::Proposal(row) => proposals::keep(books, row).await?,
        DeskWrite::FreeTimes(row) => proposals::keep_times(books, row, now).await?,
        DeskWrite::Audit { row, link } => log(books, row, link).await?,
    }
    Ok(())
}

async fn keep_staff(books: &Transaction<'_>, row: &StaffRow) -> Result<(), Trouble> {
    let state = match row.state {
        StaffState::Invited => "invited",
        StaffState::Active => "active",
        StaffState::Revoked => "revoked",
    };
    let invitation = row.invitation.as_ref();
    order(
        books,
        "INSERT INTO staff (id, name, role, state, password, authenticator, last_step,
                            invitation, invitation_ends_unix)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (id) DO UPDATE SET role = excluded.role, state = excluded.state,
             password = excluded.password, authenticator = excluded.authenticator,
             last_step = excluded.last_step, invitation = excluded.invitation,
             invitation_ends_unix = excluded.invitation_ends_unix",
        &[
            &row.id.as_str(),
            &row.name.as_str(),
            &serde_json::to_string(&row.role)?,
            &state,
            &row.password,
            &row.authenticator,
            &row.last_step,
            &invitation.map(|(hash, _)| hash.bytes().as_slice()),
            &invitation.map(|(_, ends)| *ends),
        ],
    )
    .await?;
    Ok(())
}

async fn log(books: &Transaction<'_>, row: &AuditRow, link: &Link) -> Result<(), Trouble> {
    order(
        books,
        "INSERT INTO audit (number, at, staff, name, action, subject, before, after, link)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &i64::from(row.number),
            &row.at,
            &row.staff,
            &row.name,
            &row.action,
            &row.subject,
            &row.before,
            &row.after,
            &link.bytes().as_slice(),
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn keep_sealed(
    books: &impl GenericClient,
    staff: &StaffId,
    was: &[u8],
    sealed: &[u8],
) -> Result<bool, Trouble> {
    let change = "UPDATE staff SET authenticator = $3 WHERE id = $1 AND authenticator = $2";
    let kept = order(books, change, &[&staff.as_str(), &was, &sealed]).await?;
    Ok(kept > 0)
}

pub(super) async fn put_off(
    books: &impl GenericClient,
    token: &Fingerprint,
    now: Moment,
) -> Result<(), Trouble> {
    let put_off = "UPDATE staff_session SET seen_at = $2 WHERE token = $1";
    order(
        books,
        put_off,
        &[&token.bytes().as_slice(), &now.to_string()],
    )
    .await?;
    Ok(())
}

pub(super) async fn failed(
    books: &impl GenericClient,
    who: &[Fingerprint],
    now: Moment,
    since: Moment,
) -> Result<(), Trouble> {
    let old = "DELETE FROM sign_in_failure WHERE at_unix < $1";
    order(books, old, &[&since.unix_seconds()]).await?;
    let who: Vec<&[u8]> = who.iter().map(|who| who.bytes().as_slice()).collect();
    let add = "INSERT INTO sign_in_failure (who, at, at_unix)
               SELECT who, $2, $3 FROM unnest($1::bytea[]) AS failing (who)";
    order(books, add, &[&who, &now.to_string(), &now.unix_seconds()]).await?;
    Ok(())
}

pub(super) async fn object(
    books: &impl GenericClient,
    objection: &Objection,
    now: Moment,
) -> Result<(), Trouble> {
    let contact = objection.contact.as_ref().map(|contact| contact.as_str());
    let add = "INSERT INTO objection (notice, at, text, contact) VALUES ($1, $2, $3, $4)";
    let notice = i64::from(objection.notice);
    let about = (now.to_string(), objection.text.as_str());
    order(books, add, &[&notice, &about.0, &about.1, &contact]).await?;
    Ok(())
}
