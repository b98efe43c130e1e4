use super::*;

fn request(joins: bool) -> Request {
    Request {
        key: "k".into(),
        offering: offering("a"),
        joins,
        held: "SY-1".into(),
    }
}

fn offering(id: &str) -> OfferingId {
    id.parse().unwrap()
}

/// What the draw came to for a child with this one row.
fn own(state: &str) -> OwnDraw {
    let row = format!(
        r#"{{"offering":"a","slot":"d2-1530","wish":1,"position":1,"state":{{"state":"{state}"}}}}"#
    );
    let rows = if state.is_empty() { "" } else { &row };
    let text = format!(r#"{{"pseudonym":"p","draw":1,"waiting":[{rows}]}}"#);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn who_waits_or_has_the_place_was_answered() {
    let asked = request(true);
    for state in ["waiting", "offered"] {
        assert_eq!(asked.compare("SY-1", &[], &own(state)), Compared::Answered);
        assert_eq!(asked.compare("SY-2", &[], &own(state)), Compared::Answered);
    }
    let placed = asked.compare("SY-2", &[offering("a")], &own(""));
    assert_eq!(placed, Compared::Answered);
}

#[test]
fn who_does_not_wait_is_asked_for_again_unless_its_week_is_another() {
    let asked = request(true);
    for state in ["", "left", "declined", "expired"] {
        assert_eq!(asked.compare("SY-1", &[], &own(state)), Compared::Open);
        let other = asked.compare("SY-2", &[offering("b")], &own(state));
        assert_eq!(other, Compared::Overtaken, "{state}");
    }
}

#[test]
fn leaving_is_answered_once_nothing_is_waited_for() {
    let leaving = request(false);
    for held in ["SY-1", "SY-2"] {
        assert_eq!(leaving.compare(held, &[], &own("waiting")), Compared::Open);
    }
    for state in ["", "left", "accepted"] {
        assert_eq!(
            leaving.compare("SY-1", &[], &own(state)),
            Compared::Answered
        );
    }
}

#[test]
fn a_request_is_kept_as_a_line_of_words() {
    for joins in [true, false] {
        let mut kept = request(joins);
        assert_eq!(Request::read(&kept.line()), Some(kept.clone()));
        // Nobody holds anything yet.
        kept.held = String::new();
        assert_eq!(Request::read(&kept.line()), Some(kept));
    }
    for line in ["", "key", "key A! joins SY-1", "key a joins"] {
        assert_eq!(Request::read(line), None, "{line}");
    }
}
