use afterbell_domain::{
    CareChoice, ClockRange, MenuContent, SelectionDraft, ServiceMenu, placed_selection,
    selection_with,
};
use serde_json::{Value, json};

use super::given::{list, menu, offering};

fn care(selection: &SelectionDraft) -> Vec<String> {
    let told = |choice: &CareChoice| format!("{}@{}", choice.weekday.number(), choice.pick_up);
    selection.care().iter().map(told).collect()
}

fn placed(wishes: &[(&str, &[&str])], asked: Value, held: Value, won: &[&str]) -> SelectionDraft {
    let menu = menu();
    let won: Vec<_> = won.iter().map(|id| offering(id)).collect();
    let held: Vec<CareChoice> = serde_json::from_value(held).expect("care");
    placed_selection(&menu, &list(&menu, wishes, asked), &held, &won).expect("a selection")
}

#[test]
fn who_gets_nothing_in_a_slot_is_in_base_care_until_it_ends() {
    let wishes: &[(&str, &[&str])] = &[
        ("d1-1540", &["choir"]),
        ("d2-1540", &["chess-tue"]),
        ("d5-1530", &["reading"]),
    ];
    let nothing = placed(wishes, json!([]), json!([]), &[]);
    // Friday has no care at this school.
    assert_eq!(care(&nothing), ["1@18:00", "2@18:00"]);
    let won = placed(wishes, json!([]), json!([]), &["chess-tue"]);
    assert_eq!(care(&won), ["1@18:00"]);
    assert_eq!(won.offerings(), [offering("chess-tue")]);
    // The choir also has the slot of Wednesday.
    let choir = placed(
        &[("d1-1540", &["choir"]), ("d3-1540", &["drama"])],
        json!([]),
        json!([]),
        &["choir"],
    );
    assert_eq!(care(&choir), Vec::<String>::new());
}

#[test]
fn care_that_was_asked_for_stays_and_lasts_as_long_as_it_has_to() {
    let asked = json!([{"weekday": 3, "pick_up": "16:30"}]);
    let held = json!([{"weekday": 2, "pick_up": "16:30"}, {"weekday": 3, "pick_up": "18:00"}]);
    let wishes: &[(&str, &[&str])] = &[("d2-1640", &["robots"])];
    let lost = placed(wishes, asked.clone(), held.clone(), &[]);
    assert_eq!(care(&lost), ["2@18:00", "3@16:30"]);
    // Won: fetched after the course, which ends at 17:40.
    let won = placed(wishes, asked, held, &["robots"]);
    assert_eq!(care(&won), ["2@18:00", "3@16:30"]);
    let nothing = placed(&[], json!([]), json!([]), &[]);
    assert!(nothing.is_empty());
}

#[test]
fn a_place_from_the_list_takes_the_place_of_what_stood_in_its_slots() {
    let menu = menu();
    let choir = menu.offering(&offering("choir")).expect("an offering");
    let held = placed(
        &[],
        json!([{"weekday": 1, "pick_up": "17:30"}]),
        json!([]),
        &["chess-mon", "chess-tue"],
    );
    let next = selection_with(&menu, &held, choir);
    assert_eq!(next.offerings(), [offering("chess-tue"), offering("choir")]);
    assert_eq!(care(&next), ["1@17:30"]);
    let football = menu.offering(&offering("football")).expect("an offering");
    let next = selection_with(&menu, &held, football);
    // It ends at 17:40, ten minutes after the child would have been fetched.
    assert_eq!(care(&next), ["1@18:00"]);
}

/// The last batch is fetched at 18:00.
#[test]
fn a_course_that_ends_after_the_last_batch_takes_no_care_away() {
    let mut content: MenuContent = menu().into();
    let football = content
        .offerings
        .iter_mut()
        .find(|one| one.id == offering("football"));
    let sessions = &mut football.expect("an offering").sessions;
    for session in sessions {
        let end = "18:30".parse().expect("a time");
        session.time = ClockRange::new(session.time.start(), end).expect("a range");
    }
    let menu = ServiceMenu::new(content).expect("a menu");
    let asked = json!([{"weekday": 1, "pick_up": "16:30"}]);
    let wishes = list(&menu, &[], asked);
    let won = [offering("football")];
    let placed = placed_selection(&menu, &wishes, &[], &won).expect("a selection");
    assert_eq!(care(&placed), ["1@18:00"]);
}
