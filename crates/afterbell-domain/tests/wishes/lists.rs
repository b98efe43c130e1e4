use afterbell_domain::WishList;
use serde_json::{Value, json};

use super::given::{list, menu, offering, slot};

fn read(wishes: Value, care: Value) -> Result<WishList, String> {
    let hash = menu().hash().expect("a hash");
    let list = json!({"menu": hash, "wishes": wishes, "care": care});
    serde_json::from_value(list).map_err(|error| error.to_string())
}

#[test]
fn a_list_is_written_as_it_was_read_in_one_order() {
    let friday = json!({"slot": "d5-1530", "offerings": ["reading"]});
    let monday = json!({"slot": "d1-1540", "offerings": ["choir", "chess-mon"]});
    let nothing = json!({"slot": "d2-1540", "offerings": []});
    let list = read(json!([friday, nothing, monday]), json!([])).expect("a list");
    let written = serde_json::to_value(&list).expect("JSON");
    assert_eq!(written["wishes"], json!([monday, friday]));
    assert_eq!(
        list.of_slot(&slot("d1-1540")),
        [offering("choir"), offering("chess-mon")]
    );
    assert!(list.of_slot(&slot("d2-1540")).is_empty());
}

#[test]
fn what_is_said_twice_is_refused_by_name() {
    let monday = json!({"slot": "d1-1540", "offerings": ["choir"]});
    let told = |wishes, care| read(wishes, care).expect_err("refused");
    let twice = told(json!([monday, monday]), json!([]));
    assert!(
        twice.contains("slot_ranked_once") && twice.contains("d1-1540"),
        "{twice}"
    );
    let tuesday = json!({"slot": "d2-1540", "offerings": ["choir"]});
    let twice = told(json!([monday, tuesday]), json!([]));
    assert!(
        twice.contains("offering_wished_once") && twice.contains("choir"),
        "{twice}"
    );
    let care = json!([{"weekday": 1, "pick_up": "16:30"}, {"weekday": 1, "pick_up": "18:00"}]);
    assert!(told(json!([]), care).contains("care_chosen_once_a_day"));
    let many: Vec<_> = (0..401).map(|at| format!("o{at}")).collect();
    let many = told(json!([{"slot": "d1-1540", "offerings": many}]), json!([]));
    assert!(many.contains("wishes"), "{many}");
}

#[test]
fn a_ranking_is_replaced_and_an_empty_one_is_none() {
    let mut wishes = list(&menu(), &[("d1-1540", &["choir"])], json!([]));
    wishes.rank(slot("d1-1540"), vec![offering("football")]);
    wishes.rank(slot("d2-1540"), vec![offering("chess-tue")]);
    assert_eq!(wishes.of_slot(&slot("d1-1540")), [offering("football")]);
    wishes.rank(slot("d1-1540"), Vec::new());
    assert_eq!(wishes.slots().len(), 1);
}
