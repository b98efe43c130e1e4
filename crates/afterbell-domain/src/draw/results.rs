use serde::{Deserialize, Serialize};

use super::{ApplicantList, Seed};
use crate::allocation::{AllocationRules, ApplicantName, Fault, Market, numbers};
use crate::written::written_format;
use crate::{FileHash, OfferingId};

written_format!(
    /// Says how results are written.
    ResultsFormat,
    "afterbell-results/1"
);

/// 录取结果: who got what. It follows from the other files, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Results {
    pub format: ResultsFormat,
    /// Of `reveal.json`.
    pub reveal: FileHash,
    pub seed: Seed,
    /// In the order in which they were closed.
    pub closed: Vec<ClosedResult>,
    /// In the order of the list of applicants.
    pub children: Vec<ResultOf>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedResult {
    /// Its place in the rules' list, counted from 1.
    pub offering: u32,
    pub admitted: u32,
    pub minimum: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultOf {
    pub child: ApplicantName,
    pub number: u32,
    /// For each slot the offering, by its place in the rules' list counted from 1, or 0.
    pub places: Vec<u32>,
}

impl Results {
    /// The offerings that do not open: too few were admitted.
    pub fn closed_offerings<'a>(
        &self,
        rules: &'a AllocationRules,
    ) -> impl Iterator<Item = &'a OfferingId> {
        let offerings = &rules.offerings;
        self.closed.iter().filter_map(|closed| {
            let place = usize::try_from(closed.offering).ok()?.checked_sub(1)?;
            Some(&offerings.get(place)?.id)
        })
    }

    /// What follows from the rules and a list under a seed.
    pub(super) fn of(
        rules: &AllocationRules,
        list: &ApplicantList,
        reveal: FileHash,
        seed: Seed,
    ) -> Result<Self, Vec<Fault>> {
        let numbering = numbers(rules, &list.applicants, Some(&seed))?;
        let drawn = numbering.numbers.clone();
        let market = Market::named(rules, &list.applicants, &list.auditions, numbering)?;
        let allocation = market.allocate();
        let slots = 0..rules.slots.len();
        let children = list.applicants.iter().zip(drawn).enumerate();
        let children = children.map(|(index, (applicant, number))| {
            let place = |slot| allocation.held(index, slot).map_or(0, |held| held + 1);
            ResultOf {
                child: applicant.child.clone(),
                number,
                places: slots.clone().map(place).collect(),
            }
        });
        let closed = allocation.closed().map(|closed| ClosedResult {
            offering: closed.offering + 1,
            admitted: closed.admitted,
            minimum: closed.minimum,
        });
        Ok(Self {
            format: ResultsFormat,
            reveal,
            seed,
            closed: closed.collect(),
            children: children.collect(),
        })
    }
}
