use afterbell_api::secret::Fingerprint;
use afterbell_api::store::{Binding, Bound, HostEntered, HostEntry, HostIdentity};
use afterbell_domain::GuardianId;
use afterbell_hosts::Host;

use super::fixture::{Books, binding, bound, moment, now, request, school};

fn identity(host: Host, subject: &str) -> HostIdentity {
    HostIdentity {
        host,
        subject: Fingerprint::of(subject.as_bytes()),
    }
}

fn entry(subject: &str, key: &str) -> HostEntry {
    HostEntry {
        identity: identity(Host::WeChat, subject),
        children: Vec::new(),
        guardian: None,
        ticket: None,
        token: Fingerprint::of(key.as_bytes()),
        expires_at: moment("2027-03-08T10:00:00+08:00"),
        request: request(key, &format!("{subject} {key}")),
        now: now(),
    }
}

async fn enters(books: &dyn Books, entry: HostEntry) -> HostEntered {
    books.enter_by_host(entry).await.expect("an answer")
}

fn entered(guardian: &GuardianId, opened_session: bool) -> HostEntered {
    let guardian = guardian.clone();
    HostEntered::Entered {
        guardian,
        opened_session,
    }
}

async fn names(books: &dyn Books, guardian: &GuardianId) -> Vec<String> {
    let children = books.children(guardian).await.expect("children");
    let names = children.iter().map(|child| child.student.name.to_string());
    names.collect()
}

pub async fn a_code_links_a_chat_apps_account(books: &dyn Books) {
    let pupils = school(books, 1, 2).await;
    assert_eq!(enters(books, entry("o1", "1")).await, HostEntered::Unknown);
    let host = Some(identity(Host::WeChat, "o1"));
    let first = Binding {
        host,
        ..binding(&pupils[0].code, "first")
    };
    let Bound::Bound { guardian, .. } = books.bind(first).await.expect("an answer") else {
        panic!("not bound");
    };
    assert_eq!(
        enters(books, entry("o1", "2")).await,
        entered(&guardian, true)
    );
    let token = Fingerprint::of(b"2");
    let whose = books.guardian(token, now()).await.expect("an answer");
    assert_eq!(whose.as_ref(), Some(&guardian));
    // The same number at another host is somebody else.
    let elsewhere = HostEntry {
        identity: identity(Host::DingTalk, "o1"),
        ..entry("o1", "3")
    };
    assert_eq!(enters(books, elsewhere).await, HostEntered::Unknown);
    // Once more is the same, also the token; the key is for this one request.
    assert_eq!(
        enters(books, entry("o1", "2")).await,
        entered(&guardian, true)
    );
    let other = HostEntry {
        request: request("2", "another"),
        ..entry("o1", "2")
    };
    assert_eq!(enters(books, other).await, HostEntered::KeyReused);
    // A second child's code, from a page that is signed in nowhere: the account gets it.
    let second = Binding {
        host,
        ..binding(&pupils[1].code, "second")
    };
    let bound = books.bind(second).await.expect("an answer");
    let expected = Bound::Bound {
        guardian: guardian.clone(),
        student: pupils[1].id.clone(),
        opened_session: true,
        newly: true,
    };
    assert_eq!(bound, expected);
    assert_eq!(names(books, &guardian).await, ["学生1", "学生2"]);
}

pub async fn the_directory_opens_an_account_with_its_children(books: &dyn Books) {
    let pupils = school(books, 1, 3).await;
    let named = |numbers: &[&str], key| HostEntry {
        children: numbers
            .iter()
            .map(|number| number.parse().expect("a number"))
            .collect(),
        ..entry("p1", key)
    };
    let unknown = enters(books, named(&["99"], "0")).await;
    assert_eq!(unknown, HostEntered::Unknown);
    let first = enters(books, named(&["1", "99"], "1")).await;
    let HostEntered::Entered { guardian, .. } = &first else {
        panic!("not let in: {first:?}");
    };
    assert_eq!(first, entered(guardian, true));
    assert_eq!(names(books, guardian).await, ["学生1"]);
    let again = enters(books, named(&["1", "3"], "2")).await;
    assert_eq!(again, entered(guardian, true));
    assert_eq!(names(books, guardian).await, ["学生1", "学生3"]);
    // Its letter is still good for the other parent, who is somebody else.
    let father = bound(books, &pupils[0]).await;
    assert_ne!(father, *guardian);
}

pub async fn a_ticket_opens_once(books: &dyn Books) {
    let pupils = school(books, 1, 1).await;
    let with = |ticket: &str, key| HostEntry {
        ticket: Some(Fingerprint::of(ticket.as_bytes())),
        ..entry("o1", key)
    };
    assert_eq!(enters(books, with("t0", "0")).await, HostEntered::Unknown);
    let host = Some(identity(Host::WeChat, "o1"));
    let first = Binding {
        host,
        ..binding(&pupils[0].code, "first")
    };
    let Bound::Bound { guardian, .. } = books.bind(first).await.expect("an answer") else {
        panic!("not bound");
    };
    // Also one that opened nothing was used.
    assert_eq!(
        enters(books, with("t0", "1")).await,
        HostEntered::TicketUsed
    );
    assert_eq!(
        enters(books, with("t1", "2")).await,
        entered(&guardian, true)
    );
    assert_eq!(
        enters(books, with("t1", "2")).await,
        entered(&guardian, true)
    );
    assert_eq!(
        enters(books, with("t1", "3")).await,
        HostEntered::TicketUsed
    );
}

pub async fn a_phone_that_is_signed_in_gives_its_account_a_link(books: &dyn Books) {
    let pupils = school(books, 1, 2).await;
    let mother = bound(books, &pupils[0]).await;
    let neighbour = bound(books, &pupils[1]).await;
    let signed_in = |guardian: &GuardianId, key| HostEntry {
        guardian: Some(guardian.clone()),
        ..entry("o1", key)
    };
    let linked = enters(books, signed_in(&mother, "1")).await;
    assert_eq!(linked, entered(&mother, false));
    assert_eq!(
        enters(books, entry("o1", "2")).await,
        entered(&mother, true)
    );
    // On a phone that was lent the neighbour stays who they are, and the link as it is.
    let lent = enters(books, signed_in(&neighbour, "3")).await;
    assert_eq!(lent, entered(&neighbour, false));
    assert_eq!(
        enters(books, entry("o1", "4")).await,
        entered(&mother, true)
    );
    assert_eq!(names(books, &neighbour).await, ["学生2"]);
}

pub async fn an_ended_link_opens_nothing(books: &dyn Books) {
    let pupils = school(books, 1, 1).await;
    let mother = bound(books, &pupils[0]).await;
    let signed_in = |key| HostEntry {
        guardian: Some(mother.clone()),
        ..entry("o1", key)
    };
    enters(books, signed_in("1")).await;
    let unlink = async || books.unlink_hosts(&mother, now()).await.expect("an answer");
    assert_eq!((unlink().await, unlink().await), (1, 0));
    assert_eq!(enters(books, entry("o1", "2")).await, HostEntered::Unknown);
    // And may be made anew.
    enters(books, signed_in("3")).await;
    assert_eq!(
        enters(books, entry("o1", "4")).await,
        entered(&mother, true)
    );
}

pub async fn two_views_of_one_chat_app_are_one_account(books: &dyn Books) {
    let pupils = school(books, 1, 2).await;
    let host = Some(identity(Host::WeChat, "o1"));
    let with = |pupil: usize, key: &str| {
        let binding = Binding {
            host,
            ..binding(&pupils[pupil].code, key)
        };
        books.bind(binding)
    };
    let views =
        futures_util::future::join_all([with(0, "a"), with(0, "b"), with(1, "c"), with(1, "d")]);
    let mut accounts = Vec::new();
    for bound in views.await {
        match bound.expect("an answer") {
            Bound::Bound { guardian, .. } => accounts.push(guardian),
            other => panic!("not bound: {other:?}"),
        }
    }
    accounts.dedup();
    let [account] = accounts.as_slice() else {
        panic!("{accounts:?}");
    };
    let mut both = names(books, account).await;
    both.sort();
    assert_eq!(both, ["学生1", "学生2"]);
}
