use afterbell_api::policy_pack::PackVersion;
use afterbell_api::secret::Fingerprint;
use afterbell_api::store::desk::{Actor, Asked, Deed, DeskAct, DeskOutcome};
use afterbell_api::store::{Applied, CodeIssue};
use afterbell_domain::desk::{DraftEdit, OfferingCell, Role, StaffState};
use afterbell_domain::{CareChoice, Moment, StaffId, hash_of};
use serde_json::json;

use super::fixture::{Books, change, menu, menu_change, moment, now, offering, school};

fn token(name: &str) -> Fingerprint {
    Fingerprint::of(name.as_bytes())
}

fn id(name: &str) -> StaffId {
    name.parse().expect("an identifier")
}

pub(super) async fn done(books: &dyn Books, by: Actor, deed: Deed, now: Moment) -> DeskOutcome {
    let act = DeskAct { by, deed, now };
    books.carry_out(act).await.expect("an answer")
}

/// Invites, confirms and signs in somebody with this identifier as name and session.
pub(super) async fn arrived(books: &dyn Books, name: &str, role: Role) -> Actor {
    let invitation = token(&format!("invitation of {name}"));
    let invite = Deed::Invite {
        id: id(name),
        name: name.parse().expect("a name"),
        role,
        invitation,
        expires_at: now().plus_seconds(60),
    };
    let accept = Deed::Accept {
        password: "hash".to_owned(),
        authenticator: vec![7; 20],
    };
    let sign_in = Deed::SignIn {
        token: token(name),
        step: 2,
        forgiven: token("nobody"),
    };
    for (by, deed) in [
        (Actor::CommandLine, invite),
        (Actor::Invitation(invitation), accept),
        (Actor::Invitation(invitation), Deed::Confirm { step: 1 }),
        (Actor::SigningIn(id(name)), sign_in),
    ] {
        assert_eq!(done(books, by, deed, now()).await, DeskOutcome::Done);
    }
    Actor::Session(token(name))
}

/// The office writes a letter with a new code.
pub(super) async fn issued(books: &dyn Books, issue: CodeIssue) {
    let deed = Deed::IssueCodes { codes: vec![issue] };
    let outcome = done(books, Actor::CommandLine, deed, now()).await;
    assert_eq!(outcome, DeskOutcome::Done);
}

pub async fn who_comes_in_is_known_until_they_are_out(books: &dyn Books) {
    school(books, 1, 0).await;
    let session = arrived(books, "admin", Role::SchoolAdmin).await;
    let asked = async |at: Moment, asked: Asked| {
        let found = books.staff_of_session(token("admin"), at, asked).await;
        found.expect("an answer").map(|staff| staff.id)
    };
    let known = async |at: Moment| asked(at, Asked::BySomebody).await;
    assert_eq!(known(now()).await, Some(id("admin")));
    // Each look puts the end off, as long as the day lasts.
    for minutes in [29, 58, 87] {
        assert_eq!(
            known(now().plus_seconds(minutes * 60)).await,
            Some(id("admin"))
        );
    }
    assert_eq!(known(now().plus_seconds(117 * 60)).await, None);
    // A page that asks by itself is answered, and keeps nothing open.
    for minutes in [88, 115] {
        let at = now().plus_seconds(minutes * 60);
        assert_eq!(asked(at, Asked::ByThePage).await, Some(id("admin")));
    }
    assert_eq!(known(now().plus_seconds(117 * 60)).await, None);
    let staff = books.staff().await.expect("an answer");
    assert_eq!(staff[0].state, StaffState::Active);
    assert_eq!((staff[0].last_step, staff[0].invitation), (Some(2), None));
    let again = Deed::SignIn {
        token: token("second"),
        step: 2,
        forgiven: token("nobody"),
    };
    let by = Actor::SigningIn(id("admin"));
    assert_eq!(done(books, by, again, now()).await, DeskOutcome::CodeUsed);
    // An invitation is used once, and ends.
    let used = Actor::Invitation(token("invitation of admin"));
    let outcome = done(books, used, Deed::Confirm { step: 9 }, now()).await;
    assert_eq!(outcome, DeskOutcome::InvitationUnknown);
    let revoke = Deed::Revoke { id: id("admin") };
    assert_eq!(
        done(books, Actor::CommandLine, revoke, now()).await,
        DeskOutcome::Done
    );
    assert_eq!(known(now()).await, None);
    let out = done(books, session, Deed::SignOut, now()).await;
    assert_eq!(out, DeskOutcome::NotSignedIn);
}

pub async fn failures_are_counted_and_forgotten(books: &dyn Books) {
    school(books, 1, 0).await;
    let (who, other) = (token("who"), token("other"));
    let long_ago = now().plus_seconds(-1_000);
    for at in [0, 10] {
        let failing = vec![who, other];
        books
            .failed(failing, now().plus_seconds(at), long_ago)
            .await
            .expect("counted");
    }
    let counted =
        async |who, since: Moment| books.failures(who, since).await.expect("an answer").len();
    assert_eq!(counted(who, long_ago).await, 2);
    assert_eq!(counted(who, now().plus_seconds(5)).await, 1);
    // Counting one more forgets those from before.
    let since = now().plus_seconds(5);
    books
        .failed(vec![who], now().plus_seconds(20), since)
        .await
        .expect("counted");
    assert_eq!(
        (counted(who, long_ago).await, counted(other, long_ago).await),
        (2, 1)
    );
}

fn places(before: u16, after: u16) -> Deed {
    Deed::EditDraft {
        edits: vec![DraftEdit::Offering {
            id: offering("scarce"),
            before: OfferingCell::Places(before),
            after: OfferingCell::Places(after),
        }],
    }
}

pub async fn nobody_does_what_they_may_not(books: &dyn Books) {
    school(books, 1, 0).await;
    let auditor = arrived(books, "auditor", Role::Auditor).await;
    let rows = books.audit(None, 100).await.expect("an answer").len();
    let refused = done(books, auditor, places(1, 2), now()).await;
    assert_eq!(refused, DeskOutcome::NotPermitted);
    let nobody = Actor::Session(token("nobody"));
    assert_eq!(
        done(books, nobody, places(1, 2), now()).await,
        DeskOutcome::NotSignedIn
    );
    let draft = books
        .menu_draft()
        .await
        .expect("an answer")
        .expect("a draft");
    assert_eq!(draft.revision, 0);
    assert_eq!(books.audit(None, 100).await.expect("an answer").len(), rows);
}

pub async fn an_edit_and_its_row_in_the_log_are_one(books: &dyn Books) {
    school(books, 1, 0).await;
    let admin = arrived(books, "admin", Role::SchoolAdmin).await;
    for (before, after, revision, applied) in [(1, 2, 1, 1), (1, 3, 1, 0), (2, 3, 2, 1)] {
        let outcome = done(books, admin.clone(), places(before, after), now()).await;
        let DeskOutcome::Edited {
            revision: told,
            applied: made,
            conflicts,
        } = outcome
        else {
            panic!("{outcome:?}")
        };
        assert_eq!(
            (told, made, conflicts.len()),
            (revision, applied, 1 - applied)
        );
    }
    let draft = books
        .menu_draft()
        .await
        .expect("an answer")
        .expect("a draft");
    assert_eq!(draft.revision, 2);
    assert_eq!(draft.draft.menu.offerings[0].places, 3);
    let changes = books.draft_changes(1, 10).await.expect("an answer");
    assert_eq!(changes.len(), 1);
    assert_eq!((changes[0].revision, changes[0].by.as_str()), (2, "admin"));
    let log = books.audit(None, 100).await.expect("an answer");
    let told: Vec<_> = log
        .iter()
        .map(|row| (row.number, row.action.as_str()))
        .collect();
    let expected = [
        "draft_edited",
        "draft_edited",
        "signed_in",
        "staff_confirmed",
        "staff_invited",
    ];
    assert_eq!(told, (1..=5).rev().zip(expected).collect::<Vec<_>>());
    assert_eq!(books.audit(Some(3), 1).await.expect("an answer"), log[3..4]);
    // Each carries the hash of all before it.
    let mut link = afterbell_api::store::ledger_chain::Link::START;
    for row in log.iter().rev() {
        let entry = row.entry().expect("readable");
        assert_eq!(entry.at, now());
        link = row.link_after(link);
    }
    assert_ne!(link, afterbell_api::store::ledger_chain::Link::START);
}

pub async fn a_publication_is_one_with_its_row_in_the_log(books: &dyn Books) {
    school(books, 1, 0).await;
    let admin = arrived(books, "admin", Role::SchoolAdmin).await;
    done(books, admin.clone(), places(1, 2), now()).await;
    let rows = books.audit(None, 100).await.expect("an answer").len();
    let told: CareChoice =
        serde_json::from_value(json!({ "weekday": 2, "pick_up": "16:40" })).expect("a choice");
    let publish = |revision, expected| Deed::Publish {
        revision,
        change: Box::new(afterbell_api::store::SchoolChange {
            menu: Some(menu_change(&menu(2))),
            ..change(Some(expected))
        }),
        decisions: Vec::new(),
        told: vec![told],
        pack: Some(pack_version()),
    };
    let (old, new) = (
        menu(1).hash().expect("a hash"),
        menu(2).hash().expect("a hash"),
    );
    for (deed, expected) in [
        (publish(0, old.clone()), DeskOutcome::DraftChanged),
        (
            publish(1, new.clone()),
            DeskOutcome::Refused(Applied::MenuChangedMeanwhile),
        ),
    ] {
        assert_eq!(done(books, admin.clone(), deed, now()).await, expected);
        assert_eq!(books.audit(None, 100).await.expect("an answer").len(), rows);
    }
    let at = moment("2026-09-09T11:00:00+08:00");
    let session = books
        .staff_of_session(token("admin"), now().plus_seconds(1_700), Asked::BySomebody)
        .await;
    assert!(session.expect("an answer").is_some());
    assert_eq!(
        done(books, admin, publish(1, old), at).await,
        DeskOutcome::NotSignedIn
    );
    let admin = Actor::Session(token("admin"));
    let old = menu(1).hash().expect("a hash");
    assert_eq!(
        done(books, admin, publish(1, old), now()).await,
        DeskOutcome::Done
    );
    let overview = books.overview().await.expect("an answer").expect("a menu");
    assert_eq!(overview.menu, new);
    let log = books.audit(None, 1).await.expect("an answer");
    assert_eq!(log[0].action, "menu_published");
    // Also who has said that families are told of something.
    let after: serde_json::Value = serde_json::from_str(&log[0].after).expect("an object");
    assert_eq!(after["told"], json!([told]));
    // And by which pack it was judged.
    assert_eq!(after["pack"], json!(pack_version()));
}

fn pack_version() -> PackVersion {
    PackVersion {
        name: "试验区".parse().expect("a name"),
        version: hash_of(b"a pack").expect("a hash"),
    }
}
