//! Several people at one draft: what is sent, what comes back, and what is changed elsewhere.

use afterbell_domain::OfferingId;
use afterbell_domain::desk::{DraftChanges, DraftEdit, EditConflict, edit_together, follow};
use afterbell_domain::policy::MenuDraft;

use super::compact::compact;
use super::{Selection, Sheet, Spot};

impl Sheet {
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// Whether everything that was done here is known to be kept.
    pub fn is_kept(&self) -> bool {
        self.pending.is_empty() && self.batch.is_empty()
    }

    pub fn is_on_its_way(&self) -> bool {
        self.is_on_its_way
    }

    /// How much is not known to be kept: edits, what was typed and could not be read, and a cell that
    /// is being typed into.
    pub fn unsent(&self) -> usize {
        let is_typed = self
            .entry()
            .is_some_and(|entry| entry.text != self.text(self.selection.cursor));
        self.pending.len() + self.batch.len() + self.unread.len() + usize::from(is_typed)
    }

    pub fn conflicts(&self) -> &[EditConflict] {
        &self.conflicts
    }

    /// What is to be sent now, at most so many; nothing while other edits are on their way.
    pub fn outgoing(&mut self, most: usize) -> Option<Vec<DraftEdit>> {
        if self.is_on_its_way || self.is_kept() {
            return None;
        }
        if self.batch.is_empty() {
            let mut edits = compact(std::mem::take(&mut self.pending), &self.base, &self.draft);
            self.pending = edits.split_off(most.min(edits.len()));
            self.batch = edits;
        }
        // What was done and taken back need not be sent at all.
        self.is_on_its_way = !self.batch.is_empty();
        self.is_on_its_way.then(|| self.batch.clone())
    }

    /// Nobody knows whether they arrived.
    pub fn not_sent(&mut self) {
        self.is_on_its_way = false;
    }

    /// The server has made what was on its way, except these.
    pub fn sent(&mut self, conflicts: Vec<EditConflict>) {
        if !self.is_on_its_way {
            // The answer to what somebody else had sent from here.
            return;
        }
        let sent = std::mem::take(&mut self.batch);
        self.is_on_its_way = false;
        let refused = |at: usize| conflicts.iter().any(|conflict| conflict.edit == at);
        // Who decided and when is written by the server: a decision comes with the changes.
        let is_signed = |edit: &DraftEdit| matches!(edit, DraftEdit::Acknowledgement { .. });
        let made = (0..)
            .zip(sent)
            .filter(|(at, edit)| !refused(*at) && !is_signed(edit));
        // What is told again as a change of this revision is then done already.
        edit_together(&mut self.base, made.map(|(_, edit)| edit).collect());
        // What stands there instead comes with the changes of that revision.
        for conflict in conflicts {
            self.add_conflict(conflict);
        }
        self.rebase();
    }

    /// Takes in what was changed, here and elsewhere. `false` when all of the draft has to be asked
    /// for instead.
    pub fn take_changes(&mut self, changes: DraftChanges) -> bool {
        if changes.reload {
            return false;
        }
        if changes.revision <= self.revision {
            return true;
        }
        let edits = changes.changes.into_iter().flat_map(|change| change.edits);
        follow(&mut self.base, edits);
        self.revision = changes.revision;
        self.rebase();
        true
    }

    /// Begins again from what the server holds.
    pub fn reload(&mut self, draft: MenuDraft, revision: u32) {
        self.base = draft;
        self.revision = revision;
        self.rebase();
    }

    fn rebase(&mut self) {
        let cursor = self.offering(self.selection.cursor.row);
        let at_cursor = cursor.map(|offering| offering.id.clone());
        self.draft = self.base.clone();
        self.edition = self.edition.wrapping_add(1);
        // The server will tell of conflicts among those it has been sent.
        edit_together(&mut self.draft, self.batch.clone());
        let edits = std::mem::take(&mut self.pending);
        let mut kept = Vec::with_capacity(edits.len());
        for edit in edits {
            let mut edited = edit_together(&mut self.draft, vec![edit.clone()]);
            match edited.conflicts.pop() {
                Some(conflict) => self.add_conflict(conflict),
                // Made from what stands there now, it takes nothing of somebody else's along.
                None => kept.push(edited.applied.pop().unwrap_or(edit)),
            }
        }
        self.pending = kept;
        let offerings = &self.draft.menu.offerings;
        self.unread
            .retain(|(id, _), _| offerings.iter().any(|offering| offering.id == *id));
        self.follow(at_cursor.and_then(|id| self.row_of(&id)));
    }

    /// The clerk stays at the same course when rows come and go above it.
    fn follow(&mut self, row: Option<usize>) {
        let Selection { cursor, reach } = self.selection;
        let last = self.rows() - 1;
        let row = row.unwrap_or(cursor.row).min(last);
        let reach_row = (reach.row + row).saturating_sub(cursor.row).min(last);
        self.selection = Selection {
            cursor: Spot { row, ..cursor },
            reach: Spot {
                row: reach_row,
                ..reach
            },
        };
    }

    /// In whose row an edit of a cell is shown: the first of the course, where it is one of a course.
    pub fn offering_of(&self, edit: &DraftEdit) -> Option<OfferingId> {
        let course = match edit {
            DraftEdit::Offering { id, .. } => return Some(id.clone()),
            DraftEdit::Course { id, .. } => id,
            DraftEdit::CourseDetail { course, .. } => course,
            _ => return None,
        };
        let mut offerings = self.draft.menu.offerings.iter();
        let first = offerings.find(|it| it.course == *course)?;
        Some(first.id.clone())
    }

    /// What a cell would say after an edit of it, whatever stands there now.
    pub fn text_after(&self, edit: &DraftEdit, column: super::Column) -> Option<String> {
        let id = self.offering_of(edit)?;
        let mut draft = self.draft.clone();
        let edited = edit_together(&mut draft, vec![edit.clone()]);
        // Made from what stands there now, it says the same afterwards.
        let now = edited.conflicts.into_iter().find_map(|it| it.theirs);
        edit_together(&mut draft, now.into_iter().collect());
        Some(super::Row::of(&draft, &id)?.text(self.locale, column))
    }

    fn add_conflict(&mut self, conflict: EditConflict) {
        let is_same = |known: &EditConflict| known.yours == conflict.yours;
        if !self.conflicts.iter().any(is_same) {
            self.conflicts.push(conflict);
        }
    }

    /// Somebody has decided: theirs stays, or ours is written over it knowingly.
    pub fn resolve(&mut self, conflict: usize, take_ours: bool) {
        if conflict >= self.conflicts.len() {
            return;
        }
        let conflict = self.conflicts.remove(conflict);
        if let Some(ours) = conflict.theirs.filter(|_| take_ours) {
            self.edit(vec![ours]);
        }
    }
}
