//! 导入: what keeps an import's changes from being made.

use std::collections::BTreeMap;

use afterbell_domain::desk::{Reassigned, TermChange, TermStep};
use afterbell_domain::{OfferingId, StudentId, is_overfull};

use crate::store::{Applied, HeldCourse, MenuChange, SchoolChange};

/// What the books say against a change, found inside its transaction. What is held and on offer ends with a
/// term, so in the change that begins another one nothing is.
#[derive(Default)]
pub struct Objections {
    /// What the change does to the term that holds, if it has to be asked for.
    pub term: Option<TermChange>,
    /// Places that children hold, and those that are on offer in the menu's term and stay so.
    pub taken: BTreeMap<OfferingId, u32>,
    pub on_offer: BTreeMap<OfferingId, u32>,
    /// Who of those who are to leave holds a course or a day of care.
    pub holding: Vec<StudentId>,
    /// A school number belongs to another child than the change takes it for.
    pub number_taken: bool,
}

/// Whether what is held ends with the change.
pub fn ends_term(change: Option<&TermChange>) -> bool {
    change.is_some_and(|change| change.step == TermStep::Begins)
}

/// Places as they are taken once these children are where they belong.
pub fn taken_after(
    mut taken: BTreeMap<OfferingId, u32>,
    reassigned: &[Reassigned],
) -> BTreeMap<OfferingId, u32> {
    for child in reassigned {
        for offering in &child.leaves {
            let taken = taken.entry(offering.clone()).or_default();
            *taken = taken.saturating_sub(1);
        }
        for offering in &child.takes {
            let taken = taken.entry(offering.clone()).or_default();
            *taken = taken.saturating_add(1);
        }
    }
    taken.retain(|_, taken| *taken > 0);
    taken
}

/// Nobody waits for what a menu does not have.
pub fn is_dropped(menu: &MenuChange, offering: &OfferingId) -> bool {
    menu.places.iter().all(|(id, _)| id != offering)
}

/// Takes out of what is on offer what gives way to the change: offers of courses that it drops, and those of offerings whose
/// places somebody has decided about, when too few are left for who holds one and for who was offered one. The latter are
/// named: there everybody waits again.
pub fn give_way(
    change: &SchoolChange,
    taken: &BTreeMap<OfferingId, u32>,
    on_offer: &mut BTreeMap<OfferingId, u32>,
    reassigned: &[Reassigned],
) -> Vec<OfferingId> {
    let Some(menu) = &change.menu else {
        return Vec::new();
    };
    on_offer.retain(|id, _| !is_dropped(menu, id));
    let too_few = menu.places.iter().filter(|(id, places)| {
        let count = |of: &BTreeMap<OfferingId, u32>| of.get(id).copied().unwrap_or(0);
        let promised = count(taken).saturating_add(count(on_offer));
        let is_decided = reassigned.iter().any(|child| child.leaves.contains(id));
        is_decided && is_overfull(promised, Some(*places))
    });
    let put_back: Vec<OfferingId> = too_few.map(|(id, _)| id.clone()).collect();
    on_offer.retain(|id, _| !put_back.contains(id));
    put_back
}

/// Why a change is refused; everything that could refuse comes before anything is written.
pub fn refusal(change: &SchoolChange, objections: Objections) -> Option<Applied> {
    if let Some(term) = objections.term {
        if term.waits_for_draw {
            return Some(Applied::DrawUnderWay);
        }
        if change.term != Some(term.step) {
            return Some(Applied::TermNotConfirmed(Box::new(term)));
        }
    }
    let menu = change.menu.as_ref();
    let mut promised = objections.taken;
    for (offering, kept) in objections.on_offer {
        let taken = promised.entry(offering).or_default();
        *taken = taken.saturating_add(kept);
    }
    let held = menu.map(|menu| courses_held(menu, promised));
    let held = held.unwrap_or_default();
    if !held.is_empty() {
        return Some(Applied::CoursesHeld(held));
    }
    if !objections.holding.is_empty() {
        return Some(Applied::PupilsHold(objections.holding));
    }
    let taken = objections.number_taken;
    taken.then_some(Applied::RosterChangedMeanwhile)
}

/// Courses whose places, as children hold them now, would not fit into the new menu.
fn courses_held(menu: &MenuChange, taken: BTreeMap<OfferingId, u32>) -> Vec<HeldCourse> {
    let places: BTreeMap<&OfferingId, u16> = menu
        .places
        .iter()
        .map(|(id, places)| (id, *places))
        .collect();
    let too_many = taken.into_iter().filter_map(|(offering, taken)| {
        let places = places.get(&offering).copied();
        is_overfull(taken, places).then_some(HeldCourse {
            offering,
            taken,
            places,
        })
    });
    too_many.collect()
}
