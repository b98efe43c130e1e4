//! First-come: whoever asks in the opening pool is drawn, all others take what is left in turn.

use afterbell_domain::allocation::Instance;
use serde_json::{Value, json};

use super::named::Result;

fn instance(arrivals: &[(&str, u64, &[&str])], pool: Option<u32>) -> Instance {
    let applicants = arrivals.iter().map(|(child, arrived_ms, wishes)| {
        json!({"child": child, "arrived_ms": arrived_ms, "wishes": {"mon": wishes}})
    });
    let mut instance = json!({
        "rules": {
            "format": "afterbell-rules/1", "mode": "first_come",
            "slots": [{"id": "mon", "weekday": 1}],
            "groups": [{"id": "first", "precedence": 1}, {"id": "all", "precedence": 2}],
            "offerings": [
                {"id": "chess", "slot": "mon", "places": 1},
                {"id": "choir", "slot": "mon", "places": 2, "minimum": 2},
                {"id": "dance", "slot": "mon", "places": 1}
            ]
        },
        "applicants": applicants.collect::<Vec<Value>>(),
    });
    if let Some(minutes) = pool {
        instance["rules"]["opening_pool_minutes"] = json!(minutes);
        instance["seed"] = json!("07".repeat(32));
    }
    serde_json::from_value(instance).expect("an instance")
}

#[test]
fn without_a_pool_the_first_is_first() {
    let found = Result::of(&instance(
        &[("ann", 20, &["chess"]), ("bob", 10, &["chess"])],
        None,
    ));
    assert_eq!(found.children_of("chess"), ["bob"]);
    assert_eq!(found.waiting["chess"], ["ann"]);
}

/// Speed does not win: ten seeds do not all favour the fastest.
#[test]
fn in_the_pool_a_fast_thumb_is_of_no_use() {
    let mut winners = std::collections::BTreeSet::new();
    for seed in 0..10u8 {
        let mut round = instance(
            &[("ann", 1, &["chess"]), ("bob", 59_999, &["chess"])],
            Some(1),
        );
        round.seed = Some(afterbell_domain::draw::Seed::new([seed; 32]));
        winners.insert(Result::of(&round).children_of("chess")[0].to_owned());
    }
    assert_eq!(winners.len(), 2);
}

/// Even with a group that comes first: the child in the pool was told its place long ago.
#[test]
fn nobody_who_came_later_takes_a_place_away() {
    let mut round = instance(
        &[
            ("ann", 59_999, &["chess"]),
            ("bob", 60_000, &["chess", "dance"]),
        ],
        Some(1),
    );
    round.applicants[1].group = Some("first".parse().expect("a group"));
    let found = Result::of(&round);
    assert_eq!(found.children_of("chess"), ["ann"]);
    assert_eq!(found.children_of("dance"), ["bob"]);
}

/// Bob took dance before the choir was closed. Ann came earlier, but dance is gone.
#[test]
fn a_closed_offering_takes_no_place_from_others() {
    let round = [("ann", 1, &["choir", "dance"][..]), ("bob", 2, &["dance"])];
    let found = Result::of(&instance(&round, None));
    assert_eq!(found.closed, [("choir".to_owned(), 1)]);
    assert_eq!(found.children_of("dance"), ["bob"]);
    assert_eq!(found.waiting["dance"], ["ann"]);
}
