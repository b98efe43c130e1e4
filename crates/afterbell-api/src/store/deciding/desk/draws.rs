use std::collections::BTreeMap;

use afterbell_domain::desk::{AuditAction, DrawStep};
use afterbell_domain::{FileHash, OfferingId, hash_of};
use serde_json::{Value, json};

use super::{Decided, Deciding, DeskFacts, DeskWrite, done};
use crate::store::StoreError;
use crate::store::desk::DeskAct;
use crate::store::draws::{OfficePlacement, PlaceChange, Publication};

/// Files are told by their hashes: one of them may tell a secret.
pub(super) fn publish(
    deciding: &Deciding<'_>,
    step: DrawStep,
    publication: &Publication,
) -> Result<Decided, StoreError> {
    let action = match step {
        DrawStep::Commit => AuditAction::DrawCommitted,
        DrawStep::Close => AuditAction::DrawClosed,
        DrawStep::Reveal => AuditAction::DrawRevealed,
        DrawStep::Run => AuditAction::DrawRun,
    };
    let known = deciding.facts.draw.as_ref();
    let before = known.map(|draw| {
        let files = draw.files.iter().map(|it| (it.file.name(), &it.hash));
        json!({ "draw": draw.number, "files": files.collect::<BTreeMap<_, _>>() })
    });
    let files = publication.files.iter().map(|(file, content)| {
        let hash: FileHash = hash_of(content)?;
        Ok((file.name(), hash))
    });
    let files: BTreeMap<_, _> = files.collect::<Result<_, StoreError>>()?;
    let mut after = json!({ "draw": publication.number, "files": files });
    if let (Some(reason), Value::Object(after)) = (&publication.reason, &mut after) {
        after.insert("reason".to_owned(), json!(reason));
    }
    let subject = publication.number.to_string();
    let log = deciding.log(action, &subject, &before, &after)?;
    let write = DeskWrite::Draw(Box::new(publication.clone()));
    Ok(done(vec![write, log]))
}

/// 人工安排 in the log: which child, which course, and what it has left for it. An auditor reads it, who sees the
/// child's identifier and nothing else that it holds.
pub fn log_of_placing(
    facts: &DeskFacts,
    act: &DeskAct,
    placement: &OfficePlacement,
    gave_back: &[OfferingId],
) -> Result<DeskWrite, StoreError> {
    let OfficePlacement {
        student,
        offering,
        reason,
        change,
        ..
    } = placement;
    let actor = facts.actor(act);
    let deciding = Deciding { facts, act, actor };
    let place = |id: &OfferingId| {
        let menu = facts.menu.as_ref();
        let course = menu.and_then(|menu| menu.course_of(menu.offering(id)?));
        json!({ "offering": id, "course": course.map(|course| &course.name) })
    };
    let gave_back: Vec<_> = gave_back.iter().map(place).collect();
    let before = json!({ "student": student, "places": gave_back });
    let (action, after) = match change {
        PlaceChange::Gives { .. } => (
            AuditAction::PlacedByHand,
            json!({ "student": student, "places": [place(offering)], "reason": reason }),
        ),
        PlaceChange::TakesBack => (
            AuditAction::PlaceTakenBack,
            json!({ "student": student, "places": [], "reason": reason }),
        ),
    };
    deciding.log(action, offering.as_str(), &before, &after)
}
