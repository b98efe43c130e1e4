//! Another draw in which children keep places: what is left is drawn, and what is kept is told.

use std::collections::BTreeMap;

use afterbell_domain::allocation::{AllocationRules, Catalogue, Reserved};

use super::given::{menu_with, offering};

#[test]
fn kept_places_are_not_drawn_and_are_told() {
    let reserved = |group: &str, places| Reserved {
        group: group.parse().expect("a group"),
        places,
    };
    let menu = menu_with(|menu| {
        menu.groups = serde_json::from_value(serde_json::json!([
            {"id": "p1", "name": "甲类", "precedence": 0},
            {"id": "p2", "name": "乙类", "precedence": 1},
            {"id": "others", "name": "其他", "precedence": 2},
        ]))
        .expect("groups");
        let football = menu
            .offerings
            .iter_mut()
            .find(|one| one.id == offering("football"));
        let football = football.expect("football");
        (football.places, football.minimum) = (10, Some(6));
        football.reserved = vec![reserved("p1", 4), reserved("p2", 3)];
    });
    let rules = AllocationRules::of_menu(&menu).expect("rules");
    assert_eq!(rules.clone().keeping(&BTreeMap::new()), rules);
    for (kept, places, minimum, left) in [
        (1, 9, Some(5), vec![reserved("p1", 4), reserved("p2", 3)]),
        (5, 5, Some(1), vec![reserved("p1", 4), reserved("p2", 1)]),
        // It has enough children without anybody who is drawn.
        (6, 4, None, vec![reserved("p1", 4)]),
        (9, 1, None, vec![reserved("p1", 1)]),
    ] {
        let kept_of = BTreeMap::from([(offering("football"), kept)]);
        let keeping = rules.clone().keeping(&kept_of);
        Catalogue::new(&keeping).expect("consistent rules");
        let football = keeping
            .offerings
            .iter()
            .find(|one| one.id == offering("football"));
        let football = football.expect("football");
        assert_eq!((football.places, football.minimum), (places, minimum));
        assert_eq!(football.kept, Some(kept));
        assert_eq!(keeping.kept(), u64::from(kept));
        assert_eq!(football.reserved, left);
        let others = |rules: &AllocationRules| {
            let others = rules.offerings.iter();
            let others = others.filter(|one| one.id != offering("football"));
            others.cloned().collect::<Vec<_>>()
        };
        assert_eq!(others(&keeping), others(&rules));
    }
    // Nothing of it is left to draw, however many are said to be kept.
    for kept in [10, 11] {
        let kept_of = BTreeMap::from([(offering("football"), kept)]);
        let keeping = rules.clone().keeping(&kept_of);
        Catalogue::new(&keeping).expect("consistent rules");
        assert!(
            keeping
                .offerings
                .iter()
                .all(|one| one.id != offering("football"))
        );
        assert_eq!(keeping.offerings.len() + 1, rules.offerings.len());
    }
}
