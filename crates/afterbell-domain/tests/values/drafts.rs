use afterbell_domain::{
    CareChoice, ClockTime, MenuHash, OfferingId, SelectionDraft, Weekday, hash_of,
};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;

fn read(offerings: &str, care: &str) -> Option<SelectionDraft> {
    let menu: MenuHash = hash_of(b"").expect("a hash");
    let json = format!(r#"{{"menu":"{menu}","offerings":{offerings},"care":{care}}}"#);
    serde_json::from_str(&json).ok()
}

#[test]
fn each_offering_and_each_day_once() {
    let offerings = |count| {
        let names = (0..count).map(|n| format!("o{n}"));
        serde_json::json!(names.collect::<Vec<_>>()).to_string()
    };
    let most = offerings(SelectionDraft::MOST_OFFERINGS);
    let more = offerings(SelectionDraft::MOST_OFFERINGS + 1);
    let monday = r#"{"weekday":1,"pick_up":"16:30"}"#;
    let later = r#"{"weekday":1,"pick_up":"18:00"}"#;
    let tuesday = r#"{"weekday":2,"pick_up":"16:30"}"#;
    for (offerings, care, accepted) in [
        ("[]".to_owned(), "[]".to_owned(), true),
        (
            r#"["b","a"]"#.to_owned(),
            format!("[{tuesday},{monday}]"),
            true,
        ),
        (r#"["b","a","b"]"#.to_owned(), "[]".to_owned(), false),
        (
            "[]".to_owned(),
            format!("[{monday},{tuesday},{later}]"),
            false,
        ),
        ("[]".to_owned(), format!("[{monday},{monday}]"), false),
        (most, "[]".to_owned(), true),
        (more, "[]".to_owned(), false),
        (r#"["A"]"#.to_owned(), "[]".to_owned(), false),
        (
            "[]".to_owned(),
            r#"[{"weekday":8,"pick_up":"16:30"}]"#.to_owned(),
            false,
        ),
        (
            "[]".to_owned(),
            r#"[{"weekday":1,"pick_up":"16:30","places":3}]"#.to_owned(),
            false,
        ),
        (r#"[],"student":"s1""#.to_owned(), "[]".to_owned(), false),
    ] {
        assert_eq!(
            read(&offerings, &care).is_some(),
            accepted,
            "{offerings} {care}"
        );
    }
}

#[test]
fn care_stands_in_order_of_the_week() {
    let care = r#"[{"weekday":5,"pick_up":"16:30"},{"weekday":1,"pick_up":"18:00"}]"#;
    let draft = read("[]", care).expect("a draft");
    let told: Vec<_> = draft.care().iter().map(|choice| choice.weekday).collect();
    assert_eq!(told, [Weekday::Monday, Weekday::Friday]);
}

#[test]
fn beyond_all_bounds_nothing_is_added() {
    let mut draft = read("[]", "[]").expect("a draft");
    for number in 0..SelectionDraft::MOST_OFFERINGS + 5 {
        draft.add(format!("o{number}").parse().expect("an identifier"));
    }
    assert_eq!(draft.offerings().len(), SelectionDraft::MOST_OFFERINGS);
}

/// A tap in the app.
#[derive(Debug, Clone)]
enum Tap {
    Add(OfferingId),
    Remove(OfferingId),
    Care(Weekday, Option<ClockTime>),
}

fn offering() -> impl Strategy<Value = OfferingId> {
    (0..6u8).prop_map(|number| format!("o{number}").parse().expect("an identifier"))
}

fn tap() -> impl Strategy<Value = Tap> {
    let weekday = prop::sample::select(Weekday::ALL.to_vec());
    let time = (15..=18u8).prop_map(|hour| ClockTime::new(hour, 30).expect("a time"));
    prop_oneof![
        offering().prop_map(Tap::Add),
        offering().prop_map(Tap::Remove),
        (weekday, option::of(time)).prop_map(|(day, time)| Tap::Care(day, time)),
    ]
}

fn tapped(taps: &[Tap]) -> SelectionDraft {
    let mut draft = SelectionDraft::empty(hash_of(b"").expect("a hash"));
    for tap in taps {
        match tap.clone() {
            Tap::Add(id) => draft.add(id),
            Tap::Remove(id) => draft.remove(&id),
            Tap::Care(day, time) => draft.set_care(day, time),
        }
    }
    draft
}

proptest! {
    #[test]
    fn any_taps_make_a_draft_that_is_read_back(taps in vec(tap(), 0..40)) {
        let draft = tapped(&taps);
        let json = serde_json::to_string(&draft).expect("a JSON form");
        prop_assert_eq!(serde_json::from_str::<SelectionDraft>(&json).ok(), Some(draft.clone()));
        prop_assert_eq!(draft.is_empty(), draft.offerings().is_empty() && draft.care().is_empty());
    }

    #[test]
    fn the_last_tap_counts(taps in vec(tap(), 0..40), last in tap()) {
        let before = tapped(&taps);
        let after = tapped(&[taps, vec![last.clone()]].concat());
        match last {
            Tap::Add(id) => prop_assert!(after.contains(&id) && after.care() == before.care()),
            Tap::Remove(id) => prop_assert!(!after.contains(&id) && after.care() == before.care()),
            Tap::Care(day, time) => {
                prop_assert_eq!(after.pick_up_on(day), time);
                prop_assert_eq!(after.offerings(), before.offerings());
                for other in Weekday::ALL.into_iter().filter(|other| *other != day) {
                    prop_assert_eq!(after.pick_up_on(other), before.pick_up_on(other));
                }
            }
        }
    }

    #[test]
    fn the_same_choice_in_any_order(
        one in btree_set(offering(), 0..5),
        other in btree_set(offering(), 0..5),
        choice in option::of(0..7usize),
    ) {
        let care: Vec<_> = choice.map(|day| CareChoice {
            weekday: Weekday::ALL[day],
            pick_up: ClockTime::new(16, 30).expect("a time"),
        }).into_iter().collect();
        let draft = |ids: Vec<OfferingId>, menu: &[u8]| {
            SelectionDraft::new(hash_of(menu).expect("a hash"), ids, care.clone()).expect("a draft")
        };
        let forwards = draft(one.iter().cloned().collect(), b"old");
        let backwards = draft(other.iter().rev().cloned().collect(), b"new");
        prop_assert_eq!(forwards.chooses_same_as(&backwards), one == other);
        let moved = forwards.clone().for_menu(backwards.menu().clone());
        prop_assert!(moved.chooses_same_as(&forwards) && moved.menu() == backwards.menu());
        let elsewhere = SelectionDraft::new(forwards.menu().clone(), forwards.offerings().to_vec(), Vec::new());
        prop_assert_eq!(forwards.chooses_same_as(&elsewhere.expect("a draft")), care.is_empty());
    }
}
