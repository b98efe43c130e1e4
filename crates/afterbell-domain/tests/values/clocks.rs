use afterbell_domain::{ClockRange, ClockTime};
use proptest::prelude::*;

use super::written::{check, check_refused};

#[test]
fn written_form() {
    check_refused::<ClockTime>(&[
        "", "15", "15:3", "5:30", "24:00", "15:60", "15:30:00", "+5:30", "15：30", " 15:30",
        "-1:30",
    ]);
}

/// A range stands in JSON as an object, so only its text is tried here.
#[test]
fn written_form_of_ranges() {
    for (text, accepted) in [
        ("15:30-17:00", true),
        ("00:00-23:59", true),
        ("17:00-15:30", false),
        ("15:30-15:30", false),
        ("15:30", false),
        ("15:30~17:00", false),
        ("15:30-17:00-", false),
    ] {
        let read = text
            .parse::<ClockRange>()
            .map(|range| range.to_string())
            .ok();
        assert_eq!(read.as_deref(), accepted.then_some(text), "{text}");
    }
}

#[test]
fn ranges_in_json() {
    for (json, accepted) in [
        (r#"{"start":"15:30","end":"17:00"}"#, true),
        (r#"{"start":"17:00","end":"15:30"}"#, false),
        (r#"{"start":"15:30","end":"15:30"}"#, false),
        (r#"{"start":"15:30"}"#, false),
        (r#"{"start":"15:30","end":"17:00","room":"101"}"#, false),
    ] {
        let read = serde_json::from_str::<ClockRange>(json);
        assert_eq!(read.is_ok(), accepted, "{json}");
        if let Ok(range) = read {
            assert_eq!(serde_json::to_string(&range).expect("a JSON form"), json);
        }
    }
}

#[test]
fn every_minute_of_the_day() {
    let mut minutes = 0;
    for hour in 0..=u8::MAX {
        for minute in 0..=u8::MAX {
            let Ok(time) = ClockTime::new(hour, minute) else {
                assert!(hour > 23 || minute > 59, "{hour}:{minute}");
                continue;
            };
            assert_eq!((time.hour(), time.minute()), (hour, minute));
            assert_eq!(time.minutes_since_midnight(), minutes);
            check::<ClockTime>(&time.to_string(), &format!("{hour:02}:{minute:02}"));
            minutes += 1;
        }
    }
    assert_eq!(minutes, 24 * 60);
}

fn range() -> impl Strategy<Value = ClockRange> {
    let time = |minutes: u8| ClockTime::new(minutes / 60, minutes % 60).expect("before 04:15");
    (0..200u8, 1..40u8).prop_map(move |(start, length)| {
        ClockRange::new(time(start), time(start + length)).expect("ends later")
    })
}

proptest! {
    #[test]
    fn ranges_overlap_when_they_share_a_minute(one in range(), other in range()) {
        let minutes = |range: ClockRange| {
            range.start().minutes_since_midnight()..range.end().minutes_since_midnight()
        };
        let shared = minutes(one).any(|minute| minutes(other).contains(&minute));
        prop_assert_eq!(one.overlaps(other), shared);
        prop_assert_eq!(other.overlaps(one), shared);
        prop_assert_eq!(one.to_string().parse(), Ok(one));
    }
}
