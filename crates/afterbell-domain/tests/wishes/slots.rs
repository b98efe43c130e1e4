use afterbell_domain::allocation::{AllocationRules, Catalogue, Reserved};
use afterbell_domain::{MenuGroup, WeekSlots};

use super::given::{menu, menu_with, offering};

#[test]
fn lessons_that_overlap_are_in_one_slot() {
    let menu = menu();
    let slots = WeekSlots::of(&menu.offerings);
    let told: Vec<_> = slots
        .iter()
        .map(|slot| format!("{} {}", slot.id, slot.time))
        .collect();
    // On Monday choir joins chess, which ends later, and football, which begins later.
    assert_eq!(
        told,
        [
            "d1-1540 15:40-17:40",
            "d2-1540 15:40-16:40",
            "d2-1640 16:40-17:40",
            "d3-1540 15:40-16:40",
            "d5-1530 15:30-16:30",
        ]
    );
    let of = |id: &str| -> Vec<String> {
        let found = menu.offering(&offering(id)).expect("an offering");
        slots
            .of_offering(found)
            .map(|slot| slot.id.to_string())
            .collect()
    };
    assert_eq!(of("choir"), ["d1-1540", "d3-1540"]);
    assert_eq!(of("chess-tue"), ["d2-1540"]);
    let monday = "d1-1540".parse().expect("a slot");
    let wished: Vec<_> = slots.wished_in(&monday, &menu.offerings).collect();
    assert_eq!(
        wished,
        [
            &offering("chess-mon"),
            &offering("choir"),
            &offering("football")
        ]
    );
}

#[test]
fn a_menu_makes_rules_that_hold_together() {
    let menu = menu();
    let rules = AllocationRules::of_menu(&menu).expect("rules");
    Catalogue::new(&rules).expect("consistent rules");
    assert_eq!(rules.menu, Some(menu.hash().expect("a hash")));
    assert_eq!(rules.offerings.len(), menu.offerings.len());
    let choir = &rules.offerings[3];
    assert_eq!(choir.slot.as_str(), "d1-1540");
    assert_eq!(choir.also_in, ["d3-1540".parse().expect("a slot")]);
    assert!(choir.audition.is_some());
    let chess = &rules.offerings[0];
    assert_eq!(chess.places, 20);
    assert!(chess.once_per_term.is_some());
    assert_eq!(rules.offerings[2].minimum, Some(6));
    assert!(rules.groups.is_empty() && chess.reserved.is_empty());
}

#[test]
fn groups_and_reserved_places_are_those_of_the_menu_without_their_names() {
    let group = |id: &str, precedence| MenuGroup {
        id: id.parse().expect("a group"),
        name: "烈军属子女".parse().expect("a name"),
        precedence,
    };
    let menu = menu_with(|content| {
        content.groups = vec![group("p1", 0), group("all", 1)];
        content.offerings[0].reserved = vec![Reserved {
            group: "p1".parse().expect("a group"),
            places: 3,
        }];
    });
    let rules = AllocationRules::of_menu(&menu).expect("rules");
    Catalogue::new(&rules).expect("consistent rules");
    let told: Vec<_> = rules
        .groups
        .iter()
        .map(|one| (one.id.as_str(), one.precedence))
        .collect();
    assert_eq!(told, [("p1", 0), ("all", 1)]);
    assert_eq!(rules.offerings[0].reserved, menu.offerings[0].reserved);
    let written = serde_json::to_string(&rules).expect("JSON");
    assert!(!written.contains("烈军属"), "{written}");
}
