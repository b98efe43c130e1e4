use super::given::check;

#[test]
fn a_child_left_alone() {
    // From the last bell at 15:30 until football at 16:40.
    check(
        "chooses football",
        ["advice: unattended from=15:30 until=16:40 weekday=1"],
    );
    check("chooses football; care 1@18:00", []);
    check(
        "chooses football; care 2@18:00",
        ["advice: unattended from=15:30 until=16:40 weekday=1"],
    );
}

#[test]
fn a_walk_is_not_a_gap() {
    // Chess begins ten minutes after the bell, football when chess ends.
    check("chooses chess-mon", []);
    check("chooses chess-mon football", []);
    check("chooses football chess-mon", []);
}

#[test]
fn the_first_gap_of_each_day() {
    check(
        "completed chess; chooses robots football",
        [
            "advice: unattended from=15:30 until=16:40 weekday=1",
            "advice: unattended from=15:30 until=16:40 weekday=2",
        ],
    );
}

#[test]
fn days_without_care_have_no_bell_to_count_from() {
    check("chooses reading", []);
}

#[test]
fn advice_is_given_beside_reasons() {
    check(
        "class 5-1; chooses football",
        [
            "football: grade_not_eligible grade=5 grades=3,4",
            "advice: unattended from=15:30 until=16:40 weekday=1",
        ],
    );
}
