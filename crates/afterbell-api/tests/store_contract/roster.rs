use afterbell_api::store::draws::Placement;
use afterbell_domain::desk::{Role, RosterPupil, RosterView};
use afterbell_domain::{CareChoice, SelectionDraft, WaitingState, Weekday};

use super::draws::{School, drawn, school};
use super::fixture::{Books, class, now};

async fn read(books: &dyn Books, role: Role) -> RosterView {
    let roster = books.roster().await.expect("an answer");
    roster.expect("a menu").read_by(role, now()).1
}

fn of<'a>(view: &'a RosterView, school: &School, child: usize) -> &'a RosterPupil {
    let id = &school.families[child].0.id;
    let mut pupils = view.pupils.iter();
    pupils
        .find(|pupil| pupil.student == *id)
        .expect("on the roster")
}

pub async fn the_roster_says_who_holds_what_and_who_waits(books: &dyn Books) {
    assert!(books.roster().await.expect("an answer").is_none());
    let school = school(books, 1, 3).await;
    assert_eq!(books.wishing().await.expect("an answer"), 0);
    school.save(books, 0, &["scarce"], "a").await;
    school.save(books, 1, &["scarce"], "b").await;
    // Who wishes for nothing any more does not count.
    school.save(books, 1, &[], "c").await;
    assert_eq!(books.wishing().await.expect("an answer"), 1);
    let care = CareChoice {
        weekday: Weekday::Monday,
        pick_up: "17:40".parse().expect("a time"),
    };
    let winner = school.placement(0, &["scarce"], None);
    let selection = winner.selection.offerings().to_vec();
    let hash = school.menu.hash().expect("a hash");
    let selection = SelectionDraft::new(hash, selection, vec![care]).expect("a selection");
    let winner = Placement {
        selection,
        ..winner
    };
    drawn(books, vec![winner, school.placement(1, &[], Some(1))]).await;

    let view = read(books, Role::SchoolAdmin).await;
    assert_eq!(view.menu, school.menu.hash().expect("a hash"));
    let numbers: Vec<_> = view
        .pupils
        .iter()
        .map(|it| it.school_number.as_str())
        .collect();
    assert_eq!(numbers, ["1", "2", "3"]);
    let (holds, waits, has_nothing) = (
        of(&view, &school, 0),
        of(&view, &school, 1),
        of(&view, &school, 2),
    );
    assert_eq!(
        (holds.offerings.len(), holds.care.as_slice()),
        (1, [care].as_slice())
    );
    assert_eq!(holds.offerings[0].as_str(), "scarce");
    let one = &waits.waiting[0];
    assert_eq!((one.position, one.state), (1, WaitingState::Waiting));
    assert!(has_nothing.holds_nothing() && has_nothing.waiting.is_empty());
    // A class teacher has the own class, and no other.
    for (number, expected) in [(1, 3), (2, 0)] {
        let class = class(number);
        let mine = read(books, Role::ClassTeacher { class }).await;
        assert_eq!(mine.pupils.len(), expected, "{number}");
    }
    assert_eq!(read(books, Role::Auditor).await.pupils.len(), 0);
}
