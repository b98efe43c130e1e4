use afterbell_domain::desk::{AuditAction, StaffState};
use serde_json::json;

use super::{Decided, Deciding, DeskWrite, done};
use crate::store::StoreError;
use crate::store::desk::{Actor, Deed, DeskOutcome, StaffRow};

pub(super) fn decide(deciding: &Deciding<'_>) -> Result<Decided, StoreError> {
    let facts = deciding.facts;
    match &deciding.act.deed {
        Deed::Invite {
            id,
            name,
            role,
            invitation,
            expires_at,
        } => {
            if !facts.workplace.has(*role) {
                return Ok(Decided::refused(DeskOutcome::RoleUnknown));
            }
            // Also of somebody who was revoked: the log goes by names.
            if facts.staff.iter().any(|staff| staff.name == *name) {
                return Ok(Decided::refused(DeskOutcome::NameTaken));
            }
            let row = StaffRow {
                id: id.clone(),
                name: name.clone(),
                role: *role,
                state: StaffState::Invited,
                password: None,
                authenticator: None,
                last_step: None,
                invitation: Some((*invitation, expires_at.unix_seconds())),
            };
            let after = json!({ "name": name, "role": role });
            let log = deciding.log(AuditAction::StaffInvited, id.as_str(), &(), &after)?;
            Ok(done(vec![DeskWrite::Staff(row), log]))
        }
        Deed::InviteAgain {
            id,
            invitation,
            expires_at,
        } => {
            let Some(known) = facts.find(id) else {
                return Ok(Decided::refused(DeskOutcome::StaffUnknown));
            };
            let row = StaffRow {
                state: StaffState::Invited,
                password: None,
                authenticator: None,
                last_step: None,
                invitation: Some((*invitation, expires_at.unix_seconds())),
                ..known.clone()
            };
            // Until the new link is used they are out, and a link is lost easily.
            if leaves_nobody(deciding, &row) {
                return Ok(Decided::refused(DeskOutcome::LastManager));
            }
            let (before, after) = (state(known), state(&row));
            let log = deciding.log(AuditAction::StaffInvited, id.as_str(), &before, &after)?;
            let ended = DeskWrite::EndSessionsOf(id.clone());
            Ok(done(vec![DeskWrite::Staff(row), ended, log]))
        }
        Deed::Revoke { id } => {
            let Some(known) = facts.find(id) else {
                return Ok(Decided::refused(DeskOutcome::StaffUnknown));
            };
            if known.state == StaffState::Revoked {
                return Ok(done(Vec::new()));
            }
            let row = StaffRow {
                state: StaffState::Revoked,
                password: None,
                authenticator: None,
                invitation: None,
                ..known.clone()
            };
            if leaves_nobody(deciding, &row) {
                return Ok(Decided::refused(DeskOutcome::LastManager));
            }
            let (before, after) = (state(known), state(&row));
            let log = deciding.log(AuditAction::StaffRevoked, id.as_str(), &before, &after)?;
            let ended = DeskWrite::EndSessionsOf(id.clone());
            Ok(done(vec![DeskWrite::Staff(row), ended, log]))
        }
        Deed::ChangeRole { id, role } => {
            let Some(known) = facts.find(id) else {
                return Ok(Decided::refused(DeskOutcome::StaffUnknown));
            };
            if !facts.workplace.has(*role) {
                return Ok(Decided::refused(DeskOutcome::RoleUnknown));
            }
            if known.role == *role {
                return Ok(done(Vec::new()));
            }
            let row = StaffRow {
                role: *role,
                ..known.clone()
            };
            if leaves_nobody(deciding, &row) {
                return Ok(Decided::refused(DeskOutcome::LastManager));
            }
            let (before, after) = (json!({ "role": known.role }), json!({ "role": role }));
            let log = deciding.log(AuditAction::RoleChanged, id.as_str(), &before, &after)?;
            let ended = DeskWrite::EndSessionsOf(id.clone());
            Ok(done(vec![DeskWrite::Staff(row), ended, log]))
        }
        _ => by_oneself(deciding),
    }
}

/// Whether with this row in place of the one there is nobody could let anybody in any more, as somebody can now.
fn leaves_nobody(deciding: &Deciding<'_>, changed: &StaffRow) -> bool {
    // Whoever may type commands on the server lets in whom they like afterwards.
    if deciding.actor.is_none() {
        return false;
    }
    let (staff, workplace) = (&deciding.facts.staff, deciding.facts.workplace);
    let now = staff.iter().map(|row| (row.role, row.state));
    let then = staff.iter().map(|row| match row.id == changed.id {
        true => (changed.role, changed.state),
        false => (row.role, row.state),
    });
    workplace.is_managed(now) && !workplace.is_managed(then)
}

/// What somebody does about their own account.
fn by_oneself(deciding: &Deciding<'_>) -> Result<Decided, StoreError> {
    let Some(actor) = deciding.actor else {
        return Ok(Decided::refused(DeskOutcome::NotSignedIn));
    };
    let id = actor.id.as_str();
    match &deciding.act.deed {
        // Not logged: nothing is open yet, and it may be done again with another password.
        Deed::Accept {
            password,
            authenticator,
        } => Ok(done(vec![DeskWrite::Staff(StaffRow {
            password: Some(password.clone()),
            authenticator: Some(authenticator.clone()),
            ..actor.clone()
        })])),
        Deed::Confirm { step } => {
            let row = StaffRow {
                state: StaffState::Active,
                last_step: Some(*step),
                invitation: None,
                ..actor.clone()
            };
            let (before, after) = (state(actor), state(&row));
            let log = deciding.log(AuditAction::StaffConfirmed, id, &before, &after)?;
            Ok(done(vec![DeskWrite::Staff(row), log]))
        }
        Deed::SignIn {
            token,
            step,
            forgiven,
        } => {
            if actor.state != StaffState::Active {
                return Ok(Decided::refused(DeskOutcome::NotSignedIn));
            }
            if actor.last_step.is_some_and(|last| *step <= last) {
                return Ok(Decided::refused(DeskOutcome::CodeUsed));
            }
            let row = StaffRow {
                last_step: Some(*step),
                ..actor.clone()
            };
            Ok(done(vec![
                DeskWrite::Staff(row),
                DeskWrite::OpenSession {
                    token: *token,
                    staff: actor.id.clone(),
                },
                DeskWrite::ForgetFailures(*forgiven),
                deciding.log(AuditAction::SignedIn, id, &(), &())?,
            ]))
        }
        _ => match &deciding.act.by {
            Actor::Session(token) => Ok(done(vec![
                DeskWrite::EndSession(*token),
                deciding.log(AuditAction::SignedOut, id, &(), &())?,
            ])),
            _ => Ok(Decided::refused(DeskOutcome::NotSignedIn)),
        },
    }
}

fn state(row: &StaffRow) -> serde_json::Value {
    json!({ "state": row.state })
}
