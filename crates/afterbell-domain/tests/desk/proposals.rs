use std::collections::BTreeMap;

use afterbell_domain::desk::{
    FreeTime, Proposal, ProposalFault, edit_together, is_free_for, outside_free_times,
};
use afterbell_domain::{ClockRange, Label, Weekday};
use proptest::prelude::*;
use serde_json::json;

use super::drafts::example;

fn weekday(number: u8) -> Weekday {
    Weekday::new(number).expect("a weekday")
}

fn range(text: &str) -> ClockRange {
    text.parse().expect("a time")
}

fn free(times: &[(u8, &str)]) -> Vec<FreeTime> {
    let times = times.iter().map(|(day, time)| FreeTime {
        weekday: weekday(*day),
        time: range(time),
    });
    times.collect()
}

fn proposal(course: &str, sessions: &[(u8, &str)]) -> Proposal {
    let mut proposal: Proposal = serde_json::from_value(json!({
        "course": course, "category": "arts", "grades": [3, 4], "sessions": [],
        "places": 20, "minimum": 8, "fee_fen": 0, "room": "书法室",
    }))
    .expect("a proposal");
    proposal.sessions = free(sessions);
    proposal
}

fn label(text: &str) -> Label {
    text.parse().expect("a label")
}

#[test]
fn somebody_is_free_when_their_times_cover_a_session_without_a_gap() {
    let times = free(&[
        (2, "16:00-17:00"),
        (2, "15:30-16:00"),
        (4, "15:30-16:00"),
        (4, "16:10-18:00"),
    ]);
    for (day, session, expected) in [
        (2, "15:30-17:00", true),
        (2, "15:45-16:30", true),
        (2, "15:20-16:00", false),
        (2, "16:30-17:10", false),
        // Ten minutes are missing.
        (4, "15:30-17:00", false),
        (4, "16:10-17:00", true),
        (3, "15:30-16:00", false),
    ] {
        assert_eq!(
            is_free_for(&times, weekday(day), range(session)),
            expected,
            "{day} {session}"
        );
    }
}

#[test]
fn only_who_said_when_they_are_free_is_held_to_it() {
    let mut menu = example("school-plan").menu;
    menu.offerings.truncate(2);
    for (offering, teacher) in menu.offerings.iter_mut().zip(["甲", "乙"]) {
        offering.teachers = vec![label(teacher)];
    }
    let session = menu.offerings[0].sessions[0].clone();
    let said = |times| BTreeMap::from([(label("甲"), times)]);
    assert_eq!(outside_free_times(&menu, &BTreeMap::new()), []);
    let all_week: Vec<_> = (1..=7).map(|day| (day, "06:00-22:00")).collect();
    assert_eq!(outside_free_times(&menu, &said(free(&all_week))), []);
    let never = outside_free_times(&menu, &said(Vec::new()));
    assert_eq!(never.len(), menu.offerings[0].sessions.len());
    assert_eq!((never[0].teacher.as_str(), never[0].at.session), ("甲", 0));
    let only = vec![FreeTime {
        weekday: session.weekday,
        time: session.time,
    }];
    let rest = outside_free_times(&menu, &said(only));
    assert!(rest.iter().all(|it| it.at.session != 0));
}

#[test]
fn a_proposal_says_what_a_course_has_to_say() {
    type Change = fn(&mut Proposal);
    let cases: [(Change, Option<ProposalFault>); 6] = [
        (|_| (), None),
        (|it| it.sessions.clear(), Some(ProposalFault::NoSession)),
        (|it| it.places = 0, Some(ProposalFault::NoPlaces)),
        (
            |it| it.minimum = Some(21),
            Some(ProposalFault::MinimumAbovePlaces),
        ),
        (|it| it.minimum = Some(20), None),
        (
            |it| it.sessions = free(&[(2, "15:30-16:30"), (3, "15:30-16:30"), (2, "16:00-17:00")]),
            Some(ProposalFault::SessionsMeet {
                weekday: Weekday::ALL[1],
            }),
        ),
    ];
    for (change, expected) in cases {
        let mut proposal = proposal("书法", &[(2, "15:30-16:30")]);
        change(&mut proposal);
        assert_eq!(proposal.fault(), expected);
    }
}

#[test]
fn a_proposal_becomes_a_row_with_its_course_or_of_the_course_of_its_name() {
    let mut draft = example("school-plan");
    let (courses, rows) = (draft.menu.courses.len(), draft.menu.offerings.len());
    let name = |text: &str| (text.parse().unwrap(), text.parse().unwrap());
    let teacher = label("孟诗欣");
    let fresh = proposal("从未有过的课", &[(2, "15:30-16:30"), (4, "15:30-16:30")]);
    let edits = fresh.edits(&draft, &teacher, name("first"));
    let outcome = edit_together(&mut draft, edits);
    assert_eq!((outcome.applied.len(), outcome.conflicts.len()), (2, 0));
    let row = draft.menu.offerings.last().unwrap().clone();
    assert_eq!(
        (draft.menu.courses.len(), draft.menu.offerings.len()),
        (courses + 1, rows + 1)
    );
    assert_eq!(row.teachers, std::slice::from_ref(&teacher));
    assert_eq!(
        row.sessions
            .iter()
            .filter_map(|it| it.room.as_ref())
            .count(),
        2
    );
    // Once more under its name: the course is there already.
    let edits = fresh.edits(&draft, &teacher, name("second"));
    let outcome = edit_together(&mut draft, edits);
    assert_eq!((outcome.applied.len(), outcome.conflicts.len()), (1, 0));
    assert_eq!(draft.menu.offerings.last().unwrap().course, row.course);
    // Under the identifier of a row that is there it is none.
    let edits = fresh.edits(&draft, &teacher, name("second"));
    assert_eq!(edit_together(&mut draft, edits).applied.len(), 0);
}

proptest! {
    /// Covered by times is: every minute of it is in one of them.
    #[test]
    fn being_free_is_being_free_every_minute(
        times in prop::collection::vec((900u16..1020, 5u16..60), 0..5),
        start in 900u16..1020,
        length in 5u16..60,
    ) {
        let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let text = |start: u16, length: u16| format!("{}-{}", clock(start), clock(start + length));
        let said: Vec<_> = times.iter().map(|(from, long)| FreeTime {
            weekday: Weekday::ALL[1],
            time: range(&text(*from, *long)),
        }).collect();
        let is_covered = (start..start + length)
            .all(|minute| times.iter().any(|(from, long)| (*from..from + long).contains(&minute)));
        let is_free = is_free_for(&said, Weekday::ALL[1], range(&text(start, length)));
        prop_assert_eq!(is_free, is_covered);
    }
}
