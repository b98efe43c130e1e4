//! 申报: what teachers propose, and what the office decides about it.

use afterbell_domain::desk::{AuditAction, Proposal, ProposalState};
use serde_json::{Value, json};

use super::{Decided, Deciding, DeskWrite, done, draft};
use crate::store::StoreError;
use crate::store::desk::{Deed, DeskOutcome, FreeTimesRow, ProposalRow, StaffRow};

pub(super) fn decide(deciding: &Deciding<'_>) -> Result<Decided, StoreError> {
    // Whoever teaches has a name at the desk; the command line has none.
    let Some(actor) = deciding.actor else {
        return Ok(Decided::refused(DeskOutcome::NotPermitted));
    };
    match &deciding.act.deed {
        Deed::KeepFreeTimes { times } => {
            let after = json!({ "times": times });
            let action = AuditAction::FreeTimesKept;
            let before = deciding.facts.free_times.as_ref();
            let before = before.map(|row| json!({ "times": row.times }));
            let log = deciding.log(action, actor.name.as_str(), &before, &after)?;
            let row = FreeTimesRow {
                by: actor.id.clone(),
                teacher: actor.name.clone(),
                times: times.clone(),
            };
            Ok(done(vec![DeskWrite::FreeTimes(row), log]))
        }
        Deed::Propose { proposal } => propose(deciding, actor, proposal),
        Deed::ChangeProposal {
            revision, proposal, ..
        } => match found(deciding, *revision) {
            Ok(row) if row.by != actor.id => refused(DeskOutcome::ProposalUnknown),
            Ok(row) => change(deciding, row, proposal.as_deref()),
            Err(outcome) => refused(outcome),
        },
        Deed::TakeProposalOver { revision, .. } => match found(deciding, *revision) {
            Ok(row) => take_over(deciding, actor, row),
            Err(outcome) => refused(outcome),
        },
        Deed::DeclineProposal {
            revision, reason, ..
        } => match found(deciding, *revision) {
            Ok(row) => {
                let state = ProposalState::Declined {
                    reason: reason.clone(),
                };
                let next = decided(deciding, actor, row, state);
                let action = AuditAction::ProposalDeclined;
                let log = deciding.log(action, course(&next), &told(row), &told(&next))?;
                Ok(done(vec![DeskWrite::Proposal(Box::new(next)), log]))
            }
            Err(outcome) => refused(outcome),
        },
        _ => refused(DeskOutcome::NotPermitted),
    }
}

fn refused(outcome: DeskOutcome) -> Result<Decided, StoreError> {
    Ok(Decided::refused(outcome))
}

/// The one that the deed is about, as whoever asks saw it, and still open.
fn found<'a>(deciding: &Deciding<'a>, revision: u32) -> Result<&'a ProposalRow, DeskOutcome> {
    let found = deciding.facts.proposal.as_ref();
    let row = found.ok_or(DeskOutcome::ProposalUnknown)?;
    match row.revision == revision && row.state == ProposalState::Open {
        true => Ok(row),
        false => Err(DeskOutcome::ProposalChanged),
    }
}

fn propose(
    deciding: &Deciding<'_>,
    actor: &StaffRow,
    proposal: &Proposal,
) -> Result<Decided, StoreError> {
    if proposal.fault().is_some() {
        return refused(DeskOutcome::ProposalUnfinished);
    }
    let row = ProposalRow {
        number: deciding.facts.last_proposal.saturating_add(1),
        revision: 1,
        by: actor.id.clone(),
        teacher: actor.name.clone(),
        proposal: proposal.clone(),
        state: ProposalState::Open,
        at: deciding.act.now,
        decided_by: None,
    };
    let log = deciding.log(AuditAction::Proposed, course(&row), &(), &told(&row))?;
    Ok(done(vec![DeskWrite::Proposal(Box::new(row)), log]))
}

fn change(
    deciding: &Deciding<'_>,
    row: &ProposalRow,
    proposal: Option<&Proposal>,
) -> Result<Decided, StoreError> {
    let mut next = ProposalRow {
        revision: row.revision.saturating_add(1),
        at: deciding.act.now,
        ..row.clone()
    };
    let action = match proposal {
        Some(proposal) if proposal.fault().is_some() => {
            return refused(DeskOutcome::ProposalUnfinished);
        }
        Some(proposal) => {
            next.proposal = proposal.clone();
            AuditAction::ProposalChanged
        }
        None => {
            next.state = ProposalState::TakenBack;
            AuditAction::ProposalTakenBack
        }
    };
    let log = deciding.log(action, course(&next), &told(row), &told(&next))?;
    Ok(done(vec![DeskWrite::Proposal(Box::new(next)), log]))
}

/// The row comes into the draft together with the word that it did.
fn take_over(
    deciding: &Deciding<'_>,
    actor: &StaffRow,
    row: &ProposalRow,
) -> Result<Decided, StoreError> {
    let Deed::TakeProposalOver {
        course: course_id,
        offering,
        ..
    } = &deciding.act.deed
    else {
        return refused(DeskOutcome::NotPermitted);
    };
    let names = (course_id.clone(), offering.clone());
    let draft_now = &deciding.draft()?.draft;
    let edits = row.proposal.edits(draft_now, &row.teacher, names);
    let attempt = draft::attempt(deciding, edits)?;
    if attempt.has_conflicts || attempt.applied.is_empty() {
        return refused(attempt.outcome);
    }
    let state = ProposalState::TakenOver {
        offering: offering.clone(),
    };
    let next = decided(deciding, actor, row, state);
    let mut after = told(&next);
    if let Value::Object(after) = &mut after {
        after.insert("revision".to_owned(), json!(attempt.row.revision));
    }
    let action = AuditAction::ProposalTakenOver;
    let log = deciding.log(action, course(&next), &told(row), &after)?;
    let mut writes = deciding.changed(attempt.row, &attempt.applied)?;
    writes.extend([DeskWrite::Proposal(Box::new(next)), log]);
    Ok(Decided {
        outcome: attempt.outcome,
        writes,
    })
}

fn decided(
    deciding: &Deciding<'_>,
    actor: &StaffRow,
    row: &ProposalRow,
    state: ProposalState,
) -> ProposalRow {
    ProposalRow {
        revision: row.revision.saturating_add(1),
        state,
        at: deciding.act.now,
        decided_by: Some(actor.name.clone()),
        ..row.clone()
    }
}

fn course(row: &ProposalRow) -> &str {
    row.proposal.course.as_str()
}

fn told(row: &ProposalRow) -> Value {
    json!({ "number": row.number, "teacher": row.teacher, "proposal": row.proposal, "decision": row.state })
}
