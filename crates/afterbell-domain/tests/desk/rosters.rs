use afterbell_domain::desk::RosterView;
use afterbell_domain::{ServiceMenu, Weekday};
use serde_json::{Value, json};

fn menu() -> ServiceMenu {
    serde_json::from_str(include_str!("../fixture/menu.json")).expect("a menu")
}

fn waits(offering: &str, position: u32, state: Value) -> Value {
    json!({"offering": offering, "slot": "d5-1530", "wish": 1, "position": position, "state": state})
}

fn pupil(number: u32, class: u8, offerings: Value, care: Value, waiting: Value) -> Value {
    json!({
        "student": format!("s{number}"), "school_number": number.to_string(), "name": format!("学生{number}"),
        "class": {"grade": 3, "number": class}, "offerings": offerings, "care": care, "waiting": waiting,
    })
}

fn roster() -> RosterView {
    let waiting = || json!({"state": "waiting"});
    let offered = json!({"state": "offered", "until": "2026-09-13T08:00:00+08:00"});
    serde_json::from_value(json!({
        "now": "2026-09-12T08:00:00+08:00", "menu": "1".repeat(64),
        "pupils": [
            // Football comes later on Monday than the choir, whatever the order in which they are held.
            pupil(1, 1, json!(["football", "choir"]), json!([{"weekday": 1, "pick_up": "18:00"}]), json!([])),
            pupil(2, 1, json!(["reading"]), json!([]), json!([])),
            pupil(3, 2, json!([]), json!([]), json!([waits("reading", 2, waiting())])),
            pupil(4, 2, json!([]), json!([]), json!([waits("reading", 1, offered)])),
            pupil(5, 2, json!([]), json!([]), json!([waits("reading", 3, json!({"state": "declined"}))])),
        ],
    }))
    .expect("a roster")
}

#[test]
fn a_course_has_who_holds_it_and_who_still_waits_in_order() {
    let (menu, roster) = (menu(), roster());
    let courses = roster.by_course(&menu);
    assert_eq!(courses.len(), menu.offerings.len());
    let reading = courses.last().expect("a course");
    let names = |numbers: &[&str]| {
        numbers
            .iter()
            .map(|it| (*it).to_owned())
            .collect::<Vec<_>>()
    };
    let holding = reading
        .holding
        .iter()
        .map(|it| it.school_number.to_string());
    assert_eq!(holding.collect::<Vec<_>>(), names(&["2"]));
    let waiting = reading
        .waiting
        .iter()
        .map(|(it, _)| it.school_number.to_string());
    assert_eq!(waiting.collect::<Vec<_>>(), names(&["4", "3"]));
    // Its one place is taken; of the choir's forty nobody waits for one.
    assert_eq!(reading.free(), 0);
    assert_eq!(courses[3].free(), 39);
    assert_eq!(courses[0].holding.len(), 0);
}

#[test]
fn a_day_is_in_the_order_of_time_and_ends_with_the_pick_up() {
    let (menu, roster) = (menu(), roster());
    let on = roster.pupils[0].on(&menu, Weekday::Monday);
    let ids: Vec<_> = on.sessions.iter().map(|(it, _)| it.id.as_str()).collect();
    assert_eq!(ids, ["choir", "football"]);
    assert_eq!(on.pick_up, Some("18:00".parse().expect("a time")));
    let wednesday = roster.pupils[0].on(&menu, Weekday::Wednesday);
    assert_eq!((wednesday.sessions.len(), wednesday.pick_up), (1, None));
    assert!(roster.pupils[4].holds_nothing());
    assert_eq!(roster.classes().len(), 2);
    let second = roster.classes().into_iter().next_back().expect("a class");
    assert_eq!(roster.of_class(second).count(), 3);
}
