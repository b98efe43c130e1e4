//! 区县: decides what becomes of an act at the district, without SQL.

use afterbell_domain::desk::{AuditAction, Workplace};
use afterbell_domain::district::SchoolAddress;
use afterbell_domain::{Label, OverseenId};
use serde_json::{Value, json};

use super::desk::audit_row;
use crate::store::StoreError;
use crate::store::desk::{AuditRow, StaffRow};
use crate::store::district::{DistrictAct, DistrictDeed, DistrictOutcome, PackRow};
use crate::store::ledger_chain::Link;

/// What the books say.
pub struct DistrictFacts {
    pub signed_in: Option<StaffRow>,
    /// With their addresses.
    pub schools: Vec<(OverseenId, Label, String)>,
    /// The newest version; 0 before the first.
    pub newest: u32,
    pub last_audit: (u32, Link),
}

pub enum DistrictWrite {
    Add,
    Move(OverseenId, SchoolAddress),
    Remove(OverseenId),
    Pack(Box<PackRow>),
}

/// What is to be written, together with its row in the log.
pub struct DistrictDecision {
    pub outcome: DistrictOutcome,
    pub write: Option<(DistrictWrite, AuditRow, Link)>,
}

pub fn decide(facts: &DistrictFacts, act: &DistrictAct) -> Result<DistrictDecision, StoreError> {
    let refused = |outcome| {
        Ok(DistrictDecision {
            outcome,
            write: None,
        })
    };
    let Some(actor) = &facts.signed_in else {
        return refused(DistrictOutcome::NotSignedIn);
    };
    if !Workplace::District.may(actor.role, act.deed.permission()) {
        return refused(DistrictOutcome::NotPermitted);
    }
    let done = |outcome, write, action, subject: &str, before: &Value, after: &Value| {
        let by = Some(actor);
        let (row, link) = audit_row(
            facts.last_audit,
            act.now,
            by,
            action,
            subject,
            before,
            after,
        )?;
        let write = Some((write, row, link));
        Ok(DistrictDecision { outcome, write })
    };
    let nothing = Value::Null;
    match &act.deed {
        DistrictDeed::AddSchool { name, address, .. } => {
            if facts.schools.iter().any(|(_, known, _)| known == name) {
                return refused(DistrictOutcome::NameTaken);
            }
            let (action, after) = (AuditAction::SchoolAdded, json!({ "address": address }));
            let outcome = DistrictOutcome::Done;
            done(
                outcome,
                DistrictWrite::Add,
                action,
                name.as_str(),
                &nothing,
                &after,
            )
        }
        DistrictDeed::MoveSchool { id, address } => {
            let mut schools = facts.schools.iter();
            let Some((_, name, before)) = schools.find(|(known, ..)| known == id) else {
                return refused(DistrictOutcome::SchoolUnknown);
            };
            let (before, after) = (json!({ "address": before }), json!({ "address": address }));
            let write = DistrictWrite::Move(id.clone(), address.clone());
            let (outcome, action) = (DistrictOutcome::Done, AuditAction::SchoolMoved);
            done(outcome, write, action, name.as_str(), &before, &after)
        }
        DistrictDeed::RemoveSchool(id) => {
            let mut schools = facts.schools.iter();
            let Some((_, name, address)) = schools.find(|(known, ..)| known == id) else {
                return refused(DistrictOutcome::SchoolUnknown);
            };
            let before = json!({ "address": address });
            let (action, write) = (
                AuditAction::SchoolRemoved,
                DistrictWrite::Remove(id.clone()),
            );
            let outcome = DistrictOutcome::Done;
            done(outcome, write, action, name.as_str(), &before, &nothing)
        }
        DistrictDeed::SavePack {
            base,
            name,
            text,
            hash,
        } => {
            if *base != facts.newest {
                return refused(DistrictOutcome::PackChanged);
            }
            let version = facts.newest.saturating_add(1);
            let row = PackRow {
                version,
                name: name.clone(),
                text: text.clone(),
                hash: hash.clone(),
                saved_at: act.now,
                saved_by: actor.name.clone(),
            };
            let before = match facts.newest {
                0 => Value::Null,
                version => json!({ "version": version }),
            };
            let after = json!({ "version": version, "hash": hash });
            let (action, write) = (AuditAction::PackSaved, DistrictWrite::Pack(Box::new(row)));
            let outcome = DistrictOutcome::Saved { version };
            done(outcome, write, action, name.as_str(), &before, &after)
        }
    }
}
