//! 地点: one room for all sessions, or each its own, printed and read back.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::expect_used)] // clippy.toml allows it in tests, not in their helpers

use afterbell_domain::Session;
use afterbell_domain::reading::{
    ReadingError, WeeklyTime, print_rooms, print_sessions, rooms, weekly_times,
};
use proptest::prelude::*;

fn sessions(times: &str, rooms: &[&str]) -> Vec<Session> {
    let times = weekly_times(times).expect("times");
    let times = times.as_slice().iter();
    let sessions = times.zip(rooms).map(|(time, room)| Session {
        weekday: time.weekday,
        time: time.range,
        room: room.parse().ok(),
    });
    sessions.collect()
}

fn read(cell: &str, sessions: &[Session]) -> Result<Vec<String>, ReadingError> {
    let times: Vec<_> = sessions.iter().map(WeeklyTime::of).collect();
    let rooms = rooms(cell, &times)?.into_iter();
    Ok(rooms.map(Option::unwrap_or_default).collect())
}

#[test]
fn rooms_are_written_by_day_or_by_time_only_where_they_differ() {
    let three = "周一、三 15:30-16:30；周四 16:00-17:00";
    let twice = "周二 15:30-16:30、16:40-17:40";
    for (times, rooms, printed) in [
        (three, vec!["操场", "操场", "操场"], "操场"),
        (three, vec!["", "", ""], ""),
        (
            three,
            vec!["操场", "操场", "体育馆"],
            "周一、三：操场；周四：体育馆",
        ),
        (three, vec!["", "操场", ""], "周三：操场"),
        (
            twice,
            vec!["操场", "A栋：201"],
            "周二 15:30—16:30：操场；周二 16:40—17:40：A栋：201",
        ),
        (twice, vec!["", "教室"], "周二 16:40—17:40：教室"),
    ] {
        let sessions = sessions(times, &rooms);
        assert_eq!(print_rooms(&sessions), printed);
        let again = read(printed, &sessions).expect("rooms");
        assert_eq!(again, rooms, "{printed}");
    }
}

#[test]
fn offices_write_it_in_other_ways_too() {
    let sessions = sessions("周二、四 15:30-17:00", &["", ""]);
    let (field, hall) = ("操场".to_owned(), "体育馆".to_owned());
    for cell in [
        "星期二:操场;星期四:体育馆",
        "周二 15:30-17:00：操场；周四 15:30-17:00：体育馆",
        "周四：体育馆；周二：操场",
    ] {
        assert_eq!(
            read(cell, &sessions),
            Ok(vec![field.clone(), hall.clone()]),
            "{cell}"
        );
    }
    // A list without days is the name of one place, as far as anybody knows.
    let one = read("操场、体育馆", &sessions).expect("a room");
    assert_eq!(one, ["操场、体育馆", "操场、体育馆"]);
    assert_eq!(
        read("3号楼：201", &sessions)
            .expect("a room")
            .first()
            .map(String::as_str),
        Some("3号楼：201")
    );
}

#[test]
fn days_that_are_not_the_courses_are_refused() {
    let sessions = sessions("周二、四 15:30-17:00", &["", ""]);
    for cell in [
        "周三：操场",
        "周二：操场；周二：体育馆",
        "周二：操场；体育馆",
        "周二 16:00-17:00：操场",
    ] {
        let found = cell.to_owned();
        assert_eq!(
            read(cell, &sessions),
            Err(ReadingError::RoomsNotUnderstood { found })
        );
    }
}

#[test]
fn sessions_that_overlap_are_printed_all_the_same() {
    let mut sessions = sessions("周二、四 15:30-17:00", &["", ""]);
    sessions.reverse();
    assert_eq!(print_sessions(&sessions), "周二、四 15:30—17:00");
    sessions.push(sessions.first().expect("one").clone());
    assert_eq!(
        print_sessions(&sessions),
        "周二 15:30—17:00；周四 15:30—17:00、15:30—17:00"
    );
}

proptest! {
    #[test]
    fn whatever_the_rooms_are_they_are_read_back(chosen in prop::collection::vec(0..4usize, 4)) {
        let names = ["", "操场", "体育馆", "3号楼：201"];
        let rooms: Vec<&str> = chosen.iter().filter_map(|at| names.get(*at).copied()).collect();
        let sessions = sessions("周一 15:30-16:30、16:40-17:40；周三、五 16:00-17:00", &rooms);
        let read = read(&print_rooms(&sessions), &sessions);
        prop_assert_eq!(read.ok(), Some(rooms.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()));
    }
}
