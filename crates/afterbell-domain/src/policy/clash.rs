use std::collections::BTreeMap;

use crate::{Label, MenuContent, OfferingId, Session};

/// 冲突: two sessions at one time that ask for the same room or the same teacher. No district
/// forbids it (a playground holds two courses), so somebody looks at it and decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    pub shared: Shared,
    pub one: SessionPlace,
    pub other: SessionPlace,
}

/// 场地或教师
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shared {
    Room(Label),
    Teacher(Label),
}

/// Which session of which offering, counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SessionPlace {
    pub offering: OfferingId,
    pub session: usize,
}

/// Every clash of a menu, by what is shared. An offering that clashes with itself is a fault of
/// the menu and none of these.
pub fn clashes(menu: &MenuContent) -> Vec<Clash> {
    let mut users: BTreeMap<Shared, Vec<(SessionPlace, &Session)>> = BTreeMap::new();
    for offering in &menu.offerings {
        for (at, session) in offering.sessions.iter().enumerate() {
            let room = session.room.iter().cloned().map(Shared::Room);
            let teachers = offering.teachers.iter().cloned().map(Shared::Teacher);
            for shared in room.chain(teachers) {
                let place = SessionPlace {
                    offering: offering.id.clone(),
                    session: at,
                };
                users.entry(shared).or_default().push((place, session));
            }
        }
    }
    let mut clashes = Vec::new();
    for (shared, sessions) in users {
        for (at, (one, ours)) in sessions.iter().enumerate() {
            for (other, theirs) in sessions.iter().skip(at + 1) {
                if one.offering != other.offering && ours.clashes(theirs) {
                    clashes.push(Clash {
                        shared: shared.clone(),
                        one: one.clone(),
                        other: other.clone(),
                    });
                }
            }
        }
    }
    clashes
}

#[allow(clippy::unwrap_used)]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::MenuDraft;
    use crate::{ClockRange, Weekday};

    fn menu(edit: impl FnOnce(&mut MenuContent)) -> Vec<(Shared, usize, usize)> {
        let text = include_str!("../../../../policies/examples/school-plan.json");
        let draft: MenuDraft = serde_json::from_str(text).unwrap();
        let mut menu = draft.menu;
        menu.offerings.truncate(2);
        let time = |start: &str, end: &str| {
            ClockRange::new(start.parse().unwrap(), end.parse().unwrap()).unwrap()
        };
        for (offering, (start, end)) in menu
            .offerings
            .iter_mut()
            .zip([("15:30", "16:30"), ("16:00", "17:00")])
        {
            offering.teachers = vec!["张伟".parse().unwrap()];
            offering.sessions = vec![Session {
                weekday: Weekday::Tuesday,
                time: time(start, end),
                room: Some("操场".parse().unwrap()),
            }];
        }
        edit(&mut menu);
        let found = clashes(&menu).into_iter();
        found
            .map(|clash| (clash.shared, clash.one.session, clash.other.session))
            .collect()
    }

    #[test]
    fn a_room_and_a_teacher_are_each_told() {
        let room = Shared::Room("操场".parse().unwrap());
        let teacher = Shared::Teacher("张伟".parse().unwrap());
        assert_eq!(menu(|_| ()), [(room, 0, 0), (teacher, 0, 0)]);
    }

    #[test]
    fn another_day_another_time_or_nothing_shared_is_no_clash() {
        let on_another_day = menu(|menu| {
            for offering in menu.offerings.iter_mut().take(1) {
                offering
                    .sessions
                    .iter_mut()
                    .for_each(|session| session.weekday = Weekday::Friday);
            }
        });
        assert_eq!(on_another_day, []);
        let nothing_shared = menu(|menu| {
            for offering in menu.offerings.iter_mut().take(1) {
                offering.teachers.clear();
                offering
                    .sessions
                    .iter_mut()
                    .for_each(|session| session.room = None);
            }
        });
        assert_eq!(nothing_shared, []);
        let one_alone = menu(|menu| menu.offerings.truncate(1));
        assert_eq!(one_alone, []);
    }
}
