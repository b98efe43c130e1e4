//! Matchings that others have published. Residents are children, hospitals are offerings that
//! rank their applicants by an audition list.

use super::named::Result;
use afterbell_domain::allocation::Instance;
use serde_json::{Value, json};

/// `A: C M; B: M` as lists by name.
fn lists(text: &str) -> Vec<(String, Vec<String>)> {
    let line = |line: &str| {
        let (name, list) = line.split_once(':').expect("a name and a list");
        let list = list.split_whitespace().map(str::to_lowercase).collect();
        (name.trim().to_lowercase(), list)
    };
    text.split(';').map(line).collect()
}

#[track_caller]
fn check(residents: &str, hospitals: &str, capacity: u32, expected: &str) -> Result {
    let hospitals = lists(hospitals);
    let offerings = hospitals.iter().map(
        |(id, _)| json!({"id": id, "slot": "mon", "places": capacity, "audition": "listed_only"}),
    );
    let auditions = hospitals.iter();
    let auditions = auditions.map(|(id, list)| json!({"offering": id, "children": list}));
    let residents = lists(residents);
    // All the priority is in the lists; the numbers only have to be there.
    let applicants = (1..).zip(&residents).map(
        |(number, (name, list))| json!({"child": name, "number": number, "wishes": {"mon": list}}),
    );
    let instance = json!({
        "rules": {
            "format": "afterbell-rules/1", "mode": "wishes",
            "slots": [{"id": "mon", "weekday": 1}],
            "offerings": offerings.collect::<Vec<Value>>(),
        },
        "auditions": auditions.collect::<Vec<Value>>(),
        "applicants": applicants.collect::<Vec<Value>>(),
    });
    let instance: Instance = serde_json::from_value(instance).expect("an instance");
    let result = Result::of(&instance);
    assert_eq!(result, super::plain::allocate(&instance));
    for (offering, mut children) in lists(expected) {
        children.sort();
        assert_eq!(result.children_of(&offering), children, "{offering}");
    }
    result
}

/// `daffidwilde/matching`, `tests/hospital_resident/test_examples.py`.
#[test]
fn the_readme_of_the_python_library() {
    check(
        "A: C; S: C M; D: C M G; J: C G M; L: M C G",
        "M: D L S J; C: D A S L J; G: D J L",
        2,
        "M: L S; C: D A; G: J",
    );
}

#[test]
fn its_issue_67() {
    check(
        "g1: property privacy; g2: privacy fairness; g3: privacy media",
        "fairness: g2; property: g1; privacy: g3 g2 g1; media: g3",
        2,
        "property: g1; privacy: g3 g2; fairness:; media:",
    );
}

#[test]
fn a_resident_who_loses_every_preference() {
    check("A: X; B: X Y", "X: B A; Y: B", 1, "X: B; Y:");
}

/// `tests/student_allocation/test_examples.py`: projects are offerings that rank by their
/// supervisor's list. Its limits of three students a supervisor turn nobody away: with the projects' places alone,
/// students ask their way to the same matching, and no supervisor is ever asked for a fourth.
#[test]
fn the_projects_of_its_documentation() {
    let result = check(
        "A: X1 X2; B: Y2 X2 Y1; C: X1 Y1 X2; D: Y2 X1 Y1; E: X1 Y2 X2 Y1",
        "X1: B C A E D; X2: B C A E D; Y1: B C E D; Y2: B C E D",
        2,
        "X1: C A; X2:; Y1: D; Y2: B E",
    );
    for projects in [["x1", "x2"], ["y1", "y2"]] {
        let students = projects.map(|project| result.children_of(project).len());
        assert!(students.iter().sum::<usize>() <= 3);
    }
}

/// Gale and Shapley 1962, example 2 is the marriage of three with three stable matchings; that which is best for those who ask
/// gives each of them the first choice.
#[test]
fn gale_and_shapley_s_three() {
    check(
        "a: x y z; b: y z x; c: z x y",
        "x: b c a; y: c a b; z: a b c",
        1,
        "x: a; y: b; z: c",
    );
}
