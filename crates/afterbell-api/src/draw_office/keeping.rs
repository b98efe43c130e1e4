//! 已占名额: places that children keep through another draw, since the school has put them there or they came after
//! the one before. They stand in its rules, so that nobody is made to leave for it, and nobody can stop it by staying.

use std::collections::BTreeMap;

use afterbell_domain::allocation::AllocationRules;
use afterbell_domain::{Moment, OfferingId, has_part, kept_beside_draw};

use crate::store::draws::{DrawBooks, DrawChild};

/// As `has_part` says of what is in the books.
pub(super) fn is_drawn(child: &DrawChild, committed_at: Option<Moment>) -> bool {
    has_part(child.wishes.as_ref(), child.wished_at, committed_at)
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
