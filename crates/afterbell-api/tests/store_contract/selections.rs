use afterbell_api::answer::Answer;
use afterbell_api::store::{Decision, Held, SchoolChange};
use afterbell_domain::GuardianId;
use afterbell_domain::{Receipt, StudentId};
use futures_util::future::join_all;
use serde_json::Value;

use super::fixture::{
    Books, Pupil, bound, change, draft, menu, menu_change, offering, school, submission, withdrawal,
};

#[track_caller]
fn answer(decision: Decision) -> Answer {
    match decision {
        Decision::Answered(answer) => answer,
        other => panic!("not decided: {other:?}"),
    }
}

async fn submit(
    books: &dyn Books,
    child: (&GuardianId, &StudentId),
    offerings: &[&str],
    key: &str,
) -> Answer {
    let draft = draft(&menu(2), offerings);
    answer(
        books
            .submit(submission(child.0, child.1, draft, key))
            .await
            .expect("an answer"),
    )
}

async fn taken(books: &dyn Books, id: &str) -> u32 {
    let overview = books.overview().await.expect("an answer").expect("a menu");
    overview.taken.get(&offering(id)).copied().unwrap_or(0)
}

async fn held(books: &dyn Books, guardian: &GuardianId, pupil: &Pupil) -> Receipt {
    match books.receipt(guardian, &pupil.id).await.expect("an answer") {
        Held::Receipt(receipt) => receipt,
        other => panic!("no receipt: {other:?}"),
    }
}

pub async fn places_are_never_oversold(books: &dyn Books) {
    let pupils = school(books, 2, 40).await;
    let mut guardians = Vec::new();
    for pupil in &pupils {
        guardians.push(bound(books, pupil).await);
    }
    let racing = pupils.iter().zip(&guardians).map(|(pupil, guardian)| {
        submit(books, (guardian, &pupil.id), &["scarce", "plenty"], "key")
    });
    let answers = join_all(racing).await;
    let accepted = answers.iter().filter(|answer| answer.status == 201).count();
    let denied = answers.iter().filter(|answer| answer.status == 409).count();
    assert_eq!((accepted, denied), (2, 38));
    assert_eq!(
        (taken(books, "scarce").await, taken(books, "plenty").await),
        (2, 2)
    );
}

pub async fn a_denied_swap_changes_nothing(books: &dyn Books) {
    let pupils = school(books, 2, 3).await;
    let mut guardians = Vec::new();
    for pupil in &pupils {
        guardians.push(bound(books, pupil).await);
    }
    for (pupil, guardian) in pupils.iter().zip(&guardians).take(2) {
        submit(books, (guardian, &pupil.id), &["scarce"], "a").await;
    }
    let child = (&guardians[2], &pupils[2].id);
    submit(books, child, &["plenty"], "a").await;
    let before = held(books, child.0, &pupils[2]).await;
    assert_eq!(submit(books, child, &["scarce"], "b").await.status, 409);
    assert_eq!(held(books, child.0, &pupils[2]).await, before);
    assert_eq!(
        (taken(books, "scarce").await, taken(books, "plenty").await),
        (2, 1)
    );
}

pub async fn a_place_that_is_held_is_kept(books: &dyn Books) {
    let pupils = school(books, 2, 2).await;
    let mut guardians = Vec::new();
    for (pupil, key) in pupils.iter().zip(["a", "b"]) {
        let guardian = bound(books, pupil).await;
        submit(books, (&guardian, &pupil.id), &["scarce"], key).await;
        guardians.push(guardian);
    }
    let child = (&guardians[0], &pupils[0].id);
    let more = submit(books, child, &["plenty", "scarce"], "c").await;
    assert_eq!(more.status, 201, "{}", more.body);
    assert_eq!(
        (taken(books, "scarce").await, taken(books, "plenty").await),
        (2, 1)
    );
}

pub async fn an_answer_is_kept_with_what_was_decided(books: &dyn Books) {
    let pupils = school(books, 2, 1).await;
    let guardian = bound(books, &pupils[0]).await;
    let child = (&guardian, &pupils[0].id);
    let accepted = submit(books, child, &["scarce"], "a").await;
    let denied = submit(books, child, &["elite"], "b").await;
    assert_eq!((accepted.status, denied.status), (201, 409));
    assert_eq!(submit(books, child, &["scarce"], "a").await, accepted);
    assert_eq!(submit(books, child, &["elite"], "b").await, denied);
    let other = submission(&guardian, &pupils[0].id, draft(&menu(2), &["plenty"]), "a");
    assert_eq!(
        books.submit(other).await.expect("an answer"),
        Decision::KeyReused
    );
    let other = withdrawal(&guardian, &pupils[0].id, "a");
    assert_eq!(
        books.withdraw(other).await.expect("an answer"),
        Decision::KeyReused
    );
}

/// Also when refusals share what was counted for them.
pub async fn a_refusal_tells_places_as_they_are(books: &dyn Books) {
    let pupils = school(books, 2, 3).await;
    let mut guardians = Vec::new();
    for pupil in &pupils {
        guardians.push(bound(books, pupil).await);
    }
    for (pupil, guardian) in pupils.iter().zip(&guardians).take(2) {
        submit(books, (guardian, &pupil.id), &["scarce"], "a").await;
    }
    let (first, third) = (
        (&guardians[0], &pupils[0].id),
        (&guardians[2], &pupils[2].id),
    );
    let told = async |key: &str| {
        let denied = submit(books, third, &["scarce"], key).await;
        assert_eq!(denied.status, 409);
        let problem: Value = serde_json::from_str(&denied.body).expect("JSON");
        problem["places"]["taken"].clone()
    };
    assert_eq!(told("a").await, serde_json::json!({"scarce": 2}));
    assert_eq!(told("b").await, serde_json::json!({"scarce": 2}));
    submit(books, first, &["scarce", "plenty"], "b").await;
    let both = serde_json::json!({"scarce": 2, "plenty": 1});
    assert_eq!(told("c").await, both);
}

pub async fn classes_are_looked_at(books: &dyn Books) {
    let pupils = school(books, 2, 1).await;
    let guardian = bound(books, &pupils[0]).await;
    let child = (&guardian, &pupils[0].id);
    let denied = submit(books, child, &["elite"], "a").await;
    let problem: Value = serde_json::from_str(&denied.body).expect("JSON");
    let reasons = &problem["verdict"]["offerings"][0]["reasons"];
    assert_eq!(reasons[0]["code"], "class_not_eligible");
    let mut moved = pupils[0].change.clone();
    moved.code = None;
    moved.pupil.class = super::fixture::class(2);
    let hash = Some(menu(2).hash().expect("a hash"));
    books
        .apply(SchoolChange {
            pupils: vec![moved],
            ..change(hash)
        })
        .await
        .expect("applied");
    assert_eq!(submit(books, child, &["elite"], "b").await.status, 201);
}

pub async fn receipts_have_numbers_of_their_own(books: &dyn Books) {
    let pupils = school(books, 2, 1).await;
    let guardian = bound(books, &pupils[0]).await;
    let child = (&guardian, &pupils[0].id);
    let mut numbers = std::collections::BTreeSet::new();
    for key in 0..20 {
        let answer = submit(books, child, &[], &key.to_string()).await;
        let receipt: Receipt = serde_json::from_str(&answer.body).expect("a receipt");
        assert_eq!(held(books, &guardian, &pupils[0]).await, receipt);
        assert!(numbers.insert(receipt.number));
    }
}

pub async fn nothing_is_known_of_anothers_child(books: &dyn Books) {
    let pupils = school(books, 2, 2).await;
    let guardian = bound(books, &pupils[0]).await;
    let stranger = &pupils[1].id;
    let receipt = books.receipt(&guardian, stranger).await.expect("an answer");
    assert_eq!(receipt, Held::StudentNotYours);
    let submission = submission(&guardian, stranger, draft(&menu(2), &[]), "a");
    let decision = books.submit(submission).await.expect("an answer");
    assert_eq!(decision, Decision::StudentNotYours);
    let withdrawal = withdrawal(&guardian, stranger, "b");
    let decision = books.withdraw(withdrawal).await.expect("an answer");
    assert_eq!(decision, Decision::StudentNotYours);
}

pub async fn a_draft_against_an_old_menu_is_not_judged(books: &dyn Books) {
    let pupils = school(books, 2, 1).await;
    let guardian = bound(books, &pupils[0]).await;
    let hash = menu(2).hash().expect("a hash");
    let menu = Some(menu_change(&menu(5)));
    books
        .apply(SchoolChange {
            menu,
            ..change(Some(hash))
        })
        .await
        .expect("applied");
    let answer = submit(books, (&guardian, &pupils[0].id), &["scarce"], "a").await;
    let problem: Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(
        (answer.status, &problem["code"]),
        (409, &Value::from("menu_changed"))
    );
    assert_eq!(taken(books, "scarce").await, 0);
}

pub async fn what_was_withdrawn_is_free(books: &dyn Books) {
    let pupils = school(books, 2, 1).await;
    let guardian = bound(books, &pupils[0]).await;
    let child = (&guardian, &pupils[0].id);
    let id = &pupils[0].id;
    let nothing = answer(
        books
            .withdraw(withdrawal(&guardian, id, "a"))
            .await
            .expect("an answer"),
    );
    assert_eq!(nothing.status, 404);
    submit(books, child, &["scarce", "plenty"], "b").await;
    let withdrawn = answer(
        books
            .withdraw(withdrawal(&guardian, id, "c"))
            .await
            .expect("an answer"),
    );
    assert_eq!(withdrawn.status, 200);
    assert_eq!(
        (taken(books, "scarce").await, taken(books, "plenty").await),
        (0, 0)
    );
    let again = answer(
        books
            .withdraw(withdrawal(&guardian, id, "d"))
            .await
            .expect("an answer"),
    );
    assert_eq!(again, withdrawn);
}
