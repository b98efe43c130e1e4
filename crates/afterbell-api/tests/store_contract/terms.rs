use afterbell_api::store::desk::{Actor, Deed, DeskAct, DeskOutcome};
use afterbell_api::store::draws::{DrawState, KeptWishes, OwnResult};
use afterbell_api::store::{Applied, SchoolChange};
use afterbell_domain::draw::PublishedFile;
use afterbell_domain::{ServiceMenu, WaitingState};

use super::draws::{School, drawn, look, menu, school};
use super::fixture::{Books, change, menu_change, menu_json, now, offering};

/// Of these days, under the name that every term has here.
fn of_days(first: &str, last: &str) -> ServiceMenu {
    let mut menu = menu_json(1);
    menu["round"]["mode"] = "wishes".into();
    menu["term"]["first_day"] = first.into();
    menu["term"]["last_day"] = last.into();
    serde_json::from_value(menu).expect("a menu")
}

async fn publish(books: &dyn Books, menu: &ServiceMenu) {
    let held = look(books).await.menu.0;
    let applied = books.apply(SchoolChange {
        menu: Some(menu_change(menu)),
        ..change(Some(held))
    });
    assert_eq!(applied.await.expect("applied"), Applied::Done);
}

async fn record_group(books: &dyn Books, school: &School) {
    let act = DeskAct {
        by: Actor::CommandLine,
        deed: Deed::RecordGroup {
            student: school.families[0].0.id.clone(),
            group: Some("p1".parse().expect("a group")),
            reason: "军人证".parse().expect("a reason"),
        },
        now: now(),
    };
    let done = books.carry_out(act).await.expect("an answer");
    assert_eq!(done, DeskOutcome::Done);
}

/// What a family is told: the draw, whether there is a result, where the child waits, its group.
async fn told(
    books: &dyn Books,
    school: &School,
    child: usize,
) -> (Option<u32>, bool, Option<WaitingState>, bool) {
    let (pupil, guardian) = &school.families[child];
    let own = books.own_result(guardian, &pupil.id).await;
    match own.expect("an answer") {
        OwnResult::Result {
            draw,
            report,
            waiting,
            group,
        } => {
            let state = waiting.first().map(|one| one.state);
            (draw, report.is_some(), state, group.is_some())
        }
        OwnResult::StudentNotYours => panic!("not theirs"),
    }
}

async fn has_wishes(books: &dyn Books, school: &School, child: usize) -> bool {
    let (pupil, guardian) = &school.families[child];
    let kept = books.wishes(guardian, &pupil.id).await.expect("an answer");
    matches!(kept, KeptWishes::Receipt(_))
}

fn numbers(draws: &[DrawState]) -> Vec<(u32, bool)> {
    let whole = |draw: &DrawState| draw.has(PublishedFile::Results);
    draws
        .iter()
        .map(|draw| (draw.number, whole(draw)))
        .collect()
}

pub async fn another_term_begins_with_nothing_and_each_finds_its_own_again(books: &dyn Books) {
    let first = school(books, 1, 2).await;
    record_group(books, &first).await;
    for child in [0, 1] {
        let saved = first.save(books, child, &["scarce"], "a").await;
        assert_eq!(saved.status, 201);
    }
    let placements = vec![
        first.placement(0, &["scarce"], None),
        first.placement(1, &[], Some(1)),
    ];
    drawn(books, placements).await;
    let key = *books.term_key().await.expect("a key").as_bytes();
    let waits = Some(WaitingState::Waiting);
    assert_eq!(told(books, &first, 0).await, (Some(1), true, None, true));
    assert_eq!(told(books, &first, 1).await, (Some(1), true, waits, false));
    let old = look(books).await.draws;

    // The name of the term is the same, its days are others.
    let next = of_days("2027-02-22", "2027-07-09");
    publish(books, &next).await;
    let second = School {
        menu: next,
        families: first.families,
    };
    let found = look(books).await;
    assert_eq!(numbers(&found.draws), []);
    assert_eq!(found.earlier, old);
    assert!(
        found
            .children
            .iter()
            .all(|it| it.wishes.is_none() && it.group.is_none())
    );
    assert!(books.groups().await.expect("an answer").is_empty());
    let overview = books.overview().await.expect("an answer").expect("a menu");
    assert!(!overview.was_run && overview.claims.is_empty());
    for child in [0, 1] {
        assert_eq!(
            told(books, &second, child).await,
            (None, false, None, false)
        );
        assert!(!has_wishes(books, &second, child).await);
    }
    assert_ne!(*books.term_key().await.expect("a key").as_bytes(), key);
    let public = books.draws().await.expect("an answer");
    assert_eq!((numbers(&public.draws), public.earlier.len()), (vec![], 1));
    for file in &old[0].files {
        let content = books.draw_file(&file.hash).await.expect("an answer");
        assert!(content.is_some(), "{} is served", file.file.name());
    }

    // Its first draw is the first, and needs no reason.
    let saved = second.save(books, 1, &["scarce"], "b").await;
    assert_eq!(saved.status, 201);
    let placements = vec![
        second.placement(0, &[], Some(1)),
        second.placement(1, &["scarce"], None),
    ];
    drawn(books, placements).await;
    let found = look(books).await;
    assert_eq!(numbers(&found.draws), [(1, true)]);
    assert_eq!(numbers(&found.earlier), [(1, true)]);
    assert_eq!(told(books, &second, 1).await, (Some(1), true, None, false));
    assert_eq!(second.offerings(books, 1).await, ["scarce"]);

    // A corrected day makes no other term of it; an earlier menu is of its own term again.
    publish(books, &of_days("2027-02-20", "2027-07-12")).await;
    assert_eq!(numbers(&look(books).await.draws), [(1, true)]);
    assert!(has_wishes(books, &second, 1).await);
    publish(books, &menu(1)).await;
    let found = look(books).await;
    assert_eq!(found.draws, old);
    assert_eq!(*books.term_key().await.expect("a key").as_bytes(), key);
    assert_eq!(told(books, &second, 0).await, (Some(1), true, None, true));
    let claims = books
        .overview()
        .await
        .expect("an answer")
        .expect("a menu")
        .claims;
    assert_eq!(claims.get(&offering("scarce")), Some(&1));
}
