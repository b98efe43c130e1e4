use afterbell_api::secret::Fingerprint;
use afterbell_api::store::desk::{Actor, Deed, DeskAct, DeskOutcome};
use afterbell_domain::Label;

use super::fixture::{Books, bound, change, draft, menu, moment, now, school, submission};

fn district() -> Label {
    "某区教育局".parse().expect("a name")
}

fn key(text: &str) -> Fingerprint {
    Fingerprint::of(text.as_bytes())
}

async fn done(books: &dyn Books, deed: Deed) -> DeskOutcome {
    let by = Actor::CommandLine;
    let act = DeskAct {
        by,
        deed,
        now: now(),
    };
    books.carry_out(act).await.expect("an answer")
}

pub async fn a_key_reads_until_it_is_revoked_or_made_anew(books: &dyn Books) {
    school(books, 1, 0).await;
    let issue = |text: &str| Deed::IssueDistrictKey {
        name: district(),
        key: key(text),
    };
    let revoke = || Deed::RevokeDistrictKey { name: district() };
    let later = moment("2026-09-09T11:00:00+08:00");
    let read = async |text: &str| {
        let read = books.count_reading(key(text), later).await;
        read.expect("an answer").map(|key| key.reads)
    };
    assert_eq!(done(books, revoke()).await, DeskOutcome::DistrictUnknown);
    assert_eq!(read("first").await, None);
    assert_eq!(done(books, issue("first")).await, DeskOutcome::Done);
    assert_eq!(read("first").await, Some(1));
    assert_eq!(read("other").await, None);
    assert_eq!(read("first").await, Some(2));
    assert_eq!(done(books, issue("second")).await, DeskOutcome::Done);
    assert_eq!(read("first").await, None);
    assert_eq!(read("second").await, Some(3));
    assert_eq!(done(books, revoke()).await, DeskOutcome::Done);
    assert_eq!(done(books, revoke()).await, DeskOutcome::DistrictUnknown);
    assert_eq!(read("second").await, None);
    let keys = books.district_keys().await.expect("the keys");
    assert_eq!(keys.len(), 1);
    assert_eq!(
        (&keys[0].name, keys[0].reads, keys[0].last_read_at),
        (&district(), 3, Some(later))
    );
    assert_eq!(keys[0].revoked_at, Some(now()));
    assert_eq!(done(books, issue("third")).await, DeskOutcome::Done);
    assert_eq!(read("third").await, Some(4));
    let log = books.audit(None, 10).await.expect("the log");
    let actions: Vec<_> = log.iter().map(|row| row.action.as_str()).collect();
    let (issued, revoked) = ("district_key_issued", "district_key_revoked");
    assert_eq!(actions, [issued, revoked, issued, issued]);
    assert!(log.iter().all(|row| row.subject == district().as_str()));
}

pub async fn children_are_counted_while_they_are_at_the_school(books: &dyn Books) {
    let pupils = school(books, 2, 3).await;
    let counted = async || {
        let mut counted: Vec<_> = books
            .participation()
            .await
            .expect("the counts")
            .into_iter()
            .map(|child| (child.grade.number(), child.in_course, child.in_care))
            .collect();
        counted.sort_unstable();
        counted
    };
    assert_eq!(counted().await, [(3, false, false); 3]);
    let guardian = bound(books, &pupils[0]).await;
    let chosen = draft(&menu(2), &["scarce"]);
    let submitted = submission(&guardian, &pupils[0].id, chosen, "a");
    books.submit(submitted).await.expect("an answer");
    assert_eq!(
        counted().await,
        [(3, false, false), (3, false, false), (3, true, false)]
    );
    let current = books.overview().await.expect("an answer").expect("a menu");
    let mut leaving = change(Some(current.menu.clone()));
    leaving.left = vec![pupils[1].id.clone()];
    books.apply(leaving).await.expect("an answer");
    assert_eq!(counted().await, [(3, false, false), (3, true, false)]);
    let versions = books.versions().await.expect("the versions");
    assert_eq!(versions.len(), 1);
    assert_eq!(versions[0].menu, current.menu);
    assert_eq!(versions[0].published_at, now());
}
