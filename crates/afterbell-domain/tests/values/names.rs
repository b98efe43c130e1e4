use afterbell_domain::{CourseId, Label, MenuHash, OfferingId, ReceiptPrefix, StudentId, hash_of};
use proptest::prelude::*;

use super::written::{check, check_refused, read};

#[test]
fn identifiers() {
    let longest = "a".repeat(40);
    for text in ["a", "0", "-", "c7k2m9qd", longest.as_str()] {
        check::<CourseId>(text, text);
        check::<OfferingId>(text, text);
        check::<StudentId>(text, text);
    }
    let too_long = "a".repeat(41);
    check_refused::<OfferingId>(&[
        "",
        "A",
        "a b",
        "a_b",
        "a/b",
        "é",
        "课",
        "a\n",
        too_long.as_str(),
    ]);
}

#[test]
fn labels() {
    let longest = "课".repeat(Label::LONGEST);
    check::<Label>(&longest, &longest);
    check::<Label>("  合唱团\u{3000}", "合唱团");
    check::<Label>("Ann \"Q\" O’Hara \\ 🎻", "Ann \"Q\" O’Hara \\ 🎻");
    let too_long = "课".repeat(Label::LONGEST + 1);
    check_refused::<Label>(&[
        "",
        " \t",
        "合唱\n团",
        "合唱\u{0}团",
        "合唱\u{85}团",
        "合唱\u{2028}团",
        "合唱\u{2029}团",
        too_long.as_str(),
    ]);
}

#[test]
fn hashes() {
    // The empty text's SHA-256, as every implementation gives it.
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(hash_of::<MenuHash>(b"").expect("a hash").as_str(), empty);
    check::<MenuHash>(empty, empty);
    check_refused::<MenuHash>(&["", &empty[1..], &empty.to_uppercase(), &format!("{empty}0")]);
    check_refused::<MenuHash>(&[&empty.replace('e', "g")]);
}

#[test]
fn receipt_prefixes() {
    check::<ReceiptPrefix>("HT", "HT");
    check::<ReceiptPrefix>("ABZ", "ABZ");
    check_refused::<ReceiptPrefix>(&["", "H", "HTHT", "ht", "H1", "H-", "海", "海棠"]);
}

proptest! {
    /// Whatever arrives: it is refused, or it has one written form that is read back.
    #[test]
    fn any_text(text in "\\PC{0,60}|[0-9A-Za-z:TZ+ -]{0,30}|.{0,90}") {
        use afterbell_domain::{ChildCode, ClockTime, Date, Moment, ReceiptNumber, Zone};
        for written in [
            read::<Label>(&text),
            read::<OfferingId>(&text),
            read::<MenuHash>(&text),
            read::<ClockTime>(&text),
            read::<Date>(&text),
            read::<Moment>(&text),
            read::<Zone>(&text),
            read::<ChildCode>(&text),
            read::<ReceiptNumber>(&text),
        ] {
            prop_assert!(written.is_none_or(|written| written.len() <= 4 * Label::LONGEST));
        }
    }
}
