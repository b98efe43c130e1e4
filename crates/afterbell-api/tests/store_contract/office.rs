use afterbell_api::store::{Applied, HeldCourse, SchoolChange};
use afterbell_domain::{MenuContent, ServiceMenu, hash_of};

use super::draws::{answered, school_with};
use super::fixture::{
    Books, bound, change, draft, menu, menu_change, menu_json, offering, pupil, school, submission,
    withdrawal,
};

pub async fn an_empty_store_has_no_menu(books: &dyn Books) {
    books.ping().await.expect("it answers");
    assert_eq!(books.overview().await.expect("an answer"), None);
    let stored = books.stored().await.expect("an answer");
    assert!(stored.menu.is_none() && stored.pupils.is_empty());
    let hash = menu(1).hash().expect("a hash");
    assert_eq!(books.menu(&hash).await.expect("an answer"), None);
}

pub async fn every_version_of_a_menu_is_kept_byte_for_byte(books: &dyn Books) {
    let mut current = None;
    for places in [1, 2, 1] {
        let published = menu_change(&menu(places));
        let applied = books.apply(SchoolChange {
            menu: Some(published.clone()),
            ..change(current)
        });
        assert_eq!(applied.await.expect("applied"), Applied::Done);
        let overview = books.overview().await.expect("an answer").expect("a menu");
        assert_eq!(overview.menu, published.hash);
        current = Some(published.hash);
    }
    for places in [1, 2] {
        let menu = menu(places);
        let hash = menu.hash().expect("a hash");
        let content = books
            .menu(&hash)
            .await
            .expect("an answer")
            .expect("the version");
        assert_eq!(content, menu.canonical_json().expect("canonical JSON"));
        assert_eq!(hash_of(&content), Ok(hash));
    }
}

/// The school goes on with what it has published, until it publishes the next one.
pub async fn a_menu_is_read_that_nobody_would_publish_any_more(books: &dyn Books) {
    let mut json = menu_json(2);
    json["courses"][0]["prerequisite"] = "course-plenty".into();
    json["courses"][1]["prerequisite"] = "course-scarce".into();
    json["courses"][2]["prerequisite"] = "course-elite".into();
    let content: MenuContent = serde_json::from_value(json).expect("content");
    assert_eq!(
        ServiceMenu::new(content.clone()).map_err(|it| it.len()),
        Err(3)
    );
    let menu = ServiceMenu::try_from(content).expect("what was published");
    let school = school_with(books, menu, 1).await;
    let stored = books.stored().await.expect("an answer");
    assert_eq!(stored.menu.map(|(_, menu)| menu), Some(school.menu.clone()));
    assert!(books.overview().await.expect("an answer").is_some());
    let (pupil, guardian) = &school.families[0];
    let draft = draft(&school.menu, &["scarce"]);
    let submission = submission(guardian, &pupil.id, draft, "key");
    let denied = answered(books.submit(submission).await.expect("an answer"));
    assert!(denied.body.contains("prerequisite"), "{}", denied.body);
}

pub async fn a_change_against_an_old_menu_is_refused(books: &dyn Books) {
    school(books, 1, 0).await;
    let old = menu(7).hash().expect("a hash");
    for expected in [None, Some(old)] {
        let applied = books.apply(SchoolChange {
            menu: Some(menu_change(&menu(2))),
            ..change(expected)
        });
        assert_eq!(
            applied.await.expect("an answer"),
            Applied::MenuChangedMeanwhile
        );
    }
}

pub async fn what_children_hold_is_not_taken_from_them(books: &dyn Books) {
    let pupils = school(books, 2, 3).await;
    let current = menu(2);
    for pupil in &pupils[..2] {
        let guardian = bound(books, pupil).await;
        let draft = draft(&current, &["scarce"]);
        books
            .submit(submission(&guardian, &pupil.id, draft, "key"))
            .await
            .expect("an answer");
    }
    let hash = current.hash().expect("a hash");
    let publish = async |change_of_menu, left| {
        let applied = books.apply(SchoolChange {
            menu: Some(change_of_menu),
            left,
            ..change(Some(hash.clone()))
        });
        applied.await.expect("an answer")
    };
    let held = |places| {
        let offering = offering("scarce");
        Applied::CoursesHeld(vec![HeldCourse {
            offering,
            taken: 2,
            places,
        }])
    };
    assert_eq!(
        publish(menu_change(&menu(1)), Vec::new()).await,
        held(Some(1))
    );
    let mut without = menu_change(&current);
    without.places.retain(|(id, _)| *id != offering("scarce"));
    assert_eq!(publish(without, Vec::new()).await, held(None));
    // Refused whole: not even what could have been done was done.
    let refused = publish(menu_change(&menu(3)), vec![pupils[0].id.clone()]).await;
    assert_eq!(refused, Applied::PupilsHold(vec![pupils[0].id.clone()]));
    let overview = books.overview().await.expect("an answer").expect("a menu");
    assert_eq!(overview.menu, hash);
    assert_eq!(
        publish(menu_change(&menu(3)), vec![pupils[2].id.clone()]).await,
        Applied::Done
    );
}

pub async fn who_holds_something_does_not_leave(books: &dyn Books) {
    let pupils = school(books, 1, 1).await;
    let current = menu(1);
    let guardian = bound(books, &pupils[0]).await;
    let draft = draft(&current, &["plenty"]);
    let id = &pupils[0].id;
    books
        .submit(submission(&guardian, id, draft, "a"))
        .await
        .expect("an answer");
    let leave = async || {
        let left = vec![id.clone()];
        let hash = current.hash().expect("a hash");
        let applied = books.apply(SchoolChange {
            left,
            ..change(Some(hash))
        });
        applied.await.expect("an answer")
    };
    assert_eq!(leave().await, Applied::PupilsHold(vec![id.clone()]));
    books
        .withdraw(withdrawal(&guardian, id, "b"))
        .await
        .expect("an answer");
    assert_eq!(leave().await, Applied::Done);
}

pub async fn who_leaves_is_gone_and_who_returns_is_the_same(books: &dyn Books) {
    let pupils = school(books, 1, 2).await;
    let hash = Some(menu(1).hash().expect("a hash"));
    let guardian = bound(books, &pupils[0]).await;
    let left: Vec<_> = pupils.iter().map(|pupil| pupil.id.clone()).collect();
    books
        .apply(SchoolChange {
            left,
            ..change(hash.clone())
        })
        .await
        .expect("applied");
    assert!(
        books
            .children(&guardian)
            .await
            .expect("children")
            .is_empty()
    );
    let stored = books.stored().await.expect("an answer");
    assert_eq!((stored.pupils.len(), stored.former_pupils.len()), (0, 2));
    // A letter that was never used opens nothing any more.
    let binding = super::fixture::binding(&pupils[1].code, "late");
    let late = books.bind(binding).await.expect("an answer");
    assert_eq!(late, afterbell_api::store::Bound::CodeUnknown);
    let back = SchoolChange {
        pupils: vec![pupils[0].change.clone()],
        ..change(hash)
    };
    books
        .apply(SchoolChange {
            pupils: back
                .pupils
                .iter()
                .cloned()
                .map(|mut change| {
                    change.code = None;
                    change
                })
                .collect(),
            ..back
        })
        .await
        .expect("applied");
    let children = books.children(&guardian).await.expect("children");
    assert_eq!(children[0].student.id, pupils[0].id);
}

pub async fn a_school_number_is_one_child(books: &dyn Books) {
    school(books, 1, 1).await;
    let hash = Some(menu(1).hash().expect("a hash"));
    let twin = SchoolChange {
        pupils: vec![pupil(1).change, pupil(2).change],
        ..change(hash)
    };
    let refused = books.apply(twin).await.expect("an answer");
    assert_eq!(refused, Applied::RosterChangedMeanwhile);
    // All or nothing: the other one was not entered either.
    assert_eq!(books.stored().await.expect("an answer").pupils.len(), 1);
}

pub async fn a_revision_is_another_one_after_every_change(books: &dyn Books) {
    let revision = async || books.revision().await.expect("a revision");
    let empty = revision().await;
    let pupils = school(books, 1, 1).await;
    let published = revision().await;
    assert_ne!(empty, published);
    let guardian = bound(books, &pupils[0]).await;
    let before = revision().await;
    assert_eq!(before, revision().await);
    let draft = draft(&menu(1), &["scarce"]);
    books
        .submit(submission(&guardian, &pupils[0].id, draft, "a"))
        .await
        .expect("an answer");
    assert_ne!(before, revision().await);
}
