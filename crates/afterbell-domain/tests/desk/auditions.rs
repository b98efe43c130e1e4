use afterbell_domain::desk::{AuditionChoice, Role, may_publish_lists};
use afterbell_domain::{Grade, HomeroomClass, Offering, StudentId};
use proptest::prelude::*;
use serde_json::{Value, json};

fn child(number: usize) -> StudentId {
    format!("s{number}").parse().unwrap()
}

fn choice(picked: &[usize], not_this_term: &[usize]) -> AuditionChoice {
    let mut choice = AuditionChoice::of_picked(picked.iter().map(|n| child(*n)).collect()).unwrap();
    for number in not_this_term {
        choice.turn_down(child(*number), "年级太低".parse().unwrap());
    }
    choice
}

#[test]
fn a_child_stands_in_one_list_at_one_place() {
    let mut found = choice(&[1, 2, 3], &[4]);
    found.pick(child(4));
    assert_eq!(found, choice(&[1, 2, 3, 4], &[]));
    found.pick(child(1));
    assert_eq!(found, choice(&[1, 2, 3, 4], &[]), "keeps the place");
    found.turn_down(child(2), "年级太低".parse().unwrap());
    assert_eq!(found, choice(&[1, 3, 4], &[2]));
    found.turn_down(child(2), "这学期人满".parse().unwrap());
    assert_eq!(found.not_this_term()[0].reason.as_str(), "这学期人满");
    found.undecide(&child(2));
    found.undecide(&child(3));
    assert_eq!(found, choice(&[1, 4], &[]));
    assert_eq!(found.of_those(|id| *id != child(1)), choice(&[4], &[]));
}

#[test]
fn a_picked_child_is_moved_among_the_others() {
    for (student, place, expected, changes) in [
        (3, 0, [3, 1, 2], true),
        (1, 2, [2, 3, 1], true),
        (1, 1, [2, 1, 3], true),
        (2, 99, [1, 3, 2], true),
        (2, 1, [1, 2, 3], false),
        (9, 0, [1, 2, 3], false),
    ] {
        let mut found = choice(&[1, 2, 3], &[]);
        assert_eq!(found.move_to(&child(student), place), changes, "{student}");
        assert_eq!(found, choice(&expected, &[]), "{student} to {place}");
    }
}

#[test]
fn nobody_is_decided_about_twice() {
    let down = |id: &str| json!({ "student": id, "reason": "x" });
    for (written, is_one) in [
        (json!({ "picked": [] }), true),
        (
            json!({ "picked": ["a", "b"], "not_this_term": [down("c")] }),
            true,
        ),
        (json!({ "picked": ["a", "a"] }), false),
        (
            json!({ "picked": ["a"], "not_this_term": [down("a")] }),
            false,
        ),
        (
            json!({ "picked": [], "not_this_term": [down("a"), down("a")] }),
            false,
        ),
        (
            json!({ "picked": [], "not_this_term": [{ "student": "a", "reason": " " }] }),
            false,
        ),
        (json!({ "picked": [], "more": 1 }), false),
        (
            json!({ "picked": vec!["a"; AuditionChoice::MOST + 1] }),
            false,
        ),
    ] {
        let read: Result<AuditionChoice, _> = serde_json::from_value(written.clone());
        assert_eq!(read.is_ok(), is_one, "{written}");
    }
}

proptest! {
    #[test]
    fn whatever_is_done_to_it_can_be_written_and_read(
        steps in prop::collection::vec((0..4_u8, 0..6_usize, 0..8_usize), 0..40)
    ) {
        let mut choice = AuditionChoice::default();
        for (step, number, place) in steps {
            match step {
                0 => choice.pick(child(number)),
                1 => choice.turn_down(child(number), "理由".parse().unwrap()),
                2 => choice.undecide(&child(number)),
                _ => { choice.move_to(&child(number), place); }
            }
        }
        let written: Value = serde_json::to_value(&choice).unwrap();
        prop_assert_eq!(serde_json::from_value::<AuditionChoice>(written).unwrap(), choice);
    }
}

#[test]
fn teachers_choose_for_courses_with_their_name() {
    let offering: Offering = serde_json::from_value(json!({
        "id": "chess", "course": "chess", "places": 5, "fee_fen": 0, "audition": true,
        "sessions": [{ "weekday": 1, "time": { "start": "15:30", "end": "16:30" } }],
        "eligibility": { "grades": [3] }, "provider": { "kind": "school" },
        "teachers": ["孟诗欣", "杜曦佳"],
    }))
    .unwrap();
    let class = HomeroomClass::new(Grade::new(3).unwrap(), 2).unwrap();
    for (role, name, may) in [
        (Role::SchoolAdmin, "李老师", true),
        (Role::Coordinator, "李老师", true),
        (Role::Teacher, "孟诗欣", true),
        (Role::Teacher, "杜曦佳", true),
        (Role::Teacher, "孟诗", false),
        (Role::ClassTeacher { class }, "孟诗欣", true),
        (Role::ClassTeacher { class }, "李老师", false),
        (Role::Auditor, "孟诗欣", false),
        (Role::DistrictOfficer, "孟诗欣", false),
        (Role::Operator, "孟诗欣", false),
    ] {
        let found = role.may_choose_for(&name.parse().unwrap(), &offering);
        assert_eq!(found, may, "{role:?} {name}");
    }
}

#[test]
fn lists_stand_while_a_draw_is_made_of_them() {
    let table = [
        (false, false, true),
        (true, false, false),
        (true, true, true),
    ];
    for (applicants, results, may) in table {
        assert_eq!(may_publish_lists(applicants, results), may);
    }
}
