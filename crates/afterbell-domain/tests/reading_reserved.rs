//! Reserved places, as offices write them, and groups as they are added.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used)] // clippy.toml allows it in tests, not in their helpers

use afterbell_domain::allocation::Reserved;
use afterbell_domain::reading::{print_reserved, reserved};
use afterbell_domain::{GroupId, Label, MenuGroup};
use proptest::prelude::*;

fn groups(names: &[&str]) -> Vec<MenuGroup> {
    let groups = names.iter().zip(1_u8..).map(|(name, number)| MenuGroup {
        id: format!("p{number}").parse().unwrap(),
        name: name.parse().unwrap(),
        precedence: number,
    });
    groups.collect()
}

fn told(text: &str, names: &[&str]) -> Option<Vec<(String, u32)>> {
    let read = reserved(text, &groups(names)).ok()?;
    let read = read
        .into_iter()
        .map(|one| (one.group.to_string(), one.places));
    Some(read.collect())
}

#[test]
fn offices_write_them_in_many_ways() {
    let names = ["双职工家庭", "留守儿童、随迁子女", "一类", "一类2"];
    for (text, expected) in [
        ("", vec![]),
        ("  ", vec![]),
        ("双职工家庭 2", vec![("p1", 2)]),
        ("双职工家庭2", vec![("p1", 2)]),
        ("双职工家庭：２名", vec![("p1", 2)]),
        ("双职工家庭×2个名额；p2 1", vec![("p1", 2), ("p2", 1)]),
        (
            "留守儿童、随迁子女 3、双职工家庭 1",
            vec![("p2", 3), ("p1", 1)],
        ),
        // Of two names that both fit the longer one is meant.
        ("一类2 5", vec![("p4", 5)]),
        ("一类 25", vec![("p3", 25)]),
        ("双职工家庭 0", vec![("p1", 0)]),
    ] {
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(id, n)| (id.to_owned(), n))
            .collect();
        assert_eq!(told(text, &names), Some(expected), "{text}");
    }
    for text in [
        "2",
        "双职工家庭",
        "双职工家庭 若干",
        "双职工家庭 -1",
        "双职工家庭 2.5",
        "留守儿童 1",
        "双职工家庭 2 3",
        "双职工家庭 99999999999",
    ] {
        assert_eq!(told(text, &names), None, "{text}");
    }
    assert_eq!(told("双职工家庭 2", &[]), None);
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(
        names in prop::collection::vec("[甲乙丙丁 、0-9]{1,6}", 1..5),
        picked in prop::collection::vec((0..5_usize, 0..100_u32), 0..5),
    ) {
        // Two groups of one name are told apart by nothing that is printed.
        let mut names: Vec<String> = names
            .iter()
            .map(|name| format!("类{}", name.split_whitespace().collect::<Vec<_>>().join(" ")))
            .collect();
        names.sort();
        names.dedup();
        // A name that goes on where another one is followed by a number cannot be told from it.
        prop_assume!(names.iter().all(|name| {
            names.iter().all(|other| name == other || !other.starts_with(&format!("{name} ")))
        }));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let groups = groups(&names);
        let reserves: Vec<Reserved> = picked
            .into_iter()
            .map(|(at, places)| Reserved { group: groups[at % groups.len()].id.clone(), places })
            .collect();
        let printed = print_reserved(&reserves, &groups);
        prop_assert_eq!(reserved(&printed, &groups).unwrap(), reserves, "{}", printed);
    }
}

#[test]
fn a_group_that_is_added_comes_before_all_other_children() {
    let others: Label = "其他学生".parse().unwrap();
    let mut all = Vec::new();
    for (id, name) in [("p1", "烈军属子女"), ("p2", "双职工家庭")] {
        let id: GroupId = id.parse().unwrap();
        MenuGroup::add(&mut all, id, name.parse().unwrap(), others.clone());
    }
    let told: Vec<_> = all
        .iter()
        .map(|group| (group.id.as_str(), group.name.as_str(), group.precedence))
        .collect();
    assert_eq!(
        told,
        [
            ("p1", "烈军属子女", 1),
            ("p2", "双职工家庭", 2),
            ("others", "其他学生", 3)
        ]
    );
    let mut few = groups(&["最先"]);
    few[0].precedence = 9;
    MenuGroup::add(
        &mut few,
        "x".parse().unwrap(),
        "中间".parse().unwrap(),
        others,
    );
    assert_eq!(
        few.iter().map(|it| it.precedence).collect::<Vec<_>>(),
        [1, 9]
    );
}
