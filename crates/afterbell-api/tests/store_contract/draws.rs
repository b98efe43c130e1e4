use afterbell_api::answer::Answer;
use afterbell_api::store::desk::{Actor, Deed, DeskAct, DeskOutcome};
use afterbell_api::store::draws::{
    DrawBooks, KeptWishes, OfferAnswer, OwnResult, Placement, Publication, Published, WishSaving,
};
use afterbell_api::store::{Decision, Held, SchoolChange, StoreError};
use afterbell_domain::desk::{DrawStep, Standing, ToldChange, ToldCourse, ToldOffering};
use afterbell_domain::draw::PublishedFile;
use afterbell_domain::{
    GuardianId, SelectionDraft, ServiceMenu, SlotWishes, Waiting, WaitingState, WishList,
};

use super::fixture::{
    Books, Pupil, bound, change, menu_change, menu_json, moment, now, offering, pupil, request,
    withdrawal,
};

const SLOT: &str = "d1-1530";

pub(super) fn menu(places: u16) -> ServiceMenu {
    let mut menu = menu_json(places);
    menu["round"]["mode"] = "wishes".into();
    serde_json::from_value(menu).expect("a menu")
}

pub(super) struct School {
    pub(super) menu: ServiceMenu,
    pub(super) families: Vec<(Pupil, GuardianId)>,
}

/// A round of wishes, with so many scarce places and so many children.
pub(super) async fn school(books: &dyn Books, places: u16, children: u32) -> School {
    school_with(books, menu(places), children).await
}

pub(super) async fn school_with(books: &dyn Books, menu: ServiceMenu, children: u32) -> School {
    let pupils: Vec<Pupil> = (1..=children).map(pupil).collect();
    let applied = books.apply(SchoolChange {
        menu: Some(menu_change(&menu)),
        pupils: pupils.iter().map(|pupil| pupil.change.clone()).collect(),
        ..change(None)
    });
    applied.await.expect("applied");
    let mut families = Vec::new();
    for pupil in pupils {
        let guardian = bound(books, &pupil).await;
        families.push((pupil, guardian));
    }
    School { menu, families }
}

impl School {
    fn wishes(&self, offerings: &[&str]) -> WishList {
        let wishes = SlotWishes {
            slot: SLOT.parse().expect("a slot"),
            offerings: offerings.iter().map(|id| offering(id)).collect(),
        };
        let hash = self.menu.hash().expect("a hash");
        WishList::new(hash, vec![wishes], Vec::new()).expect("a list")
    }

    pub(super) async fn save(
        &self,
        books: &dyn Books,
        child: usize,
        offerings: &[&str],
        key: &str,
    ) -> Answer {
        let (pupil, guardian) = &self.families[child];
        let wishes = self.wishes(offerings);
        let body = serde_json::to_string(&wishes).expect("JSON");
        let saving = WishSaving {
            guardian: guardian.clone(),
            student: pupil.id.clone(),
            wishes,
            request: request(key, &body),
            now: now(),
        };
        answered(books.save_wishes(saving).await.expect("an answer"))
    }

    pub(super) fn placement(&self, child: usize, won: &[&str], waits_at: Option<u32>) -> Placement {
        let (pupil, guardian) = &self.families[child];
        let hash = self.menu.hash().expect("a hash");
        let won = won.iter().map(|id| offering(id)).collect();
        let waiting = waits_at.map(|position| Waiting {
            offering: offering("scarce"),
            slot: SLOT.parse().expect("a slot"),
            wish: 1,
            position,
            state: WaitingState::Waiting,
        });
        Placement {
            student: pupil.id.clone(),
            guardian: Some(guardian.clone()),
            selection: SelectionDraft::new(hash, won, Vec::new()).expect("a selection"),
            report: Some(format!("{{\"number\":{child}}}")),
            waiting: waiting.into_iter().collect(),
            told: Vec::new(),
        }
    }

    pub(super) async fn offerings(&self, books: &dyn Books, child: usize) -> Vec<String> {
        let (pupil, guardian) = &self.families[child];
        match books.receipt(guardian, &pupil.id).await.expect("an answer") {
            Held::Receipt(receipt) => receipt.offerings.iter().map(ToString::to_string).collect(),
            Held::Nothing => Vec::new(),
            Held::StudentNotYours => panic!("not theirs"),
        }
    }

    pub(super) async fn state(&self, books: &dyn Books, child: usize) -> Option<WaitingState> {
        let (pupil, guardian) = &self.families[child];
        let own = books.own_result(guardian, &pupil.id).await;
        match own.expect("an answer") {
            OwnResult::Result { waiting, .. } => waiting.first().map(|one| one.state),
            OwnResult::StudentNotYours => panic!("not theirs"),
        }
    }

    pub(super) async fn answers(
        &self,
        books: &dyn Books,
        child: usize,
        accepts: bool,
        key: &str,
    ) -> u16 {
        let (pupil, guardian) = &self.families[child];
        let answer = OfferAnswer {
            guardian: guardian.clone(),
            student: pupil.id.clone(),
            offering: offering("scarce"),
            accepts,
            request: request(key, "offer"),
            now: now(),
        };
        answered(books.answer_offer(answer).await.expect("an answer")).status
    }

    pub(super) async fn leaves(&self, books: &dyn Books, child: usize) {
        let (pupil, guardian) = &self.families[child];
        let left = books
            .withdraw(withdrawal(guardian, &pupil.id, "leave"))
            .await;
        assert_eq!(answered(left.expect("an answer")).status, 200);
    }
}

pub(super) fn answered(decision: Decision) -> Answer {
    match decision {
        Decision::Answered(answer) => answer,
        other => panic!("not answered: {other:?}"),
    }
}

pub(super) async fn look(books: &dyn Books) -> DrawBooks {
    let found = books.draw_books().await.expect("an answer");
    found.expect("a menu")
}

pub(super) fn step(
    found: &DrawBooks,
    files: &[PublishedFile],
    placements: Vec<Placement>,
) -> Publication {
    let last = found.draws.last();
    let files = files.iter().map(|file| {
        let content = match file {
            PublishedFile::Results => format!(
                "{{\"format\":\"afterbell-results/1\",\"reveal\":\"{0}\",\"seed\":\"{0}\",\
                 \"closed\":[],\"children\":[]}}",
                "0".repeat(64)
            ),
            other => format!("{{\"{}\"", other.name()),
        };
        (*file, content.into_bytes())
    });
    Publication {
        number: last.map_or(1, |draw| draw.number),
        reason: None,
        menu: found.menu.0.clone(),
        expected: last.map_or(Vec::new(), |draw| {
            draw.files.iter().map(|file| file.hash.clone()).collect()
        }),
        wishes: found.wishes,
        entries: found.entries,
        groups: found.groups,
        auditions: found.auditions.clone(),
        files: files.collect(),
        placements,
        now: now(),
    }
}

pub(super) const FIRST: [PublishedFile; 2] = [PublishedFile::Rules, PublishedFile::Commitment];
pub(super) const CLOSING: [PublishedFile; 2] = [PublishedFile::Applicants, PublishedFile::Closing];
pub(super) const LAST: [PublishedFile; 2] = [PublishedFile::Results, PublishedFile::Sums];

pub(super) async fn publish(books: &dyn Books, publication: Publication) -> Published {
    try_to_publish(books, publication).await.expect("an answer")
}

/// Which step it is matters to the log only.
async fn try_to_publish(
    books: &dyn Books,
    publication: Publication,
) -> Result<Published, StoreError> {
    let deed = Deed::PublishDraw {
        step: DrawStep::Commit,
        publication: Box::new(publication),
    };
    match books.carry_out(by_command_line(deed)).await? {
        DeskOutcome::Done => Ok(Published::Done),
        DeskOutcome::NotPublished(published) => Ok(published),
        other => panic!("not answered: {other:?}"),
    }
}

pub(super) fn by_command_line(deed: Deed) -> DeskAct {
    DeskAct {
        by: Actor::CommandLine,
        deed,
        now: now(),
    }
}

/// The whole draw, with these placements at its end.
pub(super) async fn drawn(books: &dyn Books, placements: Vec<Placement>) {
    for files in [FIRST, CLOSING] {
        let found = look(books).await;
        let published = publish(books, step(&found, &files, Vec::new())).await;
        assert_eq!(published, Published::Done);
    }
    let found = look(books).await;
    let published = publish(books, step(&found, &LAST, placements)).await;
    assert_eq!(published, Published::Done);
}

pub async fn the_last_wishes_count(books: &dyn Books) {
    let school = school(books, 2, 2).await;
    let first = school.save(books, 0, &["scarce"], "a").await;
    assert_eq!(first.status, 201);
    assert_eq!(school.save(books, 0, &["scarce"], "a").await, first);
    let second = school.save(books, 0, &[], "b").await;
    let (pupil, guardian) = &school.families[0];
    let kept = books.wishes(guardian, &pupil.id).await.expect("an answer");
    let KeptWishes::Receipt(kept) = kept else {
        panic!("nothing is kept")
    };
    assert_eq!(serde_json::to_string(&kept).expect("JSON"), second.body);
    assert_eq!(look(books).await.wishes, 2);
    let (_, other) = &school.families[1];
    let theirs = books.wishes(other, &pupil.id).await.expect("an answer");
    assert_eq!(theirs, KeptWishes::StudentNotYours);
}

pub async fn a_step_against_old_books_is_refused(books: &dyn Books) {
    let school = school(books, 2, 2).await;
    school.save(books, 0, &["scarce"], "a").await;
    let old = look(books).await;
    let placed = vec![school.placement(0, &["scarce"], None)];
    assert_eq!(
        publish(books, step(&old, &FIRST, Vec::new())).await,
        Published::Done
    );
    // Published by somebody else meanwhile.
    let again = publish(books, step(&old, &FIRST, Vec::new())).await;
    assert_eq!(again, Published::DrawChangedMeanwhile);
    let found = look(books).await;
    school.save(books, 1, &["scarce"], "a").await;
    let late = publish(books, step(&found, &CLOSING, Vec::new())).await;
    assert_eq!(late, Published::BooksChangedMeanwhile);
    let found = look(books).await;
    let closed = publish(books, step(&found, &CLOSING, Vec::new())).await;
    assert_eq!(closed, Published::Done);
    let answer = school.save(books, 0, &[], "c").await;
    assert!(answer.body.contains("draw_closed"), "{}", answer.body);
    let found = look(books).await;
    school.leaves_nothing(books).await;
    let mut other_menu = step(&found, &LAST, placed.clone());
    other_menu.menu = menu(3).hash().expect("a hash");
    let refused = publish(books, other_menu).await;
    assert_eq!(refused, Published::MenuChangedMeanwhile);
    assert_eq!(
        publish(books, step(&found, &LAST, placed.clone())).await,
        Published::Done
    );
    // Once.
    let twice = publish(books, step(&found, &LAST, placed)).await;
    assert_eq!(twice, Published::DrawChangedMeanwhile);
    assert_eq!(school.offerings(books, 0).await, ["scarce"]);
    let files = &look(books).await.draws[0].files;
    let content = books.draw_file(&files[0].hash).await.expect("an answer");
    assert_eq!(content.expect("a file"), b"{\"rules.json\"");
}

/// A family that acts between the list and the results is looked at again.
pub async fn an_entry_that_comes_late_makes_the_results_be_made_anew(books: &dyn Books) {
    let school = school(books, 2, 2).await;
    school.save(books, 0, &["scarce"], "a").await;
    for files in [FIRST, CLOSING] {
        let found = look(books).await;
        publish(books, step(&found, &files, Vec::new())).await;
    }
    let found = look(books).await;
    school.leaves(books, 0).await;
    let placed = vec![school.placement(0, &["scarce"], None)];
    let late = publish(books, step(&found, &LAST, placed)).await;
    assert_eq!(late, Published::BooksChangedMeanwhile);
    school.leaves_nothing(books).await;
    let found = look(books).await;
    let child = found.children.iter().find(|one| one.wishes.is_some());
    let wishes = child.and_then(|one| one.wishes.as_ref());
    assert!(wishes.expect("a list").is_empty());
    let again = publish(books, step(&found, &LAST, Vec::new())).await;
    assert_eq!(again, Published::Done);
}

impl School {
    /// Nothing was given out by a step that was refused.
    async fn leaves_nothing(&self, books: &dyn Books) {
        for child in 0..self.families.len() {
            assert_eq!(self.offerings(books, child).await, Vec::<String>::new());
        }
    }
}

pub async fn a_draw_that_would_oversell_gives_nothing_out(books: &dyn Books) {
    let school = school(books, 1, 2).await;
    for files in [FIRST, CLOSING] {
        let found = look(books).await;
        publish(books, step(&found, &files, Vec::new())).await;
    }
    let found = look(books).await;
    let both = (0..2).map(|child| school.placement(child, &["scarce"], None));
    let entries = books.audit(None, 200).await.expect("a log").len();
    let oversold = try_to_publish(books, step(&found, &LAST, both.collect())).await;
    assert!(oversold.is_err());
    // Neither a place nor a row in the log.
    assert_eq!(books.audit(None, 200).await.expect("a log").len(), entries);
    school.leaves_nothing(books).await;
    assert_eq!(look(books).await.draws[0].files.len(), 4);
}

pub async fn another_draw_takes_the_place_of_the_first(books: &dyn Books) {
    let school = school(books, 1, 2).await;
    drawn(
        books,
        vec![
            school.placement(0, &["scarce"], None),
            school.placement(1, &[], Some(1)),
        ],
    )
    .await;
    let found = look(books).await;
    let mut second = step(&found, &FIRST, Vec::new());
    (second.number, second.expected) = (2, Vec::new());
    let unexplained = publish(books, second.clone()).await;
    assert_eq!(unexplained, Published::DrawChangedMeanwhile);
    second.reason = Some("登记错了".parse().expect("a reason"));
    // Places that are taken while the rules are made belong to what is kept beside the draw.
    let mut early = second.clone();
    early.entries -= 1;
    let late = publish(books, early).await;
    assert_eq!(late, Published::BooksChangedMeanwhile);
    assert_eq!(publish(books, second).await, Published::Done);
    // The first one holds until the second was run.
    assert_eq!(school.offerings(books, 0).await, ["scarce"]);
    let found = look(books).await;
    publish(books, step(&found, &CLOSING, Vec::new())).await;
    let found = look(books).await;
    let mut other = vec![
        school.placement(0, &[], Some(1)),
        school.placement(1, &["scarce"], None),
    ];
    let lost = ToldOffering::of(&school.menu, &offering("scarce"));
    other[0].told = vec![ToldCourse {
        standing: Standing::Holds,
        before: lost.expect("an offering"),
        after: None,
        reason: None,
        pick_ups: Vec::new(),
    }];
    let told = other[0].told.clone();
    assert_eq!(
        publish(books, step(&found, &LAST, other)).await,
        Published::Done
    );
    for ((pupil, guardian), told) in school.families.iter().zip([told, Vec::new()]) {
        let mut unread = books.unread_changes(guardian).await.expect("an answer");
        let unread = unread.remove(&pupil.id).unwrap_or_default().into_iter();
        let told: Vec<_> = told.into_iter().map(ToldChange::from).collect();
        assert_eq!(unread.map(|(_, told)| told).collect::<Vec<_>>(), told);
    }
    assert_eq!(school.offerings(books, 0).await, Vec::<String>::new());
    assert_eq!(school.offerings(books, 1).await, ["scarce"]);
    assert_eq!(school.state(books, 0).await, Some(WaitingState::Waiting));
    assert_eq!(school.state(books, 1).await, None);
}

pub async fn a_freed_place_is_offered_to_the_next(books: &dyn Books) {
    let school = school(books, 1, 3).await;
    drawn(
        books,
        vec![
            school.placement(0, &["scarce"], None),
            school.placement(1, &[], Some(1)),
            school.placement(2, &[], Some(2)),
        ],
    )
    .await;
    assert_eq!(school.state(books, 1).await, Some(WaitingState::Waiting));
    assert_eq!(school.answers(books, 1, true, "early").await, 409);
    school.leaves(books, 0).await;
    let until = moment("2026-09-10T10:00:00+08:00");
    let offered = WaitingState::Offered { until };
    assert_eq!(school.state(books, 1).await, Some(offered));
    assert_eq!(school.state(books, 2).await, Some(WaitingState::Waiting));
    assert_eq!(school.answers(books, 1, false, "no").await, 200);
    assert_eq!(school.state(books, 2).await, Some(offered));
    // A day later it ends, and nobody is left.
    assert_eq!(books.settle_waiting(until).await.expect("an answer"), 1);
    assert_eq!(school.state(books, 2).await, Some(WaitingState::Expired));
    assert_eq!(school.answers(books, 2, true, "late").await, 409);
}

pub async fn an_offer_that_is_taken_is_a_place(books: &dyn Books) {
    let school = school(books, 1, 2).await;
    drawn(
        books,
        vec![
            school.placement(0, &["scarce"], None),
            school.placement(1, &["plenty"], Some(1)),
        ],
    )
    .await;
    school.leaves(books, 0).await;
    assert_eq!(school.answers(books, 1, true, "yes").await, 201);
    assert_eq!(school.answers(books, 1, true, "yes").await, 201);
    // The other is on another day and stays.
    assert_eq!(school.offerings(books, 1).await, ["plenty", "scarce"]);
    assert_eq!(school.state(books, 1).await, Some(WaitingState::Accepted));
    school.leaves(books, 1).await;
    assert_eq!(school.offerings(books, 1).await, Vec::<String>::new());
}
