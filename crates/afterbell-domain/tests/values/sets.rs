use afterbell_domain::{Grade, GradeSet, HomeroomClass, Stage, Weekday, WeekdaySet};

/// All 4,095 of them, held against an ordinary list.
#[test]
fn every_set_of_grades() {
    let all: Vec<_> = Grade::all().collect();
    for bits in 1u16..1 << 12 {
        let list: Vec<_> = all
            .iter()
            .copied()
            .filter(|g| bits >> (g.number() - 1) & 1 == 1)
            .collect();
        let set = GradeSet::of(list.iter().rev().copied()).expect("not empty");
        assert_eq!(Vec::from(set), list);
        assert_eq!(
            (set.lowest(), set.highest()),
            (list[0], list[list.len() - 1])
        );
        let unbroken = list
            .windows(2)
            .all(|pair| pair[0].number() + 1 == pair[1].number());
        assert_eq!(set.is_range(), unbroken, "{list:?}");
        for grade in &all {
            assert_eq!(set.contains(*grade), list.contains(grade));
        }
        let json = serde_json::to_string(&set).expect("a JSON form");
        assert_eq!(serde_json::from_str::<GradeSet>(&json).ok(), Some(set));
    }
}

#[test]
fn grades_in_both() {
    let between = |low, high| {
        GradeSet::between(
            Grade::new(low).expect("a grade"),
            Grade::new(high).expect("a grade"),
        )
    };
    assert_eq!(
        between(1, 6).intersection(between(4, 9)),
        Some(between(4, 6))
    );
    assert_eq!(between(1, 6).intersection(between(7, 9)), None);
    assert_eq!(between(9, 4), between(4, 9));
    let stages = [
        Stage::Primary,
        Stage::JuniorSecondary,
        Stage::SeniorSecondary,
    ];
    for stage in stages {
        assert!(stage.grades().iter().all(|grade| grade.stage() == stage));
    }
    let counts = stages.map(|stage| stage.grades().iter().count());
    assert_eq!(counts, [6, 3, 3]);
}

#[test]
fn grades_in_json() {
    for (json, accepted) in [
        ("[3,4]", Some("[3,4]")),
        ("[4,3,3]", Some("[3,4]")),
        ("[1,12]", Some("[1,12]")),
        ("[]", None),
        ("[0]", None),
        ("[13]", None),
        ("[3,256]", None),
        ("3", None),
    ] {
        let read = serde_json::from_str::<GradeSet>(json).ok();
        let written = read.map(|set| serde_json::to_string(&set).expect("a JSON form"));
        assert_eq!(written.as_deref(), accepted, "{json}");
    }
}

#[test]
fn every_set_of_weekdays() {
    for bits in 1u8..1 << 7 {
        let days = Weekday::ALL
            .into_iter()
            .filter(|day| bits >> (day.number() - 1) & 1 == 1);
        let list: Vec<_> = days.collect();
        let set = WeekdaySet::of(list.iter().rev().copied()).expect("not empty");
        assert_eq!(set.iter().collect::<Vec<_>>(), list);
        let json = serde_json::to_string(&set).expect("a JSON form");
        assert_eq!(serde_json::from_str::<WeekdaySet>(&json).ok(), Some(set));
    }
    assert!(WeekdaySet::of([]).is_err());
    let numbers: Vec<_> = (0..=9)
        .filter(|number| Weekday::new(*number).is_ok())
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn classes() {
    for (json, accepted) in [
        (r#"{"grade":3,"number":1}"#, true),
        (r#"{"grade":3,"number":99}"#, true),
        (r#"{"grade":3,"number":0}"#, false),
        (r#"{"grade":3,"number":100}"#, false),
        (r#"{"grade":13,"number":1}"#, false),
        (r#"{"grade":3,"number":1,"name":"三(1)班"}"#, false),
    ] {
        assert_eq!(
            serde_json::from_str::<HomeroomClass>(json).is_ok(),
            accepted,
            "{json}"
        );
    }
}
