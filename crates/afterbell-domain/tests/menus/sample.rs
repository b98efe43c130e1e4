use afterbell_domain::{MenuContent, ServiceMenu};
use proptest::prelude::*;

use crate::agreement::menus;
use crate::agreement::random::Random;

pub const JSON: &str = include_str!("../fixture/menu.json");

/// The menu of the tables.
pub fn content() -> MenuContent {
    serde_json::from_str(JSON).expect("the fixture is a menu's content")
}

pub fn menu() -> ServiceMenu {
    ServiceMenu::new(content()).expect("the fixture is consistent")
}

/// A menu of the agreement test; shrinks towards few offerings.
pub fn any_menu() -> impl Strategy<Value = ServiceMenu> {
    (1..=9u64, any::<u64>())
        .prop_map(|(offerings, seed)| menus::menu(&mut Random::seeded(seed), offerings))
}
