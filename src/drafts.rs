//! What each child's parent has put together so far: the only writable state on the phone.

use afterbell_domain::wire::Child;
use afterbell_domain::{MenuHash, ReceiptStatus, SelectionDraft, StudentId};
use serde::{Deserialize, Serialize};

use crate::storage;

const DRAFTS: &str = "afterbell.drafts";

/// Few enough to be searched in line.
#[derive(Default)]
pub struct Drafts(Vec<Begun>);

#[derive(Serialize, Deserialize)]
struct Begun {
    child: StudentId,
    draft: SelectionDraft,
}

impl Drafts {
    pub fn kept() -> Self {
        Self(storage::read(DRAFTS).unwrap_or_default())
    }

    pub fn keep(&self) {
        storage::write(DRAFTS, &self.0);
    }

    /// The child's draft against this menu: the one begun on this phone, else what the
    /// school already holds, else nothing.
    pub fn of(&self, child: &Child, menu: &MenuHash) -> SelectionDraft {
        let draft = self.begun(&child.student.id).cloned();
        let draft = draft.or_else(|| held(child));
        draft.map_or_else(
            || SelectionDraft::empty(menu.clone()),
            |draft| draft.for_menu(menu.clone()),
        )
    }

    /// The draft begun for a child on this phone.
    pub fn begun(&self, child: &StudentId) -> Option<&SelectionDraft> {
        let mut all = self.0.iter();
        all.find(|begun| begun.child == *child)
            .map(|begun| &begun.draft)
    }

    /// Takes a draft; with `None` lets go of it, so that what the school holds shows again.
    pub fn set(&mut self, child: &StudentId, draft: Option<SelectionDraft>) {
        self.0.retain(|begun| begun.child != *child);
        let child = child.clone();
        self.0.extend(draft.map(|draft| Begun { child, draft }));
    }
}

/// What the school holds for a child, as a draft.
pub fn held(child: &Child) -> Option<SelectionDraft> {
    let receipt = child.receipt.as_ref()?;
    let (menu, offerings) = (receipt.menu.clone(), receipt.offerings.clone());
    match receipt.status {
        ReceiptStatus::Submitted => SelectionDraft::new(menu, offerings, receipt.care.clone()).ok(),
        ReceiptStatus::Withdrawn => None,
    }
}
