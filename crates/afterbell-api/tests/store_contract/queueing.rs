use std::collections::BTreeSet;

use afterbell_api::answer::Answer;
use afterbell_api::store::Queueing;
use afterbell_api::store::draws::Published;
use afterbell_domain::{Waiting, WaitingState};
use futures_util::future::{join, join_all};

use super::draws::{CLOSING, FIRST, LAST, School, answered, drawn, look, publish, school, step};
use super::fixture::{Books, moment, now, offering, request};

impl School {
    fn asks(&self, child: usize, id: &str, joins: bool, key: &str) -> Queueing {
        let (pupil, guardian) = &self.families[child];
        Queueing {
            guardian: guardian.clone(),
            student: pupil.id.clone(),
            offering: offering(id),
            joins,
            request: request(key, &format!("{id} {joins}")),
            now: now(),
        }
    }

    async fn joins(&self, books: &dyn Books, child: usize, id: &str, key: &str) -> Answer {
        let asked = books.queue(self.asks(child, id, true, key)).await;
        answered(asked.expect("an answer"))
    }

    async fn quits(&self, books: &dyn Books, child: usize, key: &str) -> Answer {
        let asked = books.queue(self.asks(child, "scarce", false, key)).await;
        answered(asked.expect("an answer"))
    }

    async fn is_offered(&self, books: &dyn Books, child: usize) -> bool {
        matches!(
            self.state(books, child).await,
            Some(WaitingState::Offered { .. })
        )
    }
}

fn waiting(answer: &Answer) -> Waiting {
    serde_json::from_str(&answer.body).expect("a row of a list")
}

/// The first child holds a place of 'scarce'.
async fn with_places(books: &dyn Books, places: u16, children: u32) -> School {
    let school = school(books, places, children).await;
    drawn(books, vec![school.placement(0, &["scarce"], None)]).await;
    school
}

pub async fn a_free_place_is_given_at_once_and_then_children_wait_in_turn(books: &dyn Books) {
    let school = with_places(books, 2, 4).await;
    let first = school.joins(books, 1, "scarce", "a").await;
    assert_eq!(first.status, 201);
    assert_eq!(school.offerings(books, 1).await, ["scarce"]);
    assert_eq!(school.state(books, 1).await, None);
    let second = school.joins(books, 2, "scarce", "a").await;
    assert_eq!((second.status, waiting(&second).position), (202, 1));
    let third = school.joins(books, 3, "scarce", "a").await;
    assert_eq!((third.status, waiting(&third).position), (202, 2));
    // The same request is the same answer, and another one changes nothing.
    assert_eq!(school.joins(books, 3, "scarce", "a").await, third);
    let again = school.joins(books, 3, "scarce", "b").await;
    assert_eq!(waiting(&again), waiting(&third));
    // Whoever has it already is told so, and so is who asks for what is not there.
    assert_eq!(school.joins(books, 1, "scarce", "b").await.status, 409);
    assert_eq!(school.joins(books, 1, "nowhere", "c").await.status, 409);
    school.leaves(books, 0).await;
    assert!(school.is_offered(books, 2).await);
    school.leaves(books, 1).await;
    assert!(school.is_offered(books, 3).await);
    // A place that is on offer is not free.
    let again = school.joins(books, 0, "scarce", "d").await;
    assert_eq!((again.status, waiting(&again).position), (202, 3));
    assert_eq!(school.answers(books, 2, true, "yes").await, 201);
    assert_eq!(school.answers(books, 3, true, "yes").await, 201);
    assert_eq!(school.state(books, 0).await, Some(WaitingState::Waiting));
}

pub async fn who_waits_no_longer_is_passed_over_and_may_come_again(books: &dyn Books) {
    let school = with_places(books, 1, 3).await;
    assert_eq!(school.quits(books, 1, "a").await.status, 409);
    let first = school.joins(books, 1, "scarce", "b").await;
    assert_eq!(waiting(&first).position, 1);
    let second = school.joins(books, 2, "scarce", "b").await;
    assert_eq!(waiting(&second).position, 2);
    let left = school.quits(books, 1, "c").await;
    assert_eq!(
        (left.status, waiting(&left).state),
        (200, WaitingState::Left)
    );
    assert_eq!(school.quits(books, 1, "c").await, left);
    assert_eq!(school.quits(books, 1, "d").await, left);
    let back = waiting(&school.joins(books, 1, "scarce", "e").await);
    assert_eq!((back.position, back.state), (3, WaitingState::Waiting));
    school.leaves(books, 0).await;
    assert!(school.is_offered(books, 2).await);
    assert_eq!(school.state(books, 1).await, Some(WaitingState::Waiting));
    // Whoever leaves the list with an offer in hand leaves the place to the next.
    assert_eq!(school.quits(books, 2, "f").await.status, 200);
    assert!(school.is_offered(books, 1).await);
    // Nobody is left who waits, so the place is there for whoever asks.
    let (quit, joined) = join(
        school.quits(books, 1, "g"),
        school.joins(books, 2, "scarce", "g"),
    )
    .await;
    assert_eq!(quit.status, 200);
    let has_place = school.offerings(books, 2).await == ["scarce"];
    assert_eq!(has_place, joined.status == 201);
    assert!(has_place || school.is_offered(books, 2).await);
}

pub async fn before_a_draw_was_run_nobody_asks_for_a_place(books: &dyn Books) {
    let school = school(books, 1, 2).await;
    let early = school.joins(books, 0, "scarce", "a").await;
    assert_eq!(early.status, 409);
    assert!(early.body.contains("drawn_by_wishes"), "{}", early.body);
}

pub async fn no_place_is_given_twice(books: &dyn Books) {
    let school = with_places(books, 3, 9).await;
    let asking = (1..9).map(|child| school.joins(books, child, "scarce", "a"));
    let answers = join_all(asking).await;
    let is_given = |answer: &&Answer| answer.status == 201;
    let (given, queued): (Vec<&Answer>, Vec<_>) = answers.iter().partition(is_given);
    assert_eq!((given.len(), queued.len()), (2, 6));
    let positions: BTreeSet<_> = queued.iter().map(|one| waiting(one).position).collect();
    assert_eq!(positions, (1..=6).collect());
    let mut holding = 0;
    for child in 0..9 {
        holding += school.offerings(books, child).await.len();
    }
    assert_eq!(holding, 3);
}

/// A family that knows of the new draw's applicants could else take a place that the draw gives to another, and so
/// keep the result back.
pub async fn another_draw_waits_for_nobody_and_no_offer_runs_out_meanwhile(books: &dyn Books) {
    let school = with_places(books, 2, 5).await;
    assert_eq!(school.joins(books, 1, "scarce", "a").await.status, 201);
    for child in [2, 3] {
        assert_eq!(school.joins(books, child, "scarce", "a").await.status, 202);
    }
    school.leaves(books, 0).await;
    assert!(school.is_offered(books, 2).await);

    let found = look(books).await;
    let mut second = step(&found, &FIRST, Vec::new());
    (second.number, second.expected) = (2, Vec::new());
    second.reason = Some("登记错了".parse().expect("a reason"));
    assert_eq!(publish(books, second).await, Published::Done);
    for (turn, files) in [("committed", None), ("closed", Some(CLOSING))] {
        if let Some(files) = files {
            let found = look(books).await;
            let closed = publish(books, step(&found, &files, Vec::new())).await;
            assert_eq!(closed, Published::Done);
        }
        // The offer is put back, and neither it nor a free place can be taken.
        let state = school.state(books, 2).await;
        assert_eq!(state, Some(WaitingState::Waiting), "{turn}");
        assert_eq!(school.answers(books, 2, true, turn).await, 409);
        for child in [0, 4] {
            for id in ["scarce", "plenty"] {
                let key = format!("{turn} {id}");
                let told = school.joins(books, child, id, &key).await;
                assert_eq!(told.status, 409);
                assert!(told.body.contains("being_drawn"), "{}", told.body);
            }
        }
        // Whoever could not have the place in any case is told that.
        let told = school.joins(books, 1, "scarce", turn).await;
        assert!(told.body.contains("course_chosen_twice"), "{}", told.body);
        let later = moment("2026-09-12T10:00:00+08:00");
        assert_eq!(books.settle_waiting(later).await.expect("an answer"), 0);
    }
    // Whoever leaves leaves; the place is for the draw to give.
    school.leaves(books, 1).await;
    assert_eq!(school.quits(books, 3, "quit").await.status, 200);
    assert_eq!(school.state(books, 2).await, Some(WaitingState::Waiting));

    let found = look(books).await;
    let placed = vec![
        school.placement(0, &["scarce"], None),
        school.placement(3, &[], Some(1)),
    ];
    let run = publish(books, step(&found, &LAST, placed)).await;
    assert_eq!(run, Published::Done);
    // The lists are new ones, and are answered again.
    assert!(school.is_offered(books, 3).await);
    assert_eq!(school.state(books, 2).await, None);
    assert_eq!(school.answers(books, 3, true, "yes").await, 201);
    assert_eq!(school.joins(books, 4, "plenty", "then").await.status, 201);
}
