//! What holds for any round, and that the plain implementation comes to the same.

use afterbell_domain::SelectionMode;
use afterbell_domain::allocation::Instance;
use proptest::prelude::*;
use std::collections::BTreeSet;

use super::named::Result;
use super::plain::{self, Plain};
use super::rounds::{ANY, Kind, ONE_SLOT, any_round};

fn lottery() -> Kind {
    Kind {
        mode: SelectionMode::Lottery,
        ..ANY
    }
}

fn first_come() -> Kind {
    Kind {
        mode: SelectionMode::FirstCome,
        ..ANY
    }
}

/// In first-come the seed draws the numbers, which the plain implementation takes as given.
fn with_numbers(instance: &Instance) -> Instance {
    let mut told = instance.clone();
    let names = instance.applicants.iter().map(|one| &one.child);
    if let Some(seed) = &instance.seed {
        let drawn = afterbell_domain::draw::drawn_order(seed, names);
        for (applicant, number) in told.applicants.iter_mut().zip(drawn) {
            applicant.number = Some(number);
        }
    }
    told
}

fn with_priority_of_first(instance: &Instance, child: usize) -> Instance {
    let mut better = instance.clone();
    for applicant in &mut better.applicants {
        applicant.number = applicant.number.map(|number| number + 1);
    }
    better.applicants[child].number = Some(1);
    better
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_plain_implementation_comes_to_the_same(instance in any_round(ANY)) {
        prop_assert_eq!(Result::of(&instance), plain::allocate(&instance));
    }

    #[test]
    fn so_it_does_in_a_lottery(instance in any_round(lottery())) {
        prop_assert_eq!(Result::of(&instance), plain::allocate(&instance));
    }

    #[test]
    fn and_in_first_come(instance in any_round(first_come())) {
        prop_assert_eq!(Result::of(&instance), plain::allocate(&with_numbers(&instance)));
    }

    #[test]
    fn places_and_minimums_are_kept(instance in any_round(ANY)) {
        let result = Result::of(&instance);
        for offering in &instance.rules.offerings {
            let children = result.children_of(offering.id.as_str()).len() as u32;
            prop_assert!(children <= offering.places);
            let is_closed = result.closed.iter().any(|(id, _)| *id == offering.id.as_str());
            prop_assert_eq!(is_closed && children > 0, false);
            prop_assert!(is_closed || children >= offering.minimum.unwrap_or(0));
        }
    }

    /// Wished for, and nothing stood in the way; in all modes.
    #[test]
    fn nobody_gets_what_it_may_not_have(
        instance in prop_oneof![any_round(ANY), any_round(lottery()), any_round(first_come())],
    ) {
        let result = Result::of(&instance);
        let mut so_far = Plain::new(&instance);
        for slot in &instance.rules.slots {
            for (child, applicant) in instance.applicants.iter().enumerate() {
                let key = (slot.id.to_string(), applicant.child.to_string());
                let Some(held) = result.placed.get(&key) else { continue };
                let mut all = instance.rules.offerings.iter();
                let held = all.position(|one| one.id.as_str() == held).expect("an offering");
                prop_assert!(so_far.wishes(child, slot.id.as_str()).contains(&held));
                so_far.give(child, held);
            }
        }
    }

    /// No child would be chosen by an offering that it likes better than what it got: neither is a place
    /// left, nor does anybody have one with less right to it.
    #[test]
    fn nobody_has_reason_to_envy(instance in any_round(ANY)) {
        let result = Result::of(&instance);
        let mut so_far = Plain::new(&instance);
        let offerings = &instance.rules.offerings;
        for slot in &instance.rules.slots {
            let place_of = |name: &str| instance.applicants.iter().position(|a| a.child.as_str() == name);
            let mut held = vec![None; instance.applicants.len()];
            for ((at, child), offering) in &result.placed {
                if at == slot.id.as_str() {
                    held[place_of(child).expect("a child")] = offerings.iter().position(|o| o.id.as_str() == offering);
                }
            }
            for child in 0..held.len() {
                let wishes = so_far.wishes(child, slot.id.as_str());
                for better in wishes.into_iter().take_while(|wish| Some(*wish) != held[child]) {
                    let id = offerings[better].id.as_str();
                    if result.closed.iter().any(|(closed, _)| closed == id) { continue }
                    let mut with: BTreeSet<_> = (0..held.len()).filter(|one| held[*one] == Some(better)).collect();
                    with.insert(child);
                    prop_assert!(!so_far.choose(better, &with).contains(&child), "{child} envies {id}");
                }
            }
            for (child, offering) in held.iter().enumerate() {
                if let Some(offering) = offering { so_far.give(child, *offering) }
            }
        }
    }

    #[test]
    fn the_order_of_the_list_does_not_matter(
        (instance, shuffled) in prop_oneof![any_round(ANY), any_round(first_come())].prop_flat_map(|instance| {
            let shuffled = Just(instance.applicants.clone()).prop_shuffle();
            (Just(instance), shuffled)
        }),
    ) {
        let other = Instance { applicants: shuffled, ..instance.clone() };
        prop_assert_eq!(Result::of(&other), Result::of(&instance));
    }

    #[test]
    fn a_better_number_is_no_worse(instance in any_round(ONE_SLOT)) {
        let before = Result::of(&instance);
        for child in 0..instance.applicants.len() {
            let after = Result::of(&with_priority_of_first(&instance, child));
            let place = |result: &Result| super::truthful::place_of(&instance, result, child);
            prop_assert!(place(&after) <= place(&before), "child {child}");
        }
    }
}
