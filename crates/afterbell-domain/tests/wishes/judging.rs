use afterbell_domain::{
    Places, Reason, SelectionDraft, SelectionMode, Student, WishList, check, check_wishes,
};
use serde_json::{Value, json};

use super::given::{OPEN, list, menu, menu_with, moment, offering, slot, student};

fn codes(reasons: &[Reason]) -> Vec<String> {
    let code = |reason: &Reason| {
        let json = serde_json::to_value(reason).expect("JSON");
        json["code"].as_str().expect("a code").to_owned()
    };
    reasons.iter().map(code).collect()
}

/// What is said of each wish, of the care and of the whole, in this order.
fn told(student: &Student, wishes: &WishList, now: &str) -> Vec<String> {
    let verdict = check_wishes(&menu(), student, wishes, moment(now));
    let offerings = verdict
        .offerings
        .iter()
        .map(|of| format!("{}: {}", of.offering, codes(&of.reasons).join(" ")));
    let care = verdict
        .care
        .iter()
        .map(|of| format!("{}: {}", of.weekday.number(), codes(&of.reasons).join(" ")));
    offerings.chain(care).chain(codes(&verdict.whole)).collect()
}

#[test]
fn any_number_of_courses_of_a_slot_may_be_ranked() {
    let wishes = list(
        &menu(),
        &[
            ("d1-1540", &["choir", "chess-mon", "football"]),
            ("d2-1540", &["chess-tue"]),
            ("d2-1640", &["robots"]),
        ],
        json!([{"weekday": 1, "pick_up": "18:00"}]),
    );
    // The audition may come later, and limits bind when places are given out.
    assert_eq!(
        told(&student(json!({})), &wishes, OPEN),
        Vec::<String>::new()
    );
    let nothing = list(&menu(), &[], json!([]));
    assert_eq!(
        told(&student(json!({})), &nothing, OPEN),
        Vec::<String>::new()
    );
}

#[test]
fn what_a_child_may_not_have_cannot_be_wished_for() {
    let first = student(json!({"class": {"grade": 1, "number": 1}, "completed": []}));
    let wishes = list(
        &menu(),
        &[
            ("d1-1540", &["football", "chess-mon", "gone"]),
            ("d2-1540", &["robots"]),
        ],
        json!([]),
    );
    assert_eq!(
        told(&first, &wishes, OPEN),
        [
            "football: grade_not_eligible",
            "gone: not_in_menu",
            "robots: grade_not_eligible prerequisite_missing other_slot",
        ]
    );
    let other_class = student(json!({"class": {"grade": 3, "number": 2}}));
    let wishes = list(&menu(), &[("d1-1540", &["football"])], json!([]));
    assert_eq!(
        told(&other_class, &wishes, OPEN),
        ["football: class_not_eligible"]
    );
}

#[test]
fn a_child_is_fetched_after_every_course_it_may_get() {
    let care = json!([{"weekday": 1, "pick_up": "16:30"}, {"weekday": 5, "pick_up": "16:30"}]);
    let wishes = list(&menu(), &[("d1-1540", &["choir", "chess-mon"])], care);
    assert_eq!(
        told(&student(json!({})), &wishes, OPEN),
        [
            "choir: pick_up_before_course_ends",
            "chess-mon: pick_up_before_course_ends",
            "5: care_not_offered",
        ]
    );
}

#[test]
fn wishes_are_saved_while_the_window_is_open() {
    let wishes = list(&menu(), &[("d1-1540", &["choir"])], json!([]));
    for (now, code) in [
        ("2026-09-08T19:59:59+08:00", "not_yet_open"),
        ("2026-09-10T20:00:00+08:00", "closed"),
        ("2026-10-10T20:00:00+08:00", "closed"),
        ("2027-01-21T00:00:00+08:00", "term_ended"),
    ] {
        assert_eq!(told(&student(json!({})), &wishes, now), [code], "{now}");
    }
    let last = "2026-09-10T19:59:59+08:00";
    assert_eq!(
        told(&student(json!({})), &wishes, last),
        Vec::<String>::new()
    );
}

#[test]
fn a_lottery_takes_one_wish_a_slot() {
    let menu = menu_with(|menu| menu.round.mode = SelectionMode::Lottery);
    let wishes = list(&menu, &[("d1-1540", &["choir", "football"])], json!([]));
    let verdict = check_wishes(&menu, &student(json!({})), &wishes, moment(OPEN));
    assert_eq!(
        codes(verdict.reasons_of(&offering("football"))),
        ["one_wish_only"]
    );
    assert!(verdict.reasons_of(&offering("choir")).is_empty());
}

#[test]
fn a_round_is_either_drawn_or_taken() {
    let taken = menu_with(|menu| menu.round.mode = SelectionMode::FirstCome);
    let wishes = list(&taken, &[], json!([]));
    let verdict = check_wishes(&taken, &student(json!({})), &wishes, moment(OPEN));
    assert_eq!(codes(&verdict.whole), ["first_come"]);

    let drawn = menu();
    let places = |taken: Value| -> Places {
        let hash = drawn.hash().expect("a hash");
        let places = json!({"menu": hash, "as_of": OPEN, "taken": taken});
        serde_json::from_value(places).expect("places")
    };
    let hash = drawn.hash().expect("a hash");
    let mut draft = SelectionDraft::empty(hash);
    draft.add(offering("reading"));
    let child = student(json!({}));
    let verdict = check(&drawn, &child, &draft, &places(json!({})), moment(OPEN));
    assert_eq!(
        codes(verdict.reasons_of(&offering("reading"))),
        ["drawn_by_wishes"]
    );
    // What a child has is its own, and care waits for nobody.
    let holding = student(json!({"enrolled": ["reading"]}));
    let care = serde_json::from_value(json!({"weekday": 1, "pick_up": "16:30"}));
    let care: afterbell_domain::CareChoice = care.expect("care");
    draft.set_care(care.weekday, Some(care.pick_up));
    assert!(
        check(
            &drawn,
            &holding,
            &draft,
            &places(json!({"reading": 1})),
            moment(OPEN)
        )
        .is_accepted()
    );
}

#[test]
fn wishes_that_do_not_hold_any_more_are_left_out() {
    let wishes = list(
        &menu(),
        &[
            ("d1-1540", &["football", "chess-mon", "gone"]),
            ("d2-1540", &["robots"]),
        ],
        json!([]),
    );
    let moved = student(json!({"class": {"grade": 3, "number": 2}}));
    let hold = wishes.that_hold(&menu(), &moved);
    let left: Vec<_> = hold.offerings().map(ToString::to_string).collect();
    assert_eq!(left, ["chess-mon"]);
}

/// The menu was corrected, and with it the mode.
#[test]
fn of_a_ranking_the_best_wish_that_holds_is_left_in_a_lottery() {
    let menu = menu_with(|menu| menu.round.mode = SelectionMode::Lottery);
    let ranked = list(
        &menu,
        &[("d1-1540", &["gone", "choir", "chess-mon"])],
        json!([]),
    );
    let held = ranked.that_hold(&menu, &student(json!({})));
    assert_eq!(held.of_slot(&slot("d1-1540")), [offering("choir")]);
}
