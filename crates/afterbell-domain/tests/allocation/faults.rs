//! What is wrong is told by field, all of it at once.

use afterbell_domain::allocation::Instance;
use serde_json::{Value, json};

fn sound() -> Value {
    json!({
        "rules": {
            "format": "afterbell-rules/1", "mode": "wishes",
            "groups": [{"id": "first", "precedence": 1}, {"id": "all", "precedence": 2}],
            "slots": [{"id": "mon", "weekday": 1}, {"id": "tue", "weekday": 2}],
            "offerings": [
                {"id": "chess", "slot": "mon", "places": 3, "minimum": 2, "also_in": ["tue"],
                    "reserved": [{"group": "first", "places": 1}]},
                {"id": "choir", "slot": "tue", "places": 1, "audition": "listed_first"}
            ]
        },
        "auditions": [{"offering": "choir", "children": ["ann"]}],
        "applicants": [
            {"child": "ann", "number": 1, "group": "first", "wishes": {"mon": ["chess"], "tue": [2]}},
            {"child": "bob", "number": 2, "wishes": {"mon": [1]}}
        ]
    })
}

/// Changes one field, named as faults name it, and asserts everything that is then found.
#[track_caller]
fn check<const N: usize>(pointer: &str, value: Value, expected: [(&str, &str); N]) {
    let mut instance = sound();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    match instance.pointer_mut(parent).expect("the parent") {
        Value::Object(fields) => drop(fields.insert(key.to_owned(), value)),
        Value::Array(items) => items[key.parse::<usize>().expect("an index")] = value,
        other => panic!("{other} has no fields"),
    }
    let instance: Instance = serde_json::from_value(instance).expect("the form is right");
    let faults = instance.market().expect_err("it is not consistent");
    let told: Vec<_> = faults
        .iter()
        .map(|fault| {
            let code = serde_json::to_value(&fault.code).expect("JSON");
            (
                fault.at.clone(),
                code["code"].as_str().expect("a code").to_owned(),
            )
        })
        .collect();
    let expected: Vec<_> = expected
        .map(|(at, code)| (at.to_owned(), code.to_owned()))
        .into();
    assert_eq!(told, expected, "{pointer}");
}

#[test]
fn the_sound_one_is_sound() {
    let instance: Instance = serde_json::from_value(sound()).expect("an instance");
    assert!(instance.report().is_ok());
}

#[test]
fn rules() {
    check(
        "/rules/slots",
        json!([]),
        [
            ("rules.slots", "missing"),
            ("rules.offerings[0].slot", "unknown"),
            ("rules.offerings[0].also_in[0]", "unknown"),
            ("rules.offerings[1].slot", "unknown"),
        ],
    );
    check(
        "/rules/slots/1/id",
        json!("mon"),
        [
            ("rules.slots[1].id", "duplicate"),
            ("rules.offerings[0].also_in[0]", "unknown"),
            ("rules.offerings[1].slot", "unknown"),
        ],
    );
    check(
        "/rules/opening_pool_minutes",
        json!(5),
        [("rules.opening_pool_minutes", "not_used")],
    );
    check(
        "/rules/offerings/0/places",
        json!(0),
        [
            ("rules.offerings[0].places", "below_least"),
            ("rules.offerings[0].minimum", "above_most"),
            ("rules.offerings[0].reserved[0].places", "above_most"),
        ],
    );
    check(
        "/rules/offerings/0/minimum",
        json!(4),
        [("rules.offerings[0].minimum", "above_most")],
    );
    check(
        "/rules/offerings/0/reserved/0/places",
        json!(4),
        [("rules.offerings[0].reserved[0].places", "above_most")],
    );
    check(
        "/rules/offerings/0/reserved/0/group",
        json!("none"),
        [("rules.offerings[0].reserved[0].group", "unknown")],
    );
    check(
        "/rules/offerings/1/also_in",
        json!(["mon"]),
        [("rules.offerings[1].also_in[0]", "not_later")],
    );
    check(
        "/rules/offerings/1/id",
        json!("chess"),
        [("rules.offerings[1].id", "duplicate")],
    );
}

#[test]
fn applicants() {
    check(
        "/applicants/1/child",
        json!("ann"),
        [("applicants[1].child", "duplicate")],
    );
    check(
        "/applicants/1/number",
        json!(1),
        [("applicants[1].number", "duplicate")],
    );
    check(
        "/applicants/1/number",
        Value::Null,
        [("applicants[1].number", "numbers_incomplete")],
    );
    check("/seed", json!("00".repeat(32)), [("seed", "not_used")]);
    check(
        "/applicants/1/group",
        json!("none"),
        [("applicants[1].group", "unknown")],
    );
    check(
        "/applicants/1/arrived_ms",
        json!(3),
        [("applicants[1].arrived_ms", "not_used")],
    );
    check(
        "/applicants/1/wishes/wed",
        json!([1]),
        [("applicants[1].wishes", "unknown")],
    );
    check(
        "/applicants/1/wishes/mon",
        json!(["chess", 1]),
        [("applicants[1].wishes.mon[1]", "duplicate")],
    );
    check(
        "/applicants/1/wishes/mon",
        json!([0]),
        [("applicants[1].wishes.mon[0]", "unknown")],
    );
    check(
        "/applicants/1/wishes/mon",
        json!(["drama"]),
        [("applicants[1].wishes.mon[0]", "unknown")],
    );
    check(
        "/applicants/1/wishes/mon",
        json!(["choir"]),
        [("applicants[1].wishes.mon[0]", "other_slot")],
    );
    check(
        "/rules/offerings/0/grades",
        json!([1]),
        [
            ("applicants[0].wishes.mon[0]", "grade_missing"),
            ("applicants[1].wishes.mon[0]", "grade_missing"),
        ],
    );
}

#[test]
fn audition_lists() {
    check(
        "/auditions/0/offering",
        json!("drama"),
        [("auditions[0].offering", "unknown")],
    );
    check(
        "/auditions/0/offering",
        json!("chess"),
        [("auditions[0].offering", "not_used")],
    );
    check(
        "/auditions/0/children",
        json!(["ann", "ann"]),
        [("auditions[0].children[1]", "duplicate")],
    );
    check(
        "/auditions/0/children",
        json!(["eve"]),
        [("auditions[0].children[0]", "unknown")],
    );
}

#[test]
fn modes() {
    let mut lottery = sound();
    lottery["rules"]["mode"] = json!("lottery");
    lottery["applicants"][1]["wishes"]["tue"] = json!([2]);
    let instance: Instance = serde_json::from_value(lottery.clone()).expect("an instance");
    assert!(instance.market().is_ok());
    lottery["rules"]["offerings"][1]["slot"] = json!("mon");
    lottery["applicants"][0]["wishes"] = json!({"mon": [1, 2]});
    lottery["applicants"][1]["wishes"] = json!({});
    let instance: Instance = serde_json::from_value(lottery).expect("an instance");
    let faults = instance.market().expect_err("two wishes");
    assert_eq!(faults[0].at, "applicants[0].wishes.mon[1]");
}

#[test]
fn a_form_that_cannot_be_read_is_told_with_its_place() {
    let read = |text: &str| {
        serde_json::from_str::<Instance>(text)
            .expect_err("no instance")
            .to_string()
    };
    let wrong = sound()
        .to_string()
        .replace("afterbell-rules/1", "afterbell-rules/2");
    assert!(read(&wrong).contains("not a valid afterbell-rules/1: afterbell-rules/2"));
    let twice = sound()
        .to_string()
        .replace(r#""mon":["chess"]"#, r#""mon":["chess"],"mon":[]"#);
    assert!(read(&twice).contains("slot mon is named twice"));
    let unknown = sound().to_string().replace(r#""minimum""#, r#""minimun""#);
    assert!(read(&unknown).contains("unknown field `minimun`"));
}
