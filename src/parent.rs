//! Everything the parent's app knows, in one place; pages read it and call its verbs.

mod known;

use afterbell_domain::wire::{Child, Me, ProblemCode, SchoolView};
use afterbell_domain::{
    AgreementHash, AgreementSignature, MenuHash, Moment, Places, Receipt, SafetyAgreement,
    SelectionDraft, Student, StudentId,
};
use afterbell_locale::Locale;
use leptos::prelude::*;
use std::sync::Arc;

use crate::api::{self, Answer, Failure, LastAnswers};
use crate::appearance::Appearance;
use crate::drafts::{self, Drafts};
use crate::filter::Filter;
use crate::outbox::Outbox;
use crate::progress::Progress;
use crate::server_clock::ServerClock;
use crate::standing::Standing;
use crate::ui::State;
use crate::{places_feed, sending, session, ui};
use known::Known;

/// How far the app has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Readiness {
    Loading,
    Failed,
    /// No child is bound on this phone.
    Unbound,
    Ready,
}

#[derive(Clone, Copy)]
pub struct Parent {
    pub locale: Locale,
    pub clock: ServerClock,
    pub appearance: Appearance,
    pub filter: State<Filter>,
    /// One signal for all of it: each further type of signal costs every phone a kilobyte, and
    /// pages write only what has changed.
    known: State<Known>,
}

impl Parent {
    /// Asks and knows nothing yet: see `start`.
    pub fn unstarted() -> Self {
        let parent = Self {
            locale: Locale::default(),
            clock: ServerClock::new(),
            appearance: Appearance::new(),
            filter: State::new(Filter::default()),
            known: State::new(Known {
                menu: None,
                places: None,
                children: session::token().is_none().then(Vec::new),
                failures: [None, None],
                turn: 0,
                active: session::active_child(),
                agreement: None,
                drafts: Drafts::default(),
                outbox: Outbox::default(),
                phase: None,
                standing: None,
            }),
        };
        ui::effect(Box::new(move || parent.follow_phase()));
        parent
    }

    /// The one the app was started with.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// The verdict can change by itself only when a phase ends, not at every second.
    fn follow_phase(self) {
        let now = self.clock.now();
        let (old, new) = self.known.with_untracked(|known| {
            let menu = known.menu.as_ref().zip(now);
            let phase =
                menu.map(|((_, menu), now)| (menu.phase(now), menu.round.takes_wishes(now)));
            (known.phase, phase)
        });
        if old != new {
            self.change(|known| known.phase = new);
        }
    }

    /// The only way to know something else.
    fn change(self, change: impl FnOnce(&mut Known)) {
        self.known.change(|known| {
            change(known);
            known.derive(self.clock);
        });
    }

    pub fn readiness(self) -> Readiness {
        self.known.with(Known::readiness)
    }

    /// Why nothing could be fetched.
    pub fn failure(self) -> Option<Failure> {
        self.known.with(|known| known.failure().cloned())
    }

    /// Where the child on the screen stands; there once the app is ready.
    pub fn standing(self) -> Option<Arc<Standing>> {
        self.known.with(|known| known.standing.clone())
    }

    /// The same for a handler, which answers a tap and follows nothing.
    pub fn standing_now(self) -> Option<Arc<Standing>> {
        self.known.with_untracked(|known| known.standing.clone())
    }

    pub fn children(self) -> Vec<Child> {
        self.known
            .with(|known| known.children.clone())
            .unwrap_or_default()
    }

    /// The children, each with what is chosen for it.
    pub fn family(self) -> Vec<(Child, SelectionDraft)> {
        self.known.with(|known| {
            let menu = known.menu.as_ref().map(|(hash, _)| hash);
            let children = known.children.iter().flatten();
            let chosen = children.filter_map(|child| {
                let draft = known.drafts.of(child, menu?);
                Some((child.clone(), draft))
            });
            chosen.collect()
        })
    }

    pub fn has_children(self) -> bool {
        !self.children().is_empty()
    }

    pub fn child_name(self) -> String {
        let name = |standing: Arc<Standing>| standing.child.student.name.to_string();
        self.standing().map(name).unwrap_or_default()
    }

    /// Asks for everything and listens from then on.
    pub fn start(self) {
        if session::token().is_some() {
            self.recall();
        }
        self.load();
        places_feed::listen(move |places| self.take_places(places));
        let look_again = move |_| {
            if !document().hidden() {
                self.load();
            }
        };
        ui::listen(&window(), "visibilitychange", Box::new(look_again));
        let back_online = move |_| {
            self.in_outbox(|outbox| outbox.hurry(|one| one.progress.is_offline()));
            self.load();
        };
        ui::listen(&window(), "online", Box::new(back_online));
        ui::listen(
            &window(),
            "storage",
            Box::new(move |_| self.follow_storage()),
        );
    }

    /// Another page of this phone has edited a draft or signed out.
    fn follow_storage(self) {
        if session::token().is_none() {
            return self.leave();
        }
        self.change(|known| {
            let children = known.children.as_deref().unwrap_or_default();
            known.drafts.look_again(children);
            known.outbox.follow_storage(children, true);
        });
    }

    /// Shows what was known last time until there is something newer.
    fn recall(self) {
        if let Some(last) = LastAnswers::kept() {
            self.clock.recall(last.school.now);
            self.change(|known| {
                known.menu = Some((last.school.menu, Arc::new(last.menu)));
                known.places = Some(Arc::new(last.places));
                known.drafts.look_again(&last.me.children);
                known.outbox.follow_storage(&last.me.children, false);
                known.children = Some(last.me.children);
            });
        }
    }

    /// Asks again for what may have changed, and for what failed.
    pub fn load(self) {
        api::school(move |school| match school {
            Ok(school) => self.take_school(school),
            Err(failure) => self.fail(failure),
        });
        if session::token().is_some() {
            self.ask_account();
        }
    }

    /// Asks what the school holds.
    pub fn ask_account(self) {
        let turn = move || self.known.with_untracked(|known| known.turn);
        let asked_at = turn();
        api::me(move |me| {
            let is_known = me.is_ok();
            if turn() == asked_at {
                self.take_me(me);
            } else {
                // Between question and answer a receipt or a farewell has made it old.
                api::forget_account();
            }
            if !is_known {
                sending::keep_trying(self);
            }
        });
    }

    fn fail(self, failure: Failure) {
        self.change(|known| known.failures[0] = Some(failure));
    }

    fn take_school(self, school: SchoolView) {
        self.clock.tell(school.now);
        self.clock.keep();
        let known = self.menu_hash();
        if known.as_ref() == Some(&school.menu) {
            return self.load_places(school.now);
        }
        let (hash, now) = (school.menu.clone(), school.now);
        api::menu(&school.menu, move |menu| match menu {
            Ok(menu) => {
                if let Some(replaced) = known {
                    api::forget_menu(&replaced);
                }
                self.change(|known| known.menu = Some((hash, Arc::new(menu))));
                self.load_places(now);
            }
            Err(failure) => self.fail(failure),
        });
    }

    fn load_places(self, now: Moment) {
        api::places(move |places| match places {
            Ok(mut places) => {
                // An unchanged answer comes from the browser's cache with the time of its first
                // day, but it was confirmed just now.
                places.as_of = places.as_of.max(now);
                self.take_places(places);
                self.change(|known| known.failures[0] = None);
            }
            Err(failure) => self.fail(failure),
        });
    }

    fn take_me(self, me: Answer<Me>) {
        match me {
            Ok(me) => {
                self.clock.tell(me.now);
                self.take_children(me.children.clone());
                sending::look_at(self, me.children);
                drafts::keep_soon(self);
            }
            Err(Failure::Refused(problem)) if problem.code == ProblemCode::SignInRequired => {
                self.forget_session();
            }
            // The letter's code works once: a busy server must not cost the session.
            Err(failure) => self.change(|known| known.failures[1] = Some(failure)),
        }
    }

    fn take_children(self, children: Vec<Child>) {
        self.change(|known| {
            known.drafts.look_again(&children);
            known.children = Some(children);
            known.failures[1] = None;
        });
    }

    /// What the school has changed of the children's places, as far as it was not read.
    pub fn news(self) -> String {
        self.known.with(|known| {
            let children = known.children.iter().flatten();
            let told = children.map(|child| child.news.as_str());
            let told = told.filter(|news| !news.is_empty());
            told.collect::<Vec<_>>().join("\n\n")
        })
    }

    /// It was read; told anew with the next look should the server not hear of it.
    pub fn read_news(self) {
        self.change(|known| {
            for child in known.children.iter_mut().flatten() {
                if !child.news.is_empty() {
                    api::read_news(child);
                    child.news.clear();
                }
            }
        });
    }

    /// What pages are drawn from: which menu is on the screen, and whether its places wait for a draw;
    /// empty before there is one.
    pub fn menu_version(self) -> String {
        self.known.with(|known| {
            let menu = known.menu.as_ref();
            let mut version = menu.map(|(hash, _)| hash.to_string()).unwrap_or_default();
            if known.waits_for_pool() {
                version.push(' ');
            }
            version
        })
    }

    fn menu_hash(self) -> Option<MenuHash> {
        self.known
            .with_untracked(|known| known.menu.as_ref().map(|(hash, _)| hash.clone()))
    }

    pub fn take_places(self, places: Places) {
        // A repeated answer is as old as the first; what was pushed since then is newer.
        let is_older = |known: &Known| {
            let newest = known
                .places
                .as_ref()
                .filter(|known| known.menu == places.menu);
            newest.is_some_and(|newest| places.as_of < newest.as_of)
        };
        if self.known.with_untracked(is_older) {
            return;
        }
        self.clock.tell(places.as_of);
        if self.menu_hash().is_some_and(|hash| hash != places.menu) {
            self.load();
        }
        let was_drawn = !places.waits_for_pool && self.known.with_untracked(Known::waits_for_pool);
        self.change(|known| known.places = Some(Arc::new(places)));
        // The draw has given places to children.
        if was_drawn {
            self.ask_account();
        }
    }

    /// The account as it is after a child was bound.
    pub fn take_binding(self, child: StudentId, me: Me) {
        self.change(|known| known.turn = known.turn.wrapping_add(1));
        self.clock.tell(me.now);
        self.take_children(me.children);
        self.switch_to(child);
        // Asked for once more, as it is kept for the next time without a network.
        self.load();
    }

    pub fn switch_to(self, child: StudentId) {
        session::keep_active_child(&child);
        self.change(|known| known.active = Some(child));
    }

    /// Changes the active child's draft and keeps it.
    pub fn edit(self, change: impl FnOnce(&mut SelectionDraft)) {
        if let Some(standing) = self.standing_now() {
            let mut draft = standing.draft.clone();
            change(&mut draft);
            let child = &standing.child.student.id;
            self.change(|known| {
                known.drafts.set(child, draft);
                known.outbox.forget_refusal(child);
            });
            drafts::keep_soon(self);
        }
    }

    /// Looks at the drafts, or changes them.
    pub fn in_drafts<T>(self, look: impl FnOnce(&mut Drafts) -> T) -> T {
        self.known.change(|known| {
            let found = look(&mut known.drafts);
            known.derive(self.clock);
            found
        })
    }

    /// Looks into what is on its way to the school, or changes it.
    pub fn in_outbox<T>(self, look: impl FnOnce(&mut Outbox) -> T) -> T {
        self.known.change(|known| look(&mut known.outbox))
    }

    /// The children whose choice waits to be sent again.
    pub fn waiting(self) -> Vec<Student> {
        let is_waiting = |progress: Progress| matches!(progress, Progress::Waiting { .. });
        let children = self.children().into_iter().map(|child| child.student);
        children
            .filter(|student| is_waiting(self.progress_of(&student.id)))
            .collect()
    }

    /// What has become of a child's choice.
    pub fn progress_of(self, child: &StudentId) -> Progress {
        self.known.with(|known| {
            let sending = known.outbox.of(child);
            sending.map_or(Progress::Idle, |sending| sending.progress.clone())
        })
    }

    /// What has become of the active child's choice.
    pub fn progress(self) -> Progress {
        let standing = self.standing();
        standing.map_or(Progress::Idle, |s| self.progress_of(&s.child.student.id))
    }

    /// Takes a receipt: it is now what the school holds, and the draft has done its work.
    pub fn take_receipt(self, receipt: Receipt, sent: Option<&SelectionDraft>) {
        let id = receipt.student.clone();
        // What was edited while the answer was on its way is still to be sent.
        let is_done = self.known.with_untracked(|known| {
            let begun = known.drafts.begun(&id);
            begun.is_none_or(|begun| sent.is_some_and(|sent| begun.chooses_same_as(sent)))
        });
        api::forget_account();
        self.change(|known| {
            if is_done {
                known.drafts.finish(&id);
            } else {
                // The server has let go of the draft with the submission.
                known.drafts.tell_again(&id);
            }
            known.turn = known.turn.wrapping_add(1);
            let mut all = known.children.iter_mut().flatten();
            if let Some(child) = all.find(|child| child.student.id == id) {
                child.student.enrolled = receipt.offerings.clone();
                child.receipt = Some(receipt);
            }
        });
    }

    /// The safety agreement of the current menu, once it was asked for.
    pub fn agreement(self) -> Option<(AgreementHash, Arc<SafetyAgreement>)> {
        self.known.with(|known| {
            let (_, menu) = known.menu.as_ref()?;
            let is_current = |(hash, _): &&(_, _)| menu.agreement.as_ref() == Some(hash);
            known.agreement.as_ref().filter(is_current).cloned()
        })
    }

    pub fn take_agreement(self, hash: AgreementHash, agreement: SafetyAgreement) {
        self.change(|known| known.agreement = Some((hash, Arc::new(agreement))));
    }

    /// Takes a guardian's signature.
    pub fn take_signature(self, child: &StudentId, signature: AgreementSignature) {
        api::forget_account();
        self.change(|known| {
            known.turn = known.turn.wrapping_add(1);
            let mut all = known.children.iter_mut().flatten();
            if let Some(found) = all.find(|found| found.student.id == *child) {
                found.signature = Some(signature);
            }
        });
        // Kept for the next time without a network.
        self.load();
    }

    pub fn forget_session(self) {
        session::forget();
        self.leave();
    }

    /// Nobody is signed in any more, on this page or another.
    fn leave(self) {
        self.change(|known| {
            known.turn = known.turn.wrapping_add(1);
            known.children = Some(Vec::new());
            known.drafts = Drafts::default();
            known.outbox = Outbox::default();
        });
    }
}
