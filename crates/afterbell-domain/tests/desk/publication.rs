use afterbell_domain::desk::{DraftEdit, Obstacle, edit_together};
use afterbell_domain::policy::{
    Acknowledgement, Breach, Location, Paper, PaperKind, PublicNotice, Violation,
};
use afterbell_domain::{Date, Label};

use super::drafts::example;

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn label(text: &str) -> Label {
    text.parse().expect("a label")
}

fn notice() -> PublicNotice {
    PublicNotice {
        place: label("校门口"),
        posted_on: date("2026-09-01"),
        posted_until: date("2026-09-05"),
        contents: Vec::new(),
        channels: Vec::new(),
    }
}

#[test]
fn a_notice_must_be_of_this_menu_and_be_over() {
    let menu = example("zhoushan").menu;
    let mut other = menu.clone();
    other.offerings[0].places += 1;
    let notice = notice();
    let until = notice.posted_until;
    for (posted, today, expected) in [
        (None, "2026-09-06", Some(Obstacle::NotPosted)),
        (Some(&other), "2026-09-06", Some(Obstacle::NotPosted)),
        (
            Some(&menu),
            "2026-09-05",
            Some(Obstacle::StillPosted { until }),
        ),
        (Some(&menu), "2026-09-06", None),
    ] {
        let posted = posted.map(|menu| (&notice, menu));
        assert_eq!(Obstacle::of_notice(&menu, posted, date(today)), expected);
    }
}

fn decision(reason: &str, by: &str, on: &str) -> DraftEdit {
    let breach = Breach {
        check: "care-end".parse().expect("a check"),
        location: Location::default(),
        violation: Violation::NotForGrade {},
    };
    DraftEdit::Acknowledgement {
        before: None,
        after: Some(Box::new(Acknowledgement {
            breach: breach.clone(),
            reason: label(reason),
            decided_by: label(by),
            decided_on: date(on),
        })),
        breach: Box::new(breach),
    }
}

#[test]
fn a_decision_is_signed_by_whoever_takes_it_and_keeps_its_day_when_it_is_sent_again() {
    let mut draft = example("zhoushan");
    let (by, today) = (label("李老师"), date("2026-09-01"));
    let asked = decision("校车要赶时间", "别人", "2020-01-01");
    let signed = asked.clone().signed(&draft, &by, today);
    assert_eq!(signed, decision("校车要赶时间", "李老师", "2026-09-01"));
    edit_together(&mut draft, vec![signed.clone()]);
    let tomorrow = date("2026-09-02");
    let again = asked.clone().signed(&draft, &by, tomorrow);
    assert_eq!(again, signed);
    let outcome = edit_together(&mut draft, vec![again]);
    assert_eq!((outcome.applied.len(), outcome.conflicts.len()), (0, 0));
    // Somebody else's, or another reason, is another decision.
    let other = asked.signed(&draft, &label("王老师"), tomorrow);
    assert_eq!(other, decision("校车要赶时间", "王老师", "2026-09-02"));
    let reason = decision("另有原因", "别人", "2026-09-01");
    let reason = reason.signed(&draft, &by, tomorrow);
    assert_eq!(reason, decision("另有原因", "李老师", "2026-09-02"));
}

#[test]
fn a_paper_may_be_valid_for_a_day_or_without_end_and_not_backwards() {
    let until = |until: Option<&str>| Paper {
        kind: PaperKind::Contract,
        valid_from: date("2026-09-01"),
        valid_until: until.map(date),
    };
    for (last, expected) in [
        (None, false),
        (Some("2026-09-01"), false),
        (Some("2026-08-31"), true),
    ] {
        assert_eq!(until(last).ends_before_it_begins(), expected, "{last:?}");
    }
}
