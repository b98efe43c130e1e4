//! The child's week, and the pick-ups that go with it.
#![allow(clippy::unwrap_used)] // clippy.toml allows it in tests, not in their helpers
#![cfg(not(target_family = "wasm"))]

use afterbell_domain::week::{Care, Day, Entry, day, leave_apart, leaves_at};
use afterbell_domain::{
    CareChoice, ClockTime, MenuHash, Moment, Places, Reason, SelectionDraft, ServiceMenu,
    Situation, Student, WeekSlots, Weekday, check_offering, mending_pick_ups, way_to,
};
use std::collections::BTreeMap;

const MENU: &str = include_str!("fixture/menu.json");

const CHILD: &str = r#"{"id":"s1","name":"林小满","class":{"grade":3,"number":2}}"#;

fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

fn hash() -> MenuHash {
    "0".repeat(64).parse().unwrap()
}

/// A third-grader who has chosen this, while parents can choose.
fn in_situation<T>(
    offerings: &[&str],
    pick_up: Option<(Weekday, &str)>,
    ask: impl FnOnce(&Situation<'_>) -> T,
) -> T {
    let menu: ServiceMenu = serde_json::from_str(MENU).unwrap();
    let student: Student = serde_json::from_str(CHILD).unwrap();
    let now: Moment = "2026-09-09T10:00:00+08:00".parse().unwrap();
    let care = pick_up.map(|(weekday, time)| CareChoice {
        weekday,
        pick_up: clock(time),
    });
    let offerings = offerings.iter().map(|id| id.parse().unwrap());
    let draft = SelectionDraft::new(hash(), offerings.collect(), care.into_iter().collect());
    let places = Places {
        menu: hash(),
        as_of: now,
        taken: BTreeMap::new(),
        waits_for_pool: false,
    };
    ask(&Situation {
        menu: &menu,
        student: &student,
        draft: &draft.unwrap(),
        places: &places,
        now,
    })
}

fn day_with(weekday: Weekday, offerings: &[&str], pick_up: Option<&str>) -> Day {
    day_of(weekday, offerings, pick_up, false)
}

fn day_of(weekday: Weekday, offerings: &[&str], pick_up: Option<&str>, is_wished_for: bool) -> Day {
    let pick_up = pick_up.map(|time| (weekday, time));
    in_situation(offerings, pick_up, |situation| {
        let can_draft = |id: &_| {
            let reasons = check_offering(situation, id);
            reasons.iter().all(Reason::allows_drafting)
        };
        day(
            situation.menu,
            situation.draft,
            &can_draft,
            is_wished_for,
            weekday,
        )
    })
}

/// `15:40-16:40 1/2`: one of two courses can be chosen.
fn lines(day: &Day) -> Vec<String> {
    let line = |entry: &Entry| match entry {
        Entry::Chosen { offering, time } => format!("{time} {offering}"),
        Entry::Slot {
            time,
            available,
            count,
        } => format!("{time} {available}/{count}"),
    };
    day.entries.iter().map(line).collect()
}

#[test]
fn an_open_day_shows_its_slots_in_order_of_time() {
    let monday = day_with(Weekday::Monday, &[], None);
    // The choir wants an audition; football takes class 1 only.
    assert_eq!(
        lines(&monday),
        ["15:40-16:40 1/1", "16:30-17:30 0/1", "16:40-17:40 0/1"]
    );
    assert_eq!((monday.covered, monday.care), (0, Care::No));
}

/// The home lists the slots that the page of wishes ranks: one line leads to each.
#[test]
fn where_places_are_wished_for_a_day_shows_the_slots_of_the_wishes() {
    let menu: ServiceMenu = serde_json::from_str(MENU).unwrap();
    for weekday in Weekday::ALL {
        let slots = WeekSlots::of(&menu.offerings);
        let slots = slots.iter().filter(|slot| slot.weekday == weekday);
        let slots: Vec<_> = slots.map(|slot| slot.time).collect();
        let entries = day_of(weekday, &[], None, true).entries;
        let shown = entries.iter().map(|entry| match entry {
            Entry::Slot { time, .. } | Entry::Chosen { time, .. } => *time,
        });
        assert_eq!(shown.collect::<Vec<_>>(), slots, "{weekday:?}");
    }
    let monday = day_of(Weekday::Monday, &[], None, true);
    assert_eq!(lines(&monday), ["15:40-17:40 1/3"]);
    // What was won covers the whole slot, since there is nothing more to have in it.
    let monday = day_of(Weekday::Monday, &["choir"], None, true);
    assert_eq!(lines(&monday), ["16:30-17:30 choir"]);
    assert_eq!(monday.covered, 2);
}

#[test]
fn slots_at_the_time_of_a_chosen_course_are_only_counted() {
    let monday = day_with(Weekday::Monday, &["choir"], None);
    assert_eq!(lines(&monday), ["16:30-17:30 choir"]);
    assert_eq!(monday.covered, 2);
}

#[test]
fn a_slot_that_only_touches_a_chosen_course_stays() {
    let monday = day_with(Weekday::Monday, &["chess-mon"], None);
    assert_eq!(lines(&monday), ["15:40-16:40 chess-mon", "16:40-17:40 0/1"]);
    assert_eq!(monday.covered, 1);
}

#[test]
fn a_child_leaves_with_care_else_after_its_courses_else_with_the_bell() {
    let leaves = |offerings: &[&str], pick_up: Option<_>| {
        let pick_up = pick_up.map(|time| (Weekday::Monday, time));
        in_situation(offerings, pick_up, |situation| {
            leaves_at(situation.menu, situation.draft, Weekday::Monday)
        })
    };
    assert_eq!(leaves(&[], None), Some(clock("15:30")));
    assert_eq!(leaves(&["choir"], None), Some(clock("17:30")));
    assert_eq!(leaves(&["choir"], Some("18:00")), Some(clock("18:00")));
    // The choice stands as it was made, even before the course ends; a reason says so.
    assert_eq!(leaves(&["choir"], Some("16:30")), Some(clock("16:30")));
}

#[test]
fn a_day_without_care_has_no_bell() {
    let friday = day_with(Weekday::Friday, &[], None);
    assert_eq!((friday.last_bell, friday.care), (None, Care::NotHeld));
    let leaves = in_situation(&[], None, |situation| {
        leaves_at(situation.menu, situation.draft, Weekday::Friday)
    });
    assert_eq!(leaves, None);
    assert_eq!(lines(&friday), ["15:30-16:30 1/1"]);
}

#[test]
fn a_family_is_fetched_together_or_apart() {
    for (times, apart) in [
        (&[][..], false),
        (&["16:30"], false),
        (&["16:30", "16:30"], false),
        (&["16:30", "17:30"], true),
        (&["16:30", "16:30", "18:00"], true),
    ] {
        let times: Vec<_> = times.iter().map(|time| clock(time)).collect();
        assert_eq!(leave_apart(&times), apart, "{times:?}");
    }
}

#[test]
fn a_wished_pick_up_moves_behind_the_courses() {
    for (chosen, wished, fitting) in [
        (&[][..], "16:30", Some("16:30")),
        (&["choir"], "16:30", Some("17:30")),
        (&["choir"], "18:00", Some("18:00")),
        // Not a batch of that day: the next one.
        (&[], "16:00", Some("16:30")),
        // Later than the school stays open: the last batch.
        (&[], "21:00", Some("18:00")),
        (&["choir"], "21:00", Some("18:00")),
    ] {
        let found = in_situation(chosen, None, |situation| {
            situation.fitting_pick_up(Weekday::Monday, clock(wished))
        });
        assert_eq!(found, fitting.map(clock), "{chosen:?} {wished}");
    }
}

#[test]
fn a_later_pick_up_comes_with_a_course_that_ends_later() {
    let mends = |offering: &str, pick_up: &str| {
        let pick_up = Some((Weekday::Monday, pick_up));
        in_situation(&[], pick_up, |situation| {
            let reasons = check_offering(situation, &offering.parse().unwrap());
            let mends = mending_pick_ups(&situation.menu.base_care, &reasons)?;
            Some(
                mends
                    .iter()
                    .map(|c| c.pick_up.to_string())
                    .collect::<Vec<_>>(),
            )
        })
    };
    assert_eq!(mends("chess-mon", "18:00"), Some(vec![]));
    assert_eq!(mends("chess-mon", "16:30"), Some(vec!["17:30".to_owned()]));
    // No pick-up mends an audition.
    assert_eq!(mends("choir", "16:30"), None);
}

#[test]
fn nobody_lets_a_child_out_later_than_the_last_batch() {
    let reasons = [Reason::PickUpBeforeCourseEnds {
        weekday: Weekday::Monday,
        pick_up: clock("16:30"),
        ends_at: clock("21:00"),
    }];
    let care = |situation: &Situation<'_>| mending_pick_ups(&situation.menu.base_care, &reasons);
    assert_eq!(in_situation(&[], None, care), None);
}

#[test]
fn a_course_takes_the_place_of_the_one_it_meets() {
    let way = |chosen: &[&str], pick_up: &str, offering: &str| {
        in_situation(chosen, Some((Weekday::Monday, pick_up)), |situation| {
            let way = way_to(situation, &offering.parse().unwrap())?;
            let pick_ups = way.pick_ups.iter().map(|c| c.pick_up.to_string());
            Some((
                way.gives_up.map(|id| id.to_string()),
                pick_ups.collect::<Vec<_>>(),
            ))
        })
    };
    let nothing = Some((None, vec![]));
    assert_eq!(way(&[], "18:00", "chess-mon"), nothing);
    assert_eq!(way(&["chess-mon"], "18:00", "chess-mon"), nothing);
    // The same course twice in a term.
    let instead = Some((Some("chess-mon".to_owned()), vec![]));
    assert_eq!(way(&["chess-mon"], "18:00", "chess-tue"), instead);
    // No exchange opens what an audition closes.
    assert_eq!(way(&["football"], "18:00", "choir"), None);
    // Nor is anything given up where a later pick-up will do.
    assert_eq!(
        way(&[], "16:30", "chess-mon"),
        Some((None, vec!["17:30".to_owned()]))
    );
}
