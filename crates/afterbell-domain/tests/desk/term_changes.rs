//! Another term, and days that move: what has to be asked for, and what waits.

use afterbell_domain::desk::{HeldInTerm, TermChange, TermStep};
use afterbell_domain::{Date, Term};
use serde_json::json;

fn term(first: &str, last: &str) -> Term {
    let term = json!({ "name": "学期", "first_day": first, "last_day": last });
    serde_json::from_value(term).expect("a term")
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

#[test]
fn only_what_a_correction_would_not_do_is_asked_for() {
    let autumn = term("2026-09-01", "2027-01-29");
    for (first, last, is_same, step) in [
        ("2026-09-01", "2027-01-29", true, None),
        // A week of holidays more, and just four weeks.
        ("2026-09-07", "2027-01-22", true, None),
        ("2026-08-04", "2027-02-26", true, None),
        ("2026-08-03", "2027-01-29", true, Some(TermStep::Moves)),
        ("2026-09-01", "2027-02-27", true, Some(TermStep::Moves)),
        ("2026-09-01", "2028-01-29", true, Some(TermStep::Moves)),
        ("2027-09-01", "2028-01-29", false, Some(TermStep::Begins)),
        // Back to a term of before.
        ("2026-02-23", "2026-07-03", false, Some(TermStep::Begins)),
    ] {
        let told = TermStep::between(&autumn, &term(first, last), is_same);
        assert_eq!(told, step, "{first} {last}");
    }
}

#[test]
fn the_next_term_waits_for_a_draw_while_its_own_lasts() {
    let (autumn, spring) = (
        term("2026-09-01", "2027-01-29"),
        term("2027-02-22", "2027-07-09"),
    );
    for (step, today, draw_under_way, cuts_short, waits_for_draw) in [
        (TermStep::Begins, "2027-01-29", true, true, true),
        (TermStep::Begins, "2027-01-29", false, true, false),
        (TermStep::Begins, "2027-01-30", true, false, false),
        (TermStep::Moves, "2026-09-09", true, false, false),
    ] {
        let held = HeldInTerm {
            children: 2,
            places: 3,
            care_days: 4,
            draw_under_way,
        };
        let change = TermChange::of(step, &autumn, &spring, held, date(today));
        assert_eq!(change.cuts_short, cuts_short, "{today}");
        assert_eq!(change.waits_for_draw, waits_for_draw, "{today}");
        assert_eq!(
            (change.children, change.places, change.care_days),
            (2, 3, 4)
        );
        assert_eq!(change.to.last_day, spring.last_day);
    }
}
