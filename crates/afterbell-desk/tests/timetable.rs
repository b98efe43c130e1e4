//! What each room and each teacher has in the week.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use afterbell_desk::timetable::{Rows, Timetable};
use afterbell_domain::MenuContent;
use afterbell_domain::policy::MenuDraft;

fn menu() -> MenuContent {
    let text = include_str!("../../../policies/examples/school-plan.json");
    serde_json::from_str::<MenuDraft>(text).unwrap().menu
}

#[test]
fn every_session_with_a_room_stands_once_in_its_row_and_on_its_day() {
    let menu = menu();
    let table = Timetable::of(&menu, Rows::Rooms, &BTreeMap::new());
    let sessions = menu.offerings.iter().flat_map(|it| &it.sessions);
    let with_room = sessions.filter(|session| session.room.is_some()).count();
    let shown = table.rows.iter().flat_map(|(_, cells)| cells);
    assert_eq!(shown.map(Vec::len).sum::<usize>(), with_room);
    assert!(with_room > 0);
    for (room, cells) in &table.rows {
        assert_eq!(cells.len(), table.days.len());
        for (day, cell) in table.days.iter().zip(cells) {
            for occupied in cell {
                let offering = menu.offerings.iter();
                let offering = offering.clone().find(|it| it.id == occupied.at.offering);
                let session = &offering.unwrap().sessions[occupied.at.session];
                assert_eq!(session.weekday, *day);
                assert_eq!(session.room.as_ref().unwrap().as_str(), room);
            }
        }
    }
}

#[test]
fn two_courses_in_one_room_at_one_time_are_both_marked() {
    let mut menu = menu();
    let session = menu.offerings[0].sessions[0].clone();
    menu.offerings.truncate(2);
    for offering in &mut menu.offerings {
        offering.sessions = vec![session.clone()];
        offering.sessions[0].room = Some("操场".parse().unwrap());
    }
    let table = Timetable::of(&menu, Rows::Rooms, &BTreeMap::new());
    assert_eq!(table.rows.len(), 1);
    assert_eq!(table.rows[0].1[0].len(), 2);
    assert!(table.rows[0].1[0].iter().all(|occupied| occupied.clashes));
}

#[test]
fn a_session_outside_its_teachers_free_times_is_marked_for_that_teacher() {
    let mut menu = menu();
    menu.offerings.truncate(1);
    let (one, other) = ("甲".parse().unwrap(), "乙".parse().unwrap());
    menu.offerings[0].teachers = vec![one, other];
    let free = BTreeMap::from([("甲".parse().unwrap(), Vec::new())]);
    let table = Timetable::of(&menu, Rows::Teachers, &free);
    let marked = |name: &str| {
        let mut rows = table.rows.iter();
        let (_, cells) = rows.find(|(row, _)| row == name).unwrap();
        cells.iter().flatten().all(|occupied| occupied.is_outside)
    };
    assert_eq!((marked("甲"), marked("乙")), (true, false));
}
