//! 人工安排: into what the school may put a child by hand, and what of it may be taken back.

use afterbell_domain::desk::{DrawObstacle, HandPlace, Placing};
use afterbell_domain::{CareChoice, HomeroomClass, OfferingId, ServiceMenu, Weekday};
use serde_json::json;

const IN_TERM: &str = "2026-09-20T08:00:00+08:00";
const AFTER_TERM: &str = "2027-01-21T00:00:00+08:00";

fn menu() -> ServiceMenu {
    serde_json::from_str(include_str!("../fixture/menu.json")).expect("a menu")
}

fn ids(names: &[&str]) -> Vec<OfferingId> {
    let ids = names.iter().map(|name| name.parse());
    ids.collect::<Result<_, _>>().expect("identifiers")
}

fn class(grade: u8, number: u8) -> HomeroomClass {
    serde_json::from_value(json!({ "grade": grade, "number": number })).expect("a class")
}

/// Why it is refused, with the course that is in the way where one is.
fn why(obstacle: Option<DrawObstacle>) -> Vec<String> {
    let Some(obstacle) = obstacle else {
        return Vec::new();
    };
    let told = serde_json::to_value(&obstacle).expect("JSON");
    let Some(reasons) = told["reasons"].as_array() else {
        return vec![told["why"].as_str().expect("a word").to_owned()];
    };
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let reasons = reasons.iter().map(|reason| {
        let other = [word(&reason["with"]), word(&reason["other"])].concat();
        [word(&reason["code"]), other].join(" ").trim().to_owned()
    });
    reasons.collect()
}

#[test]
fn a_child_is_put_where_it_fits_and_nothing_is_taken_from_it_unsaid() {
    let menu = menu();
    type Row<'a> = (
        (u8, u8),
        &'a [&'a str],
        &'a str,
        u32,
        &'a [&'a str],
        &'a [&'a str],
    );
    let table: [Row<'_>; 14] = [
        // class, what it holds, into what, places, what it leaves, why not
        ((3, 1), &[], "football", 1, &[], &[]),
        ((3, 1), &[], "football", 0, &[], &["no_place"]),
        ((2, 1), &[], "football", 1, &[], &["grade_not_eligible"]),
        ((3, 2), &[], "football", 1, &[], &["class_not_eligible"]),
        ((3, 1), &["football"], "football", 0, &[], &["holds"]),
        ((3, 1), &[], "nothing", 1, &[], &["offering_unknown"]),
        ((3, 1), &["choir"], "football", 1, &[], &["clashes choir"]),
        ((3, 1), &["choir"], "football", 1, &["choir"], &[]),
        // What is left must be what is in the way.
        (
            (3, 1),
            &["choir"],
            "football",
            1,
            &["reading"],
            &["clashes choir"],
        ),
        (
            (3, 1),
            &["chess-mon"],
            "chess-tue",
            1,
            &[],
            &["course_chosen_twice chess-mon"],
        ),
        ((3, 1), &["chess-mon"], "chess-tue", 1, &["chess-mon"], &[]),
        // All that is in the way is told at once, the grade first.
        (
            (2, 2),
            &["chess-mon", "football"],
            "choir",
            0,
            &[],
            &[
                "grade_not_eligible",
                "clashes chess-mon",
                "clashes football",
            ],
        ),
        // The school answers for what was to be learnt or heard before.
        ((3, 1), &[], "robots", 1, &[], &[]),
        ((3, 1), &[], "choir", 1, &[], &[]),
    ];
    for (of, held, into, free, exchanges, expected) in table {
        let (held, exchanges) = (ids(held), ids(exchanges));
        let placing = Placing {
            menu: &menu,
            class: class(of.0, of.1),
            held: &held,
            offering: &into.parse().expect("an identifier"),
            free,
            exchanges: &exchanges,
            now: IN_TERM.parse().expect("a moment"),
        };
        assert_eq!(why(placing.obstacle()), expected, "{of:?} {held:?} {into}");
        let late = Placing {
            now: AFTER_TERM.parse().expect("a moment"),
            ..placing
        };
        assert!(late.obstacle().is_some(), "{of:?} {held:?} {into}");
    }
}

#[test]
fn what_is_not_in_the_way_stays_and_the_child_is_fetched_after_its_courses() {
    let menu = menu();
    let hash = menu.hash().expect("a hash");
    let held = ids(&["choir", "reading"]);
    let exchanges = ids(&["choir", "reading"]);
    let placing = Placing {
        menu: &menu,
        class: class(3, 1),
        held: &held,
        offering: &"football".parse().expect("an identifier"),
        free: 1,
        exchanges: &exchanges,
        now: IN_TERM.parse().expect("a moment"),
    };
    let early = CareChoice {
        weekday: Weekday::Monday,
        pick_up: "16:30".parse().expect("a time"),
    };
    let next = placing.selection(&hash, vec![early]).expect("a selection");
    assert_eq!(next.offerings(), ids(&["reading", "football"]));
    let at = next.pick_up_on(Weekday::Monday).expect("care");
    assert_eq!(at, "18:00".parse().expect("a time"));
}

#[test]
fn what_a_family_has_chosen_itself_is_not_taken_back() {
    let place = |offering: &str, chosen_since| HandPlace {
        offering: offering.parse().expect("an identifier"),
        chosen_since,
    };
    let places = [place("football", false), place("choir", true)];
    for (offering, expected) in [
        ("football", &[][..]),
        ("choir", &["chosen_since"]),
        ("reading", &["not_by_hand"]),
    ] {
        let offering = offering.parse().expect("an identifier");
        let found = HandPlace::obstacle_to_taking_back(&places, &offering);
        assert_eq!(why(found), expected, "{offering}");
    }
}
