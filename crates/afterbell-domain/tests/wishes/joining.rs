//! After the draw: who may ask for a place, and where they stand.

use std::collections::BTreeMap;

use afterbell_domain::WaitingState::{Declined, Offered, Waiting as Waits};
use afterbell_domain::{
    OfferingId, Places, Reason, SelectionDraft, SelectionMode, Waiting, WaitingList, WaitingState,
    check_joining, claims_of_others,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::given::{OPEN, list, menu, menu_with, moment, offering, slot, student};

const RUNNING: &str = "2026-10-09T10:00:00+08:00";

fn row(id: &str, wish: u32, state: WaitingState) -> Waiting {
    Waiting {
        offering: offering(id),
        slot: slot("d1-1540"),
        wish,
        position: 3,
        state,
    }
}

#[test]
fn a_place_is_asked_for_after_the_draw_by_whom_it_is_for() {
    let told = |more: Value, id: &str, was_run: bool, now: &str| -> Vec<Reason> {
        let menu = menu();
        let child = student(more);
        let mut next = SelectionDraft::empty(menu.hash().expect("a hash"));
        next.add(offering(id));
        let asked = menu.offering(&offering(id)).expect("an offering");
        check_joining(&menu, &child, &next, asked, was_run, moment(now))
    };
    let none: Vec<Reason> = Vec::new();
    assert_eq!(
        told(json!({}), "football", false, OPEN),
        [Reason::DrawnByWishes]
    );
    assert_eq!(
        told(json!({}), "football", false, RUNNING),
        [Reason::BeingDrawn]
    );
    // That the window is over matters no more, and neither does that the draw was early.
    assert_eq!(told(json!({}), "football", true, OPEN), none);
    assert_eq!(told(json!({}), "football", true, RUNNING), none);
    let other = offering("football");
    assert_eq!(
        told(json!({"enrolled": ["football"]}), "football", true, RUNNING),
        [Reason::CourseChosenTwice { other }]
    );
    assert_eq!(
        told(json!({}), "choir", true, RUNNING),
        [Reason::AuditionRequired]
    );
    let passed = json!({"auditions_passed": ["choir"]});
    assert_eq!(told(passed, "choir", true, RUNNING), none);
    let first = json!({"completed": []});
    assert!(matches!(
        told(first, "robots", true, RUNNING)[..],
        [Reason::PrerequisiteMissing { .. }]
    ));
    let ended = told(json!({}), "football", true, "2027-01-21T00:00:00+08:00");
    assert!(matches!(ended[..], [Reason::TermEnded { .. }]), "{ended:?}");
}

#[test]
fn where_nothing_is_drawn_nobody_waits() {
    let menu = menu_with(|menu| menu.round.mode = SelectionMode::FirstCome);
    let next = SelectionDraft::empty(menu.hash().expect("a hash"));
    let football = menu.offering(&offering("football")).expect("an offering");
    let child = student(json!({}));
    let told = check_joining(&menu, &child, &next, football, false, moment(RUNNING));
    assert_eq!(told, [Reason::FirstCome]);
}

#[test]
fn who_asks_comes_behind_everybody_and_after_the_own_wishes() {
    let menu = menu();
    let football = menu.offering(&offering("football")).expect("an offering");
    let list_state = WaitingList {
        claims: 2,
        last_position: 5,
    };
    let wishes = list(&menu, &[("d1-1540", &["chess-mon", "choir"])], json!([]));
    let at_the_end = |list, wishes, own: &[Waiting]| {
        Waiting::at_the_end(&menu, football, list, wishes, own).expect("a slot")
    };
    let nothing = at_the_end(WaitingList::default(), None, &[]);
    assert_eq!((nothing.position, nothing.wish), (1, 1));
    assert_eq!(nothing.state, Waits);
    let third = at_the_end(list_state, Some(&wishes), &[]);
    assert_eq!((third.position, third.wish), (6, 3));
    assert_eq!(third.slot, slot("d1-1540"));
    // Asked for before, and this one itself.
    let own = [row("chess-mon", 4, Waits), row("football", 9, Declined)];
    assert_eq!(at_the_end(list_state, Some(&wishes), &own).wish, 5);
}

#[test]
fn a_free_place_is_theirs_who_wait() {
    let menu = menu();
    let list = |claims| WaitingList {
        claims,
        last_position: 9,
    };
    let lists = BTreeMap::from([(offering("reading"), list(1)), (offering("choir"), list(2))]);
    let until = moment(RUNNING);
    let claims = |own: &[Waiting]| -> Vec<(OfferingId, u32)> {
        claims_of_others(&lists, own).into_iter().collect()
    };
    let both = vec![(offering("choir"), 2), (offering("reading"), 1)];
    assert_eq!(claims(&[]), both);
    assert_eq!(claims(&[row("reading", 1, Declined)]), both);
    let own = [row("reading", 1, Offered { until }), row("choir", 1, Waits)];
    assert_eq!(claims(&own), [(offering("choir"), 1)]);
    let mut places: Places = serde_json::from_value(json!({
        "menu": menu.hash().expect("a hash"), "as_of": OPEN, "taken": {"choir": 38}}))
    .expect("places");
    places.keep(&menu, &claims_of_others(&lists, &[]));
    // 40 places, of which 38 are taken; and one place.
    assert_eq!(places.taken(&offering("choir")), 40);
    assert_eq!(places.taken(&offering("reading")), 1);
}

proptest! {
    /// Keeping never frees a place, and never counts more as taken than there are.
    #[test]
    fn what_is_kept_is_between_what_is_taken_and_what_there_is(taken in 0u32..60, claims in 0u32..60) {
        let menu = menu();
        let choir = menu.offering(&offering("choir")).expect("an offering");
        let mut places: Places = serde_json::from_value(json!({
            "menu": menu.hash().expect("a hash"), "as_of": OPEN, "taken": {"choir": taken}}))
        .expect("places");
        places.keep(&menu, &BTreeMap::from([(offering("choir"), claims)]));
        let kept = places.taken(&offering("choir"));
        prop_assert!(kept >= taken);
        prop_assert!(kept <= taken.max(u32::from(choir.places)));
        prop_assert_eq!(kept < u32::from(choir.places), taken + claims < u32::from(choir.places));
    }
}
