use std::collections::{BTreeMap, BTreeSet};

use super::{AllocationRules, AuditionRule, ContestedOffering, Fault, FaultCode};
use crate::{Category, GradeSet, GroupId, Limits, OfferingId, SelectionMode, SlotId};

/// More would not fit into the mask of the slots an offering takes up.
const MOST_SLOTS: usize = 64;

/// 规则目录: rules that were found consistent, with indexes in the place of names.
#[derive(Debug, Clone)]
pub struct Catalogue {
    pub(super) mode: SelectionMode,
    pub(super) limits: Limits,
    /// Of each group; one of its own when the rules name none.
    pub(super) precedences: Vec<u8>,
    pub(super) slots: usize,
    pub(super) terms: Vec<Terms>,
    pub(super) offering_of: BTreeMap<OfferingId, u32>,
    pub(super) slot_of: BTreeMap<SlotId, usize>,
    pub(super) group_of: BTreeMap<GroupId, u8>,
}

/// What the engine knows of an offering.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub slot: usize,
    /// Bits of all slots it takes up.
    pub slots: u64,
    /// Bits of the weekdays it takes up.
    pub weekdays: u8,
    pub places: u32,
    pub minimum: u32,
    pub reserved: Vec<(u8, u32)>,
    pub audition: Option<AuditionRule>,
    pub grades: Option<GradeSet>,
    pub category: Option<Category>,
    pub once_per_term: Option<u32>,
}

impl Catalogue {
    /// Accepts consistent rules, or says everything that is wrong with them.
    pub fn new(rules: &AllocationRules) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        if rules.opening_pool_minutes.is_some() && rules.mode != SelectionMode::FirstCome {
            let at = "rules.opening_pool_minutes";
            faults.push(Fault::new(at, FaultCode::NotUsed));
        }
        let slots = rules.slots.iter().map(|slot| &slot.id);
        let slot_of = named(slots, "rules.slots", MOST_SLOTS, &mut faults, |at| at);
        let groups = rules.groups.iter().map(|group| &group.id);
        let most_groups = usize::from(u8::MAX);
        let number = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
        let group_of = named(groups, "rules.groups", most_groups, &mut faults, number);
        let offerings = rules.offerings.iter().map(|offering| &offering.id);
        let most = 1 << 30;
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let offering_of = named(offerings, "rules.offerings", most, &mut faults, number);
        if rules.slots.is_empty() {
            faults.push(Fault::new("rules.slots", FaultCode::Missing));
        }

        let mut courses = BTreeMap::new();
        for offering in &rules.offerings {
            let next = number(courses.len());
            if let Some(course) = &offering.once_per_term {
                courses.entry(course).or_insert(next);
            }
        }
        let mut reading = Reading {
            rules,
            slot_of: &slot_of,
            group_of: &group_of,
            faults: &mut faults,
        };
        let mut terms = Vec::with_capacity(rules.offerings.len());
        for (index, offering) in rules.offerings.iter().enumerate() {
            let mut read = reading.terms(&format!("rules.offerings[{index}]"), offering);
            read.once_per_term = offering
                .once_per_term
                .as_ref()
                .and_then(|id| courses.get(id).copied());
            terms.push(read);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let precedences = match rules.groups.as_slice() {
            [] => vec![0],
            groups => groups.iter().map(|group| group.precedence).collect(),
        };
        Ok(Self {
            mode: rules.mode,
            limits: rules.limits,
            precedences,
            slots: rules.slots.len(),
            terms,
            offering_of,
            slot_of,
            group_of,
        })
    }

    pub fn offerings(&self) -> usize {
        self.terms.len()
    }

    pub(super) fn is_coupled(&self) -> bool {
        let reaches_further = |one: &Terms| one.slots.count_ones() > 1;
        self.limits != Limits::default()
            || self
                .terms
                .iter()
                .any(|one| one.once_per_term.is_some() || reaches_further(one))
    }
}

fn named<'a, Id: Ord + Clone + std::fmt::Display + 'a, Index: Copy>(
    ids: impl Iterator<Item = &'a Id>,
    list: &str,
    most: usize,
    faults: &mut Vec<Fault>,
    index_at: impl Fn(usize) -> Index,
) -> BTreeMap<Id, Index> {
    let mut indexes = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        if indexes.insert(id.clone(), index_at(at)).is_some() {
            faults.push(Fault::duplicate(format!("{list}[{at}].id"), id));
        }
    }
    if indexes.len() > most {
        let most = most as u64;
        faults.push(Fault::new(list, FaultCode::AboveMost { most }));
    }
    indexes
}

struct Reading<'a> {
    rules: &'a AllocationRules,
    slot_of: &'a BTreeMap<SlotId, usize>,
    group_of: &'a BTreeMap<GroupId, u8>,
    faults: &'a mut Vec<Fault>,
}

impl Reading<'_> {
    fn terms(&mut self, at: &str, offering: &ContestedOffering) -> Terms {
        let slot = self.slot(format!("{at}.slot"), &offering.slot);
        let (slots, weekdays) = self.taken_up(at, offering, slot);
        let places = u64::from(offering.places);
        self.within(format!("{at}.places"), places, 1, u64::from(u32::MAX));
        if let Some(kept) = offering.kept {
            let most = u64::from(u32::MAX);
            self.within(format!("{at}.kept"), u64::from(kept), 1, most);
        }
        if let Some(minimum) = offering.minimum {
            let at = format!("{at}.minimum");
            self.within(at, u64::from(minimum), 1, places);
        }
        let reserved = self.reserved(at, offering);
        Terms {
            slot,
            slots,
            weekdays,
            places: offering.places,
            minimum: offering.minimum.unwrap_or(0),
            reserved,
            audition: offering.audition,
            grades: offering.grades,
            category: offering.category,
            once_per_term: None,
        }
    }

    fn slot(&mut self, at: String, id: &SlotId) -> usize {
        self.slot_of.get(id).copied().unwrap_or_else(|| {
            self.faults.push(Fault::unknown(at, id));
            0
        })
    }

    fn taken_up(&mut self, at: &str, offering: &ContestedOffering, slot: usize) -> (u64, u8) {
        let weekday = |slot: usize| {
            let slot = self.rules.slots.get(slot);
            slot.map_or(0, |slot| 1 << slot.weekday.number())
        };
        let bit = |slot: usize| 1u64.checked_shl(slot as u32).unwrap_or(0);
        let (mut slots, mut weekdays) = (bit(slot), weekday(slot));
        for (index, id) in offering.also_in.iter().enumerate() {
            let at = format!("{at}.also_in[{index}]");
            let Some(&further) = self.slot_of.get(id) else {
                self.faults.push(Fault::unknown(at, id));
                continue;
            };
            if further <= slot {
                let slot = id.to_string();
                self.faults
                    .push(Fault::new(at, FaultCode::NotLater { slot }));
            } else if slots & bit(further) != 0 {
                self.faults.push(Fault::duplicate(at, id));
            }
            slots |= bit(further);
            weekdays |= weekday(further);
        }
        (slots, weekdays)
    }

    fn reserved(&mut self, at: &str, offering: &ContestedOffering) -> Vec<(u8, u32)> {
        let mut reserved = Vec::new();
        let mut seen = BTreeSet::new();
        let mut left = u64::from(offering.places);
        for (index, one) in offering.reserved.iter().enumerate() {
            let at = format!("{at}.reserved[{index}]");
            if !seen.insert(&one.group) {
                self.faults
                    .push(Fault::duplicate(format!("{at}.group"), &one.group));
            }
            let places = u64::from(one.places);
            self.within(format!("{at}.places"), places, 1, left);
            left = left.saturating_sub(places);
            match self.group_of.get(&one.group) {
                Some(&group) => reserved.push((group, one.places)),
                None => self
                    .faults
                    .push(Fault::unknown(format!("{at}.group"), &one.group)),
            }
        }
        reserved
    }

    fn within(&mut self, at: String, found: u64, least: u64, most: u64) {
        if found < least {
            self.faults
                .push(Fault::new(at, FaultCode::BelowLeast { least }));
        } else if found > most {
            self.faults
                .push(Fault::new(at, FaultCode::AboveMost { most }));
        }
    }
}
