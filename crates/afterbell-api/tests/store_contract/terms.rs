use afterbell_api::store::desk::{Actor, Deed, DeskAct, DeskOutcome};
use afterbell_api::store::draws::{DrawState, KeptWishes, OwnResult, Published};
use afterbell_api::store::{Applied, DraftEdit, Held, SchoolChange};
use afterbell_domain::desk::TermStep;
use afterbell_domain::draw::PublishedFile;
use afterbell_domain::{
    CareChoice, MenuHash, ReceiptStatus, SelectionDraft, ServiceMenu, StudentId, WaitingState,
};

use super::draws::{self, FIRST, School, answered, drawn, look, menu, school, step};
use super::fixture;
use super::fixture::{
    Books, bound, change, draft, menu_change, menu_json, moment, now, offering, submission,
    withdrawal,
};

/// Of these days, under the name that every term has here.
fn of_days(first: &str, last: &str) -> ServiceMenu {
    let mut menu = menu_json(1);
    menu["round"]["mode"] = "wishes".into();
    menu["term"]["first_day"] = first.into();
    menu["term"]["last_day"] = last.into();
    serde_json::from_value(menu).expect("a menu")
}

async fn apply(
    books: &dyn Books,
    menu: &ServiceMenu,
    left: &[StudentId],
    term: Option<TermStep>,
) -> Applied {
    let held = look(books).await.menu.0;
    let applied = books.apply(SchoolChange {
        menu: Some(menu_change(menu)),
        left: left.to_vec(),
        term,
        ..change(Some(held))
    });
    applied.await.expect("an answer")
}

async fn publish(books: &dyn Books, menu: &ServiceMenu) {
    let applied = apply(books, menu, &[], Some(TermStep::Begins)).await;
    assert_eq!(applied, Applied::Done);
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
    // Waiting has ended with the places: else what the winners held would be offered to those who lost.
    let left = Some(WaitingState::Left);
    assert_eq!(told(books, &second, 1).await, (Some(1), true, left, false));
    let claims = books
        .overview()
        .await
        .expect("an answer")
        .expect("a menu")
        .claims;
    assert_eq!(claims.values().sum::<u32>(), 0);
    assert_eq!(books.settle_waiting(now()).await.expect("an answer"), 0);
}

/// A first-come menu of these days: nobody teaches the scarce course any more, and one place is enough
/// for the other.
fn without_scarce(first: &str, last: &str) -> ServiceMenu {
    let mut menu = menu_json(1);
    menu["term"]["first_day"] = first.into();
    menu["term"]["last_day"] = last.into();
    let offerings = menu["offerings"].as_array_mut().expect("offerings");
    offerings.remove(0);
    offerings[0]["places"] = 1.into();
    menu["courses"].as_array_mut().expect("courses").remove(0);
    serde_json::from_value(menu).expect("a menu")
}

fn with_care(menu: &ServiceMenu, offerings: &[&str]) -> SelectionDraft {
    let hash: MenuHash = menu.hash().expect("a hash");
    let offerings = offerings.iter().map(|id| offering(id)).collect();
    let care = CareChoice {
        weekday: serde_json::from_value(1.into()).expect("a weekday"),
        pick_up: "18:30".parse().expect("a time"),
    };
    SelectionDraft::new(hash, offerings, vec![care]).expect("a draft")
}

pub async fn places_and_care_end_with_their_term(books: &dyn Books) {
    let pupils = fixture::school(books, 2, 3).await;
    let mut guardians = Vec::new();
    for pupil in &pupils {
        guardians.push(bound(books, pupil).await);
    }
    let old = fixture::menu(2);
    // The first has a course and care, the second a course and a draft, the third has left again.
    let submits = async |child: usize, draft: SelectionDraft, key: &str| {
        let submission = submission(&guardians[child], &pupils[child].id, draft, key);
        answered(books.submit(submission).await.expect("an answer"))
    };
    let chosen = with_care(&old, &["scarce", "plenty"]);
    let first = submits(0, chosen.clone(), "a").await;
    assert_eq!(first.status, 201, "{}", first.body);
    for child in [1, 2] {
        let answer = submits(child, draft(&old, &["plenty"]), "b").await;
        assert_eq!(answer.status, 201, "{}", answer.body);
    }
    let leaving = withdrawal(&guardians[2], &pupils[2].id, "leave");
    let left = answered(books.withdraw(leaving).await.expect("an answer"));
    let edit = DraftEdit {
        guardian: guardians[1].clone(),
        student: pupils[1].id.clone(),
        draft: Some(draft(&old, &["scarce"])),
        base_revision: 1,
        now: now(),
    };
    books.keep_draft(edit).await.expect("an answer");
    let entries = look(books).await.entries;

    // While it is the same term, nothing is taken from anybody.
    let same = without_scarce("2026-09-01", "2027-01-22");
    let refused = apply(books, &same, &[], None).await;
    assert!(matches!(refused, Applied::CoursesHeld(_)), "{refused:?}");
    // Who holds something leaves at the end of the term all the same.
    let next = without_scarce("2027-02-22", "2027-07-09");
    let leavers = [pupils[1].id.clone()];
    let begins = Some(TermStep::Begins);
    let applied = apply(books, &next, &leavers, begins).await;
    assert_eq!(applied, Applied::Done);

    let receipt = async |child: usize| {
        let held = books.receipt(&guardians[child], &pupils[child].id).await;
        match held.expect("an answer") {
            Held::Receipt(receipt) => receipt,
            other => panic!("no receipt: {other:?}"),
        }
    };
    let ended = receipt(0).await;
    assert_eq!(ended.status, ReceiptStatus::Ended);
    assert_eq!((ended.offerings.len(), ended.care.len()), (0, 0));
    assert_eq!(ended.menu, old.hash().expect("a hash"));
    assert_eq!(receipt(2).await.status, ReceiptStatus::Withdrawn);
    // An entry for each of the two who held something, and none is lost.
    assert_eq!(look(books).await.entries, entries + 2);
    let overview = books.overview().await.expect("an answer").expect("a menu");
    assert!(overview.taken.is_empty(), "{:?}", overview.taken);
    let roster = books.roster().await.expect("an answer").expect("a menu");
    assert!(roster.offerings.is_empty() && roster.care.is_empty());
    // The receipt of the old term is told to whoever asks again what it was told.
    assert_eq!(submits(0, chosen, "a").await, first);

    // Nothing is left to give back; the single place is for who comes first now.
    let nothing = withdrawal(&guardians[0], &pupils[0].id, "again");
    let nothing = answered(books.withdraw(nothing).await.expect("an answer"));
    assert_eq!(nothing.status, 404, "{}", nothing.body);
    assert_eq!(left.status, 200);
    assert_eq!(submits(2, draft(&next, &["plenty"]), "c").await.status, 201);
    let full = submits(0, draft(&next, &["plenty"]), "c").await;
    assert_eq!(full.status, 409, "{}", full.body);
    let care = submits(0, with_care(&next, &[]), "d").await;
    assert_eq!(care.status, 201, "{}", care.body);
    assert_eq!(receipt(0).await.status, ReceiptStatus::Submitted);
    let children = books.children(&guardians[0]).await.expect("an answer");
    assert!(children[0].student.enrolled.is_empty());
}

pub async fn no_term_begins_unasked(books: &dyn Books) {
    let school = school(books, 2, 2).await;
    drawn(books, vec![school.placement(0, &["scarce"], None)]).await;
    let next = of_days("2027-02-22", "2027-07-09");
    let told = books.term_change(&menu_change(&next), now()).await;
    let told = told.expect("an answer").expect("another term");
    assert_eq!((told.step, told.cuts_short), (TermStep::Begins, true));
    assert_eq!((told.children, told.places, told.care_days), (1, 1, 0));
    assert_eq!(told.from.last_day.to_string(), "2027-01-29");
    let refused = apply(books, &next, &[], None).await;
    assert_eq!(refused, Applied::TermNotConfirmed(Box::new(told)));
    // What was asked for is not what the menu does.
    let other = apply(books, &next, &[], Some(TermStep::Moves)).await;
    assert!(matches!(other, Applied::TermNotConfirmed(_)), "{other:?}");
    let moved = of_days("2026-09-01", "2028-01-29");
    let told = books.term_change(&menu_change(&moved), now()).await;
    assert_eq!(
        told.expect("an answer").map(|it| it.step),
        Some(TermStep::Moves)
    );
    for unasked in [None, Some(TermStep::Begins)] {
        let refused = apply(books, &moved, &[], unasked).await;
        assert!(
            matches!(refused, Applied::TermNotConfirmed(_)),
            "{refused:?}"
        );
    }
    let corrected = of_days("2026-09-07", "2027-01-22");
    let told = books.term_change(&menu_change(&corrected), now()).await;
    assert_eq!(told.expect("an answer"), None);
    assert_eq!(school.offerings(books, 0).await, ["scarce"]);

    // Not before the draw was run, however often it is asked for, while its term lasts.
    let found = look(books).await;
    let mut second = step(&found, &FIRST, Vec::new());
    (second.number, second.expected) = (2, Vec::new());
    second.reason = Some("登记错了".parse().expect("a reason"));
    assert_eq!(draws::publish(books, second).await, Published::Done);
    let begins = Some(TermStep::Begins);
    let refused = apply(books, &next, &[], begins).await;
    assert_eq!(refused, Applied::DrawUnderWay);
    assert_eq!(school.offerings(books, 0).await, ["scarce"]);
    let held = look(books).await.menu.0;
    let applied = books.apply(SchoolChange {
        menu: Some(menu_change(&next)),
        term: begins,
        now: moment("2027-01-30T08:00:00+08:00"),
        ..change(Some(held))
    });
    assert_eq!(applied.await.expect("an answer"), Applied::Done);
    assert_eq!(school.offerings(books, 0).await, Vec::<String>::new());
}
