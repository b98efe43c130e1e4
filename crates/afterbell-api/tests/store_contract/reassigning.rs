use std::collections::BTreeMap;

use afterbell_api::store::SchoolChange;
use afterbell_api::store::desk::{Actor, Deed, DeskOutcome};
use afterbell_domain::desk::{
    ChangeDecision, DraftEdit, Fate, NotDecided, OfferingCell, Role, Standing, ToldChange,
    ToldCourse,
};
use afterbell_domain::{
    GuardianId, OfferingId, Reason, ReceiptStatus, ServiceMenu, WaitingState, Weekday,
};

use super::desk::{arrived, done};
use super::draws::{School, drawn, look};
use super::fixture::{
    Books, Pupil, bound, change, draft, menu, menu_change, moment, now, offering, school,
    submission,
};

const SIX: &str = "2026-09-09T10:00:10+08:00";

/// Takes `scarce` away and has `plenty` an hour later, with so many places; the draft and its revision.
async fn edited(books: &dyn Books, admin: &Actor, places: u16) -> (ServiceMenu, u32) {
    let row = books
        .menu_draft()
        .await
        .expect("an answer")
        .expect("a draft");
    let [scarce, plenty, ..] = row.draft.menu.offerings.as_slice() else {
        panic!("a menu of three")
    };
    let mut later = plenty.sessions.clone();
    later[0].time = "16:30-17:30".parse().expect("a time");
    let edits = vec![
        DraftEdit::Offering {
            id: plenty.id.clone(),
            before: OfferingCell::Sessions(plenty.sessions.clone()),
            after: OfferingCell::Sessions(later),
        },
        DraftEdit::Offering {
            id: plenty.id.clone(),
            before: OfferingCell::Places(plenty.places),
            after: OfferingCell::Places(places),
        },
        DraftEdit::RemoveOffering {
            offering: Box::new(scarce.clone()),
            below: None,
        },
    ];
    let edit = Deed::EditDraft { edits };
    let outcome = done(books, admin.clone(), edit, now()).await;
    assert!(
        matches!(outcome, DeskOutcome::Edited { applied: 3, .. }),
        "{outcome:?}"
    );
    let row = books
        .menu_draft()
        .await
        .expect("an answer")
        .expect("a draft");
    let menu = ServiceMenu::new(row.draft.menu).expect("a menu");
    (menu, row.revision)
}

fn decision(id: &str, fate: Fate) -> ChangeDecision {
    ChangeDecision {
        offering: offering(id),
        ends_others: fate != Fate::Keep,
        reason: (fate != Fate::Keep).then(|| "停开".parse().expect("a reason")),
        fate,
    }
}

fn publication(new: &ServiceMenu, revision: u32, decisions: Vec<ChangeDecision>) -> Deed {
    Deed::Publish {
        revision,
        change: Box::new(SchoolChange {
            menu: Some(menu_change(new)),
            ..change(Some(menu(3).hash().expect("a hash")))
        }),
        decisions,
        told: Vec::new(),
        pack: None,
    }
}

/// Three children, the first and the second in `scarce`, the second and the third in `plenty`.
async fn held(books: &dyn Books) -> (Vec<Pupil>, Vec<GuardianId>) {
    let pupils = school(books, 3, 3).await;
    let mut guardians = Vec::new();
    let chosen: [&[&str]; 3] = [&["scarce"], &["scarce", "plenty"], &["plenty"]];
    for (pupil, chosen) in pupils.iter().zip(chosen) {
        let guardian = bound(books, pupil).await;
        let sent = submission(&guardian, &pupil.id, draft(&menu(3), chosen), "first");
        books.submit(sent).await.expect("an answer");
        guardians.push(guardian);
    }
    (pupils, guardians)
}

async fn taken(books: &dyn Books) -> BTreeMap<OfferingId, u32> {
    books
        .overview()
        .await
        .expect("an answer")
        .expect("a menu")
        .taken
}

async fn unread(books: &dyn Books, guardian: &GuardianId) -> Vec<(u32, ToldChange)> {
    let told = books.unread_changes(guardian).await.expect("an answer");
    told.into_values().flatten().collect()
}

async fn courses(books: &dyn Books, guardian: &GuardianId) -> Vec<(u32, ToldCourse)> {
    let told = unread(books, guardian).await.into_iter();
    let course = |(number, told)| match told {
        ToldChange::Course(told) => (number, *told),
        ToldChange::PickUp(_) => panic!("{told:?}"),
    };
    told.map(course).collect()
}

pub async fn children_go_where_it_was_decided_and_are_told_until_they_have_read(books: &dyn Books) {
    let (pupils, guardians) = held(books).await;
    let admin = arrived(books, "admin", Role::SchoolAdmin).await;
    let (new, revision) = edited(books, &admin, 3).await;
    let undecided = publication(&new, revision, Vec::new());
    let outcome = done(books, admin.clone(), undecided, now()).await;
    let DeskOutcome::NotDecided(open) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(open.len(), 2);
    let decisions = vec![
        decision("scarce", Fate::MoveTo(offering("plenty"))),
        decision("plenty", Fate::Keep),
    ];
    let publish = publication(&new, revision, decisions);
    let at = moment(SIX);
    assert_eq!(done(books, admin, publish, at).await, DeskOutcome::Done);
    assert_eq!(
        taken(books).await,
        BTreeMap::from([(offering("plenty"), 3)])
    );
    let children = async |at: usize| {
        let mut children = books.children(&guardians[at]).await.expect("an answer");
        children.remove(0)
    };
    let hash = new.hash().expect("a hash");
    let (first, second, third) = (children(0).await, children(1).await, children(2).await);
    let receipt = first.receipt.expect("a receipt");
    assert_eq!(
        (&receipt.offerings[..], &receipt.menu),
        (&[offering("plenty")][..], &hash)
    );
    let receipt = second.receipt.expect("a receipt");
    assert_eq!(
        (&receipt.offerings[..], &receipt.menu),
        (&[offering("plenty")][..], &hash)
    );
    // The third keeps what it had, and its receipt.
    assert_eq!(
        third.receipt.expect("a receipt").menu,
        menu(3).hash().expect("a hash")
    );
    let [(number, moved)] = courses(books, &guardians[0])
        .await
        .try_into()
        .expect("one change");
    assert!(moved.is_move());
    assert_eq!(moved.reason.as_ref().map(|it| it.as_str()), Some("停开"));
    let second = courses(books, &guardians[1]).await;
    let ends = second
        .iter()
        .map(|(_, told)| (told.before.course.as_str(), told.after.is_none()));
    assert_eq!(
        ends.collect::<Vec<_>>(),
        [("plenty", false), ("scarce", true)]
    );
    let third = courses(books, &guardians[2]).await;
    let after = third[0].1.after.as_ref().expect("it is kept");
    assert_eq!(after.offering.sessions[0].weekday, Weekday::ALL[1]);

    // One has read; the others have not, and nobody reads for another's child.
    let read = books.read_changes(&guardians[0], &pupils[1].id, number);
    assert!(!read.await.expect("an answer"));
    for _ in 0..2 {
        let read = books.read_changes(&guardians[0], &pupils[0].id, number);
        assert!(read.await.expect("an answer"));
        assert_eq!(unread(books, &guardians[0]).await, []);
    }
    // Up to the first of two is not up to the second.
    let read = books.read_changes(&guardians[1], &pupils[1].id, second[0].0);
    assert!(read.await.expect("an answer"));
    assert_eq!(courses(books, &guardians[1]).await, second[1..]);
}

pub async fn a_child_too_many_keeps_everything_as_it_was(books: &dyn Books) {
    let (_, guardians) = held(books).await;
    let admin = arrived(books, "admin", Role::SchoolAdmin).await;
    let (new, revision) = edited(books, &admin, 2).await;
    let rows = books.audit(None, 100).await.expect("an answer").len();
    let before = taken(books).await;
    let mut to_plenty = decision("scarce", Fate::MoveTo(offering("plenty")));
    to_plenty.ends_others = false;
    let decisions = vec![to_plenty, decision("plenty", Fate::Keep)];
    let outcome = done(
        books,
        admin.clone(),
        publication(&new, revision, decisions),
        now(),
    )
    .await;
    let DeskOutcome::NotDecided(open) = outcome else {
        panic!("{outcome:?}")
    };
    let [
        NotDecided::CannotMove {
            children: 2,
            reasons,
            ..
        },
    ] = open.as_slice()
    else {
        panic!("{open:?}")
    };
    assert!(reasons.contains(&Reason::Full { places: 2 }), "{reasons:?}");
    assert_eq!(books.audit(None, 100).await.expect("an answer").len(), rows);
    assert_eq!(taken(books).await, before);
    assert_eq!(unread(books, &guardians[0]).await, []);
    // Whose last place ends holds nothing, and the receipt says so.
    let decisions = vec![
        decision("scarce", Fate::End),
        decision("plenty", Fate::Keep),
    ];
    let publish = publication(&new, revision, decisions);
    assert_eq!(done(books, admin, publish, now()).await, DeskOutcome::Done);
    let children = books.children(&guardians[0]).await.expect("an answer");
    let receipt = children[0].receipt.as_ref().expect("a receipt");
    assert_eq!(
        (receipt.status, receipt.offerings.len()),
        (ReceiptStatus::Ended, 0)
    );
}

/// Four children in a round of wishes: three have won `scarce`, of whom the third has left it again, and the fourth is
/// offered that place.
async fn with_an_offer(books: &dyn Books) -> School {
    let school = super::draws::school(books, 3, 4).await;
    let mut placements = Vec::new();
    for child in 0..3 {
        placements.push(school.placement(child, &["scarce"], None));
    }
    placements.push(school.placement(3, &[], Some(1)));
    drawn(books, placements).await;
    school.leaves(books, 2).await;
    let offered = school.state(books, 3).await;
    assert!(
        matches!(offered, Some(WaitingState::Offered { .. })),
        "{offered:?}"
    );
    school
}

async fn decided(books: &dyn Books, school: &School, edit: DraftEdit, fate: Fate) {
    let admin = arrived(books, "admin", Role::SchoolAdmin).await;
    let edits = Deed::EditDraft { edits: vec![edit] };
    done(books, admin.clone(), edits, now()).await;
    let row = books.menu_draft().await.expect("an answer");
    let row = row.expect("a draft");
    let new = ServiceMenu::new(row.draft.menu).expect("a menu");
    let publish = Deed::Publish {
        revision: row.revision,
        change: Box::new(SchoolChange {
            menu: Some(menu_change(&new)),
            ..change(Some(school.menu.hash().expect("a hash")))
        }),
        decisions: vec![decision("scarce", fate)],
        told: Vec::new(),
        pack: None,
    };
    assert_eq!(done(books, admin, publish, now()).await, DeskOutcome::Done);
}

pub async fn who_was_moved_keeps_the_place_and_offers_end_with_their_course(books: &dyn Books) {
    let school = with_an_offer(books).await;
    let scarce = school.menu.offerings[0].clone();
    let remove = DraftEdit::RemoveOffering {
        offering: Box::new(scarce),
        below: None,
    };
    let to = Fate::MoveTo(offering("plenty"));
    decided(books, &school, remove, to).await;
    for child in [0, 1] {
        assert_eq!(school.offerings(books, child).await, ["plenty"]);
        let id = &school.families[child].0.id;
        let found = look(books).await.children;
        let moved = found.into_iter().find(|it| it.student.id == *id);
        let moved = moved.expect("the child").placed_by_hand;
        assert_eq!(moved, [offering("plenty")]);
    }
    assert_eq!(school.state(books, 3).await, Some(WaitingState::Left));
    let told = courses(books, &school.families[3].1).await;
    let told = told.into_iter().map(|(_, told)| told);
    let told = told.map(|it| (it.standing, it.before.offering.id, it.after));
    let ended = (Standing::Waits, offering("scarce"), None);
    assert_eq!(told.collect::<Vec<_>>(), [ended]);
}

pub async fn offers_are_put_back_where_too_few_places_are_left(books: &dyn Books) {
    let school = with_an_offer(books).await;
    let cut = DraftEdit::Offering {
        id: offering("scarce"),
        before: OfferingCell::Places(3),
        after: OfferingCell::Places(1),
    };
    decided(books, &school, cut, Fate::End).await;
    // The last entry was the second child's.
    assert_eq!(school.offerings(books, 0).await, ["scarce"]);
    assert_eq!(school.offerings(books, 1).await, Vec::<String>::new());
    assert_eq!(school.state(books, 3).await, Some(WaitingState::Waiting));
    school.leaves(books, 0).await;
    let offered = school.state(books, 3).await;
    assert!(
        matches!(offered, Some(WaitingState::Offered { .. })),
        "{offered:?}"
    );
}
