use afterbell_domain::wire::{DraftUpdate, Me, Problem, ProblemCode};
use afterbell_domain::{CareChoice, MenuHash, ReceiptNumber, SelectionDraft, ServiceMenu, Weekday};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

use super::read;

#[derive(Debug, PartialEq, Deserialize)]
struct Course {
    name: String,
    places: u16,
    #[serde(default)]
    days: Vec<u8>,
    remark: Option<String>,
    kind: Option<Kind>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Sport,
    HandCraft,
}

#[test]
fn an_object_is_read_whatever_its_order_and_spaces() {
    let text = r#" { "days" : [ 1 , 5 ], "kind":"hand_craft",
        "name":"陶艺","unknown":{"a":[null,-1.5e3,true,"}"]},"places":24,"remark":null } "#;
    let course = Course {
        name: "陶艺".into(),
        places: 24,
        days: vec![1, 5],
        remark: None,
        kind: Some(Kind::HandCraft),
    };
    assert_eq!(read(text), Some(course));
}

#[test]
fn what_is_absent_is_nothing_or_its_default_and_twice_is_once_too_often() {
    let least = Course {
        name: "陶艺".into(),
        places: 24,
        days: Vec::new(),
        remark: None,
        kind: None,
    };
    assert_eq!(read(r#"{"name":"陶艺","places":24}"#), Some(least));
    for wrong in [
        r#"{"name":"陶艺"}"#,
        r#"{"name":null,"places":24}"#,
        r#"{"name":"陶艺","places":24,"days":null}"#,
        r#"{"name":"陶艺","places":24,"places":24}"#,
        r#"{"name":"陶艺","places":2-4}"#,
        r#"{"name":"陶\x艺","places":24}"#,
        r#"{"name":"陶艺","places":24,}"#,
        r#"{"name":"陶艺","places":24"#,
    ] {
        assert_eq!(read::<Course>(wrong), None, "{wrong}");
    }
}

#[test]
fn escapes_are_the_letters_they_stand_for() {
    assert_eq!(read(r#""a\"\\\/\n\u4e2d""#), Some("a\"\\/\n中".to_owned()));
    assert_eq!(read(r#""\ud83c\udfc0""#), Some("🏀".to_owned()));
    for broken in [
        r#""\ud83c""#,
        r#""\udfc0""#,
        r#""\x""#,
        r#""\u12""#,
        r#"""#,
        "\"\n\"",
    ] {
        assert_eq!(read::<String>(broken), None, "{broken}");
    }
}

#[test]
fn only_whole_numbers_within_their_bounds_are_read() {
    assert_eq!(read("65535"), Some(65_535_u16));
    for wrong in [
        "65536",
        "-1",
        "1.5",
        "1e3",
        "",
        "x",
        "1 2",
        "18446744073709551616",
    ] {
        assert_eq!(read::<u16>(wrong), None, "{wrong}");
    }
}

#[test]
fn maps_lists_and_truths_are_read() {
    let taken = BTreeMap::from([("a".to_owned(), 1_u32), ("b".to_owned(), 2)]);
    assert_eq!(read(r#"{"a":1,"b":2}"#), Some(taken));
    assert_eq!(read("[true, false]"), Some(vec![true, false]));
    assert_eq!(read("[]"), Some(Vec::<u8>::new()));
}

#[test]
fn a_text_that_is_not_json_is_nothing() {
    for wrong in [
        "[1,]",
        "[1 2]",
        "[,1]",
        "{\"a\" 1}",
        "{a:1}",
        "[",
        "nul",
        "[1]x",
    ] {
        assert_eq!(read::<Vec<u8>>(wrong), None, "{wrong}");
        assert_eq!(read::<BTreeMap<String, u8>>(wrong), None, "{wrong}");
    }
    let deep = ["[".repeat(40), "]".repeat(40)].concat();
    let passed_over = [r#"{"name":"陶艺","places":24,"unknown":"#, &deep, "}"].concat();
    assert_eq!(read::<Course>(&passed_over), None);
    assert!(read::<serde::de::IgnoredAny>(&deep).is_none());
}

/// The phone must read what the server writes, with all that is optional in it.
#[test]
fn a_menu_is_the_same_as_serde_json_reads_it() {
    let text = include_str!("../../crates/afterbell-domain/tests/fixture/menu.json");
    let menu: ServiceMenu = serde_json::from_str(text).unwrap();
    assert_eq!(read(text), Some(menu));
}

/// What only a draw needs is passed over where the domain is built for the phone.
#[test]
fn a_menu_with_groups_and_reserved_places_is_read() {
    let text = include_str!("../../crates/afterbell-domain/tests/fixture/menu.json");
    let mut menu: serde_json::Value = serde_json::from_str(text).unwrap();
    menu["groups"] = json!([
        {"id": "p1", "name": "双职工", "precedence": 0},
        {"id": "p2", "name": "其他", "precedence": 1},
    ]);
    menu["offerings"][0]["reserved"] = json!([{"group": "p1", "places": 3}]);
    let found: Option<ServiceMenu> = read(&menu.to_string());
    let offerings = menu["offerings"].as_array().unwrap();
    assert_eq!(found.unwrap().offerings.len(), offerings.len());
}

#[test]
fn an_account_with_everything_in_it_is_read() {
    let hash = "0".repeat(64);
    let draft = json!({"menu": hash, "offerings": ["chess"], "care": []});
    let text = json!({
        "now": "2026-09-09T10:00:00+08:00",
        "children": [{
            "student": {
                "id": "s1",
                "name": "林小满",
                "class": {"grade": 3, "number": 2},
                "completed": ["chess"],
                "auditions_passed": ["choir"],
                "enrolled": ["choir"],
            },
            "receipt": {
                "number": ReceiptNumber::of_sequence(&"SL".parse().unwrap(), 7).to_string(),
                "student": "s1",
                "status": "submitted",
                "accepted_at": "2026-09-09T09:00:00+08:00",
                "menu": hash,
                "offerings": ["choir"],
                "care": [{"weekday": 1, "pick_up": "18:00"}],
                "fees": {"lines": [{"offering": "choir", "fee_fen": 0}], "total_fen": 0},
            },
            "signature": {
                "agreement": hash,
                "signed_name": "林远山",
                "signed_at": "2026-09-09T08:59:00+08:00",
            },
            "draft": {"revision": 3, "draft": draft},
        }],
    });
    let me: Me = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(read(&text.to_string()), Some(me));
}

#[test]
fn a_refusal_with_everything_in_it_is_read() {
    let hash = "0".repeat(64);
    let text = json!({
        "type": "/api/problems/selection_denied",
        "status": 422,
        "code": "selection_denied",
        "detail": "…",
        "retry_after_seconds": 5,
        "verdict": {"offerings": [], "care": [], "whole": [{"code": "full"}], "advice": []},
        "places": {"menu": hash, "as_of": "2026-09-09T10:00:00+08:00", "taken": {"choir": 40}},
        "menu": hash,
    });
    let problem: Problem = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(read(&text.to_string()), Some(problem));
    let unknown = r#"{"type":"/api/problems/new","status":400,"code":"new"}"#;
    let code = read::<Problem>(unknown).map(|problem| problem.code);
    assert_eq!(code, Some(ProblemCode::Unknown));
}

#[test]
fn what_is_written_is_what_serde_json_reads_back() {
    let hash: MenuHash = "0".repeat(64).parse().unwrap();
    let care = CareChoice {
        weekday: Weekday::Monday,
        pick_up: "18:00".parse().unwrap(),
    };
    let draft = SelectionDraft::new(hash, vec!["choir".parse().unwrap()], vec![care]).unwrap();
    let update = |draft| DraftUpdate {
        draft,
        base_revision: 7,
    };
    for update in [update(Some(draft.clone())), update(None)] {
        let text = super::write(&update).unwrap();
        assert_eq!(text, serde_json::to_string(&update).unwrap());
        assert_eq!(serde_json::from_str::<DraftUpdate>(&text).unwrap(), update);
    }
    for text in ["", "林小满", r#"a "quoted" \ back"#, "line\nbreak\u{1}"] {
        let written = super::write(text).unwrap();
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
    assert_eq!(super::write(&vec![true, false]).unwrap(), "[true,false]");
    assert_eq!(super::write(&1.5), None);
}
