//! 学期: of which one a menu is, and what becomes of children's places at the end of one.

use afterbell_domain::desk::TermStep;
use afterbell_domain::{
    Date, MenuHash, Moment, ReceiptStatus, SelectionDraft, ServiceMenu, Student, Term,
};

use super::{Entry, Event};
use crate::store::{MenuChange, StoreError};

/// A term that menus were published for.
pub struct KnownTerm {
    pub number: u32,
    pub first_day: Date,
    pub last_day: Date,
}

/// Of which term a menu is: of a known one with which it has a day in common, the one that holds first;
/// else of the next.
pub fn term_of(
    menu: &MenuChange,
    known: &[KnownTerm],
    holds: u32,
) -> Result<KnownTerm, StoreError> {
    let menu: ServiceMenu = serde_json::from_slice(&menu.canonical_json)?;
    let same = known.iter().filter(|known| {
        let days = Term {
            first_day: known.first_day,
            last_day: known.last_day,
            ..menu.term.clone()
        };
        days.is_same_as(&menu.term)
    });
    let found = same.max_by_key(|known| (known.number == holds, known.number));
    let last = known.iter().map(|known| known.number).max();
    Ok(KnownTerm {
        number: found.map_or(last.unwrap_or(0).saturating_add(1), |known| known.number),
        first_day: menu.term.first_day,
        last_day: menu.term.last_day,
    })
}

/// What has to be asked for before a menu of this term is published after the one that holds.
pub fn step_to(
    holds: &ServiceMenu,
    menu: &MenuChange,
    is_same: bool,
) -> Result<Option<(TermStep, Term)>, StoreError> {
    let menu: ServiceMenu = serde_json::from_slice(&menu.canonical_json)?;
    let step = TermStep::between(&holds.term, &menu.term, is_same);
    Ok(step.map(|step| (step, menu.term.clone())))
}

/// 学期结束: the entry with which a child's places and care end together with the term, in the very transaction
/// in which the next one begins. Care ends, too: it is asked for term by term, at pick-ups that are the menu's.
pub fn ended(
    sequence: u32,
    (hash, menu): (&MenuHash, &ServiceMenu),
    student: &Student,
    now: Moment,
) -> Entry {
    let nothing = SelectionDraft::empty(hash.clone());
    let mut entry = Entry::of(sequence, hash, menu, student, &nothing, now);
    entry.event = Event::TermEnded;
    entry.receipt.status = ReceiptStatus::Ended;
    entry
}
