use super::*;

const MENU: &str = include_str!("../../../../../../afterbell-domain/tests/fixture/menu.json");

fn menu() -> ServiceMenu {
    serde_json::from_str(MENU).unwrap()
}

fn ranks(pairs: &[(&str, u32)]) -> Ranks {
    let pairs = pairs.iter().map(|(id, rank)| (id.parse().unwrap(), *rank));
    Ranks(pairs.collect())
}

fn ranked(pairs: &[(&str, u32)]) -> Vec<String> {
    let menu = menu();
    let list = ranks(pairs).list(menu.hash().unwrap(), &menu, Vec::new());
    let list = list.unwrap();
    list.offerings().map(ToString::to_string).collect()
}

/// Courses of one slot of the fixture, by name.
fn of_one_slot() -> Vec<String> {
    let menu = menu();
    let slots = WeekSlots::of(&menu.offerings);
    let of_slot = |slot: &WeekSlot| slots.wished_in(&slot.id, &menu.offerings).count();
    let fullest = slots.iter().max_by_key(|slot| of_slot(slot)).unwrap();
    let ids = slots.wished_in(&fullest.id, &menu.offerings);
    ids.map(ToString::to_string).collect()
}

#[test]
fn numbers_make_an_order_with_gaps_or_without() {
    let [one, other] = &of_one_slot()[..2] else {
        panic!("a slot with two courses");
    };
    for numbers in [[2, 1], [7, 3]] {
        let given = [(one.as_str(), numbers[0]), (other.as_str(), numbers[1])];
        assert_eq!(ranked(&given), [other.as_str(), one.as_str()]);
    }
    assert_eq!(ranked(&[(one.as_str(), 4)]), [one.as_str()]);
    assert_eq!(ranked(&[]), Vec::<String>::new());
    // A course that is not in the menu any more is no wish.
    assert_eq!(ranked(&[("gone", 1)]), Vec::<String>::new());
}

#[test]
fn what_was_saved_has_the_numbers_with_which_it_is_read_again() {
    let menu = menu();
    let all = of_one_slot();
    let given: Vec<_> = all.iter().rev().map(String::as_str).zip(1..).collect();
    let given = ranks(&given);
    let list = given.list(menu.hash().unwrap(), &menu, Vec::new()).unwrap();
    assert_eq!(Ranks::of(&list), given);
}

#[test]
fn a_number_given_twice_in_a_slot_is_told_with_its_courses() {
    let all = of_one_slot();
    let [one, other] = &all[..2] else {
        panic!("a slot with two courses");
    };
    let tied = ranks(&[(one, 2), (other, 2)]).ties(&menu());
    let names = |tie: &Tie| -> Vec<String> {
        let ids = tie.offerings.iter();
        ids.map(ToString::to_string).collect()
    };
    assert_eq!(tied.len(), 1);
    assert_eq!((tied[0].rank, names(&tied[0])), (2, all[..2].to_vec()));
    assert_eq!(ranks(&[(one, 1), (other, 2)]).ties(&menu()), []);
}
