//! What happens when the secret or a number does not come is fixed before the close.

use afterbell_domain::draw::*;

use super::school::*;

fn outcome(
    with_secret: bool,
    missing: &[&str],
    used: &str,
    at: &str,
) -> Result<Verified, DrawFault> {
    let committed = committed();
    let closed = closed(&committed);
    let missing = missing.iter().map(|issue| issue.parse().expect("an issue"));
    let told = Told {
        secrets: if with_secret {
            vec![secret()]
        } else {
            Vec::new()
        },
        not_published: missing.collect(),
        number: revealed(used),
        time: time(&format!("{at}:00+08:00")),
    };
    let revealed = reveal(&committed, &closed, told)?;
    Ok(verified(&files(&committed, &closed, &revealed)).expect("it was just published"))
}

/// The numbers are of the 10th, the 13th and the 15th.
#[test]
fn the_next_number_stands_in_for_one_that_was_not_published() {
    let first_missing = outcome(true, &["2026101"], "2026102", "2026-09-13T21:30");
    assert!(first_missing.is_ok());
    let two_missing = outcome(true, &["2026101", "2026102"], "2026103", "2026-09-15T21:30");
    assert!(two_missing.is_ok());
    // There is no later number that anybody could wait for.
    let much_later = outcome(true, &["2026101", "2026102"], "2026103", "2026-10-15T21:30");
    assert!(much_later.is_ok());
    let all = ["2026101", "2026102", "2026103"];
    let none = outcome(true, &all, "2026103", "2026-09-15T21:30");
    assert_eq!(none.expect_err("none is left"), DrawFault::NoNumberLeft);
}

/// Whoever keeps the secret back knows the first number, and so must not get the draw it makes without the secret.
#[test]
fn keeping_the_secret_back_moves_the_draw_to_a_number_nobody_knows() {
    let expected = "2026102".parse().expect("an issue");
    let first = outcome(false, &[], "2026101", "2026-09-13T21:30");
    assert_eq!(
        first.expect_err("the first number is known"),
        DrawFault::OtherNumber { expected }
    );
    let without = outcome(false, &[], "2026102", "2026-09-13T21:30").expect("the second number");
    let with = outcome(true, &["2026101"], "2026102", "2026-09-13T21:30").expect("the same number");
    assert_ne!(without.instance.seed, with.instance.seed);
    assert!(outcome(false, &["2026101"], "2026103", "2026-09-15T21:30").is_ok());
}

#[test]
fn the_secret_counts_from_the_day_of_its_number_to_the_day_before_the_next() {
    let told = |at: &str| outcome(true, &[], "2026101", at);
    let published_on = "2026-09-10".parse().expect("a day");
    let early = told("2026-09-09T23:59").expect_err("the number is not known");
    assert_eq!(early, DrawFault::NumberToCome { published_on });
    assert!(told("2026-09-10T00:00").is_ok());
    assert!(told("2026-09-12T23:59").is_ok());
    let since = "2026-09-13".parse().expect("a day");
    let late = told("2026-09-13T00:00").expect_err("the next number is about to be known");
    assert_eq!(late, DrawFault::SecretTooLate { since });
    let published_on = since;
    let waits = outcome(false, &[], "2026102", "2026-09-12T23:59");
    assert_eq!(
        waits.expect_err("the secret may still be told"),
        DrawFault::NumberToCome { published_on }
    );
}

#[test]
fn a_commitment_leaves_nothing_to_choose() {
    let check = |seals: Vec<afterbell_domain::FileHash>, numbers, expected| {
        let fault = committed_to(seals, numbers).expect_err("the commitment is unsound");
        assert_eq!(fault, expected);
    };
    let one = vec![number("1", "2026-09-10")];
    check(vec![seal()], one, DrawFault::TooFewNumbers);
    let same = vec![number("1", "2026-09-10"), number("1", "2026-09-13")];
    check(vec![seal()], same, DrawFault::NumberUnclear);
    // The day of the commitment itself.
    let known = vec![number("1", "2026-09-07"), number("2", "2026-09-13")];
    check(vec![seal()], known, DrawFault::NumberTooEarly);
    let backwards = vec![number("1", "2026-09-13"), number("2", "2026-09-10")];
    check(vec![seal()], backwards, DrawFault::NumberTooEarly);
    check(Vec::new(), numbers(), DrawFault::SealUnclear);
    check(vec![seal(), seal()], numbers(), DrawFault::SealUnclear);
}

#[test]
fn rules_name_their_menu() {
    let mut rules = rules();
    rules.menu = None;
    let closes_at = CLOSES.parse().expect("a moment");
    let fault = commit(&rules, vec![seal()], time(COMMITTED), closes_at, numbers());
    assert_eq!(fault.expect_err("no menu"), DrawFault::MenuMissing);
}
