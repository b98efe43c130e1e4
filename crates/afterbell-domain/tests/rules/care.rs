use super::given::check;

#[test]
fn pick_up_after_the_last_course() {
    check("chooses chess-mon; care 1@17:30", []);
    check(
        "chooses chess-mon; care 1@16:30",
        [
            "chess-mon: pick_up_before_course_ends ends_at=16:40 pick_up=16:30 weekday=1",
            "care 1: pick_up_before_course_ends ends_at=16:40 pick_up=16:30 weekday=1",
        ],
    );
    // The care of a day is held against the last course, a course against its own end.
    check(
        "chooses chess-mon football; care 1@17:30",
        [
            "football: pick_up_before_course_ends ends_at=17:40 pick_up=17:30 weekday=1",
            "care 1: pick_up_before_course_ends ends_at=17:40 pick_up=17:30 weekday=1",
        ],
    );
    // At the very minute it ends the child can go.
    check("passed choir; chooses choir; care 1@17:30", []);
    // Another day's course does not matter.
    check("chooses chess-mon; care 2@16:30 3@16:30", []);
}

#[test]
fn the_timetable_of_care() {
    check(
        "care 1@17:00",
        ["care 1: pick_up_not_offered pick_up=17:00 weekday=1"],
    );
    check(
        "care 2@17:30",
        ["care 2: pick_up_not_offered pick_up=17:30 weekday=2"],
    );
    check(
        "care 5@16:30 7@16:30",
        [
            "care 5: care_not_offered weekday=5",
            "care 7: care_not_offered weekday=7",
        ],
    );
}

#[test]
fn care_waits_for_no_window() {
    let care = "care 1@16:30 2@18:00 3@16:30";
    for now in [
        "2000-01-01T00:00:00+08:00",
        "2026-09-08T19:59:59+08:00",
        "2026-09-09T20:00:00+08:00",
        "2026-09-12T20:00:00+08:00",
        "2026-09-16T20:00:00+08:00",
        "2027-01-20T23:59:59+08:00",
    ] {
        check(&format!("at {now}; {care}"), []);
    }
    check(
        &format!("at 2027-01-21T00:00:00+08:00; {care}"),
        ["whole: term_ended last_day=2027-01-20"],
    );
}
