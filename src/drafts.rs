//! What each child's parent has put together so far: the only writable state on the phone.

use afterbell_domain::wire::{Child, DraftKept, DraftUpdate};
use afterbell_domain::{MenuHash, ReceiptStatus, SelectionDraft, StudentId};
use leptos::prelude::set_timeout;
use serde::{Deserialize, Serialize};
use std::time::Duration;

use crate::api::{self, Answer, Failure};
use crate::background::dice;
use crate::parent::Parent;
use crate::storage;

/// A parent taps several times in a row; only where that ends is worth telling.
const REST_SECONDS: f64 = 2.0;

/// Few enough to be searched in line.
#[derive(Default)]
pub struct Drafts(Vec<(StudentId, Begun)>);

/// What a parent has begun for a child; without a draft, what the school holds stands.
#[derive(Clone, Serialize, Deserialize)]
struct Begun {
    draft: Option<SelectionDraft>,
    /// The server's revision it was made from.
    revision: u32,
    /// Whether the server has it.
    is_kept: bool,
}

/// A place for each child, so that two open pages do not write over each other's children.
fn place(child: &StudentId) -> String {
    ["draft.", child.as_str()].concat()
}

impl Drafts {
    /// The drafts begun for these children, by this page, another, or another phone: what the
    /// server does not have yet is the newest.
    pub fn look_again(&mut self, children: &[Child]) {
        let kept = children.iter().map(|child| {
            let (id, server) = (&child.student.id, &child.draft);
            // Where a phone may keep nothing, what this page knows is all there is.
            let own = storage::read::<Begun>(&place(id)).or_else(|| self.find(id).cloned());
            let own = own.filter(|own| !own.is_kept || own.revision >= server.revision);
            let begun = own.unwrap_or_else(|| Begun {
                draft: server.draft.clone(),
                revision: server.revision,
                is_kept: true,
            });
            (id.clone(), begun)
        });
        self.0 = kept.collect();
    }

    /// The child's draft against this menu: the one begun, else what the school already
    /// holds, else nothing.
    pub fn of(&self, child: &Child, menu: &MenuHash) -> SelectionDraft {
        let draft = self.begun(&child.student.id).cloned();
        let draft = draft.or_else(|| held(child));
        draft.map_or_else(
            || SelectionDraft::empty(menu.clone()),
            |draft| draft.for_menu(menu.clone()),
        )
    }

    pub fn begun(&self, child: &StudentId) -> Option<&SelectionDraft> {
        self.find(child)?.draft.as_ref()
    }

    fn find(&self, child: &StudentId) -> Option<&Begun> {
        let mut all = self.0.iter();
        all.find(|(id, _)| id == child).map(|(_, begun)| begun)
    }

    fn change(&mut self, child: &StudentId, change: impl FnOnce(&mut Begun)) {
        let mut all = self.0.iter_mut();
        if let Some((_, begun)) = all.find(|(id, _)| id == child) {
            change(begun);
            storage::write(&place(child), begun);
        }
    }

    pub fn set(&mut self, child: &StudentId, draft: SelectionDraft) {
        self.change(child, |begun| {
            begun.draft = Some(draft);
            begun.is_kept = false;
        });
    }

    /// Lets go of a draft that has done its work; the server does so by itself.
    pub fn finish(&mut self, child: &StudentId) {
        self.change(child, |begun| {
            begun.draft = None;
            begun.is_kept = true;
        });
    }

    /// Has the server told once more what it may have let go of.
    pub fn tell_again(&mut self, child: &StudentId) {
        self.change(child, |begun| begun.is_kept = false);
    }

    /// What the server does not have yet.
    fn unkept(&self) -> Vec<(StudentId, DraftUpdate)> {
        let unkept = self.0.iter().filter(|(_, begun)| !begun.is_kept);
        let update = unkept.map(|(child, begun)| {
            let update = DraftUpdate {
                draft: begun.draft.clone(),
                base_revision: begun.revision,
            };
            (child.clone(), update)
        });
        update.collect()
    }
}

/// Tells the server, once the parent has stopped tapping.
pub fn keep_soon(parent: Parent) {
    let unkept = move || parent.in_drafts(|drafts| drafts.unkept());
    let before = unkept();
    if before.is_empty() {
        return;
    }
    let keep = move || {
        // What has changed meanwhile has a timer of its own.
        for (child, update) in unkept() {
            if before.contains(&(child.clone(), update.clone())) {
                keep(parent, child, update);
            }
        }
    };
    set_timeout(keep, Duration::from_secs_f64(REST_SECONDS * (1.0 + dice())));
}

fn keep(parent: Parent, child: StudentId, update: DraftUpdate) {
    let id = child.clone();
    let sent = update.draft.clone();
    let take = move |answer: Answer<DraftKept>| {
        let (revision, is_kept) = match answer {
            Ok(kept) => (kept.revision, true),
            // Another phone was faster. This one is in the parent's hand: it goes on from there.
            Err(Failure::Refused(problem)) => match problem.draft {
                Some(other) => (other.revision, false),
                None => return,
            },
            // It stays on this phone, and is told with the next change or the next look.
            Err(_) => return,
        };
        parent.in_drafts(|drafts| {
            drafts.change(&child, |begun| {
                begun.revision = revision;
                begun.is_kept = is_kept && begun.draft == sent;
            });
        });
        keep_soon(parent);
    };
    api::keep_draft(&id, &update, take);
}

/// Whether a draft differs from what the school holds for its child.
pub fn has_changes(child: &Child, draft: &SelectionDraft) -> bool {
    match held(child) {
        Some(held) => !draft.chooses_same_as(&held),
        None => !draft.is_empty(),
    }
}

/// What a draft chooses, in a word: changes when the choice does.
pub fn in_a_word(draft: &SelectionDraft) -> String {
    let care = draft.care().iter().map(|choice| {
        let day = choice.weekday.number().to_string();
        [&day, "@", &choice.pick_up.to_string()].concat()
    });
    let offerings = draft.offerings().iter().map(ToString::to_string);
    offerings.chain(care).collect::<Vec<_>>().join(" ")
}

/// What the school holds for a child, as a draft.
pub fn held(child: &Child) -> Option<SelectionDraft> {
    let receipt = child.receipt.as_ref()?;
    let (menu, offerings) = (receipt.menu.clone(), receipt.offerings.clone());
    match receipt.status {
        ReceiptStatus::Submitted => SelectionDraft::new(menu, offerings, receipt.care.clone()).ok(),
        ReceiptStatus::Withdrawn | ReceiptStatus::Ended => None,
    }
}
