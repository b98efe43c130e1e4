use super::given::{check, check_offering};

#[test]
fn clashes() {
    check(
        "passed choir; chooses choir football; care 1@18:00 3@18:00",
        [
            "choir: clashes time=16:40-17:40 weekday=1 with=football",
            "football: clashes time=16:30-17:30 weekday=1 with=choir",
        ],
    );
    // Touching ends do not clash: football begins when chess is over.
    check("chooses chess-mon football", []);
    // The same hours on other days do not clash.
    check("chooses chess-mon reading", []);
}

#[test]
fn every_clash_is_named() {
    check_offering(
        "passed choir; chooses chess-mon football",
        "choir",
        [
            "clashes time=15:40-16:40 weekday=1 with=chess-mon",
            "clashes time=16:40-17:40 weekday=1 with=football",
        ],
    );
}

#[test]
fn once_per_term() {
    check(
        "chooses chess-mon chess-tue",
        [
            "chess-mon: course_chosen_twice other=chess-tue",
            "chess-tue: course_chosen_twice other=chess-mon",
        ],
    );
    check_offering(
        "chooses chess-mon",
        "chess-tue",
        ["course_chosen_twice other=chess-mon"],
    );
    check_offering("chooses chess-mon", "chess-mon", []);
    // Holding the other one is no obstacle when it is given back in the same draft.
    check("enrolled chess-mon; chooses chess-tue", []);
}
