//! What families are told of a version that takes something from a child without moving it.

use afterbell_api::store::SchoolChange;
use afterbell_api::store::desk::{Actor, Deed, DeskOutcome};
use afterbell_domain::desk::{
    ChangeDecision, DraftEdit, MenuCell, NotDecided, Role, Standing, ToldChange, ToldPickUp,
};
use afterbell_domain::{
    CareChoice, ClockTime, GuardianId, MenuHash, SelectionDraft, ServiceMenu, Weekday,
};

use super::desk::{arrived, done};
use super::draws::{self, answered};
use super::fixture::{Books, bound, change, menu, menu_change, now, school, submission};

/// A version that is ready to be published at the desk.
pub(super) struct Version {
    pub(super) admin: Actor,
    pub(super) menu: ServiceMenu,
    revision: u32,
    published: MenuHash,
}

/// The draft with these edits.
pub(super) async fn version(books: &dyn Books, edits: Vec<DraftEdit>) -> Version {
    let admin = arrived(books, "admin", Role::SchoolAdmin).await;
    let overview = books.overview().await.expect("an answer");
    let published = overview.expect("a menu").menu;
    let applied = edits.len();
    let edit = Deed::EditDraft { edits };
    let outcome = done(books, admin.clone(), edit, now()).await;
    let DeskOutcome::Edited { applied: done, .. } = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(done, applied);
    let row = books.menu_draft().await.expect("an answer");
    let row = row.expect("a draft");
    Version {
        admin,
        menu: ServiceMenu::new(row.draft.menu).expect("a menu"),
        revision: row.revision,
        published,
    }
}

impl Version {
    pub(super) fn change(&self) -> SchoolChange {
        SchoolChange {
            menu: Some(menu_change(&self.menu)),
            ..change(Some(self.published.clone()))
        }
    }

    pub(super) async fn publish(
        &self,
        books: &dyn Books,
        decisions: Vec<ChangeDecision>,
        told: Vec<CareChoice>,
    ) -> DeskOutcome {
        let publish = Deed::Publish {
            revision: self.revision,
            change: Box::new(self.change()),
            decisions,
            told,
            pack: None,
        };
        done(books, self.admin.clone(), publish, now()).await
    }
}

pub(super) async fn news(books: &dyn Books, guardian: &GuardianId) -> Vec<ToldChange> {
    let told = books.unread_changes(guardian).await.expect("an answer");
    let told = told.into_values().flatten();
    told.map(|(_, told)| told).collect()
}

fn at(time: &str) -> ClockTime {
    time.parse().expect("a time")
}

fn monday(time: &str) -> CareChoice {
    CareChoice {
        weekday: Weekday::ALL[0],
        pick_up: at(time),
    }
}

/// Two children in care, the second in a course as well, and one in none; and Monday's care ends earlier.
async fn fetched(books: &dyn Books) -> (Vec<GuardianId>, Version) {
    let pupils = school(books, 3, 3).await;
    let hash = menu(3).hash().expect("a hash");
    let chosen: [(&[&str], &[CareChoice]); 3] = [
        (&[], &[monday("18:30")]),
        (&["plenty"], &[monday("18:30")]),
        (&["plenty"], &[]),
    ];
    let mut guardians = Vec::new();
    for (pupil, (courses, care)) in pupils.iter().zip(chosen) {
        let guardian = bound(books, pupil).await;
        let courses = courses.iter().map(|id| super::fixture::offering(id));
        let draft = SelectionDraft::new(hash.clone(), courses.collect(), care.to_vec());
        let sent = submission(&guardian, &pupil.id, draft.expect("a draft"), "first");
        let answer = answered(books.submit(sent).await.expect("an answer"));
        assert_eq!(answer.status, 201, "{}", answer.body);
        guardians.push(guardian);
    }
    let before = menu(3).base_care.clone();
    let mut after = before.clone();
    after.days[0].pick_up_times = vec![at("17:30"), at("18:00")];
    let edit = DraftEdit::Menu {
        before: Box::new(MenuCell::BaseCare(before)),
        after: Box::new(MenuCell::BaseCare(after)),
    };
    (guardians, version(books, vec![edit]).await)
}

fn ended() -> Vec<ToldChange> {
    vec![ToldChange::PickUp(ToldPickUp {
        ended: monday("18:30"),
        pick_up_times: vec![at("17:30"), at("18:00")],
    })]
}

pub async fn whose_pick_up_time_is_gone_is_told_and_somebody_has_said_so(books: &dyn Books) {
    let (guardians, version) = fetched(books).await;
    let open = NotDecided::CareEnds {
        choice: monday("18:30"),
        held: 2,
    };
    let refused = version.publish(books, Vec::new(), Vec::new()).await;
    assert_eq!(refused, DeskOutcome::NotDecided(vec![open]));
    assert_eq!(news(books, &guardians[0]).await, []);
    let told = vec![monday("18:30")];
    let published = version.publish(books, Vec::new(), told).await;
    assert_eq!(published, DeskOutcome::Done);
    let mut heard = Vec::new();
    for guardian in &guardians {
        heard.push(news(books, guardian).await);
    }
    assert_eq!(heard, [ended(), ended(), Vec::new()]);
}

pub async fn an_import_tells_whose_pick_up_time_is_gone(books: &dyn Books) {
    let (guardians, version) = fetched(books).await;
    let applied = books.apply(version.change()).await.expect("an answer");
    assert_eq!(applied, afterbell_api::store::Applied::Done);
    assert_eq!(news(books, &guardians[1]).await, ended());
    assert_eq!(news(books, &guardians[2]).await, []);
}

/// Two families, of which the first wishes for a course that is taken away.
async fn wished(books: &dyn Books, is_drawn: bool) -> Vec<ToldChange> {
    let school = draws::school(books, 3, 2).await;
    let saved = school.save(books, 0, &["scarce"], "a").await;
    assert_eq!(saved.status, 201, "{}", saved.body);
    if is_drawn {
        draws::drawn(books, vec![school.placement(0, &[], None)]).await;
    }
    let remove = DraftEdit::RemoveOffering {
        offering: Box::new(school.menu.offerings[0].clone()),
        below: None,
    };
    let version = version(books, vec![remove]).await;
    let seen = books.holders(Vec::new()).await.expect("an answer");
    let wishers = seen.bystanders.iter().filter(|it| it.wishes.is_some());
    assert_eq!(wishers.count(), usize::from(!is_drawn));
    let published = version.publish(books, Vec::new(), Vec::new()).await;
    assert_eq!(published, DeskOutcome::Done);
    assert_eq!(news(books, &school.families[1].1).await, []);
    news(books, &school.families[0].1).await
}

pub async fn who_wishes_for_what_is_removed_is_told(books: &dyn Books) {
    let told = wished(books, false).await;
    let [ToldChange::Course(told)] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!((told.standing, &told.after), (Standing::Wished, &None));
    assert_eq!(told.before.course.as_str(), "scarce");
}

pub async fn what_was_drawn_is_no_wish_any_more(books: &dyn Books) {
    assert_eq!(wished(books, true).await, []);
}
