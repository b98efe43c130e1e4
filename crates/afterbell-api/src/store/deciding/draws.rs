//! 抽签: what keeps a step of a draw from being written, and the entry a placement becomes.

use std::collections::BTreeMap;

use afterbell_domain::desk::{self, DrawObstacle, HandPlace, Standing, ToldCourse, ToldOffering};
use afterbell_domain::draw::{PublishedFile, Untimely};
use afterbell_domain::{
    CareChoice, FileHash, MenuHash, Moment, OfferingId, OfferingVerdict, Places, Queued, Reason,
    Receipt, ReceiptStatus, SelectionDraft, ServiceMenu, Student, StudentId, Verdict, Waiting,
    kept_places, selection_with,
};

use super::{Entry, Event, Outcome};
use crate::answer::Answer;
use crate::store::StoreError;
use crate::store::draws::{
    DrawState, OfficePlacement, PlaceChange, Placed, Publication, Published,
};

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
    // Its last place was taken back by the school.
    if event == Event::PlacedByOffice && selection.is_empty() {
        entry.receipt.status = ReceiptStatus::Ended;
    }
    entry
}

/// What the books say when the office puts a child into an offering or out of it, found inside its transaction.
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
    /// Where the office has put the child.
    pub by_hand: Vec<HandPlace>,
}

/// What the office's placement comes to.
pub enum Placing {
    Refused(Placed),
    /// What the child holds then, and which of its rows on waiting lists change.
    Goes {
        next: SelectionDraft,
        waiting: Vec<Waiting>,
        /// What its family is told.
        told: Vec<ToldCourse>,
    },
}

/// Judges what the office does with a place. One that is kept for the child itself is free for it.
pub fn placing(
    placement: &OfficePlacement,
    found: PlacingFound<'_>,
) -> Result<Placing, StoreError> {
    let was_run = found
        .last
        .is_some_and(|draw| draw.has(PublishedFile::Results));
    if Untimely::to_place(&found.menu.1.round, was_run).is_some() {
        return Ok(Placing::Refused(Placed::DrawToCome));
    }
    match &placement.change {
        PlaceChange::Gives { exchanges } => gives(placement, exchanges, found),
        PlaceChange::TakesBack => takes_back(placement, found),
    }
}

fn gives(
    placement: &OfficePlacement,
    exchanges: &[OfferingId],
    found: PlacingFound<'_>,
) -> Result<Placing, StoreError> {
    let OfficePlacement { offering, now, .. } = placement;
    let (hash, menu) = found.menu;
    let closed = found.closed.unwrap_or_default();
    if closed.contains(offering) {
        return Ok(refused(DrawObstacle::NotOpened));
    }
    let mut places = Places {
        menu: placement.menu.clone(),
        as_of: *now,
        taken: BTreeMap::from([(offering.clone(), found.taken)]),
        waits_for_pool: false,
    };
    let kept = kept_places(&found.offers, Some(&placement.student), *now);
    places.keep(menu, &kept);
    let judged = desk::Placing {
        menu,
        class: found.student.class,
        held: &found.student.enrolled,
        offering,
        free: menu.offering(offering).map_or(0, |one| places.left(one)),
        exchanges,
        now: *now,
    };
    if let Some(obstacle) = judged.obstacle() {
        return Ok(refused(obstacle));
    }
    let care = found.receipt.map(|it| it.care).unwrap_or_default();
    let next = judged.selection(hash, care.clone())?;
    let waiting = Waiting::once_taken(found.waiting, offering);
    let later = next.care().iter().filter(|choice| !care.contains(choice));
    let pick_ups: Vec<CareChoice> = later.copied().collect();
    let after = ToldOffering::of(menu, offering);
    let left = judged.in_the_way().into_iter();
    let left = left.filter_map(|other| ToldOffering::of(menu, &other.id));
    let reason = || Some(placement.reason.clone());
    // Whoever leaves a course for it is told of a move.
    let moves = left.map(|before| (Standing::Holds, before, after.clone()));
    let mut told: Vec<_> = moves.collect();
    if told.is_empty() {
        told.extend(after.clone().map(|after| (Standing::Placed, after, None)));
    }
    let told = told
        .into_iter()
        .map(|(standing, before, after)| ToldCourse {
            standing,
            before,
            after,
            reason: reason(),
            pick_ups: pick_ups.clone(),
        });
    Ok(Placing::Goes {
        next,
        waiting,
        told: told.collect(),
    })
}

fn takes_back(placement: &OfficePlacement, found: PlacingFound<'_>) -> Result<Placing, StoreError> {
    let offering = &placement.offering;
    let (hash, menu) = found.menu;
    if let Some(obstacle) = HandPlace::obstacle_to_taking_back(&found.by_hand, offering) {
        return Ok(refused(obstacle));
    }
    let care = found.receipt.map(|it| it.care).unwrap_or_default();
    let mut next = SelectionDraft::new(hash.clone(), found.student.enrolled.clone(), care)?;
    next.remove(offering);
    let before = ToldOffering::of(menu, offering);
    let told = before.map(|before| ToldCourse {
        standing: Standing::TakenBack,
        before,
        after: None,
        reason: Some(placement.reason.clone()),
        pick_ups: Vec::new(),
    });
    Ok(Placing::Goes {
        next,
        waiting: Waiting::once_taken_back(found.waiting, offering),
        told: told.into_iter().collect(),
    })
}

fn refused(obstacle: DrawObstacle) -> Placing {
    Placing::Refused(Placed::Refused(obstacle))
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
