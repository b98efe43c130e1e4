use afterbell_domain::{
    MenuContent, Moment, OfferingId, SelectionMode, ServiceMenu, SlotId, SlotWishes, Student,
    WishList,
};
use serde_json::{Value, json};

const MENU: &str = include_str!("../fixture/menu.json");
pub const OPEN: &str = "2026-09-09T10:00:00+08:00";

/// The fixture's menu, to be drawn.
pub fn menu() -> ServiceMenu {
    menu_with(|_| {})
}

pub fn menu_with(change: impl FnOnce(&mut MenuContent)) -> ServiceMenu {
    let mut content: MenuContent = serde_json::from_str(MENU).expect("a menu");
    content.round.mode = SelectionMode::Wishes;
    content.round.windows.truncate(1);
    change(&mut content);
    ServiceMenu::new(content).expect("a consistent menu")
}

pub fn student(more: Value) -> Student {
    let mut student = json!({"id": "s1", "name": "学生", "class": {"grade": 3, "number": 1}, "completed": ["chess"]});
    for (field, value) in more.as_object().expect("an object") {
        student[field] = value.clone();
    }
    serde_json::from_value(student).expect("a student")
}

pub fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

pub fn offering(id: &str) -> OfferingId {
    id.parse().expect("an offering")
}

pub fn slot(id: &str) -> SlotId {
    id.parse().expect("a slot")
}

pub fn list(menu: &ServiceMenu, wishes: &[(&str, &[&str])], care: Value) -> WishList {
    let wishes = wishes.iter().map(|(slot_id, ids)| SlotWishes {
        slot: slot(slot_id),
        offerings: ids.iter().map(|id| offering(id)).collect(),
    });
    let care = serde_json::from_value(care).expect("care");
    let hash = menu.hash().expect("a hash");
    WishList::new(hash, wishes.collect(), care).expect("a list")
}
