use afterbell_api::store::desk::{Actor, AuditionRow, Deed, DeskOutcome};
use afterbell_api::store::draws::Published;
use afterbell_api::store::{Applied, SchoolChange};
use afterbell_domain::desk::{AuditionChoice, Role, TermStep};
use afterbell_domain::{ServiceMenu, StudentId};

use super::desk::{arrived, done};
use super::draws::{CLOSING, FIRST, LAST, School, look, publish, school_with, step};
use super::fixture::{Books, change, menu_change, menu_json, now, offering, pupil};

/// `scarce` has an audition, and 孟诗欣 teaches it.
async fn school(books: &dyn Books, children: u32) -> School {
    let mut menu = menu_json(1);
    menu["round"]["mode"] = "wishes".into();
    menu["offerings"][0]["audition"] = true.into();
    menu["offerings"][0]["teachers"] = vec!["teacher"].into();
    let menu: ServiceMenu = serde_json::from_value(menu).expect("a menu");
    school_with(books, menu, children).await
}

fn picked(school: &School, children: &[usize]) -> AuditionChoice {
    let ids = children
        .iter()
        .map(|child| school.families[*child].0.id.clone());
    AuditionChoice::of_picked(ids.collect()).expect("a choice")
}

fn keep(of: &str, revision: u32, choice: &AuditionChoice, publishes: bool) -> Deed {
    Deed::KeepAudition {
        offering: offering(of),
        revision,
        choice: choice.clone(),
        publishes,
    }
}

async fn kept(books: &dyn Books) -> AuditionRow {
    let mut found = books.auditions().await.expect("an answer").auditions;
    found.remove(&offering("scarce")).unwrap_or_default()
}

async fn passed(books: &dyn Books) -> Vec<StudentId> {
    let mut lists = look(books).await.auditions;
    lists.remove(&offering("scarce")).unwrap_or_default()
}

pub async fn a_list_is_kept_and_then_holds_in_its_order(books: &dyn Books) {
    let school = school(books, 3).await;
    school.save(books, 0, &["scarce"], "a").await;
    school.save(books, 2, &["scarce"], "b").await;
    let found = books.auditions().await.expect("an answer");
    let mut wished = found.applied[&offering("scarce")].clone();
    wished.sort();
    let mut expected = picked(&school, &[0, 2]).picked().to_vec();
    expected.sort();
    assert_eq!(wished, expected);
    assert_eq!(kept(books).await, AuditionRow::default());

    let teacher = arrived(books, "teacher", Role::Teacher).await;
    let keeps = async |revision, choice: &AuditionChoice, publishes| {
        let deed = keep("scarce", revision, choice, publishes);
        done(books, teacher.clone(), deed, now()).await
    };
    let mut choice = picked(&school, &[2, 0]);
    choice.turn_down(
        school.families[1].0.id.clone(),
        "乐理基础还不够".parse().expect("a reason"),
    );
    assert_eq!(keeps(0, &choice, false).await, DeskOutcome::Done);
    let row = kept(books).await;
    assert_eq!((row.revision, &row.choice), (1, &choice));
    assert_eq!(
        row.saved_by.as_ref().map(|name| name.as_str()),
        Some("teacher")
    );
    assert!(!row.is_published && row.published.is_empty());
    assert!(passed(books).await.is_empty(), "a draft holds for nobody");

    assert_eq!(keeps(1, &choice, true).await, DeskOutcome::Done);
    assert_eq!(passed(books).await, choice.picked());
    // Another order, and one child less.
    choice.move_to(&school.families[0].0.id, 0);
    assert_eq!(keeps(2, &choice, true).await, DeskOutcome::Done);
    assert_eq!(passed(books).await, picked(&school, &[0, 2]).picked());
    choice.undecide(&school.families[0].0.id);
    assert_eq!(keeps(3, &choice, false).await, DeskOutcome::Done);
    let row = kept(books).await;
    assert_eq!(row.published, picked(&school, &[0, 2]).picked());
    assert_eq!((row.is_published, row.choice.picked().len()), (false, 1));
    assert_eq!(keeps(4, &choice, true).await, DeskOutcome::Done);
    let family = &school.families[2];
    let children = books.children(&family.1).await.expect("an answer");
    assert_eq!(children[0].student.auditions_passed, [offering("scarce")]);
    let family = &school.families[0];
    let children = books.children(&family.1).await.expect("an answer");
    assert!(children[0].student.auditions_passed.is_empty());

    // The same once more is no step, and each step is in the log, without what is said of a child.
    assert_eq!(keeps(5, &choice, true).await, DeskOutcome::Done);
    let log = books.audit(None, 5).await.expect("the log");
    let actions: Vec<_> = log.iter().map(|row| row.action.as_str()).collect();
    let (kept, published) = ("audition_kept", "audition_published");
    assert_eq!(actions, [published, kept, published, published, kept]);
    assert!(log.iter().all(|row| !row.after.contains("乐理")));
    assert_eq!(log[0].subject, "scarce");
    assert_eq!(log[0].name, "teacher");
}

pub async fn a_list_is_refused_that_is_not_theirs_or_not_the_newest(books: &dyn Books) {
    let school = school(books, 2).await;
    let choice = picked(&school, &[0]);
    let other = arrived(books, "other", Role::Teacher).await;
    let auditor = arrived(books, "auditor", Role::Auditor).await;
    let teacher = arrived(books, "teacher", Role::Teacher).await;
    let stranger = AuditionChoice::of_picked(vec![pupil(9).id]).expect("a choice");
    for (by, deed, expected) in [
        (
            &other,
            keep("scarce", 0, &choice, true),
            DeskOutcome::NotPermitted,
        ),
        (
            &auditor,
            keep("scarce", 0, &choice, true),
            DeskOutcome::NotPermitted,
        ),
        (
            &teacher,
            keep("plenty", 0, &choice, true),
            DeskOutcome::OfferingUnknown,
        ),
        (
            &teacher,
            keep("nothing", 0, &choice, true),
            DeskOutcome::OfferingUnknown,
        ),
        (
            &teacher,
            keep("scarce", 1, &choice, true),
            DeskOutcome::AuditionChanged,
        ),
        (
            &teacher,
            keep("scarce", 0, &stranger, true),
            DeskOutcome::StudentUnknown,
        ),
    ] {
        assert_eq!(done(books, by.clone(), deed, now()).await, expected);
    }
    assert!(passed(books).await.is_empty());
    // Who has left is not on the list of those who are there.
    let left = books.apply(SchoolChange {
        left: vec![school.families[0].0.id.clone()],
        ..change(Some(school.menu.hash().expect("a hash")))
    });
    left.await.expect("applied");
    let late = keep("scarce", 0, &choice, true);
    assert_eq!(
        done(books, teacher, late, now()).await,
        DeskOutcome::StudentUnknown
    );
}

pub async fn a_list_that_is_published_late_makes_the_draw_be_made_anew(books: &dyn Books) {
    let school = school(books, 1).await;
    school.save(books, 0, &["scarce"], "a").await;
    let found = look(books).await;
    let first = publish(books, step(&found, &FIRST, Vec::new())).await;
    assert_eq!(first, Published::Done);
    let publishes = async |revision, choice: &AuditionChoice| {
        let deed = keep("scarce", revision, choice, true);
        done(books, Actor::CommandLine, deed, now()).await
    };
    let (one, none) = (picked(&school, &[0]), AuditionChoice::default());
    for (revision, choice) in [(0, &one), (1, &none), (2, &one)] {
        let found = look(books).await;
        assert_eq!(publishes(revision, choice).await, DeskOutcome::Done);
        let late = publish(books, step(&found, &CLOSING, Vec::new())).await;
        assert_eq!(late, Published::BooksChangedMeanwhile, "{revision}");
    }
    let found = look(books).await;
    let closed = publish(books, step(&found, &CLOSING, Vec::new())).await;
    assert_eq!(closed, Published::Done);
    // From here to the results the list is what the draw has of it.
    assert_eq!(publishes(3, &none).await, DeskOutcome::DrawUnderWay);
    let draft = keep("scarce", 3, &none, false);
    assert_eq!(
        done(books, Actor::CommandLine, draft, now()).await,
        DeskOutcome::Done
    );
    assert_eq!(passed(books).await, one.picked());
    let found = look(books).await;
    let given = vec![school.placement(0, &["scarce"], None)];
    let run = publish(books, step(&found, &LAST, given)).await;
    assert_eq!(run, Published::Done);
    assert_eq!(publishes(4, &none).await, DeskOutcome::Done);
    // A place once given is not taken by a list.
    assert_eq!(school.offerings(books, 0).await, ["scarce"]);
}

pub async fn a_list_is_of_its_term(books: &dyn Books) {
    let school = school(books, 2).await;
    let keeps = async |revision, choice: &AuditionChoice, publishes| {
        let deed = keep("scarce", revision, choice, publishes);
        done(books, Actor::CommandLine, deed, now()).await
    };
    let chosen = picked(&school, &[1]);
    assert_eq!(keeps(0, &chosen, true).await, DeskOutcome::Done);
    let publish_term = async |first: &str, last: &str| {
        let mut menu = serde_json::to_value(&school.menu).expect("JSON");
        menu["term"]["first_day"] = first.into();
        menu["term"]["last_day"] = last.into();
        let menu: ServiceMenu = serde_json::from_value(menu).expect("a menu");
        let held = look(books).await.menu.0;
        let applied = books.apply(SchoolChange {
            menu: Some(menu_change(&menu)),
            term: Some(TermStep::Begins),
            ..change(Some(held))
        });
        assert_eq!(applied.await.expect("an answer"), Applied::Done);
    };
    let has_passed = async |child: usize| {
        let children = books.children(&school.families[child].1).await;
        !children.expect("an answer")[0]
            .student
            .auditions_passed
            .is_empty()
    };
    assert!(has_passed(1).await);

    publish_term("2027-02-22", "2027-07-09").await;
    assert_eq!(kept(books).await, AuditionRow::default());
    assert!(passed(books).await.is_empty() && !has_passed(1).await);
    let other = picked(&school, &[0]);
    assert_eq!(keeps(0, &other, true).await, DeskOutcome::Done);
    assert_eq!(passed(books).await, other.picked());

    publish_term("2026-09-01", "2027-01-22").await;
    assert_eq!(passed(books).await, chosen.picked());
    assert_eq!(kept(books).await.revision, 1);
}
