//! The way of a child through its wishes, as words are made from it.

use afterbell_domain::allocation::Instance;
use serde_json::{Value, json};

/// Five children for basketball's three places, one of them reserved for newcomers.
fn school() -> Value {
    json!({
        "rules": {
            "format": "afterbell-rules/1", "mode": "wishes",
            "groups": [{"id": "first", "precedence": 1}, {"id": "newcomers", "precedence": 2}, {"id": "all", "precedence": 2}],
            "slots": [{"id": "mon", "weekday": 1}, {"id": "tue", "weekday": 2}],
            "offerings": [
                {"id": "basketball", "slot": "mon", "places": 3, "reserved": [{"group": "newcomers", "places": 1}]},
                {"id": "chess", "slot": "mon", "places": 5, "minimum": 3},
                {"id": "choir", "slot": "mon", "places": 1, "audition": "listed_only", "also_in": ["tue"]},
                {"id": "drama", "slot": "mon", "places": 1, "grades": [1]},
                {"id": "dance", "slot": "tue", "places": 9}
            ],
            "limits": {"per_term": 1}
        },
        "auditions": [{"offering": "choir", "children": ["eve"]}],
        "applicants": [
            {"child": "ann", "number": 41, "group": "all", "grade": 2, "wishes": {"mon": ["basketball"], "tue": ["dance"]}},
            {"child": "bob", "number": 12, "wishes": {"mon": ["basketball"]}},
            {"child": "cat", "number": 57, "grade": 2, "wishes": {"mon": ["drama", "choir", "basketball", "chess"]}},
            {"child": "dan", "number": 90, "group": "newcomers", "wishes": {"mon": ["basketball"]}},
            {"child": "eve", "number": 80, "wishes": {"mon": ["choir"], "tue": ["dance"]}},
            {"child": "fay", "number": 60, "wishes": {"mon": ["basketball", "chess"], "tue": ["dance"]}},
            {"child": "gus", "number": 91, "group": "newcomers", "wishes": {"mon": ["basketball"]}},
            {"child": "hal", "number": 10, "wishes": {}}
        ]
    })
}

fn report(instance: Value) -> Value {
    let mut instance = instance;
    // Drama asks for grades, which matter to those alone who want it; all others are told one.
    for applicant in instance["applicants"].as_array_mut().expect("a list") {
        applicant["grade"] = json!(2);
    }
    let instance: Instance = serde_json::from_value(instance).expect("an instance");
    let report = instance.report().expect("a consistent instance");
    serde_json::to_value(report).expect("JSON")
}

#[track_caller]
fn check(child: &str, slot: usize, expected: Value) {
    let report = report(school());
    let mut children = report["children"].as_array().expect("a list").iter();
    let found = children
        .find(|one| one["child"] == child)
        .expect("the child");
    assert_eq!(found["slots"][slot], expected);
}

#[test]
fn a_number_that_was_not_reached() {
    check(
        "cat",
        0,
        json!({"slot": "mon", "outcome": "base_care", "wishes": [
            {"offering": "drama", "code": "grade_not_eligible"},
            {"offering": "choir", "code": "not_listed"},
            {"offering": "basketball", "code": "outranked", "waiting": 1,
                "last_admitted": {"group": "all", "number": 41}},
            {"offering": "chess", "code": "closed", "admitted": 2, "minimum": 3},
        ]}),
    );
}

#[test]
fn a_reserved_place_and_the_last_of_them() {
    check(
        "dan",
        0,
        json!({"slot": "mon", "outcome": "placed", "offering": "basketball", "wishes": [
            {"offering": "basketball", "code": "admitted", "reserved": true}]}),
    );
    check(
        "gus",
        0,
        json!({"slot": "mon", "outcome": "base_care", "wishes": [
            {"offering": "basketball", "code": "outranked", "waiting": 3,
                "last_admitted": {"group": "all", "number": 41},
                "last_reserved": {"group": "newcomers", "number": 90}}]}),
    );
}

#[test]
fn a_place_that_stands_in_the_way_of_others() {
    check(
        "ann",
        1,
        json!({"slot": "tue", "outcome": "base_care", "wishes": [
            {"offering": "dance", "code": "barred", "barrier": {"code": "term_limit", "limit": 1}}]}),
    );
    check(
        "eve",
        1,
        json!({"slot": "tue", "outcome": "continues", "offering": "choir", "wishes": [
            {"offering": "dance", "code": "barred", "barrier": {"code": "busy"}, "other": "choir"}]}),
    );
}

#[test]
fn who_wishes_for_nothing_is_put_nowhere() {
    check("hal", 0, json!({"slot": "mon", "outcome": "no_wish"}));
    check(
        "fay",
        1,
        json!({"slot": "tue", "outcome": "placed", "offering": "dance", "wishes": [
            {"offering": "dance", "code": "admitted", "reserved": false}]}),
    );
}

#[test]
fn offerings_tell_whom_they_took_last_and_who_waits() {
    let report = report(school());
    assert_eq!(
        report["offerings"][0],
        json!({"offering": "basketball", "slot": "mon", "places": 3, "admitted": 3,
            "last_admitted": {"group": "all", "number": 41}, "waiting": ["cat", "fay", "gus"]})
    );
    assert_eq!(
        report["offerings"][1]["closed"],
        json!({"turn": 1, "admitted": 2, "minimum": 3})
    );
}

#[test]
fn groups_that_come_first_outrank_a_better_number() {
    let mut school = school();
    school["applicants"][5]["group"] = json!("first");
    let report = report(school);
    let cat = &report["children"][2]["slots"][0]["wishes"][2];
    assert_eq!(cat["last_admitted"], json!({"group": "all", "number": 12}));
    assert_eq!(report["children"][5]["slots"][0]["offering"], "basketball");
}
