//! The checker itself: histories that can be told in order, histories that cannot, and another
//! checker that must say the same of thousands of small ones.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

use std::collections::HashSet;

use afterbell_bench::history::model::{Answer, Call, Courses, School, Slip, Wish};
use afterbell_bench::linearizability::{Event, Fault, History, Model, check};
use proptest::prelude::*;
use todc_utils::linearizability::WGLChecker;
use todc_utils::linearizability::history::{Action, History as TheirHistory};
use todc_utils::specifications::Specification;

const CHILDREN: usize = 3;

fn call(child: usize, wish: Wish, answer: Option<Answer>) -> Call {
    Call {
        child,
        wish,
        answer,
    }
}

fn receipt(courses: u8, print: u64) -> Option<Answer> {
    Some(Answer::Receipt(Slip {
        withdrawn: courses == 0,
        courses: Courses(courses),
        print: Some(print),
    }))
}

fn submit(child: usize, courses: u8, answer: Option<Answer>) -> Call {
    call(child, Wish::Submit(Courses(courses)), answer)
}

/// A history written as a line for each call: what it was and from when to when it was open.
fn history(calls: &[(Call, usize, usize)]) -> History<Call> {
    let moments = calls.iter().flat_map(|(_, begin, end)| [*begin, *end]);
    let last = moments.filter(|moment| *moment != NEVER).max().unwrap_or(0);
    let mut events = Vec::new();
    for moment in 0..=last {
        // At one moment, calls are asked before others are answered: they overlap.
        for (number, (_, begin, _)) in calls.iter().enumerate() {
            if *begin == moment {
                events.push(Event::Asked(number));
            }
        }
        for (number, (_, _, end)) in calls.iter().enumerate() {
            if *end == moment {
                events.push(Event::Answered(number));
            }
        }
    }
    History {
        calls: calls.iter().map(|(call, _, _)| *call).collect(),
        events,
    }
}

const NEVER: usize = usize::MAX;

#[track_caller]
fn judge(calls: &[(Call, usize, usize)], fits: bool) {
    let history = history(calls);
    let verdict = check(&School::of(CHILDREN, &history.calls), &history);
    assert_eq!(verdict.is_ok(), fits, "{verdict:?}");
}

#[test]
fn the_third_child_is_denied_only_while_two_hold_the_course() {
    let full = Some(Answer::Denied([2, 0, 0]));
    let one_after_the_other = [
        (submit(0, 1, receipt(1, 10)), 0, 1),
        (submit(1, 1, receipt(1, 11)), 2, 3),
        (submit(2, 1, full), 4, 5),
    ];
    judge(&one_after_the_other, true);
    // Asked and denied before the second had asked.
    let [first, second, third] = one_after_the_other;
    judge(&[first, (second.0, 4, 5), (third.0, 2, 3)], false);
    // While the second was under way.
    judge(&[first, (second.0, 2, 5), (third.0, 3, 4)], true);
}

#[test]
fn three_children_do_not_hold_two_places() {
    let all = [0, 1, 2].map(|child| (submit(child, 1, receipt(1, child as u64)), 0, 1));
    judge(&all, false);
    judge(all.get(..2).unwrap(), true);
}

#[test]
fn a_denial_tells_the_places_of_one_moment() {
    let told = |taken| {
        [
            (submit(0, 3, receipt(3, 10)), 0, 1),
            (submit(1, 1, receipt(1, 11)), 2, 3),
            (submit(2, 1, Some(Answer::Denied(taken))), 4, 5),
        ]
    };
    judge(&told([2, 1, 0]), true);
    judge(&told([2, 0, 0]), false);
    judge(&told([3, 1, 0]), false);
}

#[test]
fn what_was_acknowledged_is_there() {
    let accepted = (submit(0, 1, receipt(1, 10)), 0, 1);
    let read = |answer| (call(0, Wish::Read, answer), 2, 3);
    judge(&[accepted, read(receipt(1, 10))], true);
    judge(&[accepted, read(Some(Answer::NothingSubmitted))], false);
    // The same courses on another paper.
    judge(&[accepted, read(receipt(1, 11))], false);
    judge(&[accepted, read(receipt(3, 10))], false);
}

#[test]
fn a_call_without_an_answer_happens_once_or_never() {
    let open = (submit(0, 1, None), 0, NEVER);
    let read = |answer, at| (call(0, Wish::Read, answer), at, at + 1);
    let nothing = Some(Answer::NothingSubmitted);
    judge(&[open, read(nothing, 2)], true);
    judge(&[open, read(receipt(1, 10), 2)], true);
    judge(&[open, read(nothing, 2), read(receipt(1, 10), 4)], true);
    judge(&[open, read(receipt(1, 10), 2), read(nothing, 4)], false);
    // Once it is known as a paper, it stays that paper.
    judge(
        &[open, read(receipt(1, 10), 2), read(receipt(1, 11), 4)],
        false,
    );
    // Given back, it does not come again.
    let withdrawn = (call(0, Wish::Withdraw, receipt(0, 12)), 4, 5);
    let (before, after) = (read(receipt(1, 10), 2), read(receipt(1, 10), 6));
    judge(&[open, before, withdrawn, read(receipt(0, 12), 6)], true);
    judge(&[open, before, withdrawn, after], false);
}

#[test]
fn a_swap_gives_back_and_takes_in_one_moment() {
    let begun = [
        (submit(0, 1, receipt(1, 10)), 0, 1),
        (submit(1, 1, receipt(1, 11)), 0, 1),
        // From a full course into another one, and its place is free again.
        (submit(0, 2, receipt(2, 12)), 2, 3),
    ];
    let third = |answer, begin| (submit(2, 1, answer), begin, begin + 1);
    let with = |more| begun.into_iter().chain([more]).collect::<Vec<_>>();
    judge(&with(third(receipt(1, 13), 4)), true);
    judge(&with(third(Some(Answer::Denied([2, 0, 0])), 4)), false);
    // Nobody ever sees three places taken, or a child without either.
    judge(&with(third(Some(Answer::Denied([2, 1, 0])), 2)), false);
    judge(
        &with((call(0, Wish::Read, Some(Answer::NothingSubmitted)), 2, 3)),
        false,
    );
}

/// The same state may come back: a call that would change nothing now does so later.
#[test]
fn a_call_that_would_change_nothing_yet_can_wait() {
    let papers = [
        (submit(0, 4, receipt(4, 4)), 0, 1),
        (submit(0, 1, receipt(1, 1)), 2, 4),
        (submit(0, 4, receipt(4, 4)), 3, 5),
        (call(0, Wish::Read, receipt(4, 4)), 6, 7),
    ];
    let history = history(&papers);
    // Papers are not told apart here.
    assert_eq!(check(&school(), &history), Ok(()));
}

#[test]
fn the_answer_that_does_not_fit_is_named() {
    let calls = [
        (submit(0, 1, receipt(1, 10)), 0, 1),
        (submit(1, 1, receipt(1, 11)), 2, 3),
        (submit(2, 1, receipt(1, 12)), 4, 5),
    ];
    let history = history(&calls);
    let fault = check(&School::of(CHILDREN, &history.calls), &history);
    assert_eq!(fault, Err(Fault::NotLinearizable { event: 5, call: 2 }));
}

#[test]
fn an_answer_to_a_call_that_was_not_asked_is_no_history() {
    let history = History {
        calls: vec![submit(0, 1, receipt(1, 10))],
        events: vec![Event::Answered(0)],
    };
    let fault = check(&School::of(CHILDREN, &history.calls), &history);
    assert_eq!(fault, Err(Fault::Malformed { event: 0 }));
}

/// The other checker takes the model from the type and wants an answer to every call.
struct Theirs;

fn school() -> School {
    School {
        children: CHILDREN,
        accepted: HashSet::new(),
    }
}

impl Specification for Theirs {
    type State = <School as Model>::State;
    type Operation = Call;

    fn init() -> Self::State {
        school().start()
    }

    fn apply(call: &Call, state: &Self::State) -> (bool, Self::State) {
        match school().after(state, call) {
            Some(after) => (true, after),
            None => (false, state.clone()),
        }
    }
}

/// Those that got no answer end after everything else, as any.
fn theirs_says(history: &History<Call>) -> bool {
    let answered = |number| history.events.contains(&Event::Answered(number));
    let open = (0..history.calls.len()).filter(|number| !answered(*number));
    let ends = open.map(Event::Answered);
    let events = history.events.iter().copied().chain(ends);
    let actions = events.map(|event| match event {
        Event::Asked(number) => (number, Action::Call(history.calls[number])),
        Event::Answered(number) => (number, Action::Response(history.calls[number])),
    });
    WGLChecker::<Theirs>::is_linearizable(TheirHistory::from_actions(actions.collect()))
}

fn some_call() -> impl Strategy<Value = Call> {
    let wish = prop_oneof![
        4 => (1_u8..7).prop_map(|courses| Wish::Submit(Courses(courses))),
        1 => Just(Wish::Withdraw),
        1 => Just(Wish::Read),
    ];
    (0..CHILDREN, wish).prop_map(|(child, wish)| call(child, wish, None))
}

/// Calls with the answers that one order would have given them, of which some are then lost or
/// made into others; they overlap at random.
fn some_history() -> impl Strategy<Value = History<Call>> {
    let calls = prop::collection::vec((some_call(), 0_u8..8, 0_usize..6, 0_usize..6), 1..9);
    calls.prop_map(|calls| {
        let mut state = school().start();
        let mut told = Vec::new();
        for (number, (mut call, fate, early, late)) in calls.into_iter().enumerate() {
            let answers = all_answers();
            let right = answers.iter().find_map(|answer| {
                let call = Call {
                    answer: Some(*answer),
                    ..call
                };
                Some((*answer, school().after(&state, &call)?))
            });
            let (right, after) = right.expect("an answer fits");
            state = after;
            call.answer = match fate {
                0 => None,
                1 => answers.get(early * 3 + late).copied(),
                _ => Some(right),
            };
            let moment = 6 + number * 2;
            let end = if fate == 0 { NEVER } else { moment + 1 + late };
            told.push((call, moment - early, end));
        }
        history(&told)
    })
}

/// Receipts are told apart by nothing but what they say.
fn all_answers() -> Vec<Answer> {
    let slip = |withdrawn, courses| {
        Answer::Receipt(Slip {
            withdrawn,
            courses: Courses(courses),
            print: Some(u64::from(courses)),
        })
    };
    let mut answers: Vec<_> = (1..8).map(|courses| slip(false, courses)).collect();
    answers.push(slip(true, 0));
    answers.push(Answer::NothingSubmitted);
    for taken in 0..27_u8 {
        answers.push(Answer::Denied([taken % 3, taken / 3 % 3, taken / 9]));
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4_000) })]

    #[test]
    fn another_checker_says_the_same(history in some_history()) {
        let ours = check(&school(), &history).is_ok();
        prop_assert_eq!(ours, theirs_says(&history));
    }
}

/// The comparison is worth something only if both verdicts are common.
#[test]
fn the_random_histories_are_of_both_kinds() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let fits = (0..400).filter(|_| {
        let tree = some_history().new_tree(&mut runner).expect("a history");
        check(&school(), &tree.current()).is_ok()
    });
    let fits = fits.count();
    assert!((60..340).contains(&fits), "{fits} of 400");
}
