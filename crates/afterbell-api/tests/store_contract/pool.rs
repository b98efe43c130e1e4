use afterbell_api::answer::Answer;
use afterbell_api::store::draws::Placement;
use afterbell_domain::{ServiceMenu, WaitingState};
use futures_util::future::join;

use super::draws::{School, answered, drawn, school_with};
use super::fixture::{Books, draft, menu_json, offering, submission};

/// A first-come round whose opening pool has ended.
async fn pool(books: &dyn Books, places: u16, children: u32) -> School {
    let mut menu = menu_json(places);
    menu["round"]["opening_pool_minutes"] = 30.into();
    let menu: ServiceMenu = serde_json::from_value(menu).expect("a menu");
    school_with(books, menu, children).await
}

impl School {
    async fn chooses(&self, books: &dyn Books, child: usize, ids: &[&str], key: &str) -> Answer {
        let (pupil, guardian) = &self.families[child];
        let submission = submission(guardian, &pupil.id, draft(&self.menu, ids), key);
        answered(books.submit(submission).await.expect("an answer"))
    }

    fn lost(&self, child: usize) -> Placement {
        self.placement(child, &[], Some(1))
    }
}

pub async fn places_are_taken_once_those_of_the_pool_were_given_out(books: &dyn Books) {
    let school = pool(books, 1, 4).await;
    let look = async || {
        let overview = books.overview().await.expect("an answer");
        overview.expect("a menu")
    };
    let early = school.chooses(books, 3, &["plenty"], "a").await;
    assert_eq!(early.status, 409);
    assert!(early.body.contains("being_drawn"), "{}", early.body);
    assert!(!look().await.was_run);
    let won = school.placement(0, &["scarce"], None);
    drawn(books, vec![won, school.lost(1)]).await;
    let now = look().await;
    assert!(now.was_run);
    assert_eq!(now.claims.get(&offering("scarce")), Some(&1));
    // What is left goes to who comes.
    assert_eq!(school.chooses(books, 3, &["plenty"], "b").await.status, 201);
    assert_eq!(school.chooses(books, 3, &["scarce"], "c").await.status, 409);
    // A place that comes free is that child's who lost, whatever thumbs do.
    school.leaves(books, 0).await;
    let state = school.state(books, 1).await;
    assert!(
        matches!(state, Some(WaitingState::Offered { .. })),
        "{state:?}"
    );
    let full = school.chooses(books, 3, &["scarce", "plenty"], "d").await;
    assert_eq!(full.status, 409);
    assert!(full.body.contains("\"full\""), "{}", full.body);
    assert!(full.body.contains("\"scarce\":1"), "{}", full.body);
    // It may take it like any other course, too, and then waits no longer.
    assert_eq!(school.chooses(books, 1, &["scarce"], "e").await.status, 201);
    assert_eq!(school.state(books, 1).await, Some(WaitingState::Accepted));
    assert_eq!(school.offerings(books, 1).await, ["scarce"]);
    // Nobody waits any more: whoever comes first has it.
    school.leaves(books, 1).await;
    let (one, other) = join(
        school.chooses(books, 2, &["scarce"], "f"),
        school.chooses(books, 3, &["scarce"], "f"),
    )
    .await;
    let mut told = [one.status, other.status];
    told.sort_unstable();
    assert_eq!(told, [201, 409]);
}
