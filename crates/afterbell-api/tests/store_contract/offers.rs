//! Offers of places: to whom, until when, and that nobody else gets them.

use afterbell_api::secret::{Fingerprint, new_child_code};
use afterbell_api::store::draws::Published;
use afterbell_api::store::{Applied, Binding, Bound, CodeIssue, SchoolChange};
use afterbell_domain::{SelectionMode, ServiceMenu, WaitingState};

use super::draws::{FIRST, answered, drawn, look, publish, school, step};
use super::fixture::{
    Books, binding, change, draft, menu, menu_change, moment, offering, submission, withdrawal,
};

/// A family decides once: what was offered to one child ends with what is offered to the other later. An
/// offer that has ended by then does not come back, also when nobody has written that down.
pub async fn offers_to_one_family_end_together(books: &dyn Books) {
    let mut school = school(books, 2, 5).await;
    let family = school.families[2].1.clone();
    for sibling in [3, 4] {
        let code = new_child_code().expect("bits");
        let issued = CodeIssue {
            student: school.families[sibling].0.id.clone(),
            code: Fingerprint::of_code(&code),
        };
        super::desk::issued(books, issued).await;
        let bound = books.bind(Binding {
            guardian: Some(family.clone()),
            ..binding(&code, &format!("sibling {sibling}"))
        });
        let bound = bound.await.expect("bound");
        assert!(
            matches!(bound, Bound::Bound { newly: true, .. }),
            "{bound:?}"
        );
        school.families[sibling].1 = family.clone();
    }
    let mut third = school.placement(4, &[], Some(1));
    third.waiting[0].offering = offering("plenty");
    drawn(
        books,
        vec![
            school.placement(0, &["scarce"], None),
            school.placement(1, &["scarce"], None),
            school.placement(2, &[], Some(1)),
            school.placement(3, &[], Some(2)),
            third,
        ],
    )
    .await;
    let offered = |until: &str| {
        let until = moment(until);
        Some(WaitingState::Offered { until })
    };
    let leaves_at = async |child: usize, now: &str| {
        let (pupil, guardian) = &school.families[child];
        let mut leaving = withdrawal(guardian, &pupil.id, "leave");
        leaving.now = moment(now);
        books.withdraw(leaving).await.expect("an answer");
    };
    assert_eq!(
        school.state(books, 4).await,
        offered("2026-09-10T10:00:00+08:00")
    );
    let both_end = "2026-09-10T18:00:00+08:00";
    leaves_at(0, "2026-09-09T18:00:00+08:00").await;
    assert_eq!(school.state(books, 2).await, offered(both_end));
    assert_eq!(school.state(books, 4).await, offered(both_end));
    leaves_at(1, both_end).await;
    assert_eq!(school.state(books, 2).await, Some(WaitingState::Expired));
    assert_eq!(
        school.state(books, 3).await,
        offered("2026-09-11T18:00:00+08:00")
    );
    assert_eq!(school.state(books, 4).await, offered(both_end));
    assert_eq!(
        books
            .settle_waiting(moment(both_end))
            .await
            .expect("an answer"),
        1
    );
    assert_eq!(school.state(books, 4).await, Some(WaitingState::Expired));
}

/// Sent together, they may come into one batch: each still sees what the one before it did.
pub async fn an_offer_ends_with_the_withdrawal_before_it(books: &dyn Books) {
    let school = school(books, 1, 3).await;
    drawn(
        books,
        vec![
            school.placement(0, &["scarce"], None),
            school.placement(1, &["plenty"], Some(1)),
        ],
    )
    .await;
    school.leaves(books, 0).await;
    // The first keeps the writer busy while the others queue.
    let (_, (), accepted) = tokio::join!(
        school.save(books, 2, &["scarce"], "busy"),
        school.leaves(books, 1),
        school.answers(books, 1, true, "after"),
    );
    assert_eq!(accepted, 409);
    assert_eq!(school.offerings(books, 1).await, Vec::<String>::new());
    assert_eq!(school.state(books, 1).await, Some(WaitingState::Left));
}

/// Whatever round follows the draw: a place on offer is its child's, and what comes free is offered.
pub async fn a_place_on_offer_is_nobody_elses(books: &dyn Books) {
    let school = school(books, 1, 4).await;
    drawn(
        books,
        vec![
            school.placement(0, &["scarce"], None),
            school.placement(1, &[], Some(1)),
            school.placement(2, &[], Some(2)),
        ],
    )
    .await;
    school.leaves(books, 0).await;
    let becomes = async |before: &ServiceMenu, after: &ServiceMenu| {
        let applied = books.apply(SchoolChange {
            menu: Some(menu_change(after)),
            ..change(Some(before.hash().expect("a hash")))
        });
        applied.await.expect("an answer")
    };
    // Another draw is begun, and given up with the mode of the round: what it has put back is offered again.
    let found = look(books).await;
    let mut second = step(&found, &FIRST, Vec::new());
    (second.number, second.expected) = (2, Vec::new());
    second.reason = Some("登记错了".parse().expect("a reason"));
    assert_eq!(publish(books, second).await, Published::Done);
    let waits = Some(WaitingState::Waiting);
    assert_eq!(school.state(books, 1).await, waits);
    let taken = menu(1);
    assert_eq!(taken.round.mode, SelectionMode::FirstCome);
    assert_eq!(becomes(&school.menu, &taken).await, Applied::Done);
    let takes = async |child: usize, key: &str| {
        let (pupil, guardian) = &school.families[child];
        let draft = draft(&taken, &["scarce"]);
        let submitted = books.submit(submission(guardian, &pupil.id, draft, key));
        answered(submitted.await.expect("an answer")).status
    };
    assert_eq!(takes(3, "other").await, 409);
    assert_eq!(takes(1, "own").await, 201);
    assert_eq!(school.state(books, 1).await, Some(WaitingState::Accepted));
    // It comes free in a round in which nothing is drawn, and is offered in the same moment.
    school.leaves(books, 1).await;
    let until = moment("2026-09-10T10:00:00+08:00");
    let offered = Some(WaitingState::Offered { until });
    assert_eq!(school.state(books, 2).await, offered);
    // A menu without it ends the offer.
    let mut without = taken.clone().into();
    remove(&mut without, "scarce");
    let without = ServiceMenu::new(without).expect("a menu");
    assert_eq!(becomes(&taken, &without).await, Applied::Done);
    assert_eq!(school.state(books, 2).await, Some(WaitingState::Left));
}

fn remove(menu: &mut afterbell_domain::MenuContent, id: &str) {
    let id = offering(id);
    menu.offerings.retain(|one| one.id != id);
}

pub async fn places_that_a_menu_adds_are_offered_at_once(books: &dyn Books) {
    let school = school(books, 1, 2).await;
    drawn(
        books,
        vec![
            school.placement(0, &["scarce"], None),
            school.placement(1, &[], Some(1)),
        ],
    )
    .await;
    let more = super::draws::menu(2);
    let applied = books.apply(SchoolChange {
        menu: Some(menu_change(&more)),
        ..change(Some(school.menu.hash().expect("a hash")))
    });
    assert_eq!(applied.await.expect("an answer"), Applied::Done);
    let until = moment("2026-09-10T10:00:00+08:00");
    let offered = Some(WaitingState::Offered { until });
    assert_eq!(school.state(books, 1).await, offered);
}
