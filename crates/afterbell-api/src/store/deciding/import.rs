//! 导入: what keeps an import's changes from being made.

use std::collections::BTreeMap;

use afterbell_domain::{OfferingId, StudentId, is_overfull};

use crate::store::{Applied, HeldCourse, MenuChange};

/// What the books say against a change, found inside its transaction. What is held and on offer ends with a
/// term, so in the change that begins another one nothing is.
#[derive(Default)]
pub struct Objections {
    /// Places that children hold, and those that are on offer in the menu's term.
    pub taken: BTreeMap<OfferingId, u32>,
    pub on_offer: BTreeMap<OfferingId, u32>,
    /// Who of those who are to leave holds a course or a day of care.
    pub holding: Vec<StudentId>,
    /// A school number belongs to another child than the change takes it for.
    pub number_taken: bool,
}

/// Why a change is refused; everything that could refuse comes before anything is written.
pub fn refusal(menu: Option<&MenuChange>, objections: Objections) -> Option<Applied> {
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
