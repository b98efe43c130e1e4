//! Decisions carry the name of whoever takes them, and the day, as the server knows both.

use super::DraftEdit;
use super::apply::decision;
use crate::policy::MenuDraft;
use crate::{Date, Label};

impl DraftEdit {
    /// The same edit, with decisions in it taken by this person on this day, whatever it says. A
    /// decision of theirs that stands in the draft with the same reason keeps its day, so that a lost
    /// reply can be sent again after midnight.
    pub fn signed(mut self, draft: &MenuDraft, by: &Label, on: Date) -> Self {
        if let Self::Acknowledgement {
            breach,
            after: Some(taken),
            ..
        } = &mut self
        {
            let known = decision(draft, breach);
            let same =
                known.filter(|known| known.decided_by == *by && known.reason == taken.reason);
            taken.decided_by = by.clone();
            taken.decided_on = same.map_or(on, |known| known.decided_on);
        }
        self
    }
}
