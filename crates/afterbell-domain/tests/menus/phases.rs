use afterbell_domain::{Moment, Phase, SelectionWindow};
use proptest::prelude::*;

use super::sample::{any_menu, content, menu};

/// Asserts the phase and the value it carries, at a moment of the sample's school.
#[track_caller]
fn check(now: &str, expected: &str) {
    let now: Moment = now.parse().expect("a moment");
    assert_eq!(told(menu().phase(now)), expected, "{now}");
}

fn told(phase: Phase) -> String {
    match phase {
        Phase::Before { opens_at } => format!("before {opens_at}"),
        Phase::Open { closes_at } => format!("open {closes_at}"),
        Phase::Closed { closed_at } => format!("closed {closed_at}"),
        Phase::Running { closed_at } => format!("running {closed_at}"),
        Phase::Ended { closed_at } => format!("ended {closed_at}"),
    }
}

#[test]
fn at_the_second() {
    check(
        "1900-01-01T00:00:00+08:00",
        "before 2026-09-08T20:00:00+08:00",
    );
    check(
        "2026-09-08T19:59:59+08:00",
        "before 2026-09-08T20:00:00+08:00",
    );
    check(
        "2026-09-08T20:00:00+08:00",
        "open 2026-09-10T20:00:00+08:00",
    );
    check(
        "2026-09-10T19:59:59+08:00",
        "open 2026-09-10T20:00:00+08:00",
    );
    check(
        "2026-09-10T20:00:00+08:00",
        "before 2026-09-15T20:00:00+08:00",
    );
    check(
        "2026-09-15T20:00:00+08:00",
        "open 2026-09-16T20:00:00+08:00",
    );
    check(
        "2026-09-16T19:59:59+08:00",
        "open 2026-09-16T20:00:00+08:00",
    );
    check(
        "2026-09-16T20:00:00+08:00",
        "running 2026-09-16T20:00:00+08:00",
    );
    check(
        "2027-01-20T23:59:59+08:00",
        "running 2026-09-16T20:00:00+08:00",
    );
    check(
        "2027-01-21T00:00:00+08:00",
        "ended 2026-09-16T20:00:00+08:00",
    );
    check(
        "2200-12-31T23:59:59+08:00",
        "ended 2026-09-16T20:00:00+08:00",
    );
}

#[test]
fn whatever_zone_the_time_is_told_in() {
    check("2026-09-08T12:00:00Z", "open 2026-09-10T20:00:00+08:00");
    check("2027-01-20T15:59:59Z", "running 2026-09-16T20:00:00+08:00");
    check("2027-01-20T16:00:00Z", "ended 2026-09-16T20:00:00+08:00");
    check(
        "2027-01-21T05:59:59+14:00",
        "running 2026-09-16T20:00:00+08:00",
    );
}

/// Between the last window and the first day of school.
#[test]
fn closed_until_the_term_begins() {
    let mut content = content();
    content.round.windows.truncate(1);
    let menu = afterbell_domain::ServiceMenu::new(content).expect("consistent");
    for (now, expected) in [
        (
            "2026-09-10T19:59:59+08:00",
            "open 2026-09-10T20:00:00+08:00",
        ),
        (
            "2026-09-10T20:00:00+08:00",
            "closed 2026-09-10T20:00:00+08:00",
        ),
        (
            "2026-09-13T23:59:59+08:00",
            "closed 2026-09-10T20:00:00+08:00",
        ),
        (
            "2026-09-14T00:00:00+08:00",
            "running 2026-09-10T20:00:00+08:00",
        ),
        ("2026-09-13T16:00:00Z", "running 2026-09-10T20:00:00+08:00"),
    ] {
        assert_eq!(
            told(menu.phase(now.parse().expect("a moment"))),
            expected,
            "{now}"
        );
    }
}

/// From one window straight into the next, open all the time.
#[test]
fn touching_windows() {
    let mut content = content();
    content.round.windows[1].opens_at = content.round.windows[0].closes_at;
    let menu = afterbell_domain::ServiceMenu::new(content).expect("consistent");
    let touch: Moment = "2026-09-10T20:00:00+08:00".parse().expect("a moment");
    assert_eq!(
        told(menu.phase(touch.plus_seconds(-1))),
        "open 2026-09-10T20:00:00+08:00"
    );
    assert_eq!(told(menu.phase(touch)), "open 2026-09-16T20:00:00+08:00");
}

proptest! {
    /// The phone counts down to `changes_at` and asks again: not a second early or late.
    #[test]
    fn it_lasts_exactly_until_it_changes(menu in any_menu(), seconds in -400_000..500_000i64) {
        let now = menu.round.windows[0].opens_at.plus_seconds(seconds);
        let phase = menu.phase(now);
        if let Some(change) = phase.changes_at() {
            prop_assert!(now < change);
            prop_assert_eq!(menu.phase(change.plus_seconds(-1)), phase);
            prop_assert_ne!(menu.phase(change), phase);
        }
    }

    #[test]
    fn open_is_within_a_window(menu in any_menu(), seconds in -400_000..25_000_000i64) {
        let now = menu.round.windows[0].opens_at.plus_seconds(seconds);
        let within = menu.round.windows.iter().any(|w| w.opens_at <= now && now < w.closes_at);
        prop_assert_eq!(matches!(menu.phase(now), Phase::Open { .. }), within);
        let today = now.in_zone(menu.school.zone).date();
        let over = today > menu.term.last_day;
        prop_assert_eq!(matches!(menu.phase(now), Phase::Ended { .. }), over);
    }
}

#[test]
fn another_window_is_suggested_after_the_last_one_or_a_day_from_now() {
    let moment = |text: &str| text.parse::<Moment>().expect("a moment");
    let now = moment("2026-09-07T15:42:10+08:00");
    let first = SelectionWindow::suggested(&[], now);
    assert_eq!(first.opens_at, moment("2026-09-08T15:00:00+08:00"));
    assert_eq!(first.closes_at, moment("2026-09-09T15:00:00+08:00"));
    let next = SelectionWindow::suggested(&[first], now);
    assert_eq!(next.opens_at, first.closes_at);
    assert_eq!(next.closes_at, moment("2026-09-10T15:00:00+08:00"));
}
