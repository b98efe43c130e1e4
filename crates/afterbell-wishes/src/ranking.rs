//! Moves within a ranking, however they were made: with a tap, a key or a finger.

use afterbell_domain::{OfferingId, SlotId, WishList};

/// What a parent does to the ranking of a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// Behind all others; in a lottery instead of them.
    Add,
    Remove,
    /// To a place counted from 0; beyond the end is the end.
    To(usize),
    Up,
    Down,
}

/// The list after a move; whether anything has changed. A course that is not ranked is moved by nothing.
pub fn apply(
    list: &mut WishList,
    slot: &SlotId,
    offering: &OfferingId,
    change: &Move,
    takes_one: bool,
) -> bool {
    let before = list.of_slot(slot).to_vec();
    let mut ranked = before.clone();
    let at = ranked.iter().position(|id| id == offering);
    match (change, at) {
        (Move::Add, None) => {
            if takes_one {
                ranked.clear();
            }
            ranked.push(offering.clone());
        }
        (Move::Remove, Some(at)) => {
            ranked.remove(at);
        }
        (Move::To(to), Some(at)) => shift(&mut ranked, at, *to),
        (Move::Up, Some(at)) => shift(&mut ranked, at, at.saturating_sub(1)),
        (Move::Down, Some(at)) => shift(&mut ranked, at, at + 1),
        (Move::Add, Some(_)) | (_, None) => {}
    }
    let has_changed = ranked != before;
    if has_changed {
        list.rank(slot.clone(), ranked);
    }
    has_changed
}

fn shift(ranked: &mut Vec<OfferingId>, from: usize, to: usize) {
    let moved = ranked.remove(from);
    let to = to.min(ranked.len());
    ranked.insert(to, moved);
}

/// The same rankings, whatever menu they were made from.
pub fn ranks_same(one: &WishList, other: &WishList) -> bool {
    one.slots() == other.slots()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(moves: &[(&str, Move)], takes_one: bool) -> Vec<String> {
        let slot: SlotId = "d2-1530".parse().unwrap();
        let mut list = WishList::empty("0".repeat(64).parse().unwrap());
        for (offering, change) in moves {
            apply(
                &mut list,
                &slot,
                &offering.parse().unwrap(),
                change,
                takes_one,
            );
        }
        list.of_slot(&slot)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    fn three() -> Vec<(&'static str, Move)> {
        ["a", "b", "c"].map(|id| (id, Move::Add)).to_vec()
    }

    #[track_caller]
    fn holds(offering: &'static str, change: Move, expected: [&str; 3]) {
        let mut moves = three();
        moves.push((offering, change));
        assert_eq!(after(&moves, false), expected);
    }

    #[test]
    fn wishes_are_added_behind_and_moved_both_ways() {
        holds("d", Move::Up, ["a", "b", "c"]);
        holds("a", Move::Add, ["a", "b", "c"]);
        holds("a", Move::Down, ["b", "a", "c"]);
        holds("c", Move::Down, ["a", "b", "c"]);
        holds("a", Move::Up, ["a", "b", "c"]);
        holds("c", Move::Up, ["a", "c", "b"]);
        holds("a", Move::To(2), ["b", "c", "a"]);
        holds("c", Move::To(0), ["c", "a", "b"]);
        holds("b", Move::To(9), ["a", "c", "b"]);
    }

    #[test]
    fn a_wish_is_taken_out_and_the_last_one_leaves_no_ranking() {
        let mut moves = three();
        moves.push(("b", Move::Remove));
        assert_eq!(after(&moves, false), ["a", "c"]);
        assert!(after(&[("a", Move::Add), ("a", Move::Remove)], false).is_empty());
    }

    #[test]
    fn a_lottery_takes_one_wish_a_slot() {
        assert_eq!(after(&three(), true), ["c"]);
    }
}
