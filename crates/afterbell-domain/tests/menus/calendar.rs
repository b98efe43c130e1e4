use afterbell_domain::{CareChoice, Date, Holiday, MakeUpDay, Occasion, Term, Weekday};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

use super::sample::content;

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

#[test]
fn which_timetable_holds() {
    let term = content().term;
    for (day, expected) in [
        ("2026-09-13", None),
        ("2026-09-14", Some(1)),
        ("2026-09-19", Some(6)),
        // A Sunday that follows Tuesday.
        ("2026-09-20", Some(2)),
        ("2026-09-30", Some(3)),
        ("2026-10-01", None),
        // A make-up day wins over the holiday it lies in.
        ("2026-10-04", Some(3)),
        ("2026-10-07", None),
        ("2026-10-08", Some(4)),
        ("2027-01-20", Some(3)),
        ("2027-01-21", None),
    ] {
        let timetable = term.timetable_on(date(day)).map(Weekday::number);
        assert_eq!(timetable, expected, "{day}");
    }
}

#[test]
fn dates_of_a_weekday() {
    let mut term = content().term;
    term.last_day = date("2026-10-14");
    for (weekday, expected) in [
        (
            Weekday::Tuesday,
            "2026-09-15 2026-09-20 2026-09-22 2026-09-29 2026-10-13",
        ),
        (
            Weekday::Wednesday,
            "2026-09-16 2026-09-23 2026-09-30 2026-10-04 2026-10-14",
        ),
        (Weekday::Sunday, "2026-09-27 2026-10-11"),
    ] {
        let dates: Vec<_> = term
            .dates_of(weekday)
            .map(|date| date.to_string())
            .collect();
        assert_eq!(dates.join(" "), expected);
    }
}

#[test]
fn weekly_dates_as_calendars_write_them() {
    let mut term = content().term;
    term.last_day = date("2026-10-14");
    for (weekday, first, last, left_out, moved) in [
        (
            Weekday::Tuesday,
            "2026-09-15",
            "2026-10-13",
            "2026-10-06",
            "2026-09-20",
        ),
        (
            Weekday::Wednesday,
            "2026-09-16",
            "2026-10-14",
            "2026-10-07",
            "2026-10-04",
        ),
        // The Sundays of two other timetables.
        (
            Weekday::Sunday,
            "2026-09-27",
            "2026-10-11",
            "2026-10-04",
            "",
        ),
    ] {
        let weekly = term.weekly_dates_of(weekday);
        let text = |dates: &[Date]| {
            let dates: Vec<_> = dates.iter().map(Date::to_string).collect();
            dates.join(" ")
        };
        assert_eq!(
            weekly.every_week,
            Some((date(first), date(last))),
            "{weekday:?}"
        );
        assert_eq!(text(&weekly.left_out), left_out, "{weekday:?}");
        assert_eq!(text(&weekly.moved), moved, "{weekday:?}");
    }
    // A term of one Monday has no Tuesday.
    (term.first_day, term.last_day) = (date("2026-09-14"), date("2026-09-14"));
    let none = term.weekly_dates_of(Weekday::Tuesday);
    assert_eq!((none.every_week, none.moved), (None, Vec::new()));
}

#[test]
fn a_timetable_is_in_order_of_the_week() {
    let menu = super::sample::menu();
    let care = [(1, "16:30"), (3, "23:59")].map(|(day, pick_up)| CareChoice {
        weekday: Weekday::new(day).expect("a weekday"),
        pick_up: pick_up.parse().expect("a time"),
    });
    let held = ["football", "chess-mon", "gone"].map(|id| id.parse().expect("an identifier"));
    let told = menu.timetable(&held, &care).into_iter().map(|appointment| {
        let what = match appointment.occasion {
            Occasion::Lesson { offering, .. } => offering.id.as_str(),
            Occasion::PickUp => "pick-up",
        };
        format!(
            "{} {} {what}",
            appointment.weekday.number(),
            appointment.time
        )
    });
    // A pick-up in the last minute of a day has no length that could be drawn.
    let expected = [
        "1 15:40-16:40 chess-mon",
        "1 16:30-16:45 pick-up",
        "1 16:40-17:40 football",
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
}

/// Until the last date that can be written, and no further.
#[test]
fn a_term_at_the_end_of_time() {
    let mut term = content().term;
    (term.first_day, term.last_day) = (date("2200-12-20"), date("2200-12-31"));
    let dates: Vec<_> = term
        .dates_of(Weekday::Wednesday)
        .map(|date| date.to_string())
        .collect();
    assert_eq!(dates, ["2200-12-24", "2200-12-31"]);
}

fn september(day: u32) -> Date {
    Date::new(2026, 9, day).expect("September has thirty days")
}

proptest! {
    #[test]
    fn every_school_day_follows_one_weekday(
        (first, last) in (1..=30u32, 1..=30u32),
        holiday in (1..=30u32, 1..=30u32),
        make_ups in vec((1..=30u32, 0..7usize), 0..3),
    ) {
        let term = Term {
            first_day: september(first),
            last_day: september(last),
            holidays: vec![Holiday {
                name: content().term.name,
                first_day: september(holiday.0),
                last_day: september(holiday.1),
            }],
            make_up_days: make_ups
                .into_iter()
                .map(|(day, follows)| MakeUpDay { date: september(day), follows: Weekday::ALL[follows] })
                .collect(),
            ..content().term
        };
        let mut found = BTreeSet::new();
        for weekday in Weekday::ALL {
            let weekly = term.weekly_dates_of(weekday);
            let range = weekly.every_week.map_or(30..30, |(first, last)| first.day()..last.day() + 1);
            let every_week = range.step_by(7).map(september);
            let own = every_week.filter(|date| !weekly.left_out.contains(date));
            let drawn: BTreeSet<_> = own.chain(weekly.moved).collect();
            prop_assert_eq!(drawn, term.dates_of(weekday).collect::<BTreeSet<_>>());
            for date in term.dates_of(weekday) {
                prop_assert_eq!(term.timetable_on(date), Some(weekday));
                prop_assert!(found.insert(date), "{} follows two", date);
            }
        }
        let school = (1..=30).map(september).filter(|date| term.timetable_on(*date).is_some());
        prop_assert_eq!(found, school.collect::<BTreeSet<_>>());
    }
}
