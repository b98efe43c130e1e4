use std::collections::{BTreeMap, BTreeSet};

use super::{AllocationRules, AuditionRule, ContestedOffering, PriorityGroup, RulesFormat, Slot};
use crate::{Invalid, OfferingId, SelectionMode, ServiceMenu, WeekSlots};

impl AllocationRules {
    /// The rules by which a menu's places are drawn. They follow from the menu alone, so that whoever
    /// has the menu can make them again and compare.
    ///
    /// An opening pool is a round of wishes among those who came in time. No course is closed by it: who
    /// comes later may still fill it.
    pub fn of_menu(menu: &ServiceMenu) -> Result<Self, Invalid> {
        let is_pool = menu.round.opening_pool_minutes.is_some();
        let slots = WeekSlots::of(&menu.offerings);
        let offerings = menu.offerings.iter().filter_map(|offering| {
            let mut ids = slots.of_offering(offering).map(|slot| slot.id.clone());
            let slot = ids.next()?;
            let also_in: BTreeSet<_> = ids.collect();
            let course = menu.course_of(offering);
            Some(ContestedOffering {
                id: offering.id.clone(),
                slot,
                also_in: also_in.into_iter().collect(),
                places: offering.places.into(),
                kept: None,
                minimum: offering
                    .minimum
                    .map(u32::from)
                    .filter(|least| *least > 0 && !is_pool),
                reserved: offering.reserved.clone(),
                audition: offering.audition.then_some(AuditionRule::ListedOnly),
                // Looked at when a wish is saved and again at the close, with classes and what comes
                // before; so no child's grade needs to be published.
                grades: None,
                category: course.map(|course| course.category),
                once_per_term: course
                    .filter(|course| course.once_per_term)
                    .map(|course| course.id.clone()),
            })
        });
        let groups = menu.groups.iter().map(|group| PriorityGroup {
            id: group.id.clone(),
            precedence: group.precedence,
        });
        Ok(Self {
            format: RulesFormat,
            menu: Some(menu.hash()?),
            mode: match is_pool {
                true => SelectionMode::Wishes,
                false => menu.round.mode,
            },
            opening_pool_minutes: None,
            groups: groups.collect(),
            offerings: offerings.collect(),
            slots: slots
                .iter()
                .map(|slot| Slot {
                    id: slot.id.clone(),
                    weekday: slot.weekday,
                })
                .collect(),
            limits: menu.limits,
        })
    }

    /// Places that children keep beside the draw, in all offerings.
    pub fn kept(&self) -> u64 {
        let kept = self.offerings.iter().filter_map(|offering| offering.kept);
        kept.map(u64::from).sum()
    }

    /// The same rules where children keep so many places beside the draw: what they keep is not drawn, counts towards
    /// the minimum, and is told, so that whoever has the menu can make these rules again as well. Groups have places
    /// reserved among those that are left, in the order of the menu. An offering that has none left is not drawn.
    pub fn keeping(mut self, kept: &BTreeMap<OfferingId, u32>) -> Self {
        for offering in &mut self.offerings {
            let kept = kept.get(&offering.id).copied().unwrap_or(0);
            let kept = kept.min(offering.places);
            if kept == 0 {
                continue;
            }
            offering.kept = Some(kept);
            offering.places = offering.places.saturating_sub(kept);
            let least = offering.minimum.map(|least| least.saturating_sub(kept));
            offering.minimum = least.filter(|least| *least > 0);
            let mut left = offering.places;
            for reserved in &mut offering.reserved {
                reserved.places = reserved.places.min(left);
                left = left.saturating_sub(reserved.places);
            }
            offering.reserved.retain(|reserved| reserved.places > 0);
        }
        self.offerings.retain(|offering| offering.places > 0);
        self
    }
}
