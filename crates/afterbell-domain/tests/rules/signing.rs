use afterbell_domain::*;
use std::str::FromStr;

fn read<T: FromStr<Err = Invalid>>(text: &str) -> T {
    text.parse().expect("a value in its written form")
}

fn hash(digit: &str) -> String {
    digit.repeat(64)
}

fn menu(agreement: Option<&str>) -> ServiceMenu {
    let content = include_str!("../fixture/menu.json");
    let mut content: MenuContent = serde_json::from_str(content).expect("the fixture");
    content.agreement = agreement.map(|digit| read(&hash(digit)));
    ServiceMenu::new(content).expect("the fixture with an agreement")
}

/// `chess-mon 1@16:30`: courses and care in one line.
fn draft(menu: &ServiceMenu, text: &str) -> SelectionDraft {
    let mut draft = SelectionDraft::empty(menu.hash().expect("a hash"));
    for part in text.split_whitespace() {
        match part.split_once('@') {
            Some((day, pick_up)) => {
                let day = Weekday::new(day.parse().expect("a number")).expect("a weekday");
                draft.set_care(day, Some(read(pick_up)));
            }
            None => draft.add(read(part)),
        }
    }
    draft
}

fn receipt(menu: &ServiceMenu, text: &str, status: ReceiptStatus) -> Receipt {
    let draft = draft(menu, text);
    Receipt {
        number: ReceiptNumber::of_sequence(&menu.school.receipt_prefix, 1),
        student: read("s1"),
        status,
        accepted_at: read("2026-09-08T20:00:00+08:00"),
        menu: draft.menu().clone(),
        offerings: draft.offerings().to_vec(),
        care: draft.care().to_vec(),
        fees: FeeStatement::of(menu, &draft),
    }
}

fn signature(digit: &str) -> AgreementSignature {
    AgreementSignature {
        agreement: read(&hash(digit)),
        signed_name: read("马思远"),
        signed_at: read("2026-09-08T19:00:00+08:00"),
    }
}

#[test]
fn what_has_to_be_signed_first() {
    for (agreement, chosen, held, signed, asks) in [
        // Without an agreement nothing is signed.
        (None, "chess-mon 1@17:30", None, None, false),
        (Some("a"), "chess-mon 1@17:30", None, None, true),
        (Some("a"), "1@17:30", None, None, true),
        (Some("a"), "chess-mon 1@17:30", None, Some("a"), false),
        // Another version is another agreement.
        (Some("a"), "chess-mon", None, Some("b"), true),
        // Nothing chosen, nothing to agree to.
        (Some("a"), "", None, None, false),
        // Kept, given back, picked up at another time.
        (
            Some("a"),
            "chess-mon 1@17:30",
            Some("chess-mon 1@17:30"),
            None,
            false,
        ),
        (Some("a"), "", Some("chess-mon 1@17:30"), Some("b"), false),
        (Some("a"), "1@16:30", Some("chess-mon 1@17:30"), None, false),
        // A course or a day more.
        (Some("a"), "chess-mon choir", Some("chess-mon"), None, true),
        (Some("a"), "choir", Some("chess-mon"), Some("b"), true),
        (Some("a"), "1@17:30 2@17:30", Some("1@17:30"), None, true),
        (Some("a"), "2@17:30", Some("1@17:30 3@17:30"), None, true),
    ] {
        let menu = menu(agreement);
        let draft = draft(&menu, chosen);
        let held = held.map(|held| receipt(&menu, held, ReceiptStatus::Submitted));
        let signature = signed.map(signature);
        let found = menu.agreement_to_sign(&draft, held.as_ref(), signature.as_ref());
        // What is held makes less to sign for, never more: stores rest on it.
        let afresh = menu.agreement_to_sign(&draft, None, signature.as_ref());
        assert!(found.is_none() || afresh == found, "{chosen}");
        let expected = menu.agreement.as_ref().filter(|_| asks);
        assert_eq!(
            found, expected,
            "{chosen} of {agreement:?}, signed {signed:?}"
        );
    }
}

#[test]
fn what_was_withdrawn_is_not_held() {
    let menu = menu(Some("a"));
    let withdrawn = receipt(&menu, "chess-mon", ReceiptStatus::Withdrawn);
    let draft = draft(&menu, "chess-mon");
    assert!(
        menu.agreement_to_sign(&draft, Some(&withdrawn), None)
            .is_some()
    );
}

#[test]
fn wishes_are_signed_for_before_the_first_one() {
    let wish = |menu: &ServiceMenu, ids: &[&str]| -> WishList {
        serde_json::from_value(serde_json::json!({
            "menu": menu.hash().expect("a hash"), "care": [],
            "wishes": [{"slot": "d1-1540", "offerings": ids}],
        }))
        .expect("a list")
    };
    for (agreement, wishes, signed, asks) in [
        (None, &["football"][..], None, false),
        (Some("a"), &["football"], None, true),
        (Some("a"), &["football"], Some("a"), false),
        (Some("a"), &["football"], Some("b"), true),
        // To take back every wish nothing is signed.
        (Some("a"), &[], None, false),
    ] {
        let menu = menu(agreement);
        let wishes = wish(&menu, wishes);
        let signature = signed.map(signature);
        let found = menu.agreement_to_sign_for_wishes(&wishes, signature.as_ref());
        assert_eq!(found.is_some(), asks, "{agreement:?}, signed {signed:?}");
    }
}

/// The rules about places and care do not know of agreements.
#[test]
fn a_verdict_is_the_same_with_an_agreement_and_without() {
    let student: Student = serde_json::from_value(serde_json::json!({
        "id": "s1", "name": "林小满", "class": {"grade": 3, "number": 1},
    }))
    .expect("a student");
    let verdicts = [None, Some("a")].map(|agreement| {
        let menu = menu(agreement);
        let draft = draft(&menu, "chess-mon football 1@16:30 2@17:30");
        let now = read("2026-09-08T20:00:00+08:00");
        let places = Places {
            menu: draft.menu().clone(),
            as_of: now,
            taken: Default::default(),
            waits_for_pool: false,
        };
        check(&menu, &student, &draft, &places, now)
    });
    assert_eq!(verdicts[0], verdicts[1]);
    assert!(!verdicts[0].is_accepted());
}

#[test]
fn a_menu_without_an_agreement_keeps_its_name() {
    let canonical = menu(None).canonical_json().expect("canonical JSON");
    assert_eq!(canonical, include_bytes!("../fixture/canonical.json"));
    assert_ne!(menu(Some("a")).hash(), menu(Some("b")).hash());
}
