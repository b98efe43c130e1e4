use std::collections::BTreeSet;

use super::{WeekSlots, WishList};
use crate::{Moment, OfferingId, ServiceMenu, SlotId};

/// Whether a child has a part in a draw. Who takes back all wishes once it is committed to, and so its rules are
/// published, still has one: else its places would be kept and not be told.
pub fn has_part(
    wishes: Option<&WishList>,
    wished_at: Option<Moment>,
    committed_at: Option<Moment>,
) -> bool {
    let has_wishes = wishes.is_some_and(|wishes| !wishes.slots().is_empty());
    let times = committed_at.zip(wished_at);
    has_wishes || times.is_some_and(|(committed, saved)| committed < saved)
}

/// The wishes that a child is drawn with beside what it keeps: nothing at the same time, and no other class of a
/// course that is given once a term.
pub fn beside_kept(menu: &ServiceMenu, wishes: &WishList, kept: &[OfferingId]) -> WishList {
    let slots = WeekSlots::of(&menu.offerings);
    let held: Vec<_> = kept.iter().filter_map(|id| menu.offering(id)).collect();
    let busy: BTreeSet<&SlotId> = held
        .iter()
        .flat_map(|offering| slots.of_offering(offering).map(|slot| &slot.id))
        .collect();
    let is_free = |id: &OfferingId| {
        menu.offering(id).is_some_and(|wished| {
            let mut its = slots.of_offering(wished);
            let is_once = menu
                .course_of(wished)
                .is_some_and(|course| course.once_per_term);
            let is_same = held.iter().any(|held| held.course == wished.course);
            let is_busy = its.any(|slot| busy.contains(&slot.id));
            !(is_busy || is_once && is_same)
        })
    };
    let mut left = wishes.clone();
    for ranking in wishes.slots() {
        let free = ranking.offerings.iter().filter(|id| is_free(id));
        left.rank(ranking.slot.clone(), free.cloned().collect());
    }
    left
}

/// The same wishes, with the kept places that the draw has closed: in their slots the child is in base care, like
/// everybody who got nothing there.
pub fn with_lost(menu: &ServiceMenu, wishes: WishList, lost: &[OfferingId]) -> WishList {
    let slots = WeekSlots::of(&menu.offerings);
    let mut wishes = wishes;
    for offering in lost.iter().filter_map(|id| menu.offering(id)) {
        for slot in slots.of_offering(offering) {
            if wishes.of_slot(&slot.id).is_empty() {
                wishes.rank(slot.id.clone(), vec![offering.id.clone()]);
            }
        }
    }
    wishes
}
