use super::*;
use afterbell_domain::allocation::Instance;
use afterbell_domain::wire::drawn::{ChildResult, StateCode, WaitingPlace, WishCode};
use afterbell_domain::{Waiting, WaitingState};
use afterbell_parent::json;

use crate::server::Groups;

const SAMPLE: &str = include_str!("../../../../../samples/allocation/instance.json");

/// What the server writes, read as a phone reads it.
#[test]
fn every_childs_way_is_read_as_it_was_written() {
    let instance: Instance = serde_json::from_str(SAMPLE).unwrap();
    let report = instance.report().unwrap();
    let mut codes = Vec::new();
    for child in &report.children {
        let written = serde_json::to_string(child).unwrap();
        let read: ChildResult = json::read(&written).unwrap();
        assert_eq!(read.number, child.rank.number);
        assert_eq!(read.slots.len(), child.slots.len());
        for (read, told) in read.slots.iter().zip(&child.slots) {
            let offerings = read.wishes.iter().map(|wish| &wish.offering);
            assert!(offerings.eq(told.wishes.iter().map(|wish| &wish.offering)));
            codes.extend(read.wishes.iter().map(|wish| wish.code));
        }
    }
    assert!(codes.contains(&WishCode::Admitted) && codes.contains(&WishCode::Outranked));
}

#[test]
fn a_waiting_place_is_read_with_the_end_of_its_offer() {
    let until: Moment = "2026-09-14T20:00:00+08:00".parse().unwrap();
    let waiting = Waiting {
        offering: "c1".parse().unwrap(),
        slot: "d2-1530".parse().unwrap(),
        wish: 2,
        position: 7,
        state: WaitingState::Offered { until },
    };
    let read: WaitingPlace = json::read(&serde_json::to_string(&waiting).unwrap()).unwrap();
    assert_eq!(read, WaitingPlace::from(&waiting));
    assert_eq!((read.wish, read.position), (2, 7));
    assert_eq!(
        (read.state.state, read.state.until),
        (StateCode::Offered, Some(until))
    );
}

#[test]
fn a_draw_is_whole_with_all_its_files() {
    let hash: FileHash = "0".repeat(64).parse().unwrap();
    let file = DrawFile {
        name: "rules.json".to_owned(),
        hash,
        published_at: "2026-09-08T20:00:00+08:00".parse().unwrap(),
    };
    let draw = |number, files| Draw {
        number,
        reason: None,
        files: vec![file.clone(); files],
    };
    let draws = |all| Draws {
        draws: all,
        placements: Vec::new(),
    };
    assert_eq!(draws(vec![draw(1, 5)]).last_whole(), None);
    let again = draws(vec![draw(1, 7), draw(2, 2)]);
    assert_eq!(again.last_whole().map(|draw| draw.number), Some(1));
}

#[test]
fn a_group_that_the_menu_does_not_name_keeps_its_identifier() {
    let groups = r#"{"groups":[{"id":"p1","name":"双职工","precedence":0}],"round":{}}"#;
    let groups: Groups = json::read(groups).unwrap();
    assert_eq!((groups.name("p1"), groups.name("p9")), ("双职工", "p9"));
}
