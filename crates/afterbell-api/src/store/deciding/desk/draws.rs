use std::collections::BTreeMap;

use afterbell_domain::desk::{AuditAction, DrawStep};
use afterbell_domain::{FileHash, hash_of};
use serde_json::{Value, json};

use super::{Decided, Deciding, DeskWrite, done};
use crate::store::StoreError;
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

pub(super) fn place(
    deciding: &Deciding<'_>,
    placement: &OfficePlacement,
) -> Result<Decided, StoreError> {
    let OfficePlacement {
        offering, reason, ..
    } = placement;
    // An auditor reads it, who need not know which child it is and what else it holds.
    let after = json!({ "offering": offering, "reason": reason });
    let log = match &placement.change {
        PlaceChange::Gives { .. } => {
            deciding.log(AuditAction::PlacedByHand, offering.as_str(), &(), &after)?
        }
        PlaceChange::TakesBack => {
            let before = json!({ "offering": offering });
            let after = json!({ "reason": reason });
            let action = AuditAction::PlaceTakenBack;
            deciding.log(action, offering.as_str(), &before, &after)?
        }
    };
    let write = DeskWrite::Place(Box::new(placement.clone()));
    Ok(done(vec![write, log]))
}
