//! 人工安排: a place by the office's hand, its taking back, and what the family is told of both.

use afterbell_api::store::desk::{Deed, DeskOutcome};
use afterbell_api::store::draws::{OfficePlacement, PlaceChange, Placed};
use afterbell_api::store::{Decision, Held};
use afterbell_domain::desk::{DrawObstacle, HandPlace, Role, Standing, ToldChange};
use afterbell_domain::{OfferingId, Reason, ReceiptStatus, WaitingState};
use serde_json::json;

use super::draws::{School, by_command_line, drawn, school, school_with};
use super::fixture::{Books, draft, menu, menu_json, now, offering, submission};
use super::logging::last;
use super::telling::news;

const GIVES: PlaceChange = PlaceChange::Gives {
    exchanges: Vec::new(),
};

fn done(gave_back: &[&str]) -> Placed {
    Placed::Done {
        gave_back: gave_back.iter().map(|id| offering(id)).collect(),
    }
}

async fn does(
    books: &dyn Books,
    school: &School,
    (child, id): (usize, &str),
    change: PlaceChange,
) -> Placed {
    let placement = Box::new(OfficePlacement {
        menu: school.menu.hash().expect("a hash"),
        student: school.families[child].0.id.clone(),
        offering: offering(id),
        pseudonym: "1f7c".to_owned(),
        reason: "插班".parse().expect("a reason"),
        change,
        now: now(),
    });
    let deed = Deed::PlaceByHand { placement };
    match books.carry_out(by_command_line(deed)).await {
        Ok(DeskOutcome::Placed(placed)) => placed,
        other => panic!("not answered: {other:?}"),
    }
}

/// How a child's family stands to the courses of which it is told.
async fn told(books: &dyn Books, school: &School, child: usize) -> Vec<(Standing, OfferingId)> {
    let told = news(books, &school.families[child].1).await.into_iter();
    let told = told.map(|told| match told {
        ToldChange::Course(told) => {
            assert_eq!(told.reason.as_ref().map(|it| it.as_str()), Some("插班"));
            (told.standing, told.before.offering.id)
        }
        ToldChange::PickUp(_) => panic!("{told:?}"),
    });
    told.collect()
}

async fn by_hand(books: &dyn Books, school: &School, child: usize) -> Vec<HandPlace> {
    let roster = books.roster().await.expect("an answer").expect("a menu");
    let pupils = roster.read_by(Role::SchoolAdmin, now()).1.pupils;
    let id = &school.families[child].0.id;
    let found = pupils.into_iter().find(|it| it.student == *id);
    found.expect("on the roster").by_hand
}

pub async fn the_office_gives_only_what_is_free(books: &dyn Books) {
    let school = school(books, 1, 3).await;
    drawn(
        books,
        vec![
            school.placement(0, &["scarce"], None),
            school.placement(1, &[], Some(1)),
        ],
    )
    .await;
    let place = async |child: usize, id: &str| does(books, &school, (child, id), GIVES).await;
    let no_place = Placed::Refused(DrawObstacle::NoPlace);
    assert_eq!(place(2, "scarce").await, no_place);
    school.leaves(books, 0).await;
    // It is kept for the child to whom it is offered.
    assert_eq!(place(2, "scarce").await, no_place);
    assert_eq!(place(2, "plenty").await, done(&[]));
    let holds = Placed::Refused(DrawObstacle::Holds);
    assert_eq!(place(2, "plenty").await, holds);
    assert_eq!(school.offerings(books, 2).await, ["plenty"]);
    // For that child it is free.
    assert_eq!(place(1, "scarce").await, done(&[]));
    assert_eq!(school.state(books, 1).await, Some(WaitingState::Accepted));
    let notes = books.draws().await.expect("an answer").notes;
    assert_eq!(notes.len(), 2);
    assert_eq!(notes[0].reason.as_str(), "插班");
}

pub async fn what_the_office_gave_it_takes_back_and_the_next_in_turn_is_offered_it(
    books: &dyn Books,
) {
    let school = school(books, 1, 3).await;
    drawn(
        books,
        vec![
            school.placement(0, &[], None),
            school.placement(1, &[], Some(1)),
            school.placement(2, &[], Some(2)),
        ],
    )
    .await;
    // The draw has left the place, and it is on offer to the first who waits.
    let not_by_hand = Placed::Refused(DrawObstacle::NotByHand);
    let scarce = (1, "scarce");
    let taken = does(books, &school, scarce, PlaceChange::TakesBack).await;
    assert_eq!(taken, not_by_hand);
    assert_eq!(does(books, &school, scarce, GIVES).await, done(&[]));
    assert_eq!(school.offerings(books, 1).await, ["scarce"]);
    let place = HandPlace {
        offering: offering("scarce"),
        chosen_since: false,
    };
    assert_eq!(by_hand(books, &school, 1).await, [place]);

    let taken = does(books, &school, scarce, PlaceChange::TakesBack).await;
    assert_eq!(taken, done(&["scarce"]));
    assert_eq!(school.offerings(books, 1).await, Vec::<String>::new());
    let (pupil, guardian) = &school.families[1];
    let held = books.receipt(guardian, &pupil.id).await;
    let Ok(Held::Receipt(receipt)) = held else {
        panic!("no receipt: {held:?}");
    };
    assert_eq!(receipt.status, ReceiptStatus::Ended);
    assert!(by_hand(books, &school, 1).await.is_empty());
    let state = school.state(books, 2).await;
    assert!(
        matches!(state, Some(WaitingState::Offered { .. })),
        "{state:?}"
    );
    let place = json!({ "offering": "scarce", "course": "scarce" });
    let before = json!({ "student": pupil.id, "places": [place] });
    let after = json!({ "student": pupil.id, "places": [], "reason": "插班" });
    let row = ("place_taken_back".to_owned(), before, after);
    assert_eq!(last(books).await, row);
    // It holds no place that it has accepted, and waits no longer.
    let state = school.state(books, 1).await;
    assert_eq!(state, Some(WaitingState::Left));
    let both = [Standing::Placed, Standing::TakenBack];
    let expected = both.map(|standing| (standing, offering("scarce")));
    assert_eq!(told(books, &school, 1).await, expected);
    let again = does(books, &school, scarce, PlaceChange::TakesBack).await;
    assert_eq!(again, not_by_hand);
    let notes = books.draws().await.expect("an answer").notes;
    let notes: Vec<_> = notes.iter().map(|note| note.taken_back).collect();
    assert_eq!(notes, [false, true]);
}

pub async fn nothing_is_taken_from_a_child_for_it_unsaid(books: &dyn Books) {
    let mut content = menu_json(5);
    content["offerings"][1]["sessions"] = content["offerings"][0]["sessions"].clone();
    let content = serde_json::from_value(content).expect("a menu");
    let school = school_with(books, content, 1).await;
    assert_eq!(does(books, &school, (0, "plenty"), GIVES).await, done(&[]));
    // For the class 3-2 alone.
    let refused = does(books, &school, (0, "elite"), GIVES).await;
    let Placed::Refused(DrawObstacle::Unfit { reasons }) = refused else {
        panic!("{refused:?}");
    };
    assert!(
        matches!(reasons[..], [Reason::ClassNotEligible { .. }]),
        "{reasons:?}"
    );
    let refused = does(books, &school, (0, "scarce"), GIVES).await;
    let Placed::Refused(DrawObstacle::Unfit { reasons }) = refused else {
        panic!("{refused:?}");
    };
    assert!(
        matches!(&reasons[..], [Reason::Clashes { with, .. }] if *with == offering("plenty")),
        "{reasons:?}"
    );
    assert_eq!(school.offerings(books, 0).await, ["plenty"]);
    let exchanges = vec![offering("plenty")];
    let said = PlaceChange::Gives { exchanges };
    let placed = does(books, &school, (0, "scarce"), said).await;
    assert_eq!(placed, done(&["plenty"]));
    assert_eq!(school.offerings(books, 0).await, ["scarce"]);
    // The log tells the child by its identifier, and what it has left.
    let student = &school.families[0].0.id;
    let place = |id: &str| json!({ "offering": id, "course": id });
    let before = json!({ "student": student, "places": [place("plenty")] });
    let after = json!({ "student": student, "places": [place("scarce")], "reason": "插班" });
    let row = ("placed_by_hand".to_owned(), before, after);
    assert_eq!(last(books).await, row);
    // The second is told as a move out of the first.
    let plenty = offering("plenty");
    let expected = [
        (Standing::Placed, plenty.clone()),
        (Standing::Holds, plenty),
    ];
    assert_eq!(told(books, &school, 0).await, expected);
}

pub async fn what_a_family_has_chosen_since_stays_theirs(books: &dyn Books) {
    let school = school_with(books, menu(5), 1).await;
    let plenty = (0, "plenty");
    assert_eq!(does(books, &school, plenty, GIVES).await, done(&[]));
    let (pupil, guardian) = &school.families[0];
    let chosen = draft(&school.menu, &["plenty", "scarce"]);
    let decided = books
        .submit(submission(guardian, &pupil.id, chosen, "own"))
        .await;
    assert!(matches!(decided, Ok(Decision::Answered(answer)) if answer.status == 201));
    let place = HandPlace {
        offering: offering("plenty"),
        chosen_since: true,
    };
    assert_eq!(by_hand(books, &school, 0).await, [place]);
    let taken = does(books, &school, plenty, PlaceChange::TakesBack).await;
    assert_eq!(taken, Placed::Refused(DrawObstacle::ChosenSince));
    assert_eq!(school.offerings(books, 0).await, ["plenty", "scarce"]);
}
