use afterbell_domain::desk::{
    AuditAction, ChangeDecision, DraftEdit, MenuDifference, NotDecided, Plan, Telling, Told,
    edit_together,
};
use afterbell_domain::{CareChoice, MenuContent, ServiceMenu};
use serde_json::json;

use super::roster::RosterTold;
use super::{Decided, Deciding, DeskWrite};
use crate::policy_pack::PackVersion;
use crate::store::desk::{Deed, DeskOutcome, DraftRow, NoticeContent, NoticeRow};
use crate::store::{SchoolChange, StoreError};

pub(super) fn decide(deciding: &Deciding<'_>) -> Result<Decided, StoreError> {
    match &deciding.act.deed {
        Deed::EditDraft { edits } => edit(deciding, edits.clone(), AuditAction::DraftEdited, ""),
        Deed::KeepRegister { holder, record } => {
            let outside = &deciding.draft()?.draft.plan.outside;
            // Whoever keeps the register says what shall stand there, whatever did before.
            let edit_of_holder = DraftEdit::OutsideHolder {
                holder: holder.clone(),
                before: outside.get(holder).cloned(),
                after: record.clone(),
            };
            let edits = vec![edit_of_holder];
            edit(deciding, edits, AuditAction::RegisterKept, holder.as_str())
        }
        Deed::Import { edits, change } => import(deciding, edits, change.as_deref()),
        Deed::PostNotice { revision } => post(deciding, *revision),
        Deed::Publish {
            revision,
            change,
            decisions,
            told,
            pack,
        } => publish(
            deciding,
            *revision,
            change,
            (decisions, told),
            pack.as_ref(),
        ),
        _ => Ok(Decided::refused(DeskOutcome::NotPermitted)),
    }
}

/// Edits made from the newest draft, whatever was made and can be made.
pub(super) struct Attempt {
    pub(super) row: DraftRow,
    pub(super) applied: Vec<DraftEdit>,
    pub(super) outcome: DeskOutcome,
    pub(super) has_conflicts: bool,
}

pub(super) fn attempt(
    deciding: &Deciding<'_>,
    edits: Vec<DraftEdit>,
) -> Result<Attempt, StoreError> {
    let mut row = deciding.draft()?.clone();
    // Who decides about a warning, and when, is not for the browser to say.
    let (by, today) = (deciding.name()?, deciding.act.now.date());
    let edits = edits.into_iter();
    let edits = edits.map(|edit| edit.signed(&row.draft, &by, today));
    let edits = edits.collect();
    let edited = edit_together(&mut row.draft, edits);
    if !edited.applied.is_empty() {
        row.revision = row.revision.saturating_add(1);
        row.edited_by = Some(deciding.name()?);
        row.edited_at = Some(deciding.act.now);
    }
    Ok(Attempt {
        outcome: DeskOutcome::Edited {
            revision: row.revision,
            applied: edited.applied.len(),
            conflicts: edited.conflicts.clone(),
        },
        has_conflicts: !edited.conflicts.is_empty(),
        applied: edited.applied,
        row,
    })
}

fn edit(
    deciding: &Deciding<'_>,
    edits: Vec<DraftEdit>,
    action: AuditAction,
    subject: &str,
) -> Result<Decided, StoreError> {
    let attempt = attempt(deciding, edits)?;
    if attempt.applied.is_empty() {
        return Ok(Decided::refused(attempt.outcome));
    }
    let before = json!({ "revision": deciding.draft()?.revision });
    let after = json!({ "revision": attempt.row.revision, "edits": attempt.applied });
    let log = deciding.log(action, subject, &before, &after)?;
    let mut writes = deciding.changed(attempt.row, &attempt.applied)?;
    writes.push(log);
    Ok(Decided {
        outcome: attempt.outcome,
        writes,
    })
}

/// All of it or nothing.
fn import(
    deciding: &Deciding<'_>,
    edits: &[DraftEdit],
    change: Option<&SchoolChange>,
) -> Result<Decided, StoreError> {
    let attempt = attempt(deciding, edits.to_vec())?;
    if attempt.has_conflicts || (attempt.applied.is_empty() && change.is_none()) {
        return Ok(Decided::refused(attempt.outcome));
    }
    let mut told = RosterTold::default();
    if let Some(change) = change {
        told = RosterTold::of(&deciding.facts.pupils, change)?;
    }
    let RosterTold {
        mut before,
        mut after,
    } = told;
    before.insert("revision".to_owned(), deciding.draft()?.revision.into());
    after.insert("revision".to_owned(), attempt.row.revision.into());
    let edits = serde_json::to_value(&attempt.applied)?;
    after.insert("edits".to_owned(), edits);
    let log = deciding.log(AuditAction::Imported, "", &before, &after)?;
    let mut writes = Vec::new();
    writes.extend(change.map(|change| DeskWrite::School {
        change: Box::new(change.clone()),
        reassigned: Vec::new(),
        told: None,
    }));
    if !attempt.applied.is_empty() {
        writes.extend(deciding.changed(attempt.row, &attempt.applied)?);
    }
    writes.push(log);
    Ok(Decided {
        outcome: attempt.outcome,
        writes,
    })
}

fn post(deciding: &Deciding<'_>, revision: u32) -> Result<Decided, StoreError> {
    let row = deciding.draft()?;
    if row.revision != revision {
        return Ok(Decided::refused(DeskOutcome::DraftChanged));
    }
    let today = deciding.act.now.date();
    let planned = row.draft.plan.public_notice.clone();
    let Some(notice) = planned.filter(|notice| notice.can_be_posted_on(today)) else {
        return Ok(Decided::refused(DeskOutcome::NoticeNotPlanned));
    };
    let number = deciding.facts.notices.saturating_add(1);
    let posted = Box::new(NoticeRow {
        number,
        posted_at: deciding.act.now,
        content: NoticeContent {
            notice,
            menu: row.draft.menu.clone(),
        },
    });
    let after = json!({ "revision": revision, "notice": posted.content.notice });
    let subject = number.to_string();
    let earlier = deciding.facts.notice.as_ref();
    let before = earlier.map(|row| json!({ "number": row.number, "notice": row.content.notice }));
    let log = deciding.log(AuditAction::NoticePosted, &subject, &before, &after)?;
    Ok(Decided {
        outcome: DeskOutcome::Posted(posted.clone()),
        writes: vec![DeskWrite::Notice(posted), log],
    })
}

fn publish(
    deciding: &Deciding<'_>,
    revision: u32,
    change: &SchoolChange,
    (decisions, told): (&[ChangeDecision], &[CareChoice]),
    pack: Option<&PackVersion>,
) -> Result<Decided, StoreError> {
    let row = deciding.draft()?;
    if row.revision != revision {
        return Ok(Decided::refused(DeskOutcome::DraftChanged));
    }
    // Children may have taken places since the clerk looked.
    let (mut open, plan, families) = reassigned(deciding, &row.draft.menu, change, decisions)?;
    let ended = MenuDifference::default().with_told(&families);
    open.append(&mut ended.care_not_told(told));
    if !open.is_empty() {
        return Ok(Decided::refused(DeskOutcome::NotDecided(open)));
    }
    let hash = |menu: Option<&str>| json!({ "menu": menu });
    let before = hash(change.expected_menu.as_ref().map(|hash| hash.as_str()));
    let after = json!({
        "menu": change.menu.as_ref().map(|menu| menu.hash.as_str()),
        "revision": revision,
        "term": change.term,
        "decisions": decisions,
        "told": told,
        "children": plan.counts,
        "acknowledgements": row.draft.acknowledgements,
        "pack": pack,
    });
    let log = deciding.log(AuditAction::MenuPublished, "", &before, &after)?;
    Ok(Decided {
        outcome: DeskOutcome::Done,
        writes: vec![
            DeskWrite::School {
                change: Box::new(change.clone()),
                reassigned: plan.children,
                told: Some(families),
            },
            log,
        ],
    })
}

/// What keeps it from being published for the sake of children, what becomes of each of them, and what the families of
/// all others are told.
fn reassigned(
    deciding: &Deciding<'_>,
    draft: &MenuContent,
    change: &SchoolChange,
    decisions: &[ChangeDecision],
) -> Result<(Vec<NotDecided>, Plan, Told), StoreError> {
    let (Some(published), Some(next)) = (deciding.facts.menu.as_ref(), &change.menu) else {
        return Ok(Default::default());
    };
    let holders = &deciding.facts.holders;
    let difference = MenuDifference::between(published, draft, &holders.taken);
    let mut open = difference.not_decided(decisions);
    let menu: ServiceMenu = serde_json::from_slice(&next.canonical_json)?;
    let now = deciding.act.now;
    let mut plan = holders.plan(published, (&next.hash, &menu), decisions, now)?;
    open.append(&mut plan.open);
    let telling = Telling {
        published,
        menu: &menu,
        reassigned: &plan.children,
    };
    let told = telling.told(&holders.bystanders);
    Ok((open, plan, told))
}
