//! 抽签: what keeps a step of a draw from being written, and the entry a placement becomes.

use afterbell_domain::draw::PublishedFile;
use afterbell_domain::{
    FileHash, MenuHash, Moment, OfferingId, Receipt, SelectionDraft, ServiceMenu, Student, Waiting,
    WaitingState, selection_with,
};

use super::{Entry, Event};
use crate::store::StoreError;
use crate::store::draws::{DrawState, Publication, Published};

/// What the books say, found inside the transaction of the step.
pub struct Found<'a> {
    pub menu: Option<&'a MenuHash>,
    pub last: Option<&'a DrawState>,
    pub wishes: u32,
    pub entries: u32,
    pub groups: u32,
}

/// Refuses a step that was worked out against something that is not so any more.
pub fn refusal(step: &Publication, found: &Found<'_>) -> Option<Published> {
    if found.menu != Some(&step.menu) {
        return Some(Published::MenuChangedMeanwhile);
    }
    let number = found.last.map_or(0, |draw| draw.number);
    let is_new = step.expected.is_empty();
    let there: Vec<&FileHash> = found
        .last
        .filter(|draw| draw.number == step.number)
        .map_or(Vec::new(), |draw| {
            draw.files.iter().map(|file| &file.hash).collect()
        });
    let follows = match is_new {
        true => step.number == number.saturating_add(1) && (number == 0 || step.reason.is_some()),
        false => step.number == number,
    };
    let is_same = there.iter().copied().eq(step.expected.iter());
    if !follows || !is_same {
        return Some(Published::DrawChangedMeanwhile);
    }
    let publishes = |file| step.files.iter().any(|(one, _)| *one == file);
    let has_late_wish = publishes(PublishedFile::Applicants)
        && (found.wishes, found.groups) != (step.wishes, step.groups);
    let has_late_entry = publishes(PublishedFile::Results) && found.entries != step.entries;
    if has_late_wish || has_late_entry {
        return Some(Published::BooksChangedMeanwhile);
    }
    None
}

/// What the school holds for a child after it was placed by a draw or by the office.
pub fn placed(
    event: Event,
    sequence: u32,
    (hash, menu): (&MenuHash, &ServiceMenu),
    student: &Student,
    selection: &SelectionDraft,
    now: Moment,
) -> Entry {
    let mut entry = Entry::of(sequence, hash, menu, student, selection, now);
    entry.event = event;
    entry
}

/// What a child holds once the office has put it into an offering; `None` when the menu does not have it.
pub fn with_place(
    (hash, menu): (&MenuHash, &ServiceMenu),
    student: &Student,
    receipt: Option<Receipt>,
    offering: &OfferingId,
) -> Result<Option<SelectionDraft>, StoreError> {
    let care = receipt.map(|receipt| receipt.care).unwrap_or_default();
    let held = SelectionDraft::new(hash.clone(), student.enrolled.clone(), care)?;
    let offering = menu.offering(offering);
    Ok(offering.map(|offering| selection_with(menu, &held, offering)))
}

/// Who waits no longer once this has happened: whoever left the selection.
pub fn leaves(event: Event, mut waiting: Vec<Waiting>) -> Vec<Waiting> {
    if event != Event::SelectionWithdrawn {
        return Vec::new();
    }
    waiting.retain(|one| {
        matches!(
            one.state,
            WaitingState::Waiting | WaitingState::Offered { .. }
        )
    });
    for one in &mut waiting {
        one.state = WaitingState::Left;
    }
    waiting
}
