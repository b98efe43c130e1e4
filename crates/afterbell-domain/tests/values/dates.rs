use afterbell_domain::{Date, Weekday};

use super::written::{check, check_refused};

#[test]
fn written_form() {
    for date in [
        "2026-09-01",
        "1900-01-01",
        "2200-12-31",
        "2028-02-29",
        "2000-02-29",
    ] {
        check::<Date>(date, date);
    }
    check_refused::<Date>(&[
        "",
        "2026-9-1",
        "2026-09-01 ",
        " 2026-09-01",
        "2026-09-01T00:00",
        "2026-09-01-01",
        "26-09-01",
        "+026-09-01",
        "2026-+9-01",
        "２０２６-09-01",
        "2026-00-10",
        "2026-13-10",
        "2026-09-00",
        "2026-09-31",
        "2026-02-29",
        "1900-02-29",
        "1899-12-31",
        "2201-01-01",
    ]);
}

#[test]
fn parts() {
    let date: Date = "2026-09-08".parse().expect("a date");
    assert_eq!((date.year(), date.month(), date.day()), (2026, 9, 8));
    assert_eq!(date.weekday(), Weekday::Tuesday);
    assert!(Date::new(-1, 1, 1).is_err() && Date::new(i32::MAX, u32::MAX, u32::MAX).is_err());
}

/// All of them: each day is followed by the next day of the week until there is no next.
#[test]
fn every_day_from_the_first_to_the_last() {
    let first = Date::new(1900, 1, 1).expect("the first date");
    let mut days = 0;
    let mut previous = None;
    for date in std::iter::successors(Some(first), |date| date.next()) {
        assert_eq!(date.to_string().parse(), Ok(date));
        if let Some(previous) = previous {
            assert!(previous < date);
            assert_eq!(
                Date::weekday(previous).number() % 7 + 1,
                date.weekday().number()
            );
        }
        previous = Some(date);
        days += 1;
    }
    assert_eq!(previous, Date::new(2200, 12, 31).ok());
    // 301 years, of which 73 are leap years: not 1900, 2100 and 2200.
    assert_eq!(days, 301 * 365 + 73);
}
