//! What a teacher chooses on the screen, beside what the server has.
#![allow(clippy::expect_used)] // clippy.toml allows it in tests, not in their helpers

use afterbell_desk::choosing::Choosing;
use afterbell_domain::StudentId;
use afterbell_domain::desk::{AuditionChild, AuditionView, AuditionsView};
use serde_json::{Value, json};

fn child(id: &str) -> Value {
    json!({
        "student": id, "school_number": id, "name": id, "class": { "grade": 3, "number": 1 },
        "applied": true, "is_eligible": true, "holds": false,
    })
}

fn view(revision: u32, picked: &[&str]) -> AuditionView {
    serde_json::from_value(json!({
        "offering": "chess", "course": "围棋", "sessions": [], "teachers": [], "places": 2,
        "revision": revision, "choice": { "picked": picked }, "is_published": false,
        "published": [], "children": [child("a"), child("b"), child("c")],
    }))
    .expect("a view")
}

fn names(children: &[AuditionChild]) -> Vec<&str> {
    children.iter().map(|child| child.name.as_str()).collect()
}

fn id(text: &str) -> StudentId {
    text.parse().expect("an identifier")
}

#[test]
fn what_is_as_the_server_has_it_does_not_wait() {
    let (mut choosing, seen) = (Choosing::default(), view(1, &["a"]));
    choosing.edit(&seen, |choice| choice.pick(id("b")));
    assert!(choosing.is_changed(&seen));
    assert_eq!(choosing.count(), 1);
    choosing.edit(&seen, |choice| choice.undecide(&id("b")));
    assert_eq!((choosing.is_changed(&seen), choosing.count()), (false, 0));
    choosing.edit(&seen, |choice| choice.pick(id("c")));
    let all = |auditions| AuditionsView {
        auditions,
        is_drawn: true,
        is_fixed: false,
    };
    choosing.hear(&all(vec![view(1, &["a"])]));
    assert_eq!(choosing.count(), 1);
    choosing.hear(&all(vec![view(2, &["a", "c"])]));
    assert_eq!(choosing.count(), 0);
}

#[test]
fn children_stand_where_they_were_put() {
    let (mut choosing, seen) = (Choosing::default(), view(1, &["c", "a"]));
    let reason = "这学期人满".parse().expect("a reason");
    choosing.edit(&seen, |choice| choice.turn_down(id("b"), reason));
    let late: AuditionChild = serde_json::from_value(child("d")).expect("a child");
    choosing.find(&seen, late.clone());
    choosing.find(&seen, late);
    let sorted = choosing.sorted(&seen);
    assert_eq!(names(&sorted.picked), ["c", "a"]);
    assert_eq!(names(&sorted.undecided), ["d"]);
    let (turned_down, why) = &sorted.not_this_term[0];
    assert_eq!(
        (turned_down.name.as_str(), why.as_str()),
        ("b", "这学期人满")
    );
}

#[test]
fn nobody_is_overwritten_unknowingly() {
    let (mut choosing, seen) = (Choosing::default(), view(1, &["a"]));
    choosing.edit(&seen, |choice| choice.pick(id("b")));
    let theirs = view(2, &["c"]);
    assert!(choosing.is_overtaken(&theirs));
    assert_eq!(choosing.revision(&theirs), 1);
    let mut other = choosing.clone();
    choosing.take_ours(&theirs);
    assert!(!choosing.is_overtaken(&theirs));
    assert_eq!(choosing.revision(&theirs), 2);
    assert_eq!(names(&choosing.sorted(&theirs).picked), ["a", "b"]);
    other.take_theirs(&theirs.offering);
    assert_eq!(names(&other.sorted(&theirs).picked), ["c"]);
}
