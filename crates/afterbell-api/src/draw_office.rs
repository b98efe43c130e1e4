//! The office's side of a draw: from wishes to the files that are published, and from these to what
//! every child holds, and the steps on the way.

mod fault;
mod keeping;
mod opened;
mod steps;
mod taking;

use std::collections::BTreeMap;

use afterbell_domain::allocation::{
    AllocationRules, Applicant, ApplicantName, AuditionList, ChildReport, Instance, SlotOutcome,
    Wish, WishesOfSlot,
};
use afterbell_domain::desk::{Standing, ToldCourse, ToldOffering};
use afterbell_domain::draw::{ApplicantList, Commitment, Committed, DrawFault, Results};
use afterbell_domain::{
    CareChoice, FileHash, GroupId, Invalid, OfferingId, ServiceMenu, SlotId, StudentId, Waiting,
    WaitingState, WishList, beside_kept, placed_selection, with_lost,
};

pub use fault::StepFault;
pub use keeping::{kept, kept_too_many};
pub use opened::{Files, Opened};
pub use steps::{Commission, Revelation};
pub use taking::{Made, Office};

use keeping::{is_drawn, keeps};

use crate::store::draws::{DrawBooks, DrawChild, Placement};

/// Everybody who wished for something that still holds, under pseudonyms.
pub struct Applications {
    pub applicants: Vec<Applicant>,
    pub auditions: Vec<AuditionList>,
}

pub fn applications(books: &DrawBooks, rules: &AllocationRules) -> Result<Applications, DrawFault> {
    let places = rules.offerings.iter().map(|offering| &offering.id).zip(1..);
    let number_of: BTreeMap<&OfferingId, u32> = places.collect();
    let mut applicants = Vec::new();
    let mut name_of: BTreeMap<&StudentId, ApplicantName> = BTreeMap::new();
    for child in &books.children {
        let Some(wishes) = wishes_of(books, child) else {
            continue;
        };
        let name = books.key.pseudonym(&child.student.id)?;
        name_of.insert(&child.student.id, name.clone());
        let slots = wishes.slots().iter().map(|ranking| WishesOfSlot {
            slot: ranking.slot.clone(),
            wishes: ranking
                .offerings
                .iter()
                .filter_map(|id| number_of.get(id).copied().map(Wish::Numbered))
                .collect(),
        });
        // Of a course whose places are all kept nothing is drawn.
        let slots = slots.filter(|slot| !slot.wishes.is_empty());
        applicants.push(Applicant {
            child: name,
            group: group(child, rules),
            number: None,
            arrived_ms: None,
            grade: None,
            wishes: slots.collect(),
        });
    }
    let auditioned = rules
        .offerings
        .iter()
        .filter(|offering| offering.audition.is_some());
    let auditions = auditioned.filter_map(|offering| {
        let picked = books.auditions.get(&offering.id)?.iter();
        let children: Vec<_> = picked.filter_map(|id| name_of.get(id).cloned()).collect();
        let offering = offering.id.clone();
        (!children.is_empty()).then_some(AuditionList { offering, children })
    });
    Ok(Applications {
        auditions: auditions.collect(),
        applicants,
    })
}

/// A child whose group the rules do not know is like one of no group.
fn group(child: &DrawChild, rules: &AllocationRules) -> Option<GroupId> {
    let recorded = child.group.clone()?;
    let is_known = rules.groups.iter().any(|group| group.id == recorded);
    is_known.then_some(recorded)
}

fn wishes_of(books: &DrawBooks, child: &DrawChild) -> Option<WishList> {
    let menu = &books.menu.1;
    let hold = child.wishes.as_ref()?.that_hold(menu, &child.student);
    let hold = beside_kept(menu, &hold, &keeps(child, None));
    (!hold.slots().is_empty()).then_some(hold)
}

/// A draw as it was published.
struct Drawn {
    instance: Instance,
    by_name: BTreeMap<ApplicantName, (usize, ChildReport)>,
    positions: BTreeMap<(OfferingId, ApplicantName), u32>,
    closed: Vec<OfferingId>,
}

impl Drawn {
    fn read(committed: &Committed, applicants: &[u8], results: &[u8]) -> Result<Self, DrawFault> {
        let list: ApplicantList = serde_json::from_slice(applicants).map_err(unreadable)?;
        let results: Results = serde_json::from_slice(results).map_err(unreadable)?;
        let instance = Instance {
            rules: serde_json::from_slice(&committed.rules).map_err(unreadable)?,
            auditions: list.auditions,
            seed: Some(results.seed),
            applicants: list.applicants,
        };
        let report = instance.report().map_err(DrawFault::Allocation)?;
        let mut positions = BTreeMap::new();
        // A course that does not open has no place to wait for.
        for offering in report.offerings.iter().filter(|one| one.closed.is_none()) {
            for (child, position) in offering.waiting.iter().zip(1..) {
                positions.insert((offering.offering.clone(), child.clone()), position);
            }
        }
        let closed = report.offerings.iter().filter(|one| one.closed.is_some());
        let closed = closed.map(|one| one.offering.clone()).collect();
        let children = report.children.into_iter().enumerate();
        let by_name = children.map(|(at, child)| (child.child.clone(), (at, child)));
        Ok(Self {
            by_name: by_name.collect(),
            positions,
            closed,
            instance,
        })
    }

    /// Where a child waits, by the wishes that were published.
    fn waiting(&self, at: usize, name: &ApplicantName) -> Vec<Waiting> {
        let offerings = &self.instance.rules.offerings;
        let id = |wish: &Wish| match wish {
            Wish::Named(id) => Some(id.clone()),
            Wish::Numbered(number) => {
                let place = usize::try_from(*number).ok()?.checked_sub(1)?;
                Some(offerings.get(place)?.id.clone())
            }
        };
        let wishes = self.instance.applicants.get(at).map(|one| &one.wishes);
        let slots = wishes.into_iter().flatten();
        let waiting = slots.flat_map(|ranking| {
            ranking.wishes.iter().zip(1..).filter_map(|(wish, number)| {
                let key = (id(wish)?, name.clone());
                let position = *self.positions.get(&key)?;
                Some(waiting(&key.0, &ranking.slot, number, position))
            })
        });
        waiting.collect()
    }
}

fn unreadable(error: serde_json::Error) -> DrawFault {
    Invalid::new("published_file", error).into()
}

/// What the published results come to for each child that was drawn, as they were published: a class or a
/// roster that has changed since takes no place from anybody. A family that has withdrawn since gets
/// nothing; one whose wishes all fell away before the list was made has base care where it wished. Who keeps places
/// beside the draw keeps them, except in a course that it has closed. In the order of the drawn numbers: who was
/// entered last came last, should the school ever have fewer places.
pub fn placements(
    books: &DrawBooks,
    committed: &Committed,
    applicants: &[u8],
    results: &[u8],
) -> Result<Vec<Placement>, DrawFault> {
    let drawn = Drawn::read(committed, applicants, results)?;
    let mut placements = Vec::new();
    let closed = &drawn.closed;
    let commitment: Commitment =
        serde_json::from_slice(&committed.commitment).map_err(unreadable)?;
    for child in &books.children {
        let kept = keeps(child, Some(commitment.committed_at));
        let (lost, kept): (Vec<_>, Vec<_>) = kept.into_iter().partition(|id| closed.contains(id));
        let is_drawn = is_drawn(child, Some(commitment.committed_at));
        let has_place = !child.student.enrolled.is_empty();
        let wishes = child.wishes.clone().filter(|_| is_drawn);
        let has_wishes = wishes
            .as_ref()
            .is_some_and(|wishes| !wishes.slots().is_empty());
        if !has_wishes && lost.is_empty() && !(is_drawn && has_place) {
            continue;
        }
        let wishes = wishes.unwrap_or_else(|| WishList::empty(books.menu.0.clone()));
        let wishes = with_lost(&books.menu.1, wishes, &lost);
        let name = books.key.pseudonym(&child.student.id)?;
        let told = drawn.by_name.get(&name);
        let slots = told.map_or(&[][..], |(_, report)| &report.slots);
        let won = slots.iter().filter_map(|slot| match &slot.outcome {
            SlotOutcome::Placed { offering } => Some(offering.clone()),
            _ => None,
        });
        let won: Vec<OfferingId> = won.chain(kept).collect();
        let care: &[CareChoice] = child.receipt.as_ref().map_or(&[], |held| &held.care);
        let selection = placed_selection(&books.menu.1, &wishes, care, &won)?;
        let report = told.map(|(_, report)| serde_json::to_string(report));
        let number = told.map_or(u32::MAX, |(_, report)| report.rank.number);
        let placement = Placement {
            student: child.student.id.clone(),
            guardian: child.guardian.clone(),
            selection: selection.for_menu(books.menu.0.clone()),
            report: report.transpose().map_err(unreadable)?,
            waiting: told.map_or_else(Vec::new, |(at, _)| drawn.waiting(*at, &name)),
            told: told_of(&books.menu.1, &lost),
        };
        placements.push((number, placement));
    }
    placements.sort_by_key(|(number, _)| *number);
    let placements = placements.into_iter().map(|(_, placement)| placement);
    Ok(placements.collect())
}

/// What a family is told of places that it was to keep, in courses that the draw has closed: its result says nothing of
/// them.
fn told_of(menu: &ServiceMenu, lost: &[OfferingId]) -> Vec<ToldCourse> {
    let before = lost.iter().filter_map(|id| ToldOffering::of(menu, id));
    let ended = before.map(|before| ToldCourse {
        standing: Standing::Holds,
        before,
        after: None,
        reason: None,
        pick_ups: Vec::new(),
    });
    ended.collect()
}

fn waiting(offering: &OfferingId, slot: &SlotId, wish: u32, position: u32) -> Waiting {
    Waiting {
        offering: offering.clone(),
        slot: slot.clone(),
        wish,
        position,
        state: WaitingState::Waiting,
    }
}

/// The files of a draw that are there already, for comparison inside a transaction.
pub fn hashes(books: &DrawBooks) -> Vec<FileHash> {
    let last = books.draws.last().map_or(&[][..], |draw| &draw.files);
    last.iter().map(|file| file.hash.clone()).collect()
}
