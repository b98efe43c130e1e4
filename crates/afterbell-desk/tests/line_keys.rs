//! Lines keep their keys while others come and go.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use afterbell_desk::line_keys::{Keyed, follow};
use proptest::prelude::*;

/// What a line is about, and what it says.
type Line = (char, u8);

fn followed(before: &[Keyed<Line>], now: &[Line], next: &mut u32) -> Vec<Keyed<Line>> {
    let new_key = || {
        *next += 1;
        *next
    };
    follow(before, now, |one, other| one.0 == other.0, new_key)
}

#[track_caller]
fn check(before: &[Line], now: &[Line], expected: &[u32]) {
    let mut next = 0;
    let before = followed(&[], before, &mut next);
    let keys: Vec<u32> = before.iter().map(|it| it.key).collect();
    assert_eq!(keys, (1..=next).collect::<Vec<_>>());
    let now = followed(&before, now, &mut next);
    let keys: Vec<u32> = now.iter().map(|it| it.key).collect();
    assert_eq!(keys, expected);
}

#[test]
fn a_line_stays_itself() {
    let all = [('a', 0), ('b', 0), ('c', 0)];
    check(&all, &all, &[1, 2, 3]);
    // One above is removed, be it changed below at once.
    check(&all, &[('b', 0), ('c', 0)], &[2, 3]);
    check(&all, &[('b', 1), ('c', 0)], &[2, 3]);
    check(&all, &[('c', 5)], &[3]);
    // One is added above, and one of the same name.
    check(
        &all,
        &[('x', 0), ('a', 0), ('b', 0), ('c', 0)],
        &[4, 1, 2, 3],
    );
    check(
        &all,
        &[('a', 0), ('b', 0), ('b', 1), ('c', 0)],
        &[1, 2, 4, 3],
    );
    // Renamed where it stands, and another beside it removed.
    check(&all, &[('a', 0), ('x', 0), ('c', 0)], &[1, 2, 3]);
    check(&all, &[('x', 0), ('c', 0)], &[4, 3]);
    // In another order.
    check(&all, &[('c', 0), ('b', 0), ('a', 0)], &[3, 2, 1]);
    // Two of one name are told apart by what they say.
    let twice = [('a', 0), ('a', 1), ('b', 0)];
    check(&twice, &[('a', 1), ('b', 0)], &[2, 3]);
    check(&twice, &[], &[]);
}

proptest! {
    #[test]
    fn no_key_stands_twice_and_what_is_the_same_keeps_its_own(
        before in prop::collection::vec((prop::char::range('a', 'e'), 0u8..3), 0..8),
        now in prop::collection::vec((prop::char::range('a', 'e'), 0u8..3), 0..8),
    ) {
        let mut next = 0;
        let before = followed(&[], &before, &mut next);
        let after = followed(&before, &now, &mut next);
        prop_assert_eq!(after.iter().map(|it| it.line).collect::<Vec<_>>(), now);
        let mut keys: Vec<u32> = after.iter().map(|it| it.key).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), after.len());
        for line in &before {
            let same = |all: &[Keyed<Line>]| all.iter().filter(|it| it.line == line.line).count();
            // As long as nobody else is like it, it is found again.
            if same(&before) == 1 && same(&after) == 1 {
                let found = after.iter().find(|it| it.line == line.line).unwrap();
                prop_assert_eq!(found.key, line.key);
            }
        }
    }
}
