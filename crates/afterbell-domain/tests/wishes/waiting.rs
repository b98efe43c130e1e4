use afterbell_domain::WaitingState::{
    Accepted, Declined, Expired, Left, Offered, Waiting as Waits,
};
use afterbell_domain::{Queued, Waiting, WaitingState, kept_beside_draw};

use super::given::{OPEN, moment, offering, slot, student};

pub fn queue(states: &[WaitingState]) -> Vec<Queued> {
    let queued = |(position, state): (u32, &WaitingState)| Queued {
        student: format!("s{position}").parse().expect("a child"),
        ends_by: None,
        waiting: Waiting {
            offering: offering("chess-mon"),
            slot: slot("d1-1540"),
            wish: 1,
            position,
            state: *state,
        },
    };
    (1..).zip(states).map(queued).collect()
}

fn settled(states: &[WaitingState], free: u32) -> (Vec<WaitingState>, Vec<usize>) {
    let mut queue = queue(states);
    let changed = Queued::settle(&mut queue, free, moment(OPEN));
    let states = queue.iter().map(|queued| queued.waiting.state).collect();
    (states, changed)
}

#[test]
fn free_places_are_offered_in_the_order_of_the_list() {
    let until = moment("2026-09-10T10:00:00+08:00");
    let offered = Offered { until };
    assert_eq!(
        settled(&[Declined, Waits, Left, Waits, Waits], 2),
        (vec![Declined, offered, Left, offered, Waits], vec![1, 3])
    );
    assert_eq!(settled(&[Waits], 0), (vec![Waits], vec![]));
    assert_eq!(
        settled(&[Accepted, Expired], 5),
        (vec![Accepted, Expired], vec![])
    );
}

#[test]
fn a_place_that_is_on_offer_is_not_offered_again() {
    let open = Offered {
        until: moment("2026-09-09T10:00:01+08:00"),
    };
    assert_eq!(settled(&[open, Waits], 1), (vec![open, Waits], vec![]));
}

#[test]
fn an_offer_that_nobody_took_goes_to_the_next() {
    let over = Offered {
        until: moment(OPEN),
    };
    let until = moment("2026-09-10T10:00:00+08:00");
    assert_eq!(
        settled(&[over, Waits], 1),
        (vec![Expired, Offered { until }], vec![0, 1])
    );
    assert_eq!(over.at(moment(OPEN)), Expired);
    assert!(!over.is_open_offer(moment(OPEN)));
}

#[test]
fn a_place_ends_the_waiting_for_what_was_wished_for_less() {
    let waiting = |offering_id: &str, slot_id: &str, wish| Waiting {
        offering: offering(offering_id),
        slot: slot(slot_id),
        wish,
        position: 1,
        state: Waits,
    };
    let taken = waiting("choir", "d1-1540", 2);
    assert!(waiting("football", "d1-1540", 3).ends_with(&taken));
    assert!(!waiting("chess-mon", "d1-1540", 1).ends_with(&taken));
    assert!(!waiting("chess-tue", "d2-1540", 3).ends_with(&taken));
    assert!(!taken.ends_with(&taken));
}

/// A family that is offered one place after the other keeps none for longer than two days.
#[test]
fn an_offer_is_moved_with_others_of_its_family_up_to_its_last_day() {
    let first = moment("2026-09-13T10:00:00+08:00");
    let ends_by = Waiting::ends_by(first);
    let mut family = [Queued {
        student: "s1".parse().expect("a child"),
        ends_by: Some(ends_by),
        waiting: Waiting {
            offering: offering("chess-mon"),
            slot: slot("d1-1540"),
            wish: 1,
            position: 1,
            state: Offered { until: first },
        },
    }];
    let mut moves = |until: &str, now: &str| {
        Queued::end_together(&mut family, moment(until), moment(now));
        family[0].waiting.state
    };
    let until = moment("2026-09-14T08:00:00+08:00");
    let next = moves("2026-09-14T08:00:00+08:00", "2026-09-13T08:00:00+08:00");
    assert_eq!(next, Offered { until });
    let last = Offered { until: ends_by };
    assert_eq!(
        moves("2026-09-15T07:00:00+08:00", "2026-09-14T07:00:00+08:00"),
        last
    );
    assert_eq!(
        moves("2026-09-15T09:59:00+08:00", "2026-09-14T09:59:00+08:00"),
        last
    );
    // It has ended, and does not come back.
    assert_eq!(
        moves("2026-09-15T10:00:00+08:00", "2026-09-14T10:00:00+08:00"),
        last
    );
}

#[test]
fn what_the_school_has_given_by_hand_is_kept_through_a_draw_and_all_of_who_has_no_part_in_it() {
    let holds = student(serde_json::json!({"enrolled": ["chess-mon", "football"]}));
    let by_hand = [offering("football"), offering("choir")];
    for (placed, is_drawn, kept) in [
        (&by_hand[..0], true, &[][..]),
        (&by_hand[..0], false, &["chess-mon", "football"][..]),
        // In the choir it was once.
        (&by_hand[..], true, &["football"][..]),
        (&by_hand[..], false, &["chess-mon", "football"][..]),
    ] {
        let told = kept_beside_draw(&holds, placed, is_drawn);
        let kept: Vec<_> = kept.iter().map(|id| offering(id)).collect();
        assert_eq!(told, kept);
    }
    let nothing = student(serde_json::json!({}));
    assert!(kept_beside_draw(&nothing, &by_hand, false).is_empty());
}

#[test]
fn who_leaves_the_selection_waits_no_longer() {
    let rows = queue(&[
        Waits,
        Offered {
            until: moment(OPEN),
        },
        Accepted,
        Declined,
    ]);
    let rows = rows.into_iter().map(|queued| queued.waiting).collect();
    let left = Waiting::once_left(rows);
    let told: Vec<_> = left.iter().map(|one| (one.position, one.state)).collect();
    assert_eq!(told, [(1, Left), (2, Left)]);
}
