use afterbell_api::staff::keys::StaffKeys;
use afterbell_api::staff::sealing::{Found, seal_what_is_kept};
use afterbell_api::store::desk::{Actor, Asked, Deed, DeskOutcome};
use afterbell_domain::StaffId;
use afterbell_domain::desk::Role;

use super::desk::{arrived, done};
use super::fixture::{Books, now, school};
use afterbell_api::secret::Fingerprint;

const SECRET: [u8; 20] = [7; 20];

fn id(name: &str) -> StaffId {
    name.parse().expect("an identifier")
}

async fn kept(books: &dyn Books, name: &str) -> Vec<u8> {
    let staff = books.staff().await.expect("an answer");
    let row = staff.into_iter().find(|row| row.id == id(name));
    row.and_then(|row| row.authenticator).expect("a secret")
}

/// As they were kept before there were keys, and by a key that is no longer the one in use.
pub async fn what_authenticators_were_told_is_sealed(books: &dyn Books) {
    school(books, 1, 0).await;
    arrived(books, "admin", Role::SchoolAdmin).await;
    arrived(books, "other", Role::Auditor).await;
    let older = StaffKeys::new([1; 32], []);
    assert_eq!(kept(books, "admin").await, SECRET);
    let found = seal_what_is_kept(books, &older).await.expect("sealed");
    let (sealed, closed) = (2, 0);
    assert_eq!(found, Found { sealed, closed });
    let by_older = kept(books, "admin").await;
    assert!(!by_older.windows(4).any(|part| part == [7; 4]));
    assert_eq!(older.open(&id("admin"), &by_older), Some(SECRET.to_vec()));
    assert_eq!(older.open(&id("other"), &by_older), None);
    let found = seal_what_is_kept(books, &older).await.expect("looked");
    assert_eq!(found, Found::default());

    let newer = StaffKeys::new([2; 32], [[1; 32]]);
    let found = seal_what_is_kept(books, &newer).await.expect("sealed");
    assert_eq!(found, Found { sealed, closed });
    let by_newer = kept(books, "admin").await;
    assert_eq!(newer.open(&id("admin"), &by_newer), Some(SECRET.to_vec()));
    // Who has only the key of before opens nobody's, and changes nothing.
    let found = seal_what_is_kept(books, &older).await.expect("looked");
    let (sealed, closed) = (0, 2);
    assert_eq!(found, Found { sealed, closed });
    assert_eq!(kept(books, "admin").await, by_newer);

    // Another server was quicker: what stands there now is not replaced.
    let stale = books.keep_sealed(id("admin"), by_older, vec![0; 57]).await;
    assert!(!stale.expect("an answer"));
    assert_eq!(kept(books, "admin").await, by_newer);
    // Nothing else of them has changed, and it is no deed that the log would tell.
    let session = books.staff_of_session(Fingerprint::of(b"admin"), now(), Asked::BySomebody);
    assert!(session.await.expect("an answer").is_some());
    let log = books.audit(None, 100).await.expect("a log");
    assert_eq!(log.len(), 6);
}

pub async fn another_role_ends_the_sessions_of_the_one_before(books: &dyn Books) {
    school(books, 1, 0).await;
    let admin = arrived(books, "admin", Role::SchoolAdmin).await;
    let other = arrived(books, "other", Role::Auditor).await;
    let change = |name: &str, role| Deed::ChangeRole { id: id(name), role };
    let act = async |by: &Actor, deed| done(books, by.clone(), deed, now()).await;
    let outcome = act(&other, change("other", Role::SchoolAdmin)).await;
    assert_eq!(outcome, DeskOutcome::NotPermitted);
    // Nobody takes away what lets people in from the last who has it; the command line may.
    for deed in [
        change("admin", Role::Auditor),
        Deed::Revoke { id: id("admin") },
        Deed::InviteAgain {
            id: id("admin"),
            invitation: Fingerprint::of(b"again"),
            expires_at: now().plus_seconds(60),
        },
    ] {
        assert_eq!(act(&admin, deed).await, DeskOutcome::LastManager);
    }
    let outcome = act(&admin, change("other", Role::SchoolAdmin)).await;
    assert_eq!(outcome, DeskOutcome::Done);
    let session = books.staff_of_session(Fingerprint::of(b"other"), now(), Asked::BySomebody);
    assert!(session.await.expect("an answer").is_none());
    let log = books.audit(None, 1).await.expect("a log");
    assert_eq!(log[0].action, "role_changed");
    assert_eq!(log[0].before, r#"{"role":{"role":"auditor"}}"#);
    assert_eq!(log[0].after, r#"{"role":{"role":"school_admin"}}"#);
    // The same role once more is nothing to tell.
    act(&admin, change("other", Role::SchoolAdmin)).await;
    assert_eq!(books.audit(None, 1).await.expect("a log"), log);
    let outcome = act(&admin, change("admin", Role::Auditor)).await;
    assert_eq!(outcome, DeskOutcome::Done);
    let outcome = act(&admin, change("nobody", Role::Auditor)).await;
    assert_eq!(outcome, DeskOutcome::NotSignedIn);
    let by = Actor::CommandLine;
    let outcome = act(&by, Deed::Revoke { id: id("other") }).await;
    assert_eq!(outcome, DeskOutcome::Done);
}
