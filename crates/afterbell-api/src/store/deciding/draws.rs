//! 抽签: what keeps a step of a draw from being written, and the entry a placement becomes.

use std::collections::BTreeMap;

use afterbell_domain::draw::{PublishedFile, Untimely};
use afterbell_domain::{
    FileHash, MenuHash, Moment, OfferingId, OfferingVerdict, Places, Queued, Reason, Receipt,
    SelectionDraft, ServiceMenu, Student, StudentId, Verdict, Waiting, kept_places, selection_with,
};

use super::{Entry, Event, Outcome};
use crate::answer::Answer;
use crate::store::StoreError;
use crate::store::draws::{DrawState, OfficePlacement, Placed, Publication, Published};

/// What the books say, found inside the transaction of the step.
pub struct Found<'a> {
    pub menu: Option<&'a MenuHash>,
    pub last: Option<&'a DrawState>,
    pub wishes: u32,
    pub entries: u32,
    pub groups: u32,
    pub auditions: BTreeMap<OfferingId, Vec<StudentId>>,
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
        && ((found.wishes, found.groups) != (step.wishes, step.groups)
            || found.auditions != step.auditions);
    // What is kept beside a draw is counted for its rules, and told by them for good.
    let counts_places = publishes(PublishedFile::Rules) || publishes(PublishedFile::Results);
    let has_late_entry = counts_places && found.entries != step.entries;
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

/// What the books say when the office puts a child into an offering, found inside its transaction.
pub struct PlacingFound<'a> {
    pub menu: (&'a MenuHash, &'a ServiceMenu),
    pub last: Option<&'a DrawState>,
    pub student: &'a Student,
    pub receipt: Option<Receipt>,
    /// Where the child waits.
    pub waiting: Vec<Waiting>,
    /// Places of the offering that are taken, and that are on offer to any child.
    pub taken: u32,
    pub offers: Vec<Queued>,
    /// What the draw that holds has closed.
    pub closed: Option<Vec<OfferingId>>,
}

/// What the office's placement comes to.
pub enum Placing {
    Refused(Placed),
    /// What the child holds then, and which of its rows on waiting lists change.
    Goes {
        next: SelectionDraft,
        waiting: Vec<Waiting>,
    },
}

/// Judges a placement. A place that is kept for the child itself is free for it.
pub fn placing(
    placement: &OfficePlacement,
    found: PlacingFound<'_>,
) -> Result<Placing, StoreError> {
    let OfficePlacement { offering, now, .. } = placement;
    let (_, menu) = found.menu;
    let was_run = found
        .last
        .is_some_and(|draw| draw.has(PublishedFile::Results));
    if Untimely::to_place(&menu.round, was_run).is_some() {
        return Ok(Placing::Refused(Placed::DrawToCome));
    }
    let closed = found.closed.unwrap_or_default();
    if closed.contains(offering) {
        return Ok(Placing::Refused(Placed::NotOpened));
    }
    if found.student.is_enrolled(offering) {
        return Ok(Placing::Refused(Placed::Holds));
    }
    let Some(next) = with_place(found.menu, found.student, found.receipt, offering)? else {
        return Ok(Placing::Refused(Placed::MenuChangedMeanwhile));
    };
    let mut places = Places {
        menu: placement.menu.clone(),
        as_of: *now,
        taken: BTreeMap::from([(offering.clone(), found.taken)]),
        waits_for_pool: false,
    };
    let kept = kept_places(&found.offers, Some(&placement.student), *now);
    places.keep(menu, &kept);
    let is_free = menu
        .offering(offering)
        .is_some_and(|one| places.left(one) > 0);
    if !is_free {
        return Ok(Placing::Refused(Placed::NoPlace));
    }
    let waiting = Waiting::once_taken(found.waiting, offering);
    Ok(Placing::Goes { next, waiting })
}

/// What a child holds once it has this place; `None` when the menu does not have it.
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

/// A place that is asked for is not given, for these reasons.
pub(super) fn denied(
    offering: OfferingId,
    reasons: Vec<Reason>,
    places: Places,
) -> Result<Outcome, StoreError> {
    let verdict = Verdict {
        offerings: vec![OfferingVerdict { offering, reasons }],
        ..Verdict::default()
    };
    Ok(Outcome::unchanged(Answer::denied(verdict, places)?))
}

/// Who waits no longer once this has happened: whoever left the selection.
pub fn leaves(event: Event, waiting: Vec<Waiting>) -> Vec<Waiting> {
    match event {
        Event::SelectionWithdrawn => Waiting::once_left(waiting),
        _ => Vec::new(),
    }
}
