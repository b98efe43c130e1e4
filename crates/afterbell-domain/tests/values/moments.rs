use afterbell_domain::{Moment, Zone};
use proptest::prelude::*;

use super::written::{check, check_refused};

fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

#[test]
fn written_form() {
    for text in [
        "2026-09-08T20:00:00+08:00",
        "2026-09-08T00:00:00-09:30",
        "1900-01-01T00:00:00+14:00",
        "2200-12-31T23:59:59-14:00",
    ] {
        check::<Moment>(text, text);
    }
    check::<Moment>("2026-09-08T20:00:00Z", "2026-09-08T20:00:00+00:00");
    check::<Moment>("2026-09-08T20:00:00-00:00", "2026-09-08T20:00:00+00:00");
    check_refused::<Moment>(&[
        "",
        "2026-09-08",
        "2026-09-08T20:00:00",
        "2026-09-08 20:00:00+08:00",
        "2026-09-08t20:00:00z",
        "2026-09-08T20:00+08:00",
        "2026-09-08T20:00:0+08:00",
        "2026-09-08T20:00:60+08:00",
        "2026-09-08T24:00:00+08:00",
        "2026-09-08T20:00:+1+08:00",
        "2026-09-08T20:00:00.5+08:00",
        "2026-09-08T20:00:00+8:00",
        "2026-09-08T20:00:00+08:00 ",
        "2026-09-08T20:00:00+14:01",
        "2026-02-30T20:00:00+08:00",
        "2201-01-01T00:00:00+08:00",
        "2026-09-08T20:00：00+08:00",
    ]);
}

#[test]
fn zones() {
    for zone in [
        "+08:00", "+00:00", "-00:30", "-03:30", "+05:45", "+14:00", "-14:00",
    ] {
        check::<Zone>(zone, zone);
    }
    check::<Zone>("Z", "+00:00");
    check::<Zone>("-00:00", "+00:00");
    check_refused::<Zone>(&[
        "",
        "z",
        "08:00",
        "+8:00",
        "+0800",
        "+14:01",
        "-24:00",
        "东八区",
    ]);
    for minutes in [841, -841, i32::MIN, i32::MAX] {
        assert!(Zone::east_minutes(minutes).is_err(), "{minutes}");
    }
}

#[test]
fn ordered_by_the_instant() {
    let (here, there) = (
        moment("2026-09-08T20:00:00+08:00"),
        moment("2026-09-08T12:00:00Z"),
    );
    assert_eq!(here, there);
    assert_eq!(here.seconds_until(there), 0);
    assert!(moment("2026-09-08T20:00:00+09:00") < there);
    assert_eq!(here.seconds_until(moment("2026-09-08T12:01:00Z")), 60);
    assert_eq!(here.in_zone(there.zone()).to_string(), there.to_string());
}

/// What cannot be written as a date must not come about.
#[test]
fn stands_still_at_the_bounds() {
    let zone = |minutes| Zone::east_minutes(minutes).expect("a zone");
    let last = moment("2200-12-31T23:59:59+00:00");
    for seconds in [1, 86_400, i64::MAX, i64::MIN, -301 * 366 * 86_400] {
        assert_eq!(
            last.plus_seconds(seconds).to_string(),
            last.to_string(),
            "{seconds}"
        );
    }
    assert_eq!(
        last.plus_seconds(-1).to_string(),
        "2200-12-31T23:59:58+00:00"
    );
    assert_eq!(last.in_zone(zone(480)).to_string(), last.to_string());
    assert_eq!(
        last.in_zone(zone(-60)).to_string(),
        "2200-12-31T22:59:59-01:00"
    );
    let (unix, utc) = (last.unix_seconds(), zone(0));
    assert!(Moment::from_unix(unix, utc).is_ok() && Moment::from_unix(unix, zone(1)).is_err());
    assert!(
        Moment::from_unix(unix + 1, utc).is_err() && Moment::from_unix(unix + 1, zone(-1)).is_ok()
    );
    assert!(Moment::from_unix(i64::MAX, utc).is_err() && Moment::from_unix(i64::MIN, utc).is_err());
}

proptest! {
    #[test]
    fn printed_is_read_back(
        seconds in -2_300_000_000..7_400_000_000i64,
        east in -840..=840i32,
        moved in any::<i64>(),
    ) {
        let zone = Zone::east_minutes(east).expect("a zone");
        let Ok(start) = Moment::from_unix(seconds, zone) else { return Ok(()) };
        prop_assert_eq!(start.unix_seconds(), seconds);
        for moment in [start, start.plus_seconds(moved), start.plus_seconds(moved % 10_000_000_000)] {
            let read: Moment = moment.to_string().parse().expect("what was printed");
            prop_assert_eq!(read, moment);
            prop_assert_eq!((read.zone(), read.zone()), (moment.zone(), zone));
            prop_assert_eq!(read.date().to_string().parse(), Ok(moment.date()));
        }
    }

    #[test]
    fn moving_there_and_back(seconds in 0..4_000_000_000i64, moved in 0..1_000_000_000i64) {
        let start = Moment::from_unix(seconds, Zone::east_minutes(480).expect("a zone"));
        let start = start.expect("a moment");
        let end = start.plus_seconds(moved);
        prop_assert_eq!(start.seconds_until(end), moved);
        prop_assert_eq!(end.plus_seconds(-moved), start);
    }
}
