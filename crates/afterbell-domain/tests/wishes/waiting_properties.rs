use afterbell_domain::WaitingState::{Accepted, Declined, Offered, Waiting as Waits};
use afterbell_domain::{Queued, WaitingState};
use proptest::prelude::*;

use super::given::{OPEN, moment};
use super::waiting::queue;

fn state() -> impl Strategy<Value = WaitingState> {
    let offered = (-100_i64..100).prop_map(|seconds| Offered {
        until: moment(OPEN).plus_seconds(seconds),
    });
    prop_oneof![
        3 => Just(Waits),
        1 => Just(Accepted),
        1 => Just(Declined),
        1 => offered
    ]
}

fn open(queue: &[Queued]) -> usize {
    let now = moment(OPEN);
    let states = queue.iter().map(|queued| queued.waiting.state);
    states.filter(|state| state.is_open_offer(now)).count()
}

proptest! {
    #[test]
    fn no_more_is_offered_than_is_free_and_nothing_free_is_kept_back(
        states in proptest::collection::vec(state(), 0..12), free in 0_u32..8,
    ) {
        let mut list = queue(&states);
        let before = open(&list);
        Queued::settle(&mut list, free, moment(OPEN));
        let after = open(&list);
        prop_assert!(after <= before.max(free as usize));
        let somebody_waits = list.iter().any(|queued| queued.waiting.state == Waits);
        prop_assert!(!somebody_waits || after >= free as usize);
        prop_assert!(after >= before);
    }

    #[test]
    fn nobody_is_passed_over_and_what_was_answered_stays(
        states in proptest::collection::vec(state(), 0..12), free in 0_u32..8,
    ) {
        let mut list = queue(&states);
        let changed = Queued::settle(&mut list, free, moment(OPEN));
        let first_left = list.iter().position(|queued| queued.waiting.state == Waits);
        for (at, (queued, before)) in list.iter().zip(&states).enumerate() {
            let now = queued.waiting.state;
            prop_assert_eq!(changed.contains(&at), now != *before);
            if *before == Waits && now != Waits {
                prop_assert!(first_left.is_none_or(|left| at < left));
            }
            if matches!(before, Accepted | Declined) {
                prop_assert_eq!(now, *before);
            }
        }
    }

    #[test]
    fn to_settle_again_changes_nothing(
        states in proptest::collection::vec(state(), 0..12), free in 0_u32..8,
    ) {
        let mut list = queue(&states);
        Queued::settle(&mut list, free, moment(OPEN));
        let settled = list.clone();
        prop_assert!(Queued::settle(&mut list, free, moment(OPEN)).is_empty());
        prop_assert_eq!(list, settled);
    }
}
