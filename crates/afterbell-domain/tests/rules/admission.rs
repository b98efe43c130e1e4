use super::given::{check, check_offering};
use afterbell_domain::{Reason, worth_telling};

#[test]
fn a_child_who_may_is_accepted() {
    check("chooses chess-mon", []);
    check(
        "chooses chess-tue robots; completed chess; care 1@18:00 2@18:00",
        [],
    );
    check("class 6-9; chooses choir; passed choir; care 1@17:30", []);
    check("chooses football; care 1@18:00", []);
    check("care 1@16:30", []);
    check("taken chess-mon=19; chooses chess-mon", []);
    check("at 1999-01-01T00:00:00+08:00", []);
}

#[test]
fn grade_and_class() {
    let choir = "passed choir; chooses choir; care 1@18:00 3@18:00";
    check(
        &format!("class 2-1; {choir}"),
        ["choir: grade_not_eligible grade=2 grades=3,4,5,6"],
    );
    check(&format!("class 3-1; {choir}"), []);
    let football = "chooses football; care 1@18:00";
    check(
        &format!("class 3-2; {football}"),
        ["football: class_not_eligible class=3-2 classes=3-1,4-1"],
    );
    check(&format!("class 4-1; {football}"), []);
    // The grade says it all: the classes are within the grades.
    check(
        &format!("class 5-1; {football}"),
        ["football: grade_not_eligible grade=5 grades=3,4"],
    );
}

#[test]
fn prerequisite_and_audition() {
    let robots = "chooses robots; care 2@18:00";
    check(robots, ["robots: prerequisite_missing course=chess"]);
    check(
        &format!("completed robots; {robots}"),
        ["robots: prerequisite_missing course=chess"],
    );
    check(&format!("completed robots chess; {robots}"), []);
    // This term's course does not help: it is not completed.
    check(
        "chooses chess-tue robots; care 2@18:00",
        ["robots: prerequisite_missing course=chess"],
    );
    let choir = "chooses choir; care 1@18:00";
    check(choir, ["choir: audition_required"]);
    check(
        &format!("passed robots; {choir}"),
        ["choir: audition_required"],
    );
}

#[test]
fn places() {
    let chess = "chooses chess-mon";
    check(
        &format!("taken chess-mon=20; {chess}"),
        ["chess-mon: full places=20"],
    );
    check(
        &format!("taken chess-mon=21; {chess}"),
        ["chess-mon: full places=20"],
    );
    check(
        &format!("taken chess-mon=4294967295; {chess}"),
        ["chess-mon: full places=20"],
    );
    check(&format!("taken chess-tue=20; {chess}"), []);
}

#[test]
fn courses_the_menu_does_not_have() {
    check("chooses chess", ["chess: not_in_menu"]);
    check("enrolled chess; chooses chess", ["chess: not_in_menu"]);
    check_offering("class 3-1", "chess", ["not_in_menu"]);
    check("chooses chess chess-mon", ["chess: not_in_menu"]);
}

#[test]
fn all_reasons_at_once_the_final_ones_first_then_by_what_a_parent_can_do() {
    check(
        "class 2-1; at 2026-09-08T19:59:59+08:00; taken choir=40; per_day 1; per_term 1;
         care 1@16:30 2@17:00 4@16:30; chooses chess-mon choir robots nothing",
        [
            "chess-mon: pick_up_before_course_ends ends_at=16:40 pick_up=16:30 weekday=1",
            "chess-mon: clashes time=16:30-17:30 weekday=1 with=choir",
            "chess-mon: day_limit limit=1 weekday=1",
            "chess-mon: term_limit limit=1",
            "chess-mon: not_yet_open opens_at=2026-09-08T20:00:00+08:00",
            "choir: grade_not_eligible grade=2 grades=3,4,5,6",
            "choir: pick_up_before_course_ends ends_at=17:30 pick_up=16:30 weekday=1",
            "choir: clashes time=15:40-16:40 weekday=1 with=chess-mon",
            "choir: day_limit limit=1 weekday=1",
            "choir: term_limit limit=1",
            "choir: not_yet_open opens_at=2026-09-08T20:00:00+08:00",
            "choir: full places=40",
            "choir: audition_required",
            "robots: grade_not_eligible grade=2 grades=3,4,5,6",
            "robots: pick_up_before_course_ends ends_at=17:40 pick_up=17:00 weekday=2",
            "robots: term_limit limit=1",
            "robots: not_yet_open opens_at=2026-09-08T20:00:00+08:00",
            "robots: prerequisite_missing course=chess",
            "nothing: not_in_menu",
            "care 1: pick_up_before_course_ends ends_at=17:30 pick_up=16:30 weekday=1",
            "care 2: pick_up_not_offered pick_up=17:00 weekday=2",
            "care 2: pick_up_before_course_ends ends_at=17:40 pick_up=17:00 weekday=2",
            "care 4: care_not_offered weekday=4",
            "whole: term_limit limit=1",
        ],
    );
}

#[test]
fn what_is_final_is_told_alone() {
    let reasons =
        |codes: serde_json::Value| -> Vec<Reason> { serde_json::from_value(codes).unwrap() };
    let full = serde_json::json!({"code": "full", "places": 30});
    let audition = serde_json::json!({"code": "audition_required"});
    let closed = serde_json::json!({"code": "closed", "closed_at": "2026-09-10T20:00:00+08:00"});
    for (given, told) in [
        (serde_json::json!([]), 0),
        (serde_json::json!([full, audition]), 2),
        (serde_json::json!([closed, full, audition]), 1),
    ] {
        assert_eq!(worth_telling(&reasons(given)).count(), told);
    }
}
