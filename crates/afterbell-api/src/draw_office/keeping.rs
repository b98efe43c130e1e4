//! 已占名额: places that children keep through another draw, since the school has put them there or they came after
//! the one before. They stand in its rules, so that nobody is made to leave for it, and nobody can stop it by staying.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::allocation::AllocationRules;
use afterbell_domain::{
    Moment, OfferingId, ServiceMenu, SlotId, WeekSlots, WishList, kept_beside_draw,
};

use crate::store::draws::{DrawBooks, DrawChild};

/// Whether a child has a part in the draw. Who takes back all wishes once it is committed to, and so its rules are
/// published, still has one: else its places would be kept and not be told.
pub(super) fn is_drawn(child: &DrawChild, committed_at: Option<Moment>) -> bool {
    let wishes = child.wishes.as_ref();
    let has_wishes = wishes.is_some_and(|wishes| !wishes.slots().is_empty());
    let times = committed_at.zip(child.wished_at);
    has_wishes || times.is_some_and(|(committed, saved)| committed < saved)
}

pub(super) fn keeps(child: &DrawChild, committed_at: Option<Moment>) -> Vec<OfferingId> {
    let is_drawn = is_drawn(child, committed_at);
    kept_beside_draw(&child.student, &child.placed_by_hand, is_drawn)
}

/// How many places of each offering are kept.
pub fn kept(books: &DrawBooks, committed_at: Option<Moment>) -> BTreeMap<OfferingId, u32> {
    let mut kept: BTreeMap<OfferingId, u32> = BTreeMap::new();
    let all = books.children.iter();
    for offering in all.flat_map(|child| keeps(child, committed_at)) {
        let count = kept.entry(offering).or_default();
        *count = count.saturating_add(1);
    }
    kept
}

/// How many places are held beside those that the published rules keep: they would be given twice.
pub fn kept_too_many(books: &DrawBooks, rules: &AllocationRules, committed_at: Moment) -> u32 {
    let told = rules.offerings.iter();
    let told = told.map(|one| (&one.id, one.kept.unwrap_or(0)));
    let told: BTreeMap<&OfferingId, u32> = told.collect();
    let kept = kept(books, Some(committed_at)).into_iter();
    let more = kept.map(|(offering, kept)| {
        // What the rules do not draw is given to nobody.
        let told = told.get(&offering).copied().unwrap_or(kept);
        kept.saturating_sub(told)
    });
    more.fold(0, u32::saturating_add)
}

/// The wishes that a child is drawn with beside what it keeps: nothing at the same time, and no other class of a
/// course that is given once a term.
pub(super) fn beside_kept(menu: &ServiceMenu, wishes: &WishList, kept: &[OfferingId]) -> WishList {
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
pub(super) fn with_lost(menu: &ServiceMenu, wishes: WishList, lost: &[OfferingId]) -> WishList {
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
