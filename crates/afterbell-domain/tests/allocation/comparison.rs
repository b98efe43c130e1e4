//! What other ways of giving places out would have come to.

use afterbell_domain::SelectionMode;
use afterbell_domain::allocation::{
    Comparison, Instance, Mechanism, MechanismStatistics, OfferingStatistics,
};
use proptest::prelude::*;
use serde_json::json;

use super::rounds::{ANY, Kind, ONE_SLOT, any_round};

fn of(comparison: &Comparison, mechanism: Mechanism) -> Option<MechanismStatistics> {
    let mut all = comparison.mechanisms.iter();
    all.find(|one| one.mechanism == mechanism).copied()
}

/// First, second, third and later wishes, and none.
#[track_caller]
fn counts(comparison: &Comparison, mechanism: Mechanism) -> [u32; 5] {
    let one = of(comparison, mechanism).expect("the mechanism was compared");
    [one.first, one.second, one.third, one.later, one.unplaced]
}

/// `a` and `b` like `x` best, `c` likes `y`; each has one place. With numbers 1, 2, 3 the draw moves `b` to
/// its second wish and leaves `c` without; whoever serves first wishes first leaves `b` without.
fn three() -> Instance {
    let child = |name: &str, number: u32, wishes: [&str; 2]| json!({"child": name, "number": number, "wishes": {"mon": wishes}});
    let instance = json!({
        "rules": {
            "format": "afterbell-rules/1", "mode": "wishes",
            "slots": [{"id": "mon", "weekday": 1}],
            "offerings": [
                {"id": "x", "slot": "mon", "places": 1},
                {"id": "y", "slot": "mon", "places": 1},
            ],
        },
        "applicants": [
            child("a", 3, ["x", "y"]),
            child("b", 2, ["x", "y"]),
            child("c", 1, ["y", "x"]),
        ],
    });
    serde_json::from_value(instance).expect("an instance")
}

#[test]
fn each_mechanism_gives_what_it_is_known_for() {
    let comparison = three().comparison().unwrap();
    // c has number 1 and gets y, b gets x, a loses both.
    assert_eq!(counts(&comparison, Mechanism::Deferred), [2, 0, 0, 0, 1]);
    assert_eq!(counts(&comparison, Mechanism::Immediate), [2, 0, 0, 0, 1]);
    // By name: a takes x, b takes y, c comes too late.
    assert_eq!(counts(&comparison, Mechanism::FirstCome), [1, 1, 0, 0, 1]);

    let mut turned = three();
    for (applicant, number) in turned.applicants.iter_mut().zip([1, 2, 3]) {
        applicant.number = Some(number);
    }
    let comparison = turned.comparison().unwrap();
    assert_eq!(counts(&comparison, Mechanism::Deferred), [1, 1, 0, 0, 1]);
    assert_eq!(counts(&comparison, Mechanism::Immediate), [2, 0, 0, 0, 1]);
    assert_eq!(counts(&comparison, Mechanism::Lottery), [2, 0, 0, 0, 1]);
}

#[test]
fn an_offering_tells_how_far_it_went_where_it_turned_somebody_away() {
    let mut instance = three();
    let offerings = instance.comparison().unwrap().offerings;
    let told = offerings.iter().map(|one| {
        let OfferingStatistics {
            places,
            admitted,
            wished,
            last_admitted,
            ..
        } = one;
        (*places, *admitted, *wished, *last_admitted)
    });
    assert!(told.eq([(1, 1, 3, Some(2)), (1, 1, 3, Some(1))]));
    instance.applicants.truncate(1);
    let offerings = instance.comparison().unwrap().offerings;
    assert_eq!(
        (offerings[0].admitted, offerings[0].last_admitted),
        (1, None)
    );
}

#[test]
fn a_lottery_is_compared_with_first_come_only() {
    let mut instance = three();
    instance.rules.mode = SelectionMode::Lottery;
    for applicant in &mut instance.applicants {
        applicant.wishes[0].wishes.truncate(1);
    }
    let comparison = instance.comparison().unwrap();
    let mechanisms = comparison.mechanisms.iter().map(|one| one.mechanism);
    assert!(mechanisms.eq([Mechanism::Deferred, Mechanism::FirstCome]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Nothing serves more first wishes than serving them first; and the same children wish in all of them.
    #[test]
    fn serving_first_wishes_first_serves_most_of_them(instance in any_round(ONE_SLOT)) {
        let comparison = instance.comparison().unwrap();
        let immediate = of(&comparison, Mechanism::Immediate).unwrap();
        let sum = |mechanism| counts(&comparison, mechanism).iter().sum::<u32>();
        for one in &comparison.mechanisms {
            prop_assert!(one.first <= immediate.first, "{:?}", one);
            prop_assert_eq!(sum(one.mechanism), sum(Mechanism::Immediate));
        }
    }

    /// Limits, minimums and several slots: everybody is counted, and no place is given twice.
    #[test]
    fn no_mechanism_gives_more_than_there_is(instance in any_round(Kind { children: 12, ..ANY })) {
        let comparison = instance.comparison().unwrap();
        let places: u32 = instance.rules.offerings.iter().map(|one| one.places).sum();
        for one in &comparison.mechanisms {
            prop_assert!(one.first + one.second + one.third + one.later <= places);
        }
        let admitted: u32 = comparison.offerings.iter().map(|one| one.admitted).sum();
        let [first, second, third, later, _] = counts(&comparison, Mechanism::Deferred);
        prop_assert_eq!(admitted, first + second + third + later);
    }
}
