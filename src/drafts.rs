//! What each child's parent has put together so far: the only writable state on the phone.

use afterbell_domain::wire::Child;
use afterbell_domain::{MenuHash, ReceiptStatus, SelectionDraft, StudentId};

use crate::storage;

/// Few enough to be searched in line.
#[derive(Default)]
pub struct Drafts(Vec<(StudentId, SelectionDraft)>);

/// A place for each child, so that two open pages do not write over each other's children.
fn place(child: &StudentId) -> String {
    ["draft.", child.as_str()].concat()
}

impl Drafts {
    /// The drafts kept for these children, by this page or another.
    pub fn kept(children: &[Child]) -> Self {
        let kept = children.iter().filter_map(|child| {
            let id = &child.student.id;
            Some((id.clone(), storage::read(&place(id))?))
        });
        Self(kept.collect())
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
        all.find(|(begun, _)| begun == child)
            .map(|(_, draft)| draft)
    }

    /// Takes a draft and keeps it; with `None` lets go of it, so that what the school holds
    /// shows again.
    pub fn set(&mut self, child: &StudentId, draft: Option<SelectionDraft>) {
        self.0.retain(|(begun, _)| begun != child);
        match draft {
            Some(draft) => {
                storage::write(&place(child), &draft);
                self.0.push((child.clone(), draft));
            }
            None => storage::remove(&place(child)),
        }
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
