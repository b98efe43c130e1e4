//! A first-come round that begins with an opening pool of half an hour.

use afterbell_domain::allocation::{AllocationRules, Catalogue};
use afterbell_domain::draw::Untimely;
use afterbell_domain::{
    Places, Reason, SelectionDraft, SelectionMode, ServiceMenu, WishingStage, check, check_wishes,
};
use serde_json::json;

use super::given::{list, menu_with, moment, offering, student};

const BEFORE: &str = "2026-09-08T19:59:59+08:00";
const FIRST: &str = "2026-09-08T20:00:00+08:00";
const LAST: &str = "2026-09-08T20:29:59+08:00";
const OVER: &str = "2026-09-08T20:30:00+08:00";
const CLOSED: &str = "2026-09-10T20:00:00+08:00";

fn menu() -> ServiceMenu {
    menu_with(|menu| {
        menu.round.mode = SelectionMode::FirstCome;
        menu.round.opening_pool_minutes = Some(30);
    })
}

#[test]
fn wishes_are_saved_within_the_pool() {
    let menu = menu();
    let wishes = list(&menu, &[("d1-1540", &["football"])], json!([]));
    let told = |now| check_wishes(&menu, &student(json!({})), &wishes, moment(now)).whole;
    let opens_at = moment(FIRST);
    assert_eq!(told(BEFORE), [Reason::NotYetOpen { opens_at }]);
    assert_eq!(told(FIRST), []);
    assert_eq!(told(LAST), []);
    let closed_at = moment(OVER);
    assert_eq!(told(OVER), [Reason::Closed { closed_at }]);
    let closed_at = moment(CLOSED);
    assert_eq!(told(CLOSED), [Reason::Closed { closed_at }]);
}

#[test]
fn places_are_taken_once_those_of_the_pool_were_given_out() {
    let menu = menu();
    let hash = menu.hash().expect("a hash");
    let mut draft = SelectionDraft::empty(hash.clone());
    draft.add(offering("football"));
    let told = |waits_for_pool, now: &str| -> Vec<Reason> {
        let places = Places {
            menu: hash.clone(),
            as_of: moment(now),
            taken: Default::default(),
            waits_for_pool,
        };
        let verdict = check(&menu, &student(json!({})), &draft, &places, moment(now));
        verdict.reasons_of(&offering("football")).to_vec()
    };
    assert_eq!(told(true, FIRST), [Reason::DrawnByWishes]);
    assert_eq!(told(true, LAST), [Reason::DrawnByWishes]);
    assert_eq!(told(true, OVER), [Reason::BeingDrawn]);
    assert_eq!(told(false, OVER), []);
    let closed_at = moment(CLOSED);
    for waits_for_pool in [true, false] {
        assert_eq!(told(waits_for_pool, CLOSED), [Reason::Closed { closed_at }]);
    }
}

#[test]
fn whether_there_is_a_pool_and_whether_it_was_run_says_if_places_wait() {
    let round = &menu().round;
    assert!(round.has_draw() && round.waits_for_pool(false));
    assert!(!round.waits_for_pool(true));
    assert_eq!(round.wishes_close_at(), Some(moment(OVER)));
    let drawn = menu_with(|_| {});
    assert!(drawn.round.has_draw() && !drawn.round.waits_for_pool(false));
    assert_eq!(drawn.round.wishes_close_at(), Some(moment(CLOSED)));
    let taken = menu_with(|menu| menu.round.mode = SelectionMode::FirstCome);
    assert!(!taken.round.has_draw() && !taken.round.waits_for_pool(false));
    assert_eq!(taken.round.wishes_close_at(), None);
}

#[test]
fn pages_know_what_is_wished_for_and_until_when() {
    let taken = menu_with(|menu| menu.round.mode = SelectionMode::FirstCome);
    let drawn = menu_with(|_| {});
    for (menu, waits_for_pool, is_wished_for) in [
        (menu(), true, true),
        (menu(), false, false),
        (drawn.clone(), false, true),
        (taken.clone(), false, false),
    ] {
        assert_eq!(menu.round.is_wished_for(waits_for_pool), is_wished_for);
    }
    let takes = |menu: &ServiceMenu| {
        [BEFORE, LAST, OVER, CLOSED].map(|now| menu.round.takes_wishes(moment(now)))
    };
    assert_eq!(takes(&menu()), [true, true, false, false]);
    assert_eq!(takes(&drawn), [true, true, true, false]);
    assert_eq!(takes(&taken), [false; 4]);
}

#[test]
fn a_round_is_ranked_then_closed_and_once_drawn_places_are_asked_for() {
    use afterbell_domain::WishingStage::{Closed, Drawn, Ranking};
    const TERM_OVER: &str = "2027-03-01T08:00:00+08:00";
    let taken = menu_with(|menu| menu.round.mode = SelectionMode::FirstCome);
    for (menu, now, before_the_draw, after_it) in [
        (menu(), BEFORE, Ranking, Ranking),
        (menu(), LAST, Ranking, Ranking),
        (menu(), OVER, Closed, Drawn),
        (menu_with(|_| {}), OVER, Ranking, Ranking),
        (menu_with(|_| {}), CLOSED, Closed, Drawn),
        (menu_with(|_| {}), TERM_OVER, Closed, Closed),
        (taken, FIRST, Closed, Drawn),
    ] {
        let stage = |was_run| WishingStage::of(&menu, was_run, moment(now));
        assert_eq!(stage(false), before_the_draw, "{now}");
        assert_eq!(stage(true), after_it, "{now}");
    }
}

/// Drawn among those who came in time; nothing is closed for them, since others may come.
#[test]
fn its_draw_is_one_of_wishes_without_minimums() {
    let rules = AllocationRules::of_menu(&menu()).expect("rules");
    Catalogue::new(&rules).expect("consistent rules");
    assert_eq!(rules.mode, SelectionMode::Wishes);
    assert!(rules.offerings.iter().all(|one| one.minimum.is_none()));
    let closed_at = moment(OVER);
    let committed = |now| Untimely::to_commit(&menu().round, moment(now), None);
    assert_eq!(committed(LAST), None);
    assert_eq!(committed(OVER), Some(Untimely::RoundIsOver { closed_at }));
    let again = |menu: &ServiceMenu| Untimely::to_draw_again(&menu.round);
    assert_eq!(again(&menu()), Some(Untimely::PoolWasRun));
    assert_eq!(again(&menu_with(|_| {})), None);
}
