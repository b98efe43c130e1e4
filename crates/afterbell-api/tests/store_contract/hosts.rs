use afterbell_api::secret::Fingerprint;
use afterbell_api::store::{
    Binding, Bound, HostAnswered, HostEntered, HostEntry, HostIdentity, ListedChild,
};
use afterbell_domain::{ChildCode, GuardianId};
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

fn entered(guardian: &GuardianId) -> HostEntered {
    let guardian = guardian.clone();
    HostEntered::Entered { guardian }
}

/// Opens an account by a child's code in a chat app, which is its way in from then on.
async fn linked(books: &dyn Books, code: &ChildCode, identity: HostIdentity) -> GuardianId {
    let binding = Binding {
        host: Some(identity),
        ..binding(code, &format!("code for {:?}", identity.host))
    };
    match books.bind(binding).await.expect("an answer") {
        Bound::Bound { guardian, .. } => guardian,
        other => panic!("not bound: {other:?}"),
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
    let guardian = linked(books, &pupils[0].code, identity(Host::WeChat, "o1")).await;
    assert_eq!(enters(books, entry("o1", "2")).await, entered(&guardian));
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
    assert_eq!(enters(books, entry("o1", "2")).await, entered(&guardian));
    let other = HostEntry {
        request: request("2", "another"),
        ..entry("o1", "2")
    };
    assert_eq!(enters(books, other).await, HostEntered::KeyReused);
    // A second child's code, from a page that is signed in nowhere: the account gets it.
    let second = Binding {
        host: Some(identity(Host::WeChat, "o1")),
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

fn listed(names: &[&str], subject: &str, key: &str) -> HostEntry {
    let child = |number: &&str| ListedChild {
        school_number: number.parse().expect("a number"),
        name: format!("学生{number}").parse().expect("a name"),
    };
    HostEntry {
        children: names.iter().map(child).collect(),
        ..entry(subject, key)
    }
}

pub async fn the_directory_opens_an_account_with_its_children(books: &dyn Books) {
    let pupils = school(books, 1, 3).await;
    let unknown = enters(books, listed(&["99"], "p1", "0")).await;
    assert_eq!(unknown, HostEntered::Unknown);
    // Last year's number, which is another child's now.
    let mut mistaken = listed(&["1"], "p1", "name");
    mistaken.children[0].name = "别人".parse().expect("a name");
    assert_eq!(enters(books, mistaken).await, HostEntered::Unknown);
    let first = enters(books, listed(&["1", "99"], "p1", "1")).await;
    let HostEntered::Entered { guardian, .. } = &first else {
        panic!("not let in: {first:?}");
    };
    assert_eq!(first, entered(guardian));
    assert_eq!(names(books, guardian).await, ["学生1"]);
    let again = enters(books, listed(&["1", "3"], "p1", "2")).await;
    assert_eq!(again, entered(guardian));
    assert_eq!(names(books, guardian).await, ["学生1", "学生3"]);
    // Its letter is still good for the other parent, who is somebody else.
    let father = bound(books, &pupils[0]).await;
    assert_ne!(father, *guardian);
}

pub async fn whom_the_directory_names_no_longer_is_not_shown(books: &dyn Books) {
    let pupils = school(books, 1, 3).await;
    let HostEntered::Entered { guardian, .. } =
        enters(books, listed(&["1", "2", "3"], "p1", "1")).await
    else {
        panic!("not let in");
    };
    // The second child's letter came as well: it stays, whatever the directory says.
    let letter = Binding {
        guardian: Some(guardian.clone()),
        ..binding(&pupils[1].code, "letter")
    };
    let shown = books.bind(letter).await.expect("an answer");
    assert!(
        matches!(shown, Bound::Bound { newly: false, .. }),
        "{shown:?}"
    );
    let again = enters(books, listed(&["3"], "p1", "2")).await;
    assert_eq!(again, entered(&guardian));
    assert_eq!(names(books, &guardian).await, ["学生2", "学生3"]);
    // Another chat app that is linked to the account and has no directory takes nothing away.
    let elsewhere = identity(Host::DingTalk, "o1");
    let code = Binding {
        host: Some(elsewhere),
        guardian: Some(guardian.clone()),
        ..binding(&pupils[1].code, "letter in another app")
    };
    books.bind(code).await.expect("an answer");
    let elsewhere = HostEntry {
        identity: elsewhere,
        ..entry("o1", "3")
    };
    assert_eq!(enters(books, elsewhere).await, entered(&guardian));
    assert_eq!(names(books, &guardian).await, ["学生2", "学生3"]);
    enters(books, listed(&["1"], "p1", "4")).await;
    let mut now = names(books, &guardian).await;
    now.sort();
    assert_eq!(now, ["学生1", "学生2"]);
    // The letter was used by this family.
    let used = books.bind(binding(&pupils[1].code, "other")).await;
    assert_eq!(used.expect("an answer"), Bound::CodeUsed);
}

pub async fn a_ticket_opens_once(books: &dyn Books) {
    let pupils = school(books, 1, 1).await;
    let with = |ticket: &str, key| HostEntry {
        ticket: Some(Fingerprint::of(ticket.as_bytes())),
        ..entry("o1", key)
    };
    assert_eq!(enters(books, with("t0", "0")).await, HostEntered::Unknown);
    // The answer was lost: the same request hears it again.
    assert_eq!(enters(books, with("t0", "0")).await, HostEntered::Unknown);
    let guardian = linked(books, &pupils[0].code, identity(Host::WeChat, "o1")).await;
    // Also one that opened nothing was used.
    assert_eq!(
        enters(books, with("t0", "1")).await,
        HostEntered::TicketUsed
    );
    let views =
        futures_util::future::join_all([(); 4].map(|()| enters(books, with("t1", "2")))).await;
    assert!(
        views.iter().all(|view| *view == entered(&guardian)),
        "{views:?}"
    );
    assert_eq!(
        enters(books, with("t1", "3")).await,
        HostEntered::TicketUsed
    );
}

pub async fn one_request_that_comes_often_is_one_session(books: &dyn Books) {
    let pupils = school(books, 1, 1).await;
    let mother = linked(books, &pupils[0].code, identity(Host::WeChat, "o1")).await;
    let asked = entry("o1", "2").request;
    let before = books.entered_by_host(&asked).await.expect("an answer");
    assert_eq!(before, None);
    let answers =
        futures_util::future::join_all([(); 4].map(|()| enters(books, entry("o1", "2")))).await;
    assert!(
        answers.iter().all(|one| *one == entered(&mother)),
        "{answers:?}"
    );
    // Another server knows of it without asking the vendor.
    let answered = books.entered_by_host(&asked).await.expect("an answer");
    let expected = HostAnswered {
        entered: entered(&mother),
        subject: Some(Fingerprint::of(b"o1")),
    };
    assert_eq!(answered, Some(expected));
    let other = books.entered_by_host(&request("2", "another")).await;
    let other = other.expect("an answer").expect("known");
    assert_eq!(
        (other.entered, other.subject),
        (HostEntered::KeyReused, None)
    );
}

pub async fn a_directory_joins_no_families(books: &dyn Books) {
    let pupils = school(books, 1, 3).await;
    let neighbour = bound(books, &pupils[0]).await;
    let HostEntered::Entered {
        guardian: mother, ..
    } = enters(books, listed(&["2"], "p1", "1")).await
    else {
        panic!("not let in");
    };
    assert_ne!(mother, neighbour);
    assert_eq!(names(books, &neighbour).await, ["学生1"]);
    assert_eq!(names(books, &mother).await, ["学生2"]);
}

pub async fn a_code_on_a_phone_that_was_lent_moves_no_link(books: &dyn Books) {
    let pupils = school(books, 1, 2).await;
    let mother = linked(books, &pupils[0].code, identity(Host::WeChat, "o1")).await;
    let neighbour = bound(books, &pupils[1]).await;
    let lent = Binding {
        host: Some(identity(Host::WeChat, "o1")),
        guardian: Some(neighbour.clone()),
        ..binding(&pupils[1].code, "lent")
    };
    books.bind(lent).await.expect("an answer");
    assert_eq!(enters(books, entry("o1", "1")).await, entered(&mother));
    assert_eq!(names(books, &mother).await, ["学生1"]);
    assert_eq!(names(books, &neighbour).await, ["学生2"]);
}

pub async fn an_ended_link_opens_nothing(books: &dyn Books) {
    let pupils = school(books, 1, 1).await;
    let host = identity(Host::WeChat, "o1");
    let mother = bound(books, &pupils[0]).await;
    let links = |key: &str| Binding {
        host: Some(host),
        guardian: Some(mother.clone()),
        ..binding(&pupils[0].code, key)
    };
    books.bind(links("in the app")).await.expect("an answer");
    for key in ["stolen", "own"] {
        assert_eq!(enters(books, entry("o1", key)).await, entered(&mother));
    }
    let own = Fingerprint::of(b"own");
    let unlink = async || {
        let ended = books.unlink_hosts(&mother, &own, now()).await;
        ended.expect("an answer")
    };
    assert_eq!((unlink().await, unlink().await), (1, 0));
    // What the chat app opened elsewhere is over; the phone that ended it, and who came by a code, stay.
    let whose = async |token: &str| {
        let token = Fingerprint::of(token.as_bytes());
        books.guardian(token, now()).await.expect("an answer")
    };
    assert_eq!(whose("stolen").await, None);
    assert_eq!(whose("own").await, Some(mother.clone()));
    assert_eq!(whose(pupils[0].id.as_str()).await, Some(mother.clone()));
    assert_eq!(enters(books, entry("o1", "2")).await, HostEntered::Unknown);
    // The directory does not open again what a parent has ended.
    let named = enters(books, listed(&["1"], "o1", "named")).await;
    assert_eq!(named, HostEntered::Unknown);
    // And may be made anew.
    books.bind(links("once more")).await.expect("an answer");
    assert_eq!(enters(books, entry("o1", "4")).await, entered(&mother));
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
