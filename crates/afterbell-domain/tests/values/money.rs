use afterbell_domain::{FeeStatement, Fen, MenuContent, SelectionDraft, ServiceMenu};
use proptest::prelude::*;

fn fen(amount: u32) -> Fen {
    Fen::new(amount).expect("at most a million yuan")
}

#[test]
fn bounds_and_print() {
    for (amount, printed) in [
        (0, "0.00"),
        (5, "0.05"),
        (12_050, "120.50"),
        (100_000_000, "1000000.00"),
    ] {
        assert_eq!(fen(amount).to_string(), printed);
        assert_eq!(fen(amount).is_free(), amount == 0);
        assert_eq!(serde_json::to_value(fen(amount)).ok(), Some(amount.into()));
    }
    for json in [
        "100000001",
        "4294967295",
        "4294967296",
        "-1",
        "1.5",
        "\"120\"",
    ] {
        assert!(serde_json::from_str::<Fen>(json).is_err(), "{json}");
    }
}

#[test]
fn fees_of_a_draft() {
    let menu = include_str!("../fixture/menu.json");
    let content: MenuContent = serde_json::from_str(menu).expect("the fixture");
    let menu = ServiceMenu::new(content).expect("the fixture");
    for (chosen, lines, total) in [
        ("", "", 0),
        ("reading", "reading=0", 0),
        ("robots chess-mon", "robots=48050 chess-mon=12000", 60_050),
        (
            "chess-mon unknown reading",
            "chess-mon=12000 reading=0",
            12_000,
        ),
    ] {
        let mut draft = SelectionDraft::empty(menu.hash().expect("a hash"));
        for id in chosen.split_terminator(' ') {
            draft.add(id.parse().expect("an identifier"));
        }
        let fees = FeeStatement::of(&menu, &draft);
        let told = fees
            .lines
            .iter()
            .map(|line| format!("{}={}", line.offering, line.fee_fen.get()));
        assert_eq!(told.collect::<Vec<_>>().join(" "), lines, "{chosen}");
        assert_eq!(fees.total_fen, fen(total), "{chosen}");
    }
}

proptest! {
    /// More than a draft can hold; whatever the sum, it can be sent and read.
    #[test]
    fn sums_stand_still_at_the_bound(
        amounts in proptest::collection::vec(prop_oneof![0..200_000u32, 0..=100_000_000u32], 0..80),
    ) {
        let sum: Fen = amounts.iter().copied().map(fen).sum();
        let exact: u64 = amounts.iter().copied().map(u64::from).sum();
        prop_assert_eq!(u64::from(sum.get()), exact.min(100_000_000));
        let json = serde_json::to_string(&sum).expect("a JSON form");
        prop_assert_eq!(serde_json::from_str::<Fen>(&json).ok(), Some(sum));
    }
}
