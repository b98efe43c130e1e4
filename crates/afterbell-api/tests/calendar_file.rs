//! The calendar file as another program reads it, held against the term's own dates.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

use std::collections::{BTreeMap, BTreeSet};

use afterbell_api::calendar_file::{Held, calendar_file};
use afterbell_domain::{
    Date, FeeStatement, Moment, Receipt, ReceiptNumber, ReceiptStatus, SelectionDraft, ServiceMenu,
    Student, Weekday,
};
use afterbell_locale::Locale;
use ical::parser::ical::component::{IcalCalendar, IcalEvent};
use proptest::prelude::*;
use serde_json::{Value, json};

/// National Day falls out, a Saturday follows Thursday, a Sunday in the holiday Wednesday.
fn menu(names: &Value, zone: &str) -> ServiceMenu {
    let offering = |id: &str, sessions: Value| {
        json!({
            "id": id, "course": id, "sessions": sessions, "places": 9, "fee_fen": 0,
            "eligibility": {"grades": [3]}, "provider": {"kind": "school"}, "audition": false,
            "teachers": names["teachers"], "remark": "电话 13800000000",
        })
    };
    let session = |weekday: u8, start: &str, end: &str| json!({"weekday": weekday, "time": {"start": start, "end": end}, "room": names["room"]});
    let care = [3, 4].map(|weekday| {
        json!({
            "weekday": weekday, "time": {"start": "15:30", "end": "18:30"},
            "pick_up_times": ["16:40", "18:30"],
        })
    });
    let courses = ["choir", "late"].map(
        |id| json!({"id": id, "name": names["course"], "category": "arts", "once_per_term": false}),
    );
    let menu = json!({
        "school": {"name": names["school"], "receipt_prefix": "SY", "grades": [3], "zone": zone},
        "term": {
            "name": "一学期", "first_day": "2026-09-01", "last_day": "2026-12-31",
            "holidays": [
                {"name": "国庆", "first_day": "2026-10-01", "last_day": "2026-10-07"},
                {"name": "长假", "first_day": "2026-12-20", "last_day": "2027-01-10"},
            ],
            "make_up_days": [
                {"date": "2026-10-10", "follows": 4}, {"date": "2026-10-04", "follows": 3},
                {"date": "2026-12-23", "follows": 5},
            ],
        },
        "base_care": {"days": care},
        "courses": courses,
        "offerings": [
            offering("choir", json!([session(3, "15:30", "16:30"), session(4, "07:00", "07:45")])),
            offering("late", json!([session(5, "22:30", "23:30")])),
        ],
        "round": {"mode": "first_come", "windows": [{
            "opens_at": "2026-09-08T20:00:00+08:00", "closes_at": "2026-09-10T20:00:00+08:00",
        }]},
    });
    serde_json::from_value(menu).expect("a menu")
}

fn plain() -> Value {
    json!({
        "school": "试验小学", "course": "合唱；初级,上\\下", "room": "音乐教室", "child": "马嘉",
        "teachers": ["杜曦佳", "许瑶思"],
    })
}

fn file(
    menu: &ServiceMenu,
    child: &Value,
    status: ReceiptStatus,
    chosen: &[&str],
) -> Option<String> {
    let mut draft = SelectionDraft::empty(menu.hash().expect("a hash"));
    for id in chosen.iter().filter(|id| !id.contains('@')) {
        draft.add(id.parse().expect("an identifier"));
    }
    for (day, pick_up) in chosen.iter().filter_map(|care| care.split_once('@')) {
        let day = Weekday::new(day.parse().expect("a number")).expect("a weekday");
        draft.set_care(day, Some(pick_up.parse().expect("a time")));
    }
    let student: Student = serde_json::from_value(json!({
        "id": "s1", "name": child, "class": {"grade": 3, "number": 1},
    }))
    .expect("a student");
    let now: Moment = "2026-09-09T10:00:00+08:00".parse().expect("a moment");
    let receipt = Receipt {
        number: ReceiptNumber::of_sequence(&menu.school.receipt_prefix, 1),
        student: student.id.clone(),
        status,
        accepted_at: now,
        menu: draft.menu().clone(),
        offerings: draft.offerings().to_vec(),
        care: draft.care().to_vec(),
        fees: FeeStatement::of(menu, &draft),
    };
    let held = Held {
        menu,
        student: &student,
        receipt: &receipt,
        now,
    };
    calendar_file(Locale::ZhHans, &held).expect("dates that can be written")
}

fn parsed(text: &str) -> IcalCalendar {
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars.next().expect("a calendar").expect("well formed");
    assert!(calendars.next().is_none());
    calendar
}

fn values<'a>(event: &'a IcalEvent, name: &str) -> Vec<&'a str> {
    let found = event
        .properties
        .iter()
        .filter(|property| property.name == name);
    found
        .filter_map(|property| property.value.as_deref())
        .collect()
}

fn value<'a>(event: &'a IcalEvent, name: &str) -> &'a str {
    let values = values(event, name);
    assert_eq!(values.len(), 1, "{name} of {event:?}");
    values[0]
}

/// `20260908T120000Z`
fn unix(text: &str) -> i64 {
    let part = |range: std::ops::Range<usize>| text.get(range).expect("digits");
    assert!(text.ends_with('Z') && text.len() == 16, "{text}");
    let (date, time) = (part(0..8), part(9..15));
    let moment = format!(
        "{}-{}-{}T{}:{}:{}Z",
        &date[..4],
        &date[4..6],
        &date[6..],
        &time[..2],
        &time[2..4],
        &time[4..]
    );
    moment.parse::<Moment>().expect("a moment").unix_seconds()
}

const WEEK: i64 = 7 * 24 * 60 * 60;

/// All starts of an event: what a calendar program draws.
fn starts(event: &IcalEvent) -> Vec<i64> {
    let first = unix(value(event, "DTSTART"));
    let Some(rule) = values(event, "RRULE").first().copied() else {
        return vec![first];
    };
    let until = rule
        .strip_prefix("FREQ=WEEKLY;UNTIL=")
        .expect("a weekly rule");
    let left_out: Vec<i64> = values(event, "EXDATE").into_iter().map(unix).collect();
    let drawn = (first..=unix(until)).step_by(WEEK as usize);
    drawn.filter(|start| !left_out.contains(start)).collect()
}

#[test]
fn every_date_of_the_term_and_no_other() {
    for zone in ["+08:00", "+00:00", "-03:30", "+13:00"] {
        let menu = menu(&plain(), zone);
        let chosen = ["choir", "late", "3@16:40", "4@18:30"];
        let text = file(&menu, &json!("马嘉"), ReceiptStatus::Submitted, &chosen).expect("a file");
        let mut drawn: BTreeMap<(String, i64), BTreeSet<i64>> = BTreeMap::new();
        for event in parsed(&text).events {
            let length = unix(value(&event, "DTEND")) - unix(value(&event, "DTSTART"));
            let summary = value(&event, "SUMMARY").to_owned();
            for start in starts(&event) {
                let new = drawn
                    .entry((summary.clone(), length))
                    .or_default()
                    .insert(start);
                assert!(new, "drawn twice: {event:?}");
            }
        }
        let mut expected: BTreeMap<(String, i64), BTreeSet<i64>> = BTreeMap::new();
        let lesson = "马嘉 合唱；初级\\,上\\\\下";
        for (summary, minutes, weekday, start) in [
            (lesson, 60, Weekday::Wednesday, "15:30"),
            (lesson, 45, Weekday::Thursday, "07:00"),
            (lesson, 60, Weekday::Friday, "22:30"),
            ("接马嘉", 15, Weekday::Wednesday, "16:40"),
            ("接马嘉", 15, Weekday::Thursday, "18:30"),
        ] {
            let dates = menu.term.dates_of(weekday).map(|date: Date| {
                let moment: Moment = format!("{date}T{start}:00{zone}")
                    .parse()
                    .expect("a moment");
                moment.unix_seconds()
            });
            let starts = expected
                .entry((summary.to_owned(), minutes * 60))
                .or_default();
            starts.extend(dates);
        }
        assert_eq!(drawn, expected, "{zone}");
    }
}

#[test]
fn days_that_fall_out_and_days_that_were_moved() {
    let menu = menu(&plain(), "+08:00");
    let file = |chosen: &str| {
        let text = file(&menu, &json!("马嘉"), ReceiptStatus::Submitted, &[chosen]);
        parsed(&text.expect("a file")).events
    };
    let thursday = file("4@18:30");
    assert_eq!(thursday.len(), 2);
    assert_eq!(value(&thursday[0], "DTSTART"), "20260903T103000Z");
    assert_eq!(
        value(&thursday[0], "RRULE"),
        "FREQ=WEEKLY;UNTIL=20261217T103000Z"
    );
    assert_eq!(values(&thursday[0], "EXDATE"), ["20261001T103000Z"]);
    assert_eq!(value(&thursday[1], "DTSTART"), "20261010T103000Z");
    assert!(values(&thursday[1], "RRULE").is_empty());
}

#[test]
fn importing_again_changes_events_and_adds_none() {
    let identifiers = |menu: &ServiceMenu, chosen: &[&str]| -> Vec<String> {
        let text = file(menu, &json!("马嘉"), ReceiptStatus::Submitted, chosen).expect("a file");
        let events = parsed(&text).events;
        events
            .iter()
            .map(|event| value(event, "UID").to_owned())
            .collect()
    };
    let menu = menu(&plain(), "+08:00");
    let all = identifiers(&menu, &["choir", "late", "3@16:40", "4@18:30"]);
    assert_eq!(BTreeSet::from_iter(&all).len(), all.len());
    // Another pick-up is the same event at another time; another course takes nothing away.
    let fewer = identifiers(&menu, &["choir", "3@18:30"]);
    assert!(fewer.iter().all(|identifier| all.contains(identifier)));
    let mut moved = serde_json::to_value(&menu).expect("JSON");
    moved["offerings"][0]["sessions"][0]["time"] = json!({"start": "17:00", "end": "18:00"});
    let moved: ServiceMenu = serde_json::from_value(moved).expect("a menu");
    assert_eq!(
        BTreeSet::from_iter(identifiers(&moved, &["choir"])),
        BTreeSet::from_iter(identifiers(&menu, &["choir"]))
    );
    assert!(all.iter().all(|identifier| !identifier.contains("s1")));
}

#[test]
fn what_is_said_and_what_is_not() {
    let menu = menu(&plain(), "+08:00");
    let text = file(
        &menu,
        &json!("马嘉"),
        ReceiptStatus::Submitted,
        &["late", "3@16:40"],
    );
    let text = text.expect("a file");
    let events = parsed(&text).events;
    let lesson = events
        .iter()
        .find(|event| value(event, "SUMMARY").contains("合唱"));
    let lesson = lesson.expect("a lesson");
    assert_eq!(value(lesson, "LOCATION"), "试验小学 音乐教室");
    assert_eq!(value(lesson, "DESCRIPTION"), "任课教师：杜曦佳、许瑶思");
    assert_eq!(value(&events[0], "LOCATION"), "试验小学");
    assert!(!text.contains("13800000000"));
    for line in ["VERSION:2.0", "METHOD:PUBLISH", "CALSCALE:GREGORIAN"] {
        assert!(text.contains(&format!("{line}\r\n")), "{line}");
    }
}

#[test]
fn nothing_held_is_no_file() {
    let menu = menu(&plain(), "+08:00");
    let child = json!("马嘉");
    assert_eq!(file(&menu, &child, ReceiptStatus::Submitted, &[]), None);
    assert_eq!(
        file(&menu, &child, ReceiptStatus::Submitted, &["gone"]),
        None
    );
    assert_eq!(
        file(&menu, &child, ReceiptStatus::Withdrawn, &["choir"]),
        None
    );
}

fn label() -> impl Strategy<Value = String> {
    "[a-z\\p{Han}🎻 ,;:\\\\\"]{1,80}"
        .prop_filter("a label says something", |text| !text.trim().is_empty())
}

proptest! {
    /// RFC 5545, 3.1: lines of at most 75 octets, ended by CRLF, cut between characters.
    #[test]
    fn no_line_is_longer_than_75_octets(
        (school, course, room, child) in (label(), label(), label(), label()),
        teacher in label(),
    ) {
        let names = json!({
            "school": school, "course": course, "room": room, "teachers": [teacher, "乙"],
        });
        let menu = menu(&names, "+08:00");
        let text = file(&menu, &json!(child), ReceiptStatus::Submitted, &["choir"]);
        let text = text.expect("a file");
        for line in text.split_inclusive('\n') {
            prop_assert!(line.ends_with("\r\n"), "{:?}", line);
            prop_assert!(line.len() <= 77, "{} octets: {:?}", line.len() - 2, line);
        }
        let unfolded = text.replace("\r\n ", "");
        let escaped = |text: &str| {
            let text = text.trim().replace('\\', "\\\\");
            text.replace(',', "\\,").replace(';', "\\;")
        };
        let summary = format!("SUMMARY:{} {}\r\n", escaped(&child), escaped(&course));
        prop_assert!(unfolded.contains(&summary), "{} is not in {}", summary, unfolded);
    }
}
