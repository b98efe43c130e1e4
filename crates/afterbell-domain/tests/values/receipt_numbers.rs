use afterbell_domain::{ReceiptNumber, ReceiptPrefix};
use proptest::prelude::*;
use std::collections::BTreeSet;

use super::written::{check, check_refused};

const SYMBOLS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

fn number(prefix: &str, sequence: u32) -> String {
    let prefix: ReceiptPrefix = prefix.parse().expect("a prefix");
    ReceiptNumber::of_sequence(&prefix, sequence).to_string()
}

#[test]
fn typed_and_pasted() {
    for typed in [
        "HT-0H4XJH-V",
        "ht-oh4xjh-V",
        "HT 0H4XJH V",
        "HT0H4XJHV",
        "ＨＴ－０Ｈ４ＸＪＨ－V",
        "HT—OH4XJH—V",
    ] {
        check::<ReceiptNumber>(typed, "HT-0H4XJH-V");
    }
    check_refused::<ReceiptNumber>(&[
        "",
        "HT",
        "-",
        "H-0H4XJH-V",
        "HTHT-0H4XJH-V",
        "HT-0H4XJ-V",
        "HT-0H4XJHH-V",
        "H1-0H4XJH-V",
        "HT-UH4XJH-V",
        "海-0H4XJH-V",
        "HT-0H4XJ海-V",
    ]);
}

/// They are on receipts that families keep: the same entry must have this number for ever.
/// The expected ones were reckoned by another program.
#[test]
fn golden() {
    assert_eq!(number("HT", 0), "HT-000000-R");
    assert_eq!(number("HT", 1), "HT-JMBX4H-P");
    assert_eq!(number("HT", (1 << 30) - 1), "HT-DBM2VF-D");
    assert_eq!(number("ABC", 1), "ABC-JMBX4H-E");
}

#[test]
fn the_first_fifty_thousand_differ() {
    let numbers: BTreeSet<_> = (0..50_000).map(|sequence| number("HT", sequence)).collect();
    assert_eq!(numbers.len(), 50_000);
}

fn any_number() -> impl Strategy<Value = String> {
    ("[A-Z]{2,3}", 0..1u32 << 30).prop_map(|(prefix, sequence)| number(&prefix, sequence))
}

proptest! {
    #[test]
    fn different_entries_have_different_numbers(
        one in 0..1u32 << 30,
        apart in prop_oneof![1..64u32, 1..1u32 << 30, (0..30u32).prop_map(|bit| 1 << bit)],
    ) {
        let other = (one + apart) % (1 << 30);
        prop_assert_ne!(number("HT", one), number("HT", other));
    }

    #[test]
    fn neighbours_do_not_look_alike(one in 0..(1u32 << 30) - 1) {
        let (one, next) = (number("HT", one), number("HT", one + 1));
        let alike = one.chars().zip(next.chars()).filter(|(a, b)| a == b).count();
        // The prefix with both dashes is always alike; of the seven symbols at most three are.
        prop_assert!(alike <= 4 + 3, "{} {}", one, next);
    }

    #[test]
    fn what_is_printed_is_read(number in any_number()) {
        check::<ReceiptNumber>(&number, &number);
    }

    /// Every wrong symbol at every place, the prefix and the check symbol included.
    #[test]
    fn one_slip_is_caught(number in any_number()) {
        let prefix = number.find('-').expect("a dash");
        for (at, right) in number.char_indices().filter(|(_, c)| *c != '-') {
            let others = if at < prefix { LETTERS } else { SYMBOLS };
            for wrong in others.chars().filter(|c| *c != right) {
                let mut slipped = number.clone();
                slipped.replace_range(at..=at, &wrong.to_string());
                prop_assert!(slipped.parse::<ReceiptNumber>().is_err(), "{} {}", number, slipped);
            }
        }
    }

    /// Any two exchanged, neighbours or not, within the prefix or within the rest.
    #[test]
    fn an_exchange_is_caught(number in any_number()) {
        let prefix = number.find('-').expect("a dash");
        let characters: Vec<char> = number.chars().collect();
        for (a, b) in (0..characters.len()).flat_map(|a| (0..a).map(move |b| (a, b))) {
            let same_side = (a < prefix) == (b < prefix);
            let symbols = characters[a] != '-' && characters[b] != '-';
            if same_side && symbols && characters[a] != characters[b] {
                let mut exchanged = characters.clone();
                exchanged.swap(a, b);
                let exchanged: String = exchanged.into_iter().collect();
                prop_assert!(exchanged.parse::<ReceiptNumber>().is_err(), "{} {}", number, exchanged);
            }
        }
    }
}
