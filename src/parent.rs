//! Everything the parent's app knows, in one place; pages read it and call its verbs.

use afterbell_domain::wire::{Child, Me};
use afterbell_domain::{
    FeeStatement, MenuHash, OfferingId, Places, Receipt, SelectionDraft, ServiceMenu, StudentId,
};
use afterbell_locale::Locale;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

use crate::api::{self, Answer, Failure};
use crate::appearance::Appearance;
use crate::drafts::{self, Drafts};
use crate::judgement::Judgement;
use crate::server_clock::ServerClock;
use crate::{places_feed, session};

#[derive(Debug, Clone, PartialEq)]
pub struct CurrentMenu {
    pub hash: MenuHash,
    pub menu: Arc<ServiceMenu>,
}

/// How far the app has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Readiness {
    Loading,
    Failed(Failure),
    /// No child is bound on this phone.
    Unbound,
    Ready,
}

#[derive(Clone, Copy)]
pub struct Parent {
    pub locale: Locale,
    pub clock: ServerClock,
    pub appearance: Appearance,
    pub menu: RwSignal<Option<CurrentMenu>>,
    pub places: RwSignal<Option<Places>>,
    /// `None` until the server has said who is bound.
    pub children: RwSignal<Option<Vec<Child>>>,
    failure: RwSignal<Option<Failure>>,
    active: RwSignal<Option<StudentId>>,
    drafts: RwSignal<Drafts>,
    pub readiness: Memo<Readiness>,
    pub child: Memo<Option<Child>>,
    pub draft: Memo<Option<SelectionDraft>>,
    pub judgement: Memo<Option<Judgement>>,
}

impl Parent {
    pub fn new() -> Self {
        let clock = ServerClock::new();
        let menu = RwSignal::new(None::<CurrentMenu>);
        let places = RwSignal::new(None);
        let children = RwSignal::new(session::token().is_none().then(Vec::<Child>::new));
        let failure = RwSignal::new(None);
        let active = RwSignal::new(session::active_child());
        let drafts = RwSignal::new(Drafts::kept());
        let readiness = Memo::new(move |_| match (children.get(), failure.get()) {
            (_, Some(failure)) => Readiness::Failed(failure),
            (Some(children), None) if menu.with(Option::is_some) && children.is_empty() => {
                Readiness::Unbound
            }
            (Some(_), None) if menu.with(Option::is_some) && places.with(Option::is_some) => {
                Readiness::Ready
            }
            _ => Readiness::Loading,
        });
        let child = Memo::new(move |_| {
            let children = children.get()?;
            let chosen = children
                .iter()
                .find(|child| Some(&child.student.id) == active.get().as_ref());
            chosen.or(children.first()).cloned()
        });
        let draft = Memo::new(move |_| {
            let (child, menu) = (child.get()?, menu.get()?);
            Some(drafts.with(|drafts| drafts.of(&child, &menu.hash)))
        });
        // The verdict can change by itself only when a phase ends, not at every second.
        let phase = Memo::new(move |_| Some(menu.get()?.menu.phase(clock.now()?)));
        let judgement = Memo::new(move |_| {
            phase.track();
            let (menu, child, draft) = (menu.get()?, child.get()?, draft.get()?);
            let now = untrack(move || clock.now())?;
            places.with(|places| {
                Some(Judgement::of(
                    &menu.menu,
                    &child.student,
                    &draft,
                    places.as_ref()?,
                    now,
                ))
            })
        });
        let (locale, appearance) = (Locale::default(), Appearance::new());
        Self {
            locale,
            clock,
            appearance,
            menu,
            places,
            children,
            failure,
            active,
            drafts,
            readiness,
            child,
            draft,
            judgement,
        }
    }

    /// The one the app was started with.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// Asks for everything and listens from then on.
    pub fn start(self) {
        self.load();
        places_feed::listen(move |places| self.take_places(places));
        let handle = window_event_listener_untyped("visibilitychange", move |_| {
            if !document().hidden() {
                self.load();
            }
        });
        on_cleanup(move || handle.remove());
    }

    /// Asks again for what may have changed, and for what failed.
    pub fn load(self) {
        spawn_local(async move {
            match self.load_school().await {
                Ok(()) => self.failure.set(None),
                // What is already on the screen stays useful without the network.
                Err(_) if self.menu.with_untracked(Option::is_some) => {}
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
        if session::token().is_some() {
            spawn_local(async move { self.take_me(api::me().await) });
        }
    }

    async fn load_school(self) -> Answer<()> {
        let school = api::school().await?;
        self.clock.tell(school.now);
        if self
            .menu
            .with_untracked(|menu| menu.as_ref().map(|m| &m.hash) != Some(&school.menu))
        {
            let menu = Arc::new(api::menu(&school.menu).await?);
            self.menu.set(Some(CurrentMenu {
                hash: school.menu,
                menu,
            }));
        }
        self.take_places(api::places().await?);
        Ok(())
    }

    fn take_me(self, me: Answer<Me>) {
        match me {
            Ok(me) => {
                self.clock.tell(me.now);
                self.children.set(Some(me.children));
            }
            Err(Failure::Refused(_)) => self.forget_session(),
            Err(_) if self.children.with_untracked(Option::is_some) => {}
            Err(failure) => self.failure.set(Some(failure)),
        }
    }

    pub fn take_places(self, places: Places) {
        self.clock.tell(places.as_of);
        let current = self
            .menu
            .with_untracked(|menu| menu.as_ref().map(|m| m.hash.clone()));
        if current.is_some_and(|hash| hash != places.menu) {
            self.load();
        }
        self.places.set(Some(places));
    }

    /// The account as it is after a child was bound.
    pub fn take_binding(self, child: StudentId, me: Me) {
        self.clock.tell(me.now);
        self.children.set(Some(me.children));
        self.switch_to(child);
    }

    pub fn switch_to(self, child: StudentId) {
        session::keep_active_child(&child);
        self.active.set(Some(child));
    }

    /// Changes the active child's draft and keeps it.
    pub fn edit(self, change: impl FnOnce(&mut SelectionDraft)) {
        let (child, draft) = (self.child.get_untracked(), self.draft.get_untracked());
        if let (Some(child), Some(mut draft)) = (child, draft) {
            change(&mut draft);
            self.drafts
                .update(|drafts| drafts.set(&child.student.id, draft));
            self.drafts.with_untracked(Drafts::keep);
        }
    }

    /// Takes a receipt: it is now what the school holds, and the draft has done its work.
    pub fn take_receipt(self, receipt: Receipt, sent: Option<&SelectionDraft>) {
        let id = receipt.student.clone();
        let is_sent = |kept: &SelectionDraft| sent.is_none_or(|sent| kept.chooses_same_as(sent));
        let kept = self.draft.get_untracked().filter(|_| self.is_active(&id));
        if kept.as_ref().is_none_or(is_sent) {
            self.drafts.update(|drafts| drafts.forget(&id));
            self.drafts.with_untracked(Drafts::keep);
        }
        self.children.update(|children| {
            let mut all = children.iter_mut().flatten();
            if let Some(child) = all.find(|child| child.student.id == id) {
                child.student.enrolled = receipt.offerings.clone();
                child.receipt = Some(receipt);
            }
        });
    }

    fn is_active(self, id: &StudentId) -> bool {
        self.child
            .with_untracked(|child| child.as_ref().is_some_and(|c| c.student.id == *id))
    }

    /// Whether the draft differs from what the school holds.
    pub fn has_changes(self) -> bool {
        let held = self.child.get().as_ref().and_then(drafts::held);
        self.draft.with(|draft| match (draft, held) {
            (Some(draft), Some(held)) => !draft.chooses_same_as(&held),
            (Some(draft), None) => !draft.is_empty(),
            (None, _) => false,
        })
    }

    /// Offerings the child holds that the draft leaves out.
    pub fn leaving(self) -> Vec<OfferingId> {
        let draft = self.draft.get();
        let enrolled = self
            .child
            .get()
            .map(|child| child.student.enrolled)
            .unwrap_or_default();
        let left_out = |id: &OfferingId| draft.as_ref().is_some_and(|draft| !draft.contains(id));
        enrolled.into_iter().filter(left_out).collect()
    }

    pub fn fees(self) -> Option<FeeStatement> {
        Some(FeeStatement::of(&self.menu.get()?.menu, &self.draft.get()?))
    }

    pub fn child_name(self) -> String {
        self.child.with(|child| {
            child
                .as_ref()
                .map(|c| c.student.name.to_string())
                .unwrap_or_default()
        })
    }

    pub fn forget_session(self) {
        session::forget();
        self.children.set(Some(Vec::new()));
    }
}
