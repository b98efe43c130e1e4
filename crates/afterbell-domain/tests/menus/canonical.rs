//! One content, one name.

use afterbell_domain::{MenuContent, ServiceMenu, hash_of};
use proptest::prelude::*;
use serde_json::Value;

use super::sample::{self, any_menu, content, menu};

/// The bytes and the hash that Python makes of the same menu:
/// `json.dumps(menu, sort_keys=True, separators=(",", ":"), ensure_ascii=False)`.
#[test]
fn as_another_program_writes_it() {
    let expected = include_bytes!("../fixture/canonical.json");
    let canonical = menu().canonical_json().expect("a JSON form");
    assert_eq!(
        String::from_utf8_lossy(&canonical),
        String::from_utf8_lossy(expected)
    );
    let expected = "8d8936d594d8687bcf43688bb4b5ab86739a157adfecdd0904c5d98c9534b6be";
    assert_eq!(menu().hash().expect("a hash").as_str(), expected);
}

#[test]
fn the_zone_of_writing_has_no_say() {
    let mut content = content();
    let utc = "+00:00".parse().expect("a zone");
    for window in &mut content.round.windows {
        window.opens_at = window.opens_at.in_zone(utc);
        window.closes_at = window.closes_at.in_zone(utc);
    }
    let elsewhere = ServiceMenu::new(content).expect("the same menu");
    assert_eq!(elsewhere, menu());
    assert_eq!(elsewhere.hash(), menu().hash());
}

/// Paths of all values that contain no others.
fn leaves(value: &Value, at: &str) -> Vec<String> {
    let child = |(key, value): (String, &Value)| leaves(value, &format!("{at}/{key}"));
    match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(k, v)| (k.clone(), v))
            .flat_map(child)
            .collect(),
        Value::Array(items) => (0..)
            .map(|n: u32| n.to_string())
            .zip(items)
            .flat_map(child)
            .collect(),
        _ => vec![at.to_owned()],
    }
}

/// What the value could become without leaving its kind.
fn changed(value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(truth) => vec![Value::from(!truth)],
        Value::Number(number) => {
            let number = number.as_u64().expect("whole numbers only");
            vec![
                Value::from(number + 1),
                Value::from(number.saturating_sub(1)),
            ]
        }
        Value::String(text) => {
            let later = text
                .replacen("17:", "18:", 1)
                .replacen("20:00:00", "20:00:01", 1);
            let next_day = text
                .replacen("-20", "-21", 1)
                .replacen("2026-10-0", "2026-10-1", 1);
            vec![
                format!("{text}2"),
                text.replace("school", "outside"),
                later,
                next_day,
            ]
            .into_iter()
            .map(Value::from)
            .collect()
        }
        _ => Vec::new(),
    }
}

/// Every value of the fixture is changed in turn.
#[test]
fn another_content_has_another_hash() {
    let original = menu();
    let (json, hash) = (
        serde_json::to_value(content()).expect("a JSON form"),
        original.hash(),
    );
    let mut tried = 0;
    for leaf in leaves(&json, "") {
        let value = json.pointer(&leaf).expect("a leaf");
        for other in changed(value).iter().filter(|other| *other != value) {
            let mut json = json.clone();
            *json.pointer_mut(&leaf).expect("a leaf") = other.clone();
            let Ok(menu) = serde_json::from_value::<ServiceMenu>(json) else {
                continue;
            };
            assert_eq!(
                menu == original,
                menu.hash() == hash,
                "{leaf} {value} {other}"
            );
            tried += usize::from(menu != original);
        }
    }
    assert!(tried >= 60, "only {tried} other menus came about");
}

#[test]
fn left_out_is_the_same_as_empty() {
    let explicit = sample::JSON
        .replacen("\"limits\": {}", "\"limits\": {\"per_day\": null}", 1)
        .replacen(
            "\"audition\": false",
            "\"audition\": false, \"remark\": null, \"teachers\": []",
            1,
        );
    assert_ne!(explicit, sample::JSON);
    let menu: ServiceMenu = serde_json::from_str(&explicit).expect("the same menu");
    assert_eq!(menu.hash(), self::menu().hash());
}

proptest! {
    #[test]
    fn read_back_it_keeps_its_name(menu in any_menu()) {
        let canonical = menu.canonical_json().expect("a JSON form");
        let read: ServiceMenu = serde_json::from_slice(&canonical).expect("what was written");
        prop_assert_eq!(&read, &menu);
        prop_assert_eq!(read.canonical_json(), Ok(canonical.clone()));
        prop_assert_eq!(hash_of(&canonical), menu.hash());
        let pretty = serde_json::to_string_pretty(&menu).expect("a JSON form");
        let read: ServiceMenu = serde_json::from_str(&pretty).expect("what was written");
        prop_assert_eq!(read.hash(), menu.hash());
        prop_assert_eq!(ServiceMenu::new(MenuContent::from(menu.clone())), Ok(menu));
    }

    #[test]
    fn equal_names_are_equal_menus(one in any_menu(), other in any_menu()) {
        prop_assert_eq!(one == other, one.hash() == other.hash());
    }
}
