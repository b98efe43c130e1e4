//! Two people at one cell that holds much.

use afterbell_domain::desk::{DraftEdit, MenuCell, describe_course, edit_together, follow};
use afterbell_domain::policy::{
    Activity, ActivityLevel, CourseDetail, CourseFact, CourseForm, MenuDraft,
};
use afterbell_domain::{BaseService, CareDay, Label, MenuContent, SelectionMode, Weekday};
use proptest::prelude::*;

use super::drafts::example;

fn label(text: &str) -> Label {
    text.parse().unwrap()
}

/// What somebody who sees this draft does to one of its cells.
fn edit(seen: &MenuDraft, change: impl FnOnce(&mut MenuContent)) -> DraftEdit {
    let mut after = seen.menu.clone();
    change(&mut after);
    let cells = MenuCell::all(&seen.menu)
        .into_iter()
        .zip(MenuCell::all(&after));
    let mut changed = cells.filter(|(before, after)| before != after);
    let (before, after) = changed.next().expect("a change");
    assert_eq!(changed.next(), None, "of one cell");
    DraftEdit::Menu {
        before: Box::new(before),
        after: Box::new(after),
    }
}

type Change = fn(&mut MenuContent);

/// Both change what they see, one after the other: whether both stand, in either order.
#[track_caller]
fn both(one: Change, other: Change, stand: bool) {
    let start = example("zhoushan");
    let (first, second) = (edit(&start, one), edit(&start, other));
    let mut results = Vec::new();
    for order in [[&first, &second], [&second, &first]] {
        let mut draft = start.clone();
        let made = edit_together(&mut draft, vec![order[0].clone()]);
        let met = edit_together(&mut draft, vec![order[1].clone()]);
        assert_eq!(met.conflicts.is_empty(), stand);
        // Sent again after a lost reply they change nothing.
        let once = draft.clone();
        if stand {
            for edit in order {
                let again = edit_together(&mut draft, vec![edit.clone()]);
                assert_eq!((again.conflicts, again.applied), (vec![], vec![]));
            }
        }
        assert_eq!(draft, once);
        // Whoever has only the second follows to the same.
        let mut elsewhere = start.clone();
        edit_together(&mut elsewhere, vec![order[1].clone()]);
        if stand {
            follow(&mut elsewhere, made.applied.into_iter().chain(met.applied));
            assert_eq!(elsewhere, draft);
        }
        results.push(draft);
    }
    assert_eq!(results[0] == results[1], stand);
}

fn more(menu: &mut MenuContent, name: &str) {
    let mut service = menu.base_care.services[0].clone();
    service.name = label(name);
    menu.base_care.services.push(service);
}

#[test]
fn two_lines_and_two_fields_of_one_line_both_stand() {
    both(
        |menu| menu.base_care.services[0].content = Some(label("阅读")),
        |menu| menu.base_care.services[1].place = Some(label("食堂")),
        true,
    );
    both(
        |menu| menu.base_care.services[0].content = Some(label("阅读")),
        |menu| menu.base_care.services[0].place = Some(label("食堂")),
        true,
    );
    both(
        |menu| menu.base_care.services[0].content = Some(label("阅读")),
        |menu| menu.base_care.days[0].pick_up_times.truncate(1),
        true,
    );
    both(
        |menu| menu.limits.per_day = Some(7),
        |menu| menu.limits.per_term = Some(9),
        true,
    );
    both(
        |menu| menu.round.opening_pool_minutes = Some(9),
        |menu| menu.round.mode = SelectionMode::Lottery,
        true,
    );
    both(
        |menu| menu.term.name = label("下学期"),
        |menu| menu.term.last_day = "2027-01-22".parse().unwrap(),
        true,
    );
}

#[test]
fn lines_that_come_and_go_beside_another_that_is_changed_stand_with_it() {
    both(
        |menu| more(menu, "晚自习"),
        |menu| menu.base_care.services[0].place = Some(label("食堂")),
        true,
    );
    both(
        |menu| {
            menu.base_care.services.remove(0);
        },
        |menu| menu.base_care.services[1].place = Some(label("食堂")),
        true,
    );
    both(
        |menu| more(menu, "晚自习"),
        |menu| {
            menu.base_care.services.remove(0);
        },
        true,
    );
}

#[test]
fn one_field_and_one_place_are_a_conflict() {
    both(
        |menu| menu.base_care.services[0].place = Some(label("食堂")),
        |menu| menu.base_care.services[0].place = Some(label("教室")),
        false,
    );
    both(
        |menu| more(menu, "晚自习"),
        |menu| more(menu, "延时托管"),
        false,
    );
    both(
        |menu| {
            menu.base_care.services.remove(0);
        },
        |menu| menu.base_care.services[0].place = Some(label("食堂")),
        false,
    );
    both(
        |menu| menu.limits.per_day = Some(7),
        |menu| menu.limits.per_day = Some(9),
        false,
    );
}

/// There are as many lines as before, and each has another number.
#[test]
fn where_one_line_went_and_another_came_no_change_meets_another_line() {
    let replace: Change = |menu| {
        menu.base_care.services.remove(0);
        more(menu, "课后阅读");
    };
    both(
        replace,
        |menu| menu.base_care.services[0].place = Some(label("食堂")),
        false,
    );
    both(
        replace,
        |menu| menu.base_care.services[1].place = Some(label("食堂")),
        false,
    );
    both(
        |menu| menu.base_care.services[0].name = label("课后阅读"),
        |menu| menu.base_care.services[0].place = Some(label("食堂")),
        true,
    );
    // Two lines of one name are not told apart by it.
    let mut start = example("zhoushan");
    start.menu.base_care.services = services(&start, &[1, 1]);
    start.menu.base_care.services[1].content = Some(label("阅读"));
    let mine = edit(&start, |menu| {
        let mut third = menu.base_care.services.remove(0);
        third.content = Some(label("棋类"));
        menu.base_care.services.push(third);
    });
    let theirs = edit(&start, |menu| {
        menu.base_care.services[1].place = Some(label("食堂"));
    });
    assert_eq!(edit_together(&mut start, vec![mine]).conflicts, []);
    assert_eq!(edit_together(&mut start, vec![theirs]).conflicts.len(), 1);
}

#[test]
fn days_of_care_are_told_apart_by_their_weekday() {
    let moved: Change = |menu| {
        let mut day = menu.base_care.days.remove(0);
        day.weekday = Weekday::Saturday;
        menu.base_care.days.push(day);
    };
    let shorter: Change = |menu| menu.base_care.days[1].pick_up_times.truncate(1);
    both(moved, shorter, true);
    both(
        moved,
        |menu| menu.base_care.days[0].pick_up_times.truncate(1),
        false,
    );
    let mut draft = example("zhoushan");
    let other = draft.menu.base_care.days[1].weekday;
    let edits = vec![edit(&draft, moved), edit(&draft, shorter)];
    assert_eq!(edit_together(&mut draft, edits).conflicts, []);
    let care = &draft.menu.base_care;
    let counts = |day: &CareDay| (day.weekday, day.pick_up_times.len() == 1);
    let short: Vec<_> = care.days.iter().map(counts).filter(|it| it.1).collect();
    assert_eq!(short, [(other, true)]);
}

#[test]
fn what_is_taken_back_is_only_ones_own() {
    let start = example("zhoushan");
    let mine = edit(&start, |menu| {
        menu.base_care.services[0].place = Some(label("食堂"));
    });
    let mut draft = start.clone();
    edit_together(&mut draft, vec![mine.clone()]);
    let theirs = edit(&draft, |menu| {
        menu.base_care.services[1].place = Some(label("教室"));
    });
    edit_together(&mut draft, vec![theirs]);
    let back = edit_together(&mut draft, vec![mine.inverse()]);
    assert_eq!(back.conflicts, []);
    let places = draft.menu.base_care.services.iter().take(2);
    let places: Vec<_> = places.map(|it| it.place.clone()).collect();
    assert_eq!(places, [None, Some(label("教室"))]);
}

/// A list of services, by the letters of their names.
fn services(start: &MenuDraft, names: &[u8]) -> Vec<BaseService> {
    let line = &start.menu.base_care.services[0];
    let named = names.iter().map(|name| BaseService {
        name: label(&format!("服务{name}")),
        ..line.clone()
    });
    named.collect()
}

/// Both edits stand in either order and come to the same, or the later one is told.
fn in_either_order(base: &[u8], one: &[u8], other: &[u8]) -> Result<(), TestCaseError> {
    let mut start = example("zhoushan");
    start.menu.base_care.services = services(&start, base);
    let cell = |names: &[u8]| {
        let mut care = start.menu.base_care.clone();
        care.services = services(&example("zhoushan"), names);
        DraftEdit::Menu {
            before: Box::new(MenuCell::BaseCare(start.menu.base_care.clone())),
            after: Box::new(MenuCell::BaseCare(care)),
        }
    };
    let mut results = Vec::new();
    for order in [[one, other], [other, one]] {
        let mut draft = start.clone();
        let first = edit_together(&mut draft, vec![cell(order[0])]);
        prop_assert_eq!(first.conflicts.len(), 0);
        let second = edit_together(&mut draft, vec![cell(order[1])]);
        results.push((second.conflicts.is_empty(), draft));
    }
    prop_assert_eq!(results[0].0, results[1].0);
    if results[0].0 {
        prop_assert_eq!(&results[0].1, &results[1].1);
    }
    Ok(())
}

/// Each of the two could be within the other: “other” is “one” and a line more, “one” is “other” and one less.
#[test]
fn of_two_lists_that_are_each_within_the_other_the_later_one_is_told() -> Result<(), TestCaseError>
{
    in_either_order(&[2], &[4, 8], &[4, 8, 2])
}

/// Few names: what is alike is what is hard to tell apart.
fn names() -> impl Strategy<Value = Vec<u8>> {
    (2..9_u8).prop_flat_map(|names| proptest::collection::vec(0..names, 0..6))
}

proptest! {
    #[test]
    fn the_order_in_which_edits_arrive_does_not_matter(base in names(), one in names(), other in names()) {
        in_either_order(&base, &one, &other)?;
    }
}

/// 课程说明: field by field, also where nobody had said anything before.
#[test]
fn what_two_people_say_of_one_course_both_stands_unless_it_is_the_same_field() {
    let content = |text: &str| CourseFact::Content(Some(label(text)));
    let series = CourseFact::Series(Some(label("非遗")));
    let cases = [
        (content("行书"), series.clone(), true),
        (
            CourseFact::Form(Some(CourseForm::Club)),
            CourseFact::ForGifted(Some(true)),
            true,
        ),
        (
            CourseFact::Level(Some(ActivityLevel::Class)),
            content("行书"),
            true,
        ),
        (CourseFact::Activities(vec![Activity::Arts]), series, true),
        (content("行书"), content("行书"), true),
        (content("行书"), content("隶书"), false),
        (content("行书"), CourseFact::Content(None), false),
    ];
    for is_told in [false, true] {
        for (one, other, stand) in cases.clone() {
            let mut start = example("zhoushan");
            let course = start.menu.courses[0].id.clone();
            start.plan.courses.remove(&course);
            if is_told {
                let told = CourseDetail::default().with(content("楷书"));
                start.plan.courses.insert(course.clone(), told);
            }
            let said = |fact: &CourseFact| {
                let edits = describe_course(&start, &course, std::slice::from_ref(fact));
                edits.into_iter().next()
            };
            let (Some(first), Some(second)) = (said(&one), said(&other)) else {
                // To empty what is empty is no edit.
                assert!(!is_told && other.says_nothing());
                continue;
            };
            let mut ends = Vec::new();
            for order in [[&first, &second], [&second, &first]] {
                let mut draft = start.clone();
                edit_together(&mut draft, vec![order[0].clone()]);
                let met = edit_together(&mut draft, vec![order[1].clone()]);
                assert_eq!(met.conflicts.is_empty(), stand, "{one:?} {other:?}");
                if stand {
                    for edit in order {
                        let again = edit_together(&mut draft, vec![edit.clone()]);
                        assert_eq!((again.conflicts, again.applied), (vec![], vec![]));
                    }
                }
                ends.push(draft);
            }
            assert_eq!(ends[0] == ends[1], stand);
        }
    }
}
