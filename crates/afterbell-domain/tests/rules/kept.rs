//! A course the child holds is not judged again by what let it in.

use super::given::{check, check_offering};

const CLOSED: &str = "at 2026-09-20T08:00:00+08:00";

#[test]
fn nothing_that_let_it_in_is_asked_again() {
    for now in [
        "at 2026-09-08T19:00:00+08:00",
        "at 2026-09-12T08:00:00+08:00",
        CLOSED,
    ] {
        check(&format!("{now}; enrolled chess-mon; chooses chess-mon"), []);
    }
    let care = "care 1@18:00 2@18:00 3@18:00";
    check(
        &format!("class 1-1; enrolled choir; chooses choir; {care}"),
        [],
    );
    check(
        &format!("class 3-2; enrolled football; chooses football; {care}"),
        [],
    );
    check(&format!("enrolled robots; chooses robots; {care}"), []);
    check("taken reading=1; enrolled reading; chooses reading", []);
    check("taken reading=7; enrolled reading; chooses reading", []);
}

#[test]
fn what_it_does_to_the_week_is_judged() {
    check(
        "enrolled choir football; chooses choir football; care 1@16:30 3@18:00",
        [
            "choir: pick_up_before_course_ends ends_at=17:30 pick_up=16:30 weekday=1",
            "football: pick_up_before_course_ends ends_at=17:40 pick_up=16:30 weekday=1",
            "care 1: pick_up_before_course_ends ends_at=17:40 pick_up=16:30 weekday=1",
        ],
    );
    check(
        "enrolled choir; chooses choir football; care 1@18:00 3@18:00; class 3-1",
        [
            "choir: clashes time=16:40-17:40 weekday=1 with=football",
            "football: clashes time=16:30-17:30 weekday=1 with=choir",
        ],
    );
    check(
        "per_term 1; enrolled chess-mon; chooses chess-mon reading",
        [
            "chess-mon: term_limit limit=1",
            "reading: term_limit limit=1",
            "whole: term_limit limit=1",
        ],
    );
}

/// A later menu may bring held courses together, or lower a limit below them. The school
/// gave them; the parent can still change the care.
#[test]
fn held_courses_do_not_stand_in_each_others_way() {
    let held = "enrolled choir football; chooses choir football";
    check(&format!("{held}; care 1@18:00 3@18:00"), []);
    for limit in ["per_day 1", "per_term 1", "per_category 0"] {
        check(&format!("{limit}; {held}; care 1@18:00 3@18:00"), []);
    }
}

#[test]
fn withdrawing_is_possible_at_any_time() {
    for now in [
        CLOSED,
        "at 2026-09-08T19:00:00+08:00",
        "at 2026-09-12T08:00:00+08:00",
    ] {
        check(
            &format!("{now}; enrolled chess-mon reading; chooses reading"),
            [],
        );
        check(&format!("{now}; enrolled chess-mon"), []);
        check(&format!("{now}; enrolled chess-mon; care 1@16:30"), []);
    }
}

#[test]
fn another_course_is_judged_like_any() {
    check(
        &format!("{CLOSED}; enrolled chess-mon; chooses chess-mon reading; taken reading=1"),
        [
            "reading: closed closed_at=2026-09-16T20:00:00+08:00",
            "reading: full places=1",
        ],
    );
    check_offering(
        &format!("{CLOSED}; enrolled chess-mon"),
        "chess-tue",
        ["closed closed_at=2026-09-16T20:00:00+08:00"],
    );
}

#[test]
fn nothing_is_kept_beyond_the_term() {
    let after = "at 2027-01-21T00:00:00+08:00; enrolled chess-mon";
    check_offering(after, "chess-mon", ["term_ended last_day=2027-01-20"]);
    check(
        &format!("{after}; chooses chess-mon"),
        [
            "chess-mon: term_ended last_day=2027-01-20",
            "whole: term_ended last_day=2027-01-20",
        ],
    );
    check(after, []);
}
