//! 变动处理: the entry that a child gets which a publication has moved, or put out of a place.

use afterbell_domain::desk::Reassigned;
use afterbell_domain::{MenuHash, Moment, ReceiptStatus, ServiceMenu, Student};

use super::{Entry, Event};

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
