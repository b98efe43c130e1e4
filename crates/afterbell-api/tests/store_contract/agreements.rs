use afterbell_api::answer::Answer;
use afterbell_api::store::{Applied, Decision, SchoolChange, Signed, Signing};
use afterbell_domain::{AgreementHash, AgreementSignature, GuardianId, ServiceMenu, StudentId};
use serde_json::{Value, json};

use super::fixture::{
    Books, bound, change, draft, menu_with_agreement, now, pupil, request, submission, withdrawal,
};

/// Publishes a menu with an agreement of this clause, over an earlier one if there is.
async fn publish(books: &dyn Books, clause: &str, before: Option<&ServiceMenu>) -> ServiceMenu {
    let (menu, published) = menu_with_agreement(2, clause);
    let applied = books.apply(SchoolChange {
        menu: Some(published),
        ..change(before.map(|menu| menu.hash().expect("a hash")))
    });
    assert_eq!(applied.await.expect("applied"), Applied::Done);
    menu
}

/// So many children with an account each.
async fn children(
    books: &dyn Books,
    menu: &ServiceMenu,
    count: u32,
) -> Vec<(GuardianId, StudentId)> {
    let pupils: Vec<_> = (1..=count).map(pupil).collect();
    let entered = SchoolChange {
        pupils: pupils.iter().map(|pupil| pupil.change.clone()).collect(),
        ..change(Some(menu.hash().expect("a hash")))
    };
    assert_eq!(books.apply(entered).await.expect("applied"), Applied::Done);
    let mut children = Vec::new();
    for pupil in pupils {
        children.push((bound(books, &pupil).await, pupil.id));
    }
    children
}

fn signing(
    (guardian, student): &(GuardianId, StudentId),
    agreement: &AgreementHash,
    name: &str,
    key: &str,
) -> Signing {
    Signing {
        guardian: guardian.clone(),
        student: student.clone(),
        agreement: agreement.clone(),
        signed_name: name.parse().expect("a name"),
        request: request(key, name),
        now: now(),
    }
}

#[track_caller]
fn answer(decision: Decision) -> Answer {
    match decision {
        Decision::Answered(answer) => answer,
        other => panic!("not decided: {other:?}"),
    }
}

async fn sign(books: &dyn Books, signing: Signing) -> Answer {
    answer(books.sign(signing).await.expect("an answer"))
}

async fn submit(
    books: &dyn Books,
    (guardian, student): &(GuardianId, StudentId),
    menu: &ServiceMenu,
    offerings: &[&str],
    key: &str,
) -> Answer {
    let submission = submission(guardian, student, draft(menu, offerings), key);
    answer(books.submit(submission).await.expect("an answer"))
}

fn agreement(menu: &ServiceMenu) -> &AgreementHash {
    menu.agreement.as_ref().expect("an agreement")
}

#[track_caller]
fn problem(answer: &Answer) -> Value {
    assert_eq!(answer.status, 409, "{}", answer.body);
    serde_json::from_str(&answer.body).expect("a problem")
}

pub async fn a_child_does_not_sign_for_itself(books: &dyn Books) {
    let menu = publish(books, "甲", None).await;
    let child = &children(books, &menu, 1).await[0];
    // Its letters, without the number that tells pupils of the fixture apart.
    let signed = sign(books, signing(child, agreement(&menu), "学生", "a")).await;
    assert_eq!(problem(&signed)["code"], "signer_is_student");
    let denied = submit(books, child, &menu, &["scarce"], "b").await;
    assert_eq!(problem(&denied)["code"], "agreement_not_signed");
    let signed = sign(books, signing(child, agreement(&menu), "马思远", "c")).await;
    assert_eq!(signed.status, 201, "{}", signed.body);
}

pub async fn nothing_more_is_given_before_it_is_signed(books: &dyn Books) {
    let menu = publish(books, "甲", None).await;
    let child = &children(books, &menu, 1).await[0];
    let denied = problem(&submit(books, child, &menu, &["scarce"], "a").await);
    assert_eq!(denied["code"], "agreement_not_signed");
    assert_eq!(denied["agreement"], json!(agreement(&menu)));
    let overview = books.overview().await.expect("an answer").expect("a menu");
    assert!(overview.taken.is_empty());
    // Nothing chosen, nothing to sign.
    assert_eq!(submit(books, child, &menu, &[], "b").await.status, 201);
    sign(books, signing(child, agreement(&menu), "马思远", "c")).await;
    assert_eq!(
        submit(books, child, &menu, &["scarce"], "d").await.status,
        201
    );
    // The same request is told the same, whatever came after it.
    assert_eq!(
        problem(&submit(books, child, &menu, &["scarce"], "a").await),
        denied
    );
}

pub async fn a_version_is_signed_once_for_a_child(books: &dyn Books) {
    let menu = publish(books, "甲", None).await;
    let children = children(books, &menu, 2).await;
    let child = &children[0];
    let first = sign(books, signing(child, agreement(&menu), "马思远", "a")).await;
    assert_eq!(first.status, 201);
    assert_eq!(
        sign(books, signing(child, agreement(&menu), "马思远", "a")).await,
        first
    );
    let later = sign(books, signing(child, agreement(&menu), "李静", "b")).await;
    assert_eq!((later.status, later.body), (200, first.body.clone()));
    let reused = signing(child, agreement(&menu), "李静", "a");
    let reused = books.sign(reused).await.expect("an answer");
    assert_eq!(reused, Decision::KeyReused);
    let signature: AgreementSignature = serde_json::from_str(&first.body).expect("a signature");
    assert_eq!(signature.signed_name.as_str(), "马思远");
    let me = books.children(&child.0).await.expect("children");
    assert_eq!(me[0].signature.as_ref(), Some(&signature));
    let all = books.signatures().await.expect("an answer");
    assert_eq!(
        all.into_iter().collect::<Vec<_>>(),
        [(child.1.clone(), signature)]
    );
    // Another child of another family has its own.
    let stranger = (children[1].0.clone(), child.1.clone());
    let decision = books
        .sign(signing(&stranger, agreement(&menu), "李静", "c"))
        .await;
    assert_eq!(decision.expect("an answer"), Decision::StudentNotYours);
    let other = books.children(&children[1].0).await.expect("children");
    assert_eq!(other[0].signature, None);
}

pub async fn another_version_is_another_agreement(books: &dyn Books) {
    let old = publish(books, "甲", None).await;
    let child = &children(books, &old, 1).await[0];
    sign(books, signing(child, agreement(&old), "马思远", "a")).await;
    submit(books, child, &old, &["scarce"], "b").await;
    let new = publish(books, "乙", Some(&old)).await;
    // The old one can no longer be signed, and the old signature does not count for more.
    let stale = problem(&sign(books, signing(child, agreement(&old), "马思远", "c")).await);
    assert_eq!(stale["code"], "menu_changed");
    assert_eq!(stale["menu"], json!(new.hash().expect("a hash")));
    let more = submit(books, child, &new, &["scarce", "plenty"], "d").await;
    assert_eq!(problem(&more)["code"], "agreement_not_signed");
    // What is held can be kept and given back.
    let kept = submit(books, child, &new, &["scarce"], "e").await;
    assert_eq!(kept.status, 201, "{}", kept.body);
    let left = books.withdraw(withdrawal(&child.0, &child.1, "f")).await;
    assert_eq!(answer(left.expect("an answer")).status, 200);
    sign(books, signing(child, agreement(&new), "李静", "g")).await;
    assert_eq!(
        submit(books, child, &new, &["plenty"], "h").await.status,
        201
    );
    // Should the old one come back, what was signed then counts again.
    let back = publish(books, "甲", Some(&new)).await;
    let me = books.children(&child.0).await.expect("children");
    let signature = me[0].signature.as_ref().expect("a signature");
    assert_eq!(signature.agreement, *agreement(&back));
    assert_eq!(
        submit(books, child, &back, &["scarce"], "i").await.status,
        201
    );
}

pub async fn a_copy_is_for_the_family_and_the_office(books: &dyn Books) {
    let menu = publish(books, "甲", None).await;
    let children = children(books, &menu, 2).await;
    let (guardian, student) = &children[0];
    let copy = async |guardian, student| {
        let copy = books.signed_copy(guardian, student).await;
        copy.expect("an answer")
    };
    assert_eq!(copy(guardian, student).await, Signed::NotYet);
    assert_eq!(books.school_copy(student).await.expect("an answer"), None);
    sign(
        books,
        signing(&children[0], agreement(&menu), "马思远", "a"),
    )
    .await;
    let Signed::Copy(signed) = copy(guardian, student).await else {
        panic!("no copy");
    };
    assert_eq!(signed.name.as_str(), "学生1");
    assert_eq!(signed.agreement.hash().as_ref(), Ok(agreement(&menu)));
    assert_eq!(signed.signature.signed_name.as_str(), "马思远");
    assert_eq!(
        books.school_copy(student).await.expect("an answer"),
        Some(signed)
    );
    assert_eq!(copy(&children[1].0, student).await, Signed::StudentNotYours);
    let content = books.agreement(agreement(&menu)).await.expect("an answer");
    let text = String::from_utf8(content.expect("the version")).expect("UTF-8");
    assert_eq!(text, r#"{"clauses":["甲"],"title":"安全协议"}"#);
}
