use afterbell_domain::{Date, Holiday, MakeUpDay, Term, Weekday};
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
            for date in term.dates_of(weekday) {
                prop_assert_eq!(term.timetable_on(date), Some(weekday));
                prop_assert!(found.insert(date), "{} follows two", date);
            }
        }
        let school = (1..=30).map(september).filter(|date| term.timetable_on(*date).is_some());
        prop_assert_eq!(found, school.collect::<BTreeSet<_>>());
    }
}
