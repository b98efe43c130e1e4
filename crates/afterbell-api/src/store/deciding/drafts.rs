//! 选课草稿: which of two drafts is the newer one.

use afterbell_domain::wire::KeptDraft;

use crate::store::{DraftEdit, DraftOutcome};

pub enum Outcome {
    /// Nothing is to be written.
    Told(DraftOutcome),
    /// To be kept under this revision.
    Keep(u32),
}

/// Keeps the draft if it was made from the one that is kept, or is that one.
pub fn decide(edit: &DraftEdit, kept: KeptDraft) -> Outcome {
    // The same once more: a reply was lost, or two phones agree.
    if kept.draft == edit.draft {
        return Outcome::Told(DraftOutcome::Kept(kept.revision));
    }
    if kept.revision != edit.base_revision {
        return Outcome::Told(DraftOutcome::Changed(kept));
    }
    Outcome::Keep(kept.revision.saturating_add(1))
}
