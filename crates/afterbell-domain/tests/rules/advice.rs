use afterbell_domain::*;
use proptest::prelude::*;

use super::given::check;
use super::properties::{chosen, town};

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

/// Minute by minute: the first stretch after the bell, longer than a quarter of an hour, that
/// ends with a course.
fn alone(menu: &ServiceMenu, draft: &SelectionDraft, weekday: Weekday) -> Option<(u16, u16)> {
    let bell = menu.base_care.on(weekday)?.time.start();
    if draft.pick_up_on(weekday).is_some() {
        return None;
    }
    let offerings = chosen(menu, draft);
    let sessions = offerings
        .iter()
        .flat_map(|offering| offering.sessions_on(weekday));
    let minutes = |time: ClockTime| time.minutes_since_midnight();
    let times: Vec<_> = sessions
        .map(|session| minutes(session.time.start())..minutes(session.time.end()))
        .collect();
    let mut from = minutes(bell);
    for minute in minutes(bell)..24 * 60 {
        if times.iter().any(|time| time.contains(&minute)) {
            if minute - from > 15 {
                return Some((from, minute));
            }
            from = minute + 1;
        }
    }
    None
}

proptest! {
    // Two courses on one day, one of them before the bell, do not come often.
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn advice_is_where_nobody_is((menu, family) in town()) {
        let advice = family.verdict(&menu).advice;
        let told = advice.iter().map(|Advice::Unattended { weekday, from, until }| {
            (*weekday, (from.minutes_since_midnight(), until.minutes_since_midnight()))
        });
        let days = Weekday::ALL.into_iter();
        let expected = days.filter_map(|day| Some((day, alone(&menu, &family.draft, day)?)));
        prop_assert_eq!(told.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }
}
