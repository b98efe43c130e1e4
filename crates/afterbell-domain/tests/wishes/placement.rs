use afterbell_domain::{
    CareChoice, ClockRange, ClockTime, MenuContent, SelectionDraft, ServiceMenu, Weekday,
    placed_selection, selection_with,
};
use serde_json::{Value, json};

use super::given::{list, menu, menu_with, offering};

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

/// What is held is the newer: care beside wishes was kept when they were saved.
#[test]
fn care_that_is_held_stays_and_lasts_as_long_as_it_has_to() {
    let asked = json!([{"weekday": 1, "pick_up": "16:30"}, {"weekday": 3, "pick_up": "16:30"}]);
    let held = json!([{"weekday": 2, "pick_up": "16:30"}, {"weekday": 3, "pick_up": "18:00"}]);
    let wishes: &[(&str, &[&str])] = &[("d2-1640", &["robots"])];
    let lost = placed(wishes, asked.clone(), held.clone(), &[]);
    assert_eq!(care(&lost), ["2@18:00", "3@18:00"]);
    // Won: fetched after the course, which ends at 17:40.
    let won = placed(wishes, asked, held, &["robots"]);
    assert_eq!(care(&won), ["2@18:00", "3@18:00"]);
    let nothing = placed(&[], json!([]), json!([]), &[]);
    assert!(nothing.is_empty());
}

fn choices(choices: &[(u8, &str)]) -> Vec<CareChoice> {
    let choice = |(weekday, pick_up): &(u8, &str)| CareChoice {
        weekday: Weekday::new(*weekday).expect("a weekday"),
        pick_up: pick_up.parse().expect("a time"),
    };
    choices.iter().map(choice).collect()
}

#[test]
fn a_list_asks_for_the_care_that_it_changes() {
    let menu = menu();
    let listed = |care: Value| list(&menu, &[], care);
    let monday = listed(json!([{"weekday": 1, "pick_up": "16:30"}]));
    let nothing = listed(json!([]));
    let held = choices(&[(1, "18:00"), (2, "17:30")]);
    for (says, before, now, expected) in [
        (
            "asked for first",
            None,
            &monday,
            choices(&[(1, "16:30"), (2, "17:30")]),
        ),
        ("only repeated", Some(&monday), &monday, held.clone()),
        (
            "asked for anew",
            Some(&nothing),
            &monday,
            choices(&[(1, "16:30"), (2, "17:30")]),
        ),
        ("changed elsewhere", Some(&monday), &nothing, held.clone()),
    ] {
        assert_eq!(now.care_with(before, &held), expected, "{says}");
    }
    let held = choices(&[(1, "16:30"), (2, "17:30")]);
    let given_up = nothing.care_with(Some(&monday), &held);
    assert_eq!(given_up, choices(&[(2, "17:30")]));
    // It was dropped elsewhere and is only repeated here.
    assert_eq!(monday.care_with(Some(&monday), &[]), []);
}

#[test]
fn care_follows_a_corrected_menu() {
    let later: ClockTime = "17:00".parse().expect("a time");
    let menu = menu_with(|menu| {
        let mut days = menu.base_care.days.iter_mut();
        let monday = days.find(|day| day.weekday.number() == 1);
        monday.expect("a day").pick_up_times = vec![later];
    });
    let held = choices(&[(1, "16:30"), (2, "16:30"), (5, "16:30")]);
    let wishes = list(&menu, &[], json!([]));
    let placed = placed_selection(&menu, &wishes, &held, &[]).expect("a selection");
    // There is no care on Friday.
    assert_eq!(care(&placed), ["1@17:00", "2@16:30"]);
    let held = choices(&[(1, "18:00")]);
    let placed = placed_selection(&menu, &wishes, &held, &[]).expect("a selection");
    assert_eq!(care(&placed), ["1@17:00"]);
}

/// The menu was corrected, and its slots have other names now; a slot at noon has no care.
#[test]
fn base_care_is_where_the_slot_is_now() {
    let wishes: &[(&str, &[&str])] = &[("d1-1535", &["gone"])];
    assert_eq!(
        care(&placed(wishes, json!([]), json!([]), &[])),
        ["1@18:00"]
    );
    let menu = menu_with(|menu| {
        let mut chess = menu.offerings.iter_mut();
        let chess = chess.find(|one| one.id == offering("chess-tue"));
        let time = ClockRange::new(
            "12:10".parse().expect("a time"),
            "12:50".parse().expect("a time"),
        );
        chess.expect("an offering").sessions[0].time = time.expect("a range");
    });
    let noon = list(&menu, &[("d2-1210", &["chess-tue"])], json!([]));
    let placed = placed_selection(&menu, &noon, &[], &[]).expect("a selection");
    assert!(placed.is_empty(), "{:?}", care(&placed));
}

#[test]
fn a_place_from_the_list_takes_the_place_of_what_stood_in_its_slots() {
    let menu = menu();
    let choir = menu.offering(&offering("choir")).expect("an offering");
    let held = placed(
        &[],
        json!([]),
        json!([{"weekday": 1, "pick_up": "17:30"}]),
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
    let held = choices(&[(1, "16:30")]);
    let wishes = list(&menu, &[], json!([]));
    let won = [offering("football")];
    let placed = placed_selection(&menu, &wishes, &held, &won).expect("a selection");
    assert_eq!(care(&placed), ["1@18:00"]);
}
