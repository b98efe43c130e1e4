use afterbell_domain::WaitingState::{
    Accepted, Declined, Expired, Left, Offered, Waiting as Waits,
};
use afterbell_domain::{Queued, Waiting, WaitingState};

use super::given::{OPEN, moment, offering, slot};

pub fn queue(states: &[WaitingState]) -> Vec<Queued> {
    let queued = |(position, state): (u32, &WaitingState)| Queued {
        student: format!("s{position}").parse().expect("a child"),
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
