//! What is printed is read back, and no text makes a reader panic.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use afterbell_domain::reading::*;
use afterbell_domain::{ClockRange, ClockTime, Fen, Grade, GradeSet, HomeroomClass, Weekday};
use proptest::prelude::*;

fn any_grades() -> impl Strategy<Value = GradeSet> {
    (1u16..1 << 12).prop_map(|bits| {
        let chosen = Grade::all().filter(|grade| bits & 1 << (grade.number() - 1) != 0);
        GradeSet::of(chosen).expect("at least one bit is set")
    })
}

fn any_time() -> impl Strategy<Value = WeeklyTime> {
    (1u8..=7, 0u16..1438, 1u16..600).prop_map(|(day, start, length)| {
        let clock = |minutes: u16| {
            let minutes = minutes.min(1439);
            ClockTime::new((minutes / 60) as u8, (minutes % 60) as u8).expect("within the day")
        };
        WeeklyTime {
            weekday: Weekday::new(day).expect("a day of the week"),
            range: ClockRange::new(clock(start), clock(start + length)).expect("in order"),
        }
    })
}

/// Text made of the characters that steer the readers, so that they are walked deeply.
fn office_text() -> impl Strategy<Value = String> {
    "[一二三四五六七八九十日两年级班初高小学全段至到周星期每下上午点半分元免费限人满节第（）()、，,；;：:.。—~+/0-9０-９ ＃#≤￥含除-]{0,24}"
}

fn read_everything(text: &str) {
    let _ = grades(text, None);
    let _ = grades(text, Some(GradeSet::between(Grade::LOWEST, Grade::HIGHEST)));
    let _ = eligibility(text, None);
    let _ = weekly_times(text);
    let _ = (places(text), minimum(text), fee(text));
    let _ = (
        homeroom_class(text, None),
        homeroom_class(text, Some(Grade::LOWEST)),
    );
    let _ = (
        provider(text),
        teachers(text),
        needs_audition(text),
        category(text),
    );
    let _ = (compact(text), tidy(text), name(text), bracketed(text));
}

proptest! {
    #[test]
    fn grades_survive(grades_in in any_grades()) {
        let printed = print_grades(grades_in);
        prop_assert_eq!(grades(&printed, None), Ok(grades_in), "{}", printed);
    }

    #[test]
    fn times_survive(times in prop::collection::vec(any_time(), 1..6)) {
        // An overlap is refused when the list is built; there is nothing to print then.
        if let Ok(times) = WeeklyTimes::of(times) {
            let printed = print_weekly_times(&times);
            prop_assert_eq!(weekly_times(&printed), Ok(times), "{}", printed);
        }
    }

    #[test]
    fn numbers_survive(count in 1u16..=10_000) {
        prop_assert_eq!(places(&print_count(count)), Ok(count));
        prop_assert_eq!(minimum(&print_count(count)), Ok(Some(count)));
    }

    #[test]
    fn fees_survive(fen in 0u32..=100_000_000) {
        let charged = Fen::new(fen).expect("within bounds");
        prop_assert_eq!(fee(&print_fee(charged)), Ok(charged));
    }

    #[test]
    fn classes_survive(grade in 1u8..=12, number in 1u8..=99, hint in prop::option::of(1u8..=12)) {
        let class = HomeroomClass::new(Grade::new(grade).expect("a grade"), number).expect("a class");
        // A title of another stage with the same count (初一 beside 一年级) changes 一(1)班.
        let hint = hint.and_then(|hint| Grade::new(hint).ok()).filter(|h| h.stage() == class.grade().stage());
        let printed = print_homeroom_class(class);
        prop_assert_eq!(homeroom_class(&printed, hint), Ok(class), "{}", printed);
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in any::<String>()) {
        read_everything(&text);
    }

    #[test]
    fn no_office_text_makes_a_reader_panic(text in office_text()) {
        read_everything(&text);
    }
}
