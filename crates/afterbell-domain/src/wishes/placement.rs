use super::{WeekSlot, WeekSlots, WishList};
use crate::{
    CareChoice, ClockTime, Invalid, Offering, OfferingId, SelectionDraft, ServiceMenu, SlotId,
    Weekday,
};

/// What a child holds after a draw: the places it won, the care it has, and base care in every slot that
/// it ranked and in which it has no course (基本托管), whether its wishes still hold or not.
///
/// The care it has is the whole of what was asked for: care beside wishes is kept when they are saved, so
/// that whatever came later is the newer. A pick-up that the menu does not offer any more becomes the next
/// one, else the day's last.
pub fn placed_selection(
    menu: &ServiceMenu,
    wishes: &WishList,
    held_care: &[CareChoice],
    won: &[OfferingId],
) -> Result<SelectionDraft, Invalid> {
    let slots = WeekSlots::of(&menu.offerings);
    let care = held_care.iter().filter_map(|choice| {
        let pick_up = pick_up_from(menu, choice.weekday, choice.pick_up)?;
        let weekday = choice.weekday;
        Some(CareChoice { weekday, pick_up })
    });
    let mut placed = SelectionDraft::new(wishes.menu().clone(), won.to_vec(), care.collect())?;
    for ranking in wishes.slots() {
        if let Some(slot) = slots.called(&ranking.slot)
            && is_in_care(menu, slot)
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

/// A club at noon that was not won is no care in the afternoon.
fn is_in_care(menu: &ServiceMenu, slot: &WeekSlot) -> bool {
    let day = menu.base_care.on(slot.weekday);
    day.is_some_and(|day| day.time.overlaps(slot.time))
}

impl WishList {
    /// 同时登记的托管: the care a child has once this list is saved after the one before. What changed between
    /// the two is asked for; what a list only repeats is not, since it may have been changed elsewhere.
    pub fn care_with(&self, before: Option<&Self>, held: &[CareChoice]) -> Vec<CareChoice> {
        let before = before.map_or(&[][..], Self::care);
        let asked = self.care.iter().filter(|choice| !before.contains(choice));
        let asked: Vec<CareChoice> = asked.copied().collect();
        let is_asked = |day| asked.iter().any(|choice| choice.weekday == day);
        let is_dropped = |choice: &&CareChoice| {
            before.contains(choice) && !self.care.iter().any(|one| one.weekday == choice.weekday)
        };
        let stays = held
            .iter()
            .filter(|choice| !is_asked(choice.weekday) && !is_dropped(choice));
        let mut care: Vec<CareChoice> = stays.chain(&asked).copied().collect();
        care.sort_unstable_by_key(|choice| choice.weekday);
        care
    }
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
pub(crate) fn fetched_after_courses(menu: &ServiceMenu, selection: &mut SelectionDraft) {
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
