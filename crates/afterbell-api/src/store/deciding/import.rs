//! 导入: what keeps an import's changes from being made.

use std::collections::BTreeMap;

use afterbell_domain::{Date, OfferingId, ServiceMenu, StudentId, Term, is_overfull};

use crate::store::{Applied, HeldCourse, MenuChange, StoreError};

/// What the books say against a change, found inside its transaction.
pub struct Objections {
    /// Places that children hold, and those that are on offer in the menu's term.
    pub taken: BTreeMap<OfferingId, u32>,
    pub on_offer: BTreeMap<OfferingId, u32>,
    /// Who of those who are to leave holds a course or a day of care.
    pub holding: Vec<StudentId>,
    /// A school number belongs to another child than the change takes it for.
    pub number_taken: bool,
}

/// A term that menus were published for.
pub struct KnownTerm {
    pub number: u32,
    pub first_day: Date,
    pub last_day: Date,
}

/// Of which term a menu is: of a known one with which it has a day in common, the one that holds first;
/// else of the next.
pub fn term_of(
    menu: &MenuChange,
    known: &[KnownTerm],
    holds: u32,
) -> Result<KnownTerm, StoreError> {
    let menu: ServiceMenu = serde_json::from_slice(&menu.canonical_json)?;
    let same = known.iter().filter(|known| {
        let days = Term {
            first_day: known.first_day,
            last_day: known.last_day,
            ..menu.term.clone()
        };
        days.is_same_as(&menu.term)
    });
    let found = same.max_by_key(|known| (known.number == holds, known.number));
    let last = known.iter().map(|known| known.number).max();
    Ok(KnownTerm {
        number: found.map_or(last.unwrap_or(0).saturating_add(1), |known| known.number),
        first_day: menu.term.first_day,
        last_day: menu.term.last_day,
    })
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
