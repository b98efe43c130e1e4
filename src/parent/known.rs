//! What the app knows, and what follows from it.

use afterbell_domain::wire::Child;
use afterbell_domain::{
    AgreementHash, MenuHash, Phase, Places, SafetyAgreement, ServiceMenu, StudentId,
};
use leptos::prelude::untrack;
use std::sync::Arc;

use super::Readiness;
use crate::api::Failure;
use crate::drafts::Drafts;
use crate::outbox::Outbox;
use crate::server_clock::ServerClock;
use crate::standing::Standing;

/// What the server has said and what the parent has chosen.
pub(super) struct Known {
    pub(super) menu: Option<(MenuHash, Arc<ServiceMenu>)>,
    pub(super) places: Option<Arc<Places>>,
    /// `None` until the server has said who is bound.
    pub(super) children: Option<Vec<Child>>,
    /// Why the school, or the account, could not be asked the last time.
    pub(super) failures: [Option<Failure>; 2],
    /// Grows with everything that makes an account asked for earlier an old one.
    pub(super) turn: u32,
    pub(super) active: Option<StudentId>,
    pub(super) agreement: Option<(AgreementHash, Arc<SafetyAgreement>)>,
    pub(super) drafts: Drafts,
    pub(super) outbox: Outbox,
    /// And whether wishes are still taken, which an opening pool ends within a phase.
    pub(super) phase: Option<(Phase, bool)>,
    /// Derived from all the others.
    pub(super) standing: Option<Arc<Standing>>,
}

impl Known {
    pub(super) fn child(&self) -> Option<&Child> {
        let children = self.children.as_ref()?;
        let chosen = children
            .iter()
            .find(|child| Some(&child.student.id) == self.active.as_ref());
        chosen.or(children.first())
    }

    pub(super) fn waits_for_pool(&self) -> bool {
        let places = self.places.as_ref();
        places.is_some_and(|places| places.waits_for_pool)
    }

    pub(super) fn failure(&self) -> Option<&Failure> {
        self.failures.iter().flatten().next()
    }

    pub(super) fn readiness(&self) -> Readiness {
        match (&self.children, &self.menu, &self.places) {
            (Some(children), Some(_), _) if children.is_empty() => Readiness::Unbound,
            (Some(_), Some(_), Some(_)) => Readiness::Ready,
            _ if self.failure().is_some() => Readiness::Failed,
            _ => Readiness::Loading,
        }
    }

    pub(super) fn derive(&mut self, clock: ServerClock) {
        self.standing = untrack(|| self.standing(clock)).map(Arc::new);
    }

    pub(super) fn standing(&self, clock: ServerClock) -> Option<Standing> {
        let (hash, menu) = self.menu.as_ref()?;
        let child = self.child()?.clone();
        let draft = self.drafts.of(&child, hash);
        let places = self.places.as_ref()?;
        Some(Standing::of(menu, places, child, draft, clock.now()?))
    }
}
