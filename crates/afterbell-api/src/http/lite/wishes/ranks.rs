//! Numbers beside courses as a form has them, right or wrong, and the ranking that they make.

use std::collections::BTreeMap;

use afterbell_domain::{
    CareChoice, Invalid, MenuHash, OfferingId, ServiceMenu, SlotWishes, WeekSlot, WeekSlots,
    WishList,
};

use crate::http::lite::fields::Fields;
use crate::http::refusal::Refusal;

/// Before the name of a course, whose number it is.
pub(super) const OF_OFFERING: &str = "r.";
/// Before the name of a slot, of which one course is drawn.
pub(super) const OF_SLOT: &str = "s.";

/// Counted from 1; a course without a number is not wished for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ranks(BTreeMap<OfferingId, u32>);

/// Courses of one slot that have the same number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tie {
    pub slot: WeekSlot,
    pub rank: u32,
    pub offerings: Vec<OfferingId>,
}

impl Ranks {
    pub(super) fn of(list: &WishList) -> Self {
        let ranked = list.slots().iter().flat_map(|slot| {
            let ids = slot.offerings.iter().cloned();
            ids.zip(1..)
        });
        Self(ranked.collect())
    }

    pub(super) fn read(fields: &Fields) -> Result<Self, Refusal> {
        let malformed = || Refusal::malformed("choice");
        let numbered = fields.beginning(OF_OFFERING);
        let chosen = fields.beginning(OF_SLOT).map(|(_, id)| (id, "1"));
        let mut ranks = BTreeMap::new();
        for (id, rank) in numbered.chain(chosen) {
            if id.is_empty() || rank.is_empty() {
                continue;
            }
            let id: OfferingId = id.parse().map_err(|_| malformed())?;
            let rank: u32 = rank.parse().map_err(|_| malformed())?;
            let is_new = rank > 0 && ranks.insert(id, rank).is_none();
            if !is_new || ranks.len() > WishList::MOST_WISHES {
                return Err(malformed());
            }
        }
        Ok(Self(ranks))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&OfferingId, u32)> {
        self.0.iter().map(|(id, rank)| (id, *rank))
    }

    pub(super) fn of_offering(&self, id: &OfferingId) -> Option<u32> {
        self.0.get(id).copied()
    }

    /// The courses of a slot with their numbers, in order of these. What the menu does not have any more is left out.
    pub(super) fn in_slot<'a>(
        &self,
        menu: &'a ServiceMenu,
        slots: &'a WeekSlots,
        slot: &'a WeekSlot,
    ) -> Vec<(u32, &'a OfferingId)> {
        let wished = slots.wished_in(&slot.id, &menu.offerings);
        let ranked = wished.filter_map(|id| Some((self.of_offering(id)?, id)));
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked
    }

    pub(super) fn ties(&self, menu: &ServiceMenu) -> Vec<Tie> {
        let slots = WeekSlots::of(&menu.offerings);
        let of_slot = |slot: &WeekSlot| {
            let ranked = self.in_slot(menu, &slots, slot);
            let same = ranked.chunk_by(|(one, _), (other, _)| one == other);
            let ties = same.filter_map(|same| match same {
                [(rank, _), _, ..] => Some(Tie {
                    slot: slot.clone(),
                    rank: *rank,
                    offerings: same.iter().map(|(_, id)| (*id).clone()).collect(),
                }),
                _ => None,
            });
            ties.collect::<Vec<_>>()
        };
        slots.iter().flat_map(of_slot).collect()
    }

    /// The ranking of each slot. Numbers may leave gaps: their order is what counts.
    pub(super) fn list(
        &self,
        hash: MenuHash,
        menu: &ServiceMenu,
        care: Vec<CareChoice>,
    ) -> Result<WishList, Invalid> {
        let slots = WeekSlots::of(&menu.offerings);
        let wishes = slots.iter().map(|slot| {
            let ranked = self.in_slot(menu, &slots, slot).into_iter();
            SlotWishes {
                slot: slot.id.clone(),
                offerings: ranked.map(|(_, id)| id.clone()).collect(),
            }
        });
        WishList::new(hash, wishes.collect(), care)
    }
}

#[cfg(test)]
mod tests;
