use std::collections::BTreeMap;

use afterbell_domain::desk::{DraftEdit, Obstacle, edit_together};
use afterbell_domain::policy::{
    Acknowledgement, Breach, Channel, Location, NoticeContent, Paper, PaperKind, PublicNotice,
    Violation,
};
use afterbell_domain::{Date, Label};
use serde_json::json;

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
        channels: BTreeMap::new(),
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

#[test]
fn a_channel_is_known_by_its_number_or_address() {
    for (channel, contact, expected) in [
        (Channel::Phone, "0598-0000123 转 2", true),
        (Channel::Phone, "12345", true),
        (Channel::Phone, "12", false),
        (Channel::Phone, "门卫处", false),
        (Channel::Email, "a@school.example", true),
        (Channel::Email, "a@", false),
        (Channel::Email, "@school.example", false),
        (Channel::Email, "a@b@c", false),
        (Channel::Email, "见 a@b", false),
        (Channel::LetterBox, "传达室门口", true),
        (Channel::Platform, "12345 热线", true),
    ] {
        assert_eq!(channel.can_be(&label(contact)), expected, "{contact}");
    }
}

#[test]
fn a_notice_of_an_older_draft_is_read_and_a_new_one_read_back() {
    let old = json!({
        "place": "校门口", "posted_on": "2026-09-01", "posted_until": "2026-09-05",
        "contents": ["times", "fees"], "channels": ["platform"],
    });
    let read: PublicNotice = serde_json::from_value(old.clone()).expect("an older notice");
    assert_eq!(read.contents, [NoticeContent::Times, NoticeContent::Fees]);
    assert!(read.channels.is_empty() && !read.names(Channel::Platform));
    let mut new = old;
    // What the desk once wrote unasked is nobody's word.
    new["contents"] = json!(NoticeContent::ALL);
    let read: PublicNotice = serde_json::from_value(new.clone()).expect("an older notice");
    assert!(read.contents.is_empty());
    new["contents"] = json!(["safety"]);
    new["channels"] = json!({ "phone": "0598-0000123" });
    let read: PublicNotice = serde_json::from_value(new.clone()).expect("a notice");
    assert!(read.names(Channel::Phone) && !read.names(Channel::Email));
    assert_eq!(serde_json::to_value(&read).expect("JSON"), new);
    for wrong in [
        json!(["fax"]),
        json!({ "fax": "1" }),
        json!({ "phone": "" }),
        json!(1),
    ] {
        new["channels"] = wrong.clone();
        assert!(
            serde_json::from_value::<PublicNotice>(new.clone()).is_err(),
            "{wrong}"
        );
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
