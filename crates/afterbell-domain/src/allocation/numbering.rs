use std::collections::BTreeSet;

use super::{AllocationRules, Applicant, Fault, FaultCode};
use crate::SelectionMode;
use crate::draw::{Seed, drawn_order};

/// 抽签号: one number for each child and term, in all slots the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbering {
    /// In the order of the applicants.
    pub numbers: Vec<u32>,
    /// First-come: whoever has this number or a later one came after the opening pool.
    pub late_from: Option<u32>,
}

/// The numbers that applicants bring along, or those that the seed draws.
pub fn numbers(
    rules: &AllocationRules,
    applicants: &[Applicant],
    seed: Option<&Seed>,
) -> Result<Numbering, Vec<Fault>> {
    match rules.mode {
        SelectionMode::FirstCome => by_arrival(rules, applicants, seed),
        SelectionMode::Wishes | SelectionMode::Lottery => drawn(applicants, seed),
    }
}

fn drawn(applicants: &[Applicant], seed: Option<&Seed>) -> Result<Numbering, Vec<Fault>> {
    let mut faults = Vec::new();
    for (index, applicant) in applicants.iter().enumerate() {
        if applicant.arrived_ms.is_some() {
            let at = format!("applicants[{index}].arrived_ms");
            faults.push(Fault::new(at, FaultCode::NotUsed));
        }
    }
    let brought: Vec<u32> = applicants.iter().filter_map(|one| one.number).collect();
    let numbers = match seed {
        Some(_) if !brought.is_empty() => {
            faults.push(Fault::new("seed", FaultCode::NotUsed));
            Vec::new()
        }
        Some(seed) => drawn_order(seed, applicants.iter().map(|one| &one.child)),
        None if brought.is_empty() && !applicants.is_empty() => {
            faults.push(Fault::new("seed", FaultCode::Missing));
            Vec::new()
        }
        None => {
            if let Some(at) = applicants.iter().position(|one| one.number.is_none()) {
                let at = format!("applicants[{at}].number");
                faults.push(Fault::new(at, FaultCode::NumbersIncomplete));
            }
            let mut seen = BTreeSet::new();
            for (index, number) in brought.iter().enumerate() {
                if !seen.insert(number) {
                    let at = format!("applicants[{index}].number");
                    faults.push(Fault::duplicate(at, number));
                }
            }
            brought
        }
    };
    match faults.is_empty() {
        true => Ok(Numbering {
            numbers,
            late_from: None,
        }),
        false => Err(faults),
    }
}

/// The pool is drawn; the others follow as they came. Who came at the same millisecond follows in the drawn
/// order, or without a seed by name.
fn by_arrival(
    rules: &AllocationRules,
    applicants: &[Applicant],
    seed: Option<&Seed>,
) -> Result<Numbering, Vec<Fault>> {
    let mut faults = Vec::new();
    let pool_ms = u64::from(rules.opening_pool_minutes.unwrap_or(0)) * 60_000;
    let mut arrivals = Vec::with_capacity(applicants.len());
    for (index, applicant) in applicants.iter().enumerate() {
        if applicant.number.is_some() {
            let at = format!("applicants[{index}].number");
            faults.push(Fault::new(at, FaultCode::NotUsed));
        }
        if applicant.arrived_ms.is_none() {
            let at = format!("applicants[{index}].arrived_ms");
            faults.push(Fault::new(at, FaultCode::Missing));
        }
        arrivals.push(applicant.arrived_ms.unwrap_or(0));
    }
    let is_in_pool = |arrived_ms: u64| arrived_ms < pool_ms;
    let drawn = match seed {
        Some(seed) => drawn_order(seed, applicants.iter().map(|one| &one.child)),
        None => {
            if arrivals.iter().any(|arrived| is_in_pool(*arrived)) {
                faults.push(Fault::new("seed", FaultCode::Missing));
            }
            by_name(applicants)
        }
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    let in_turn = |arrived_ms: u64| {
        if is_in_pool(arrived_ms) {
            0
        } else {
            arrived_ms
        }
    };
    let mut order: Vec<_> = arrivals.iter().zip(&drawn).enumerate().collect();
    // Nobody who came later was at the opening, so the pool comes first.
    order.sort_unstable_by_key(|(_, (arrived, drawn))| (in_turn(**arrived), **drawn));
    let mut numbers = vec![0; applicants.len()];
    for (number, (child, _)) in (1..).zip(&order) {
        if let Some(place) = numbers.get_mut(*child) {
            *place = number;
        }
    }
    let pool = arrivals
        .iter()
        .filter(|arrived| is_in_pool(**arrived))
        .count();
    let late_from = Some(u32::try_from(pool).unwrap_or(u32::MAX).saturating_add(1));
    Ok(Numbering { numbers, late_from })
}

/// Places in the order of names.
pub(super) fn by_name(applicants: &[Applicant]) -> Vec<u32> {
    let mut order: Vec<_> = applicants.iter().enumerate().collect();
    order.sort_by_key(|(_, applicant)| &applicant.child);
    let mut places = vec![0; applicants.len()];
    for (place, (child, _)) in (1..).zip(order) {
        if let Some(entry) = places.get_mut(child) {
            *entry = place;
        }
    }
    places
}
