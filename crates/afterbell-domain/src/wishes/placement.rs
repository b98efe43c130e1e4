use std::collections::BTreeMap;

use super::{WeekSlots, WishList};
use crate::{
    CareChoice, ClockTime, Invalid, Offering, OfferingId, SelectionDraft, ServiceMenu, SlotId,
    Weekday,
};

/// What a child holds after a draw: the places it won, the care it has and asked for, and base care in
/// every slot for which it wished and in which it has no course (基本托管).
pub fn placed_selection(
    menu: &ServiceMenu,
    wishes: &WishList,
    held_care: &[CareChoice],
    won: &[OfferingId],
) -> Result<SelectionDraft, Invalid> {
    let slots = WeekSlots::of(&menu.offerings);
    // What was asked for with the wishes is the newer.
    let asked = held_care.iter().chain(wishes.care());
    let care: BTreeMap<_, _> = asked.map(|choice| (choice.weekday, *choice)).collect();
    let (hash, care) = (wishes.menu().clone(), care.into_values().collect());
    let mut placed = SelectionDraft::new(hash, won.to_vec(), care)?;
    for ranking in wishes.slots() {
        if let Some(slot) = slots.get(&ranking.slot)
            && !is_taken_up(menu, &slots, &slot.id, won)
        {
            let (weekday, end) = (slot.weekday, slot.time.end());
            let at_least = placed.pick_up_on(weekday);
            let until = pick_up_from(menu, weekday, end);
            placed.set_care(weekday, at_least.max(until));
        }
    }
    fetched_after_courses(menu, &mut placed);
    Ok(placed)
}

/// The first batch at or after a time, else the day's last.
fn pick_up_from(menu: &ServiceMenu, weekday: Weekday, end: ClockTime) -> Option<ClockTime> {
    let last = || menu.base_care.on(weekday)?.pick_up_times.last().copied();
    menu.base_care
        .first_pick_up_from(weekday, end)
        .or_else(last)
}

/// Whoever would be fetched before the last bell is fetched after it. Where no batch is that late the
/// child keeps the care it has, until its course begins: care is taken from nobody.
fn fetched_after_courses(menu: &ServiceMenu, selection: &mut SelectionDraft) {
    let offerings = selection.offerings().to_vec();
    let held = offerings.iter().filter_map(|id| menu.offering(id));
    for session in held.flat_map(|offering| &offering.sessions) {
        let (weekday, end) = (session.weekday, session.time.end());
        if selection.pick_up_on(weekday).is_some_and(|at| at < end) {
            let latest = pick_up_from(menu, weekday, end);
            selection.set_care(weekday, latest);
        }
    }
}

fn is_taken_up(menu: &ServiceMenu, slots: &WeekSlots, slot: &SlotId, won: &[OfferingId]) -> bool {
    let mut won = won.iter().filter_map(|id| menu.offering(id));
    won.any(|offering| slots.of_offering(offering).any(|one| one.id == *slot))
}

/// The selection with a place from the waiting list, and without what stood in its slots: a child is
/// in one course at a time, and the old one is let go only together with the new one's coming.
pub fn selection_with(
    menu: &ServiceMenu,
    held: &SelectionDraft,
    offering: &Offering,
) -> SelectionDraft {
    let slots = WeekSlots::of(&menu.offerings);
    let meets = |other: &Offering| {
        let mut theirs = slots.of_offering(other);
        theirs.any(|slot| slots.of_offering(offering).any(|own| own.id == slot.id))
    };
    let mut next = held.clone();
    for id in held.offerings() {
        if menu.offering(id).is_some_and(meets) {
            next.remove(id);
        }
    }
    next.add(offering.id.clone());
    fetched_after_courses(menu, &mut next);
    next
}
