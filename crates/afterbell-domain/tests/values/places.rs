use afterbell_domain::{MenuContent, OfferingId, Places, Student, hash_of, is_overfull};

#[test]
fn left_is_never_below_nothing() {
    let menu = include_str!("../fixture/menu.json");
    let content: MenuContent = serde_json::from_str(menu).expect("the fixture");
    let chess = &content.offerings[0];
    for (taken, left) in [
        (None, 20),
        (Some(0), 20),
        (Some(19), 1),
        (Some(20), 0),
        (Some(21), 0),
        (Some(u32::MAX), 0),
    ] {
        let taken = taken.map(|count| (chess.id.clone(), count));
        let places = Places {
            menu: hash_of(b"").expect("a hash"),
            as_of: "2026-09-08T20:00:00+08:00".parse().expect("a moment"),
            taken: taken.into_iter().collect(),
            waits_for_pool: false,
        };
        assert_eq!(places.left(chess), left, "{places:?}");
        let other: OfferingId = "other".parse().expect("an identifier");
        assert_eq!(places.taken(&other), 0);
        assert_eq!(places.has_room_for(&student("[]"), chess), left > 0);
        assert!(
            places.has_room_for(&student(r#"["chess-mon"]"#), chess),
            "it holds one already"
        );
        let json = serde_json::to_string(&places).expect("a JSON form");
        assert_eq!(serde_json::from_str::<Places>(&json).ok(), Some(places));
    }
}

fn student(enrolled: &str) -> Student {
    let class = r#"{"grade":3,"number":1}"#;
    let json = format!(r#"{{"id":"s1","name":"林小满","class":{class},"enrolled":{enrolled}}}"#);
    serde_json::from_str(&json).expect("a student")
}

#[test]
fn a_course_is_overfull_beyond_its_places() {
    for (taken, places, expected) in [
        (20, Some(20), false),
        (21, Some(20), true),
        (0, Some(0), false),
        (0, None, false),
        (1, None, true),
        (u32::MAX, Some(u16::MAX), true),
    ] {
        assert_eq!(
            is_overfull(taken, places),
            expected,
            "{taken} of {places:?}"
        );
    }
}
