use afterbell_api::store::{DraftEdit, DraftOutcome};
use afterbell_domain::wire::KeptDraft;
use afterbell_domain::{GuardianId, SelectionDraft, StudentId};

use super::fixture::{Books, bound, draft, menu, now, school, submission};

fn chosen(offerings: &[&str]) -> Option<SelectionDraft> {
    Some(draft(&menu(2), offerings))
}

async fn keep(
    books: &dyn Books,
    (guardian, student): (&GuardianId, &StudentId),
    draft: Option<SelectionDraft>,
    base_revision: u32,
) -> DraftOutcome {
    let edit = DraftEdit {
        guardian: guardian.clone(),
        student: student.clone(),
        draft,
        base_revision,
        now: now(),
    };
    books.keep_draft(edit).await.expect("an answer")
}

async fn kept(books: &dyn Books, guardian: &GuardianId) -> KeptDraft {
    let mut children = books.children(guardian).await.expect("children");
    children.remove(0).draft
}

pub async fn the_newest_is_kept_for_its_guardian(books: &dyn Books) {
    let pupils = school(books, 2, 2).await;
    let guardian = bound(books, &pupils[0]).await;
    let other = bound(books, &pupils[1]).await;
    let child = (&guardian, &pupils[0].id);
    assert_eq!(kept(books, &guardian).await, KeptDraft::default());
    assert_eq!(
        keep(books, child, chosen(&["scarce"]), 0).await,
        DraftOutcome::Kept(1)
    );
    assert_eq!(
        keep(books, child, chosen(&["plenty"]), 1).await,
        DraftOutcome::Kept(2)
    );
    let (revision, draft) = (2, chosen(&["plenty"]));
    assert_eq!(kept(books, &guardian).await, KeptDraft { revision, draft });
    assert_eq!(kept(books, &other).await, KeptDraft::default());
    let strange = keep(books, (&other, &pupils[0].id), None, 0).await;
    assert_eq!(strange, DraftOutcome::StudentNotYours);
}

pub async fn a_draft_from_an_older_one_is_told_the_newer(books: &dyn Books) {
    let pupils = school(books, 2, 1).await;
    let guardian = bound(books, &pupils[0]).await;
    let child = (&guardian, &pupils[0].id);
    keep(books, child, chosen(&["scarce"]), 0).await;
    let newest = kept(books, &guardian).await;
    for revision in [0, 2, u32::MAX] {
        let told = keep(books, child, chosen(&["plenty"]), revision).await;
        assert_eq!(told, DraftOutcome::Changed(newest.clone()));
    }
    assert_eq!(
        keep(books, child, chosen(&["scarce"]), 0).await,
        DraftOutcome::Kept(1)
    );
    assert_eq!(keep(books, child, None, 1).await, DraftOutcome::Kept(2));
    assert_eq!(keep(books, child, None, 0).await, DraftOutcome::Kept(2));
}

pub async fn what_was_sent_is_let_go_and_its_revision_goes_on(books: &dyn Books) {
    let pupils = school(books, 2, 1).await;
    let guardian = bound(books, &pupils[0]).await;
    let child = (&guardian, &pupils[0].id);
    keep(books, child, chosen(&["scarce"]), 0).await;
    let denied = submission(child.0, child.1, draft(&menu(2), &["elite"]), "a");
    books.submit(denied).await.expect("an answer");
    assert_eq!(kept(books, &guardian).await.revision, 1);
    let accepted = submission(child.0, child.1, draft(&menu(2), &["scarce"]), "b");
    books.submit(accepted).await.expect("an answer");
    let let_go = KeptDraft {
        revision: 2,
        draft: None,
    };
    assert_eq!(kept(books, &guardian).await, let_go);
    let late = keep(books, child, chosen(&["plenty"]), 1).await;
    assert_eq!(late, DraftOutcome::Changed(let_go));
}
