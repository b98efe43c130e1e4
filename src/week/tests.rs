use afterbell_domain::{
    CareChoice, ClockTime, MenuHash, Moment, Places, SelectionDraft, ServiceMenu, Student, Weekday,
};
use std::collections::BTreeMap;

use super::{Care, Day, Entry, day, leaves_at};
use crate::json;
use crate::judgement::Judgement;

const MENU: &str = include_str!("../../crates/afterbell-domain/tests/fixture/menu.json");

const CHILD: &str = r#"{"id":"s1","name":"林小满","class":{"grade":3,"number":2}}"#;

fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

fn hash() -> MenuHash {
    "0".repeat(64).parse().unwrap()
}

/// The day of a third-grader who has chosen this, while parents can choose.
fn day_with(weekday: Weekday, offerings: &[&str], pick_up: Option<&str>) -> Day {
    let menu: ServiceMenu = json::read(MENU).unwrap();
    let child: Student = json::read(CHILD).unwrap();
    let now: Moment = "2026-09-09T10:00:00+08:00".parse().unwrap();
    let care = pick_up.map(|time| CareChoice {
        weekday,
        pick_up: clock(time),
    });
    let offerings = offerings.iter().map(|id| id.parse().unwrap());
    let draft = SelectionDraft::new(hash(), offerings.collect(), care.into_iter().collect());
    let draft = draft.unwrap();
    let places = Places {
        menu: hash(),
        as_of: now,
        taken: BTreeMap::new(),
    };
    let judgement = Judgement::of(&menu, &child, &draft, &places, now);
    day(&menu, &draft, &judgement, weekday)
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
    let leaves =
        |offerings: &[&str], pick_up| leaves_at(&day_with(Weekday::Monday, offerings, pick_up));
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
    assert_eq!(leaves_at(&friday), None);
    assert_eq!(lines(&friday), ["15:30-16:30 1/1"]);
}
