//! What happens when the secret or a number does not come is fixed before the close.

use afterbell_domain::draw::*;

use super::school::*;

fn outcome(
    secret: Option<DrawSecret>,
    missing: &[&str],
    used: &str,
) -> Result<Verified, DrawFault> {
    let committed = committed();
    let closed = closed(&committed);
    let missing = missing.iter().map(|issue| issue.parse().expect("an issue"));
    let revealed = reveal(
        &committed,
        &closed,
        secret,
        missing.collect(),
        revealed(used),
    )?;
    Ok(verified(&files(&committed, &closed, &revealed)).expect("it was just published"))
}

#[test]
fn the_next_number_stands_in_for_one_that_was_not_published() {
    assert!(outcome(Some(secret()), &["2026101"], "2026102").is_ok());
    assert!(outcome(Some(secret()), &["2026101", "2026102"], "2026103").is_ok());
    let none = outcome(
        Some(secret()),
        &["2026101", "2026102", "2026103"],
        "2026103",
    );
    assert_eq!(none.expect_err("none is left"), DrawFault::NoNumberLeft);
}

/// Whoever keeps the secret back knows the first number, and so must not get the draw it makes without the secret.
#[test]
fn keeping_the_secret_back_moves_the_draw_to_a_number_nobody_knows() {
    let expected = "2026102".parse().expect("an issue");
    let first = outcome(None, &[], "2026101").expect_err("the first number is known");
    assert_eq!(first, DrawFault::OtherNumber { expected });
    let without = outcome(None, &[], "2026102").expect("the second number");
    let with = outcome(Some(secret()), &["2026101"], "2026102").expect("the same number");
    assert_ne!(without.instance.seed, with.instance.seed);
    assert!(outcome(None, &["2026101"], "2026103").is_ok());
}

#[track_caller]
fn check(closes_at: &str, reveal_until: &str, numbers: Vec<PublicNumber>, expected: DrawFault) {
    let moment = |text: &str| text.parse().expect("a moment");
    let fault = commit(
        &rules(),
        &secret(),
        moment(closes_at),
        moment(reveal_until),
        numbers,
    );
    assert_eq!(fault.expect_err("the commitment is unsound"), expected);
}

#[test]
fn a_commitment_leaves_nothing_to_choose() {
    let (closes, until) = ("2026-09-09T20:00:00+08:00", "2026-09-12T12:00:00+08:00");
    let one = vec![number("1", "2026-09-10")];
    check(closes, until, one, DrawFault::TooFewNumbers);
    let same = vec![number("1", "2026-09-10"), number("1", "2026-09-13")];
    check(closes, until, same, DrawFault::NumberUnclear);
    let known = vec![number("1", "2026-09-09"), number("2", "2026-09-13")];
    check(closes, until, known, DrawFault::NumberTooEarly);
    let backwards = vec![number("1", "2026-09-13"), number("2", "2026-09-10")];
    check(closes, until, backwards, DrawFault::NumberTooEarly);
    check(
        closes,
        "2026-09-13T08:00:00+08:00",
        numbers(),
        DrawFault::RevealTooLate,
    );
    check(
        closes,
        "2026-09-09T19:00:00+08:00",
        numbers(),
        DrawFault::RevealTooLate,
    );
}

#[test]
fn rules_name_their_menu() {
    let mut rules = rules();
    rules.menu = None;
    let moment = |text: &str| text.parse().expect("a moment");
    let (closes, until) = (
        moment("2026-09-09T20:00:00+08:00"),
        moment("2026-09-12T12:00:00+08:00"),
    );
    let fault = commit(&rules, &secret(), closes, until, numbers()).expect_err("no menu");
    assert_eq!(fault, DrawFault::MenuMissing);
}
