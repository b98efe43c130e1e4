//! The market: rules and applicants with indexes in the place of names, checked once, so that
//! allocating cannot fail and need not look anything up.

// The constructor looks at every index before anything is looked up by it.
#![allow(clippy::indexing_slicing)]

mod named;

use super::{Allocation, AuditionRule, Catalogue, Fault, FaultCode, engine};

/// Stands in the place of a child, an offering or a wish where there is none.
pub(super) const NONE: u32 = u32::MAX;
/// Marks a wish that the child may not have, whatever the numbers.
pub(super) const INELIGIBLE: u32 = 1 << 31;

/// 申请汇总: all children and their wishes, in flat lists of numbers, all in one order.
#[derive(Debug, Clone, Default)]
pub struct Applicants {
    /// One for each child, all different.
    pub numbers: Vec<u32>,
    /// The place of each child's group in the rules' list.
    pub groups: Vec<u8>,
    /// First-come only: children with this number or a later one came after the opening pool.
    pub late_from: Option<u32>,
    /// For each slot.
    pub wishes: Vec<Rankings>,
    /// Offerings and the children on their audition lists, the best first.
    pub auditions: Vec<(u32, Vec<u32>)>,
}

/// 志愿表: what all children wish for in one slot.
#[derive(Debug, Clone)]
pub struct Rankings {
    ends: Vec<u32>,
    offerings: Vec<u32>,
}

impl Default for Rankings {
    fn default() -> Self {
        let ends = vec![0];
        let offerings = Vec::new();
        Self { ends, offerings }
    }
}

impl Rankings {
    /// The next child's wishes: offerings by their place in the rules' list, the best first.
    pub fn push(&mut self, wishes: impl IntoIterator<Item = u32>) {
        self.offerings.extend(wishes);
        self.ends.push(self.offerings.len() as u32);
    }

    pub fn children(&self) -> usize {
        self.ends.len() - 1
    }

    #[inline]
    pub(super) fn of(&self, child: usize) -> &[u32] {
        &self.offerings[self.ends[child] as usize..self.ends[child + 1] as usize]
    }
}

/// A teacher's list: who is on it, and where.
#[derive(Debug, Clone)]
pub(super) struct Audition {
    pub listed: Vec<u32>,
    /// Children and their places on the list, in order of the children.
    pub places: Vec<(u32, u32)>,
}

impl Audition {
    pub fn place_of(&self, child: u32) -> Option<u32> {
        let at = self
            .places
            .binary_search_by_key(&child, |(child, _)| *child);
        Some(self.places[at.ok()?].1)
    }
}

/// 分配对象: consistent rules with applicants that fit them.
#[derive(Debug, Clone)]
pub struct Market {
    pub(super) catalogue: Catalogue,
    /// Wishes are told by the place of the offering within its slot, which is one look-up less.
    pub(super) applicants: Applicants,
    /// Whether what a child holds in one slot can stand in the way of a wish in another.
    pub(super) is_coupled: bool,
    /// How many children wish for each offering.
    pub(super) demand: Vec<u32>,
    pub(super) auditions: Vec<Option<Box<Audition>>>,
    /// For each slot, its offerings.
    pub(super) offerings_of: Vec<Vec<u32>>,
    /// The place of each offering within its slot.
    pub(super) place_of: Vec<u32>,
}

impl Market {
    /// Accepts applicants that fit the rules, or says what does not.
    pub fn new(catalogue: Catalogue, mut applicants: Applicants) -> Result<Self, Fault> {
        let children = applicants.numbers.len();
        let fault = |at: &str, code| Err(Fault::new(at, code));
        if children >= INELIGIBLE as usize {
            let most = u64::from(INELIGIBLE) - 1;
            return fault("applicants", FaultCode::AboveMost { most });
        }
        if applicants.groups.len() != children || applicants.wishes.len() != catalogue.slots {
            return fault("applicants", FaultCode::Missing);
        }
        let groups = catalogue.precedences.len();
        if let Some(at) = applicants
            .groups
            .iter()
            .position(|g| usize::from(*g) >= groups)
        {
            return Err(Fault::unknown(
                format!("applicants[{at}].group"),
                applicants.groups[at],
            ));
        }
        different(&applicants.numbers)?;
        let mut auditions = vec![None; catalogue.terms.len()];
        for (offering, listed) in std::mem::take(&mut applicants.auditions) {
            let audition = audition(&catalogue, children, offering, listed)?;
            auditions[offering as usize] = Some(Box::new(audition));
        }
        let mut offerings_of = vec![Vec::new(); catalogue.slots];
        let mut place_of = Vec::with_capacity(catalogue.terms.len());
        for (offering, terms) in (0..).zip(&catalogue.terms) {
            place_of.push(offerings_of[terms.slot].len() as u32);
            offerings_of[terms.slot].push(offering);
        }
        let demand = vec![0; catalogue.terms.len()];
        let mut market = Self {
            is_coupled: catalogue.is_coupled(),
            catalogue,
            applicants,
            demand,
            auditions,
            offerings_of,
            place_of,
        };
        market.look_through_wishes()?;
        Ok(market)
    }

    pub fn children(&self) -> usize {
        self.applicants.numbers.len()
    }

    /// Who gets which place. The same market always gives the same answer, in whatever order its
    /// children stand.
    pub fn allocate(&self) -> Allocation<'_> {
        engine::allocate(self, engine::DEFERRED)
    }

    /// 志愿优先: what immediate acceptance would come to (the Boston mechanism), for comparison. First
    /// wishes are served for good before any second one is looked at. Reserved places are open to all here.
    pub fn allocate_immediately(&self) -> Allocation<'_> {
        engine::allocate(self, engine::IMMEDIATE)
    }

    fn look_through_wishes(&mut self) -> Result<(), Fault> {
        let children = self.applicants.numbers.len();
        let mut seen_by = vec![NONE; self.catalogue.terms.len()];
        let takes_one = self.catalogue.mode == crate::SelectionMode::Lottery;
        for (slot, rankings) in self.applicants.wishes.iter_mut().enumerate() {
            if rankings.children() != children {
                return Err(Fault::new("applicants", FaultCode::Missing));
            }
            for child in 0..children {
                let (start, end) = (rankings.ends[child], rankings.ends[child + 1]);
                let at = |wish: usize| format!("applicants[{child}].wishes[{slot}][{wish}]");
                for (wish, entry) in (start as usize..end as usize).enumerate() {
                    let offering = rankings.offerings[entry] & !INELIGIBLE;
                    let Some(terms) = self.catalogue.terms.get(offering as usize) else {
                        return Err(Fault::unknown(at(wish), offering));
                    };
                    if terms.slot != slot {
                        let slot = terms.slot.to_string();
                        let offering = offering.to_string();
                        return Err(Fault::new(
                            at(wish),
                            FaultCode::OtherSlot { offering, slot },
                        ));
                    }
                    let seen = &mut seen_by[offering as usize];
                    if std::mem::replace(seen, child as u32) == child as u32 {
                        return Err(Fault::duplicate(at(wish), offering));
                    }
                    if takes_one && wish > 0 {
                        return Err(Fault::new(at(wish), FaultCode::OneWishOnly));
                    }
                    self.demand[offering as usize] += 1;
                    let listed = self.auditions[offering as usize].as_ref();
                    let is_listed = listed
                        .and_then(|list| list.place_of(child as u32))
                        .is_some();
                    let is_refused = terms.audition == Some(AuditionRule::ListedOnly) && !is_listed;
                    let flags = rankings.offerings[entry] & INELIGIBLE;
                    let flags = if is_refused { INELIGIBLE } else { flags };
                    rankings.offerings[entry] = self.place_of[offering as usize] | flags;
                }
            }
        }
        Ok(())
    }
}

fn different(numbers: &[u32]) -> Result<(), Fault> {
    let mut sorted: Vec<_> = (0..).zip(numbers.iter().copied()).collect();
    sorted.sort_unstable_by_key(|(child, number): &(u32, u32)| (*number, *child));
    match sorted.windows(2).find(|pair| pair[0].1 == pair[1].1) {
        Some(pair) => {
            let at = format!("applicants[{}].number", pair[1].0);
            Err(Fault::duplicate(at, pair[1].1))
        }
        None => Ok(()),
    }
}

fn audition(
    catalogue: &Catalogue,
    children: usize,
    offering: u32,
    listed: Vec<u32>,
) -> Result<Audition, Fault> {
    let at = |place: usize| format!("auditions of {offering}[{place}]");
    let Some(terms) = catalogue.terms.get(offering as usize) else {
        return Err(Fault::unknown("auditions", offering));
    };
    if terms.audition.is_none() {
        return Err(Fault::new(at(0), FaultCode::NotUsed));
    }
    if let Some(place) = listed.iter().position(|child| *child as usize >= children) {
        return Err(Fault::unknown(at(place), listed[place]));
    }
    let mut places: Vec<_> = listed.iter().copied().zip(0..).collect();
    places.sort_unstable();
    if let Some(pair) = places.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(Fault::duplicate(at(pair[1].1 as usize), pair[1].0));
    }
    Ok(Audition { listed, places })
}
