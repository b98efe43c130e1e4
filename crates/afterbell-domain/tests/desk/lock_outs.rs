use afterbell_domain::Moment;
use afterbell_domain::desk::{LockOut, SessionTerm};

const RULE: LockOut = LockOut {
    most_failures: 3,
    within_seconds: 100,
    for_seconds: 50,
};

fn at(second: i64) -> Moment {
    let zone = "+08:00".parse().unwrap();
    Moment::from_unix(1_788_000_000 + second, zone).unwrap()
}

#[test]
fn it_begins_with_the_last_failure_of_a_run_and_ends_by_itself() {
    for (failures, now, until) in [
        (vec![], 10, None),
        (vec![0, 1], 2, None),
        (vec![0, 1, 2], 2, Some(52)),
        (vec![2, 0, 1], 51, Some(52)),
        (vec![0, 1, 2], 52, None),
        // Too far apart to be a run.
        (vec![0, 50, 100], 101, None),
        (vec![0, 50, 99], 101, Some(149)),
        // Later tries while it lasts would have been refused before they were counted, and count
        // all the same.
        (vec![0, 1, 2, 60], 61, Some(110)),
        // A clock that was set back.
        (vec![500, 501, 502], 10, None),
    ] {
        let told: Vec<_> = failures.iter().map(|second| at(*second)).collect();
        assert_eq!(
            RULE.until(&told, at(now)),
            until.map(at),
            "{failures:?} {now}"
        );
    }
}

#[test]
fn six_digits_cannot_be_guessed_at_the_rate_that_is_left() {
    let rule = LockOut::ACCOUNT;
    let a_day = 24 * 60 * 60;
    let guesses = (a_day / rule.for_seconds) * i64::try_from(rule.most_failures).unwrap();
    // Three codes are right at any time; even a chance of one in a hundred takes weeks.
    assert!(guesses * 3 * 21 < 1_000_000 / 10, "{guesses}");
}

#[test]
fn a_session_ends_when_it_is_idle_and_at_its_end() {
    let term = SessionTerm {
        idle_seconds: 10,
        longest_seconds: 100,
    };
    for (opened, seen, now, lasts) in [
        (0, 0, 0, true),
        (0, 0, 9, true),
        (0, 0, 10, false),
        (0, 95, 99, true),
        (0, 95, 100, false),
        // A clock that was set back a little, and far.
        (10, 10, 5, true),
        (50, 50, 5, false),
    ] {
        assert_eq!(
            term.lasts(at(opened), at(seen), at(now)),
            lasts,
            "{opened} {seen} {now}"
        );
    }
}
