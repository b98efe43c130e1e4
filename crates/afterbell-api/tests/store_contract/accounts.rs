use afterbell_api::secret::{Fingerprint, new_child_code};
use afterbell_api::store::{Binding, Bound, CodeIssue};

use super::desk::issued;
use super::fixture::{Books, binding, bound, moment, now, request, school};

pub async fn a_code_opens_one_account(books: &dyn Books) {
    let pupils = school(books, 1, 2).await;
    let guardian = bound(books, &pupils[0]).await;
    let again = books.bind(binding(&pupils[0].code, "another phone")).await;
    assert_eq!(again.expect("an answer"), Bound::CodeUsed);
    let joined = Binding {
        guardian: Some(guardian.clone()),
        ..binding(&pupils[1].code, "second")
    };
    let joined = books.bind(joined).await.expect("an answer");
    let Bound::Bound {
        opened_session,
        newly,
        ..
    } = joined
    else {
        panic!("not bound: {joined:?}");
    };
    assert!(newly && !opened_session);
    let children = books.children(&guardian).await.expect("children");
    let names: Vec<_> = children
        .iter()
        .map(|child| child.student.name.as_str())
        .collect();
    assert_eq!(names, ["学生1", "学生2"]);
}

pub async fn a_repeated_binding_is_the_same_binding(books: &dyn Books) {
    let pupils = school(books, 1, 1).await;
    let first = books
        .bind(binding(&pupils[0].code, "key"))
        .await
        .expect("an answer");
    let again = books
        .bind(binding(&pupils[0].code, "key"))
        .await
        .expect("an answer");
    assert_eq!(first, again);
    assert!(matches!(
        first,
        Bound::Bound {
            opened_session: true,
            newly: true,
            ..
        }
    ));
}

pub async fn a_key_is_for_one_code(books: &dyn Books) {
    let pupils = school(books, 1, 2).await;
    books
        .bind(binding(&pupils[0].code, "key"))
        .await
        .expect("an answer");
    let other = books
        .bind(binding(&pupils[1].code, "key"))
        .await
        .expect("an answer");
    assert_eq!(other, Bound::KeyReused);
    let unknown = Binding {
        code: Fingerprint::of(b"no code"),
        request: request("wrong", "no code"),
        ..binding(&pupils[1].code, "wrong")
    };
    assert_eq!(
        books.bind(unknown).await.expect("an answer"),
        Bound::CodeUnknown
    );
    // What was refused did not use up its key.
    let right = books
        .bind(binding(&pupils[1].code, "wrong"))
        .await
        .expect("an answer");
    assert!(matches!(right, Bound::Bound { .. }));
}

pub async fn a_token_ends_with_its_time_or_when_it_is_revoked(books: &dyn Books) {
    let pupils = school(books, 1, 2).await;
    let guardian = bound(books, &pupils[0]).await;
    bound(books, &pupils[1]).await;
    let token = Fingerprint::of(pupils[0].id.as_str().as_bytes());
    let other = Fingerprint::of(pupils[1].id.as_str().as_bytes());
    let whose = async |token, at: &str| books.guardian(token, moment(at)).await.expect("an answer");
    assert_eq!(
        whose(token, "2027-03-08T09:59:59+08:00").await,
        Some(guardian)
    );
    assert_eq!(whose(token, "2027-03-08T10:00:00+08:00").await, None);
    assert_eq!(
        whose(Fingerprint::of(b"made up"), super::fixture::NOW).await,
        None
    );
    let revoke = async |token| books.revoke(token, now()).await.expect("an answer");
    assert!(revoke(token).await);
    assert!(revoke(token).await, "ended before, and still known");
    assert!(!revoke(Fingerprint::of(b"made up")).await);
    assert_eq!(whose(token, super::fixture::NOW).await, None);
    assert!(whose(other, super::fixture::NOW).await.is_some());
}

pub async fn fresh_codes_end_unused_ones(books: &dyn Books) {
    let pupils = school(books, 1, 2).await;
    let fresh = new_child_code().expect("bits");
    let issue = CodeIssue {
        student: pupils[0].id.clone(),
        code: Fingerprint::of_code(&fresh),
    };
    issued(books, issue).await;
    let knows = async |code| {
        let code = Fingerprint::of_code(code);
        books.knows_code(code).await.expect("an answer")
    };
    assert!(!knows(&pupils[0].code).await);
    assert!(knows(&fresh).await && knows(&pupils[1].code).await);
    let old = books
        .bind(binding(&pupils[0].code, "old"))
        .await
        .expect("an answer");
    assert_eq!(old, Bound::CodeUnknown);
    let new = books.bind(binding(&fresh, "new")).await.expect("an answer");
    assert!(matches!(new, Bound::Bound { .. }));
    assert!(knows(&fresh).await, "used, and still known");
    // The codes of others are still good.
    bound(books, &pupils[1]).await;
}

pub async fn the_secret_is_the_same_ever_after(books: &dyn Books) {
    let code = new_child_code().expect("bits");
    let token = async || {
        let secret = books.server_secret().await.expect("a secret");
        secret.session_token("key", &code).as_str().to_owned()
    };
    let first = token().await;
    assert_eq!(first, token().await);
    assert_eq!(first.len(), 43);
}
