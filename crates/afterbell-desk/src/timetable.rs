//! 占用表: what each room and each teacher has in the week.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::desk::{FreeTime, outside_free_times};
use afterbell_domain::policy::{SessionPlace, Shared, clashes};
use afterbell_domain::{ClockRange, Label, MenuContent, Weekday};

/// 占用: one session where it is held, or by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occupied {
    pub time: ClockRange,
    pub course: String,
    pub at: SessionPlace,
    /// Somebody else is there at the same time.
    pub clashes: bool,
    /// A teacher has said to have no time then.
    pub is_outside: bool,
}

/// Whom or what the rows stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    Rooms,
    Teachers,
}

/// The days that anything is held on, and per row what is held on each of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timetable {
    pub days: Vec<Weekday>,
    pub rows: Vec<(String, Vec<Vec<Occupied>>)>,
}

impl Timetable {
    pub fn of(menu: &MenuContent, by: Rows, free_times: &BTreeMap<Label, Vec<FreeTime>>) -> Self {
        let outside = outside_free_times(menu, free_times);
        let clashing: BTreeSet<(Shared, SessionPlace)> = clashes(menu)
            .into_iter()
            .flat_map(|clash| {
                [
                    (clash.shared.clone(), clash.one),
                    (clash.shared, clash.other),
                ]
            })
            .collect();
        let mut rows: BTreeMap<Shared, BTreeMap<Weekday, Vec<Occupied>>> = BTreeMap::new();
        let mut days = BTreeSet::new();
        for offering in &menu.offerings {
            let course = menu.courses.iter().find(|it| it.id == offering.course);
            for (at, session) in offering.sessions.iter().enumerate() {
                days.insert(session.weekday);
                let shared: Vec<Shared> = match by {
                    Rows::Rooms => session.room.iter().cloned().map(Shared::Room).collect(),
                    Rows::Teachers => {
                        let teachers = offering.teachers.iter().cloned();
                        teachers.map(Shared::Teacher).collect()
                    }
                };
                for shared in shared {
                    let at = SessionPlace {
                        offering: offering.id.clone(),
                        session: at,
                    };
                    let occupied = Occupied {
                        time: session.time,
                        course: course.map_or_else(String::new, |it| it.name.to_string()),
                        clashes: clashing.contains(&(shared.clone(), at.clone())),
                        is_outside: outside.iter().any(|it| {
                            let is_theirs = match &shared {
                                Shared::Room(_) => true,
                                Shared::Teacher(name) => *name == it.teacher,
                            };
                            is_theirs && it.at == at
                        }),
                        at,
                    };
                    let row = rows.entry(shared).or_default();
                    row.entry(session.weekday).or_default().push(occupied);
                }
            }
        }
        let days: Vec<_> = days.into_iter().collect();
        let rows = rows.into_iter().map(|(shared, mut row)| {
            let (Shared::Room(name) | Shared::Teacher(name)) = shared;
            let cells = days.iter().map(|day| {
                let mut cell = row.remove(day).unwrap_or_default();
                cell.sort_by_key(|occupied| occupied.time);
                cell
            });
            (name.to_string(), cells.collect())
        });
        Self {
            rows: rows.collect(),
            days,
        }
    }
}
