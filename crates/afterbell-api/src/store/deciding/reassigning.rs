//! 变动处理: the entry that a child gets which a publication has moved, or put out of a place.

use afterbell_domain::desk::{Bystander, Reassigned, Telling, Told, ToldChange, ToldCourse};
use afterbell_domain::{
    MenuHash, Moment, OfferingId, ReceiptStatus, ServiceMenu, Student, Waiting,
};

use super::{Entry, Event};
use crate::store::{MenuChange, StoreError};

/// What a publication does to children whether they hold a place in what changes or not.
pub fn told_of(
    published: &ServiceMenu,
    next: &MenuChange,
    children: &[Bystander],
    reassigned: &[Reassigned],
) -> Result<Told, StoreError> {
    let telling = Telling {
        published,
        menu: &serde_json::from_slice(&next.canonical_json)?,
        reassigned,
    };
    Ok(telling.told(children))
}

/// Where a child waits, or is offered a place.
pub fn claimed(lists: Vec<Waiting>) -> Vec<OfferingId> {
    let claims = lists.into_iter().filter(|one| one.state.claims());
    claims.map(|one| one.offering).collect()
}

/// What became of places, as it is kept.
pub fn told_of_places(told: &[ToldCourse]) -> Vec<ToldChange> {
    told.iter().cloned().map(ToldChange::from).collect()
}

/// `student` as it is when its places were given back; none when what it holds is what it was.
pub fn entry_of(
    child: &Reassigned,
    sequence: u32,
    (hash, menu): (&MenuHash, &ServiceMenu),
    student: &Student,
    now: Moment,
) -> Option<Entry> {
    let selection = child.selection.as_ref()?;
    let mut entry = Entry::of(sequence, hash, menu, student, selection, now);
    entry.event = Event::MenuChanged;
    entry.gives_back.clone_from(&child.leaves);
    if selection.is_empty() {
        entry.receipt.status = ReceiptStatus::Ended;
    }
    Some(entry)
}
