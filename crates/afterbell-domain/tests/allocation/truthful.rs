//! Within a slot nobody gains by ranking otherwise than they like: every other list is tried.

use afterbell_domain::allocation::{Instance, Wish, WishesOfSlot};
use proptest::prelude::*;

use super::named::Result;
use super::plain::Plain;
use super::rounds::{Kind, ONE_SLOT, any_round};

/// How far down its true list of wishes a child got; the lower the better.
pub fn place_of(truth: &Instance, result: &Result, child: usize) -> usize {
    let slot = &truth.rules.slots[0].id;
    let name = truth.applicants[child].child.to_string();
    let wishes = Plain::new(truth).wishes(child, slot.as_str());
    let Some(held) = result.placed.get(&(slot.to_string(), name)) else {
        return wishes.len();
    };
    let is_held = |wish: &usize| truth.rules.offerings[*wish].id.as_str() == held;
    // What was never wished for is worth less than nothing at all.
    wishes.iter().position(is_held).unwrap_or(usize::MAX)
}

/// Every list of some of the offerings, in every order.
fn lists(offerings: u32) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::new()];
    let mut at = 0;
    while let Some(list) = all.get(at).cloned() {
        for more in (1..=offerings).filter(|one| !list.contains(one)) {
            all.push([list.as_slice(), &[more]].concat());
        }
        at += 1;
    }
    all
}

fn telling(truth: &Instance, child: usize, list: &[u32]) -> Instance {
    let mut told = truth.clone();
    told.applicants[child].wishes = vec![WishesOfSlot {
        slot: truth.rules.slots[0].id.clone(),
        wishes: list.iter().copied().map(Wish::Numbered).collect(),
    }];
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn nobody_gains_by_another_ranking(truth in any_round(Kind { children: 7, ..ONE_SLOT })) {
        let honest = Result::of(&truth);
        let lists = lists(truth.rules.offerings.len() as u32);
        for child in 0..truth.applicants.len() {
            let deserved = place_of(&truth, &honest, child);
            for list in &lists {
                let result = Result::of(&telling(&truth, child, list));
                let gained = place_of(&truth, &result, child);
                prop_assert!(gained >= deserved, "child {child} gains with {list:?}");
            }
        }
    }
}

/// `docs/ALLOCATION.md` says that the guarantee ends where rankings decide which offerings open. Were
/// this to fail, the page would promise too little.
#[test]
fn a_minimum_can_make_another_ranking_worth_while() {
    let text = r#"{
        "rules": {"format": "afterbell-rules/1", "mode": "wishes", "slots": [{"id": "mon", "weekday": 1}],
            "offerings": [{"id": "choir", "slot": "mon", "places": 1},
                          {"id": "chess", "slot": "mon", "places": 2, "minimum": 2}]},
        "applicants": [
            {"child": "ann", "number": 1, "wishes": {"mon": ["chess", "choir"]}},
            {"child": "bob", "number": 2, "wishes": {"mon": ["choir", "chess"]}}]}"#;
    let truth: Instance = serde_json::from_str(text).expect("an instance");
    // Chess is closed with ann alone, who then takes choir from bob.
    assert_eq!(place_of(&truth, &Result::of(&truth), 1), 2);
    assert_eq!(
        place_of(&truth, &Result::of(&telling(&truth, 1, &[2])), 1),
        1
    );
}
