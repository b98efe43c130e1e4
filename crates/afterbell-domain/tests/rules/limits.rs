use super::given::{check, check_offering};

#[test]
fn per_day() {
    check("per_day 2; chooses chess-mon football", []);
    check(
        "per_day 1; chooses chess-mon football reading",
        [
            "chess-mon: day_limit limit=1 weekday=1",
            "football: day_limit limit=1 weekday=1",
        ],
    );
    check_offering(
        "per_day 1; chooses chess-mon",
        "football",
        ["day_limit limit=1 weekday=1"],
    );
    check_offering("per_day 1; chooses chess-mon", "reading", []);
    check_offering("per_day 0", "reading", ["day_limit limit=0 weekday=5"]);
}

#[test]
fn per_category() {
    let science = "completed chess; chooses chess-tue robots; care 2@18:00";
    check(&format!("per_category 2; {science}"), []);
    check(
        &format!("per_category 1; {science}"),
        [
            "chess-tue: category_limit category=science limit=1",
            "robots: category_limit category=science limit=1",
        ],
    );
    check_offering("per_category 1; chooses chess-tue", "reading", []);
}

#[test]
fn per_term() {
    check("per_term 2; chooses chess-mon reading", []);
    check(
        "per_term 1; chooses chess-mon reading",
        [
            "chess-mon: term_limit limit=1",
            "reading: term_limit limit=1",
            "whole: term_limit limit=1",
        ],
    );
    check_offering(
        "per_term 1; chooses chess-mon",
        "reading",
        ["term_limit limit=1"],
    );
    check_offering("per_term 1; chooses chess-mon", "chess-mon", []);
    check(
        "per_term 0; chooses reading",
        ["reading: term_limit limit=0", "whole: term_limit limit=0"],
    );
}

#[test]
fn limits_count_courses_only() {
    check(
        "per_day 0; per_category 0; per_term 0; care 1@16:30 2@16:30 3@16:30",
        [],
    );
    check(
        "per_day 1; per_category 1; per_term 1; chooses chess-mon; care 1@18:00 2@16:30",
        [],
    );
}
