//! An allocation by names, the form in which results are compared.

use afterbell_domain::allocation::{Allocation, Instance, Standing};
use std::collections::BTreeMap;

/// What came of a round: (slot, child) → offering, who waits for what, and what was closed in which order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Result {
    pub placed: BTreeMap<(String, String), String>,
    pub waiting: BTreeMap<String, Vec<String>>,
    pub closed: Vec<(String, u32)>,
}

impl Result {
    pub fn of(instance: &Instance) -> Self {
        let market = instance.market().expect("a consistent instance");
        Self::named(instance, &market.allocate())
    }

    pub fn named(instance: &Instance, allocation: &Allocation) -> Self {
        let child = |index: usize| instance.applicants[index].child.to_string();
        let offering = |index: u32| instance.rules.offerings[index as usize].id.to_string();
        let mut all = Self::default();
        for (slot, declared) in instance.rules.slots.iter().enumerate() {
            for index in 0..instance.applicants.len() {
                if let Standing::Placed { offering: held } = allocation.standing(index, slot) {
                    let key = (declared.id.to_string(), child(index));
                    all.placed.insert(key, offering(held));
                }
            }
        }
        for index in 0..instance.rules.offerings.len() as u32 {
            let waiting: Vec<_> = allocation
                .waiting(index)
                .map(|c| child(c as usize))
                .collect();
            if !waiting.is_empty() {
                all.waiting.insert(offering(index), waiting);
            }
        }
        let closed = allocation.closed();
        all.closed = closed
            .map(|one| (offering(one.offering), one.admitted))
            .collect();
        all
    }

    /// The children of an offering, by name.
    pub fn children_of(&self, offering: &str) -> Vec<&str> {
        let placed = self.placed.iter();
        let placed = placed.filter(|(_, held)| *held == offering);
        placed.map(|((_, child), _)| child.as_str()).collect()
    }
}
