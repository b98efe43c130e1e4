use afterbell_api::store::SchoolChange;
use afterbell_api::store::desk::{Actor, Deed, DeskAct, DeskOutcome};
use afterbell_api::store::draws::{OwnResult, Published};
use afterbell_domain::StudentId;

use super::draws::{CLOSING, FIRST, look, publish, school, step};
use super::fixture::{Books, change, now, pupil};

async fn records(books: &dyn Books, student: &StudentId, group: Option<&str>, reason: &str) {
    let act = DeskAct {
        by: Actor::CommandLine,
        deed: Deed::RecordGroup {
            student: student.clone(),
            group: group.map(|id| id.parse().expect("a group")),
            reason: reason.parse().expect("a reason"),
        },
        now: now(),
    };
    let done = books.carry_out(act).await.expect("an answer");
    assert_eq!(done, DeskOutcome::Done);
}

pub async fn the_last_record_of_a_group_counts_and_its_evidence_stays_in_the_office(
    books: &dyn Books,
) {
    let school = school(books, 1, 2).await;
    let (pupil, guardian) = &school.families[0];
    let own = async || match books
        .own_result(guardian, &pupil.id)
        .await
        .expect("an answer")
    {
        OwnResult::Result { group, .. } => group.map(|id| id.to_string()),
        OwnResult::StudentNotYours => panic!("it is theirs"),
    };
    assert_eq!(own().await, None);
    records(books, &pupil.id, Some("p1"), "军人证").await;
    records(books, &pupil.id, Some("p2"), "街道证明").await;
    assert_eq!(own().await.as_deref(), Some("p2"));
    let recorded = books.groups().await.expect("an answer");
    assert_eq!(recorded.len(), 1);
    let record = &recorded[&pupil.id];
    assert_eq!(
        (record.group.as_str(), record.reason.as_str()),
        ("p2", "街道证明")
    );
    assert_eq!(record.recorded_at, now());
    records(books, &pupil.id, None, "证明过期").await;
    assert_eq!(own().await, None);
    assert!(books.groups().await.expect("an answer").is_empty());
    // Every record is in the log, and neither the child nor the evidence is.
    let log = books.audit(None, 10).await.expect("the log");
    let told: Vec<_> = log
        .iter()
        .map(|row| (row.before.as_str(), row.after.as_str()))
        .collect();
    let in_group = |group: &str| format!("{{\"group\":{group}}}");
    let (none, first, second) = (in_group("null"), in_group("\"p1\""), in_group("\"p2\""));
    assert_eq!(
        told,
        [
            (second.as_str(), none.as_str()),
            (&first, &second),
            (&none, &first)
        ]
    );
    assert!(log.iter().all(|row| row.action == "group_recorded"));
}

pub async fn a_group_that_is_recorded_late_makes_the_list_be_made_anew(books: &dyn Books) {
    let school = school(books, 1, 2).await;
    school.save(books, 0, &["scarce"], "a").await;
    let found = look(books).await;
    assert_eq!(
        publish(books, step(&found, &FIRST, Vec::new())).await,
        Published::Done
    );
    let found = look(books).await;
    assert_eq!(found.children[0].group, None);
    let child = found.children[0].student.id.clone();
    records(books, &child, Some("p1"), "军人证").await;
    let late = publish(books, step(&found, &CLOSING, Vec::new())).await;
    assert_eq!(late, Published::BooksChangedMeanwhile);
    let found = look(books).await;
    let group = found.children[0].group.as_ref().map(ToString::to_string);
    assert_eq!(group.as_deref(), Some("p1"));
    assert_eq!(
        publish(books, step(&found, &CLOSING, Vec::new())).await,
        Published::Done
    );
}

pub async fn nothing_is_recorded_of_a_child_that_is_not_known(books: &dyn Books) {
    let school = school(books, 1, 1).await;
    let stranger = pupil(9);
    let act = DeskAct {
        by: Actor::CommandLine,
        deed: Deed::RecordGroup {
            student: stranger.id.clone(),
            group: Some("p1".parse().expect("a group")),
            reason: "军人证".parse().expect("a reason"),
        },
        now: now(),
    };
    assert!(books.carry_out(act).await.is_err());
    assert!(books.groups().await.expect("an answer").is_empty());
    assert!(books.audit(None, 10).await.expect("the log").is_empty());
    // It can be, once the child is entered.
    let hash = school.menu.hash().expect("a hash");
    let applied = books.apply(SchoolChange {
        pupils: vec![stranger.change.clone()],
        ..change(Some(hash))
    });
    applied.await.expect("applied");
    records(books, &stranger.id, Some("p1"), "军人证").await;
    assert_eq!(books.groups().await.expect("an answer").len(), 1);
}
