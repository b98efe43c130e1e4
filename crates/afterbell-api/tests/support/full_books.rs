//! Books in which something of everything has happened.

use afterbell_api::secret::Fingerprint;
use afterbell_api::store::desk::{Actor, Deed, DeskAct, DeskOutcome};
use afterbell_api::store::{
    Binding, Bound, Decision, HostEntry, HostIdentity, SchoolChange, Signing, WishSaving,
};
use afterbell_domain::desk::Role;
use afterbell_domain::{GuardianId, ServiceMenu, SlotWishes, WishList};
use afterbell_hosts::Host;

use crate::fixture::{
    Books, Pupil, binding, bound, change, menu_change, menu_json, menu_with_agreement, now,
    offering, pupil, request, submission, withdrawal,
};

fn draft(menu: &ServiceMenu, offerings: &[&str]) -> afterbell_domain::SelectionDraft {
    let care = serde_json::json!([{"weekday": 1, "pick_up": "18:30"}]);
    let care = serde_json::from_value(care).expect("care");
    let offerings = offerings.iter().map(|id| offering(id)).collect();
    let hash = menu.hash().expect("a hash");
    afterbell_domain::SelectionDraft::new(hash, offerings, care).expect("a draft")
}

fn identity(number: usize) -> HostIdentity {
    let key = format!("host {number}");
    HostIdentity {
        host: Host::WeChat,
        subject: Fingerprint::of(key.as_bytes()),
    }
}

/// Opens an account by a code that is typed in a chat app, which is its way in from then on.
async fn bound_by_host(store: &dyn Books, pupil: &Pupil, number: usize) -> GuardianId {
    let binding = Binding {
        host: Some(identity(number)),
        ..binding(&pupil.code, pupil.id.as_str())
    };
    match store.bind(binding).await.expect("bound") {
        Bound::Bound { guardian, .. } => guardian,
        other => panic!("not bound: {other:?}"),
    }
}

/// Three children sign; the first takes two courses and gives one back, the second is denied the
/// last place and takes another course, the third withdraws. Three are invited to the desk.
pub async fn fill(store: &dyn Books) {
    let (menu, published) = menu_with_agreement(1, "不追逐打闹");
    let agreement = menu.agreement.clone().expect("an agreement");
    let pupils: Vec<_> = (1..=3).map(pupil).collect();
    let applied = store.apply(SchoolChange {
        menu: Some(published),
        pupils: pupils.iter().map(|pupil| pupil.change.clone()).collect(),
        ..change(None)
    });
    applied.await.expect("applied");
    let mut guardians = Vec::new();
    for (number, pupil) in pupils.iter().enumerate() {
        let guardian = bound_by_host(store, pupil, number).await;
        let signing = Signing {
            guardian: guardian.clone(),
            student: pupil.id.clone(),
            agreement: agreement.clone(),
            signed_name: "马思远".parse().expect("a name"),
            request: request("sign", "sign"),
            now: now(),
        };
        store.sign(signing).await.expect("signed");
        guardians.push(guardian);
    }
    let chosen = [
        (0, vec!["scarce", "plenty"]),
        (0, vec!["plenty"]),
        (0, vec!["plenty", "scarce"]),
        (1, vec!["scarce"]),
        (1, vec!["plenty"]),
        (2, vec!["plenty"]),
    ];
    for (number, (child, offerings)) in chosen.into_iter().enumerate() {
        let (guardian, student) = (&guardians[child], &pupils[child].id);
        let draft = draft(&menu, &offerings);
        let answered = store.submit(submission(guardian, student, draft, &number.to_string()));
        let denied = child == 1 && offerings == ["scarce"];
        match answered.await.expect("an answer") {
            Decision::Answered(answer) => assert_eq!(answer.is_problem(), denied),
            other => panic!("not decided: {other:?}"),
        }
    }
    // A chat app's account opens each of them; the link of the third has ended.
    for number in 0..guardians.len() {
        let key = format!("host {number}");
        let entry = HostEntry {
            identity: identity(number),
            children: Vec::new(),
            ticket: Some(Fingerprint::of(b"ticket")).filter(|_| number == 0),
            token: Fingerprint::of(key.as_bytes()),
            expires_at: now(),
            request: request(&key, &key),
            now: now(),
        };
        store.enter_by_host(entry).await.expect("let in");
    }
    let unlinked = store
        .unlink_hosts(&guardians[2], &Fingerprint::of(b"kept"), now())
        .await;
    assert_eq!(unlinked.expect("unlinked"), 1);
    let leaving = withdrawal(&guardians[2], &pupils[2].id, "leave");
    store.withdraw(leaving).await.expect("withdrawn");
    for name in ["one", "two", "three"] {
        let act = DeskAct {
            by: Actor::CommandLine,
            deed: Deed::Invite {
                id: name.parse().expect("an identifier"),
                name: name.parse().expect("a name"),
                role: Role::Auditor,
                invitation: Fingerprint::of(name.as_bytes()),
                expires_at: now(),
            },
            now: now(),
        };
        let done = store.carry_out(act).await.expect("an answer");
        assert_eq!(done, DeskOutcome::Done);
    }
}

/// A round of wishes in which two children have saved three lists.
pub async fn fill_with_wishes(store: &dyn Books) {
    let mut menu = menu_json(1);
    menu["round"]["mode"] = "wishes".into();
    let menu: ServiceMenu = serde_json::from_value(menu).expect("a menu");
    let pupils: Vec<_> = (1..=2).map(pupil).collect();
    let applied = store.apply(SchoolChange {
        menu: Some(menu_change(&menu)),
        pupils: pupils.iter().map(|pupil| pupil.change.clone()).collect(),
        ..change(None)
    });
    applied.await.expect("applied");
    let guardians = [
        bound(store, &pupils[0]).await,
        bound(store, &pupils[1]).await,
    ];
    for (number, child) in [0, 1, 0].into_iter().enumerate() {
        let wishes = SlotWishes {
            slot: "d1-1530".parse().expect("a slot"),
            offerings: vec![offering("scarce")],
        };
        let hash = menu.hash().expect("a hash");
        let saving = WishSaving {
            guardian: guardians[child].clone(),
            student: pupils[child].id.clone(),
            wishes: WishList::new(hash, vec![wishes], Vec::new()).expect("a list"),
            request: request(&number.to_string(), "wishes"),
            now: now(),
        };
        let Decision::Answered(answer) = store.save_wishes(saving).await.expect("an answer") else {
            panic!("not decided")
        };
        assert_eq!(answer.status, 201);
    }
}
