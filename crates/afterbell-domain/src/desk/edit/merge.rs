//! Two people at one cell that holds much: whoever changes another line or field of it than somebody else
//! did meanwhile overwrites nothing.

use super::{DraftEdit, MenuCell};
use crate::{
    BaseCare, BaseService, CareDay, Holiday, Limits, MakeUpDay, SelectionRound, SelectionWindow,
    Term,
};

impl DraftEdit {
    /// The same change made to what stands there now, which `now` was made from; `None` when both have changed
    /// the same thing, or when it is no cell of this kind.
    pub(super) fn merged_into(&self, now: &Self) -> Option<Self> {
        let (Self::Menu { before, after }, Self::Menu { before: stands, .. }) = (self, now) else {
            return None;
        };
        let merged = cell(before, after, stands)?;
        Some(Self::Menu {
            before: stands.clone(),
            after: Box::new(merged),
        })
    }
}

fn cell(base: &MenuCell, ours: &MenuCell, theirs: &MenuCell) -> Option<MenuCell> {
    Some(match (base, ours, theirs) {
        (MenuCell::BaseCare(base), MenuCell::BaseCare(ours), MenuCell::BaseCare(theirs)) => {
            MenuCell::BaseCare(BaseCare {
                days: list(&base.days, &ours.days, &theirs.days, care_day)?,
                services: list(&base.services, &ours.services, &theirs.services, service)?,
            })
        }
        (MenuCell::Limits(base), MenuCell::Limits(ours), MenuCell::Limits(theirs)) => {
            MenuCell::Limits(limits(base, ours, theirs)?)
        }
        (MenuCell::Term(base), MenuCell::Term(ours), MenuCell::Term(theirs)) => {
            MenuCell::Term(term(base, ours, theirs)?)
        }
        (MenuCell::Round(base), MenuCell::Round(ours), MenuCell::Round(theirs)) => {
            MenuCell::Round(round(base, ours, theirs)?)
        }
        (MenuCell::Groups(base), MenuCell::Groups(ours), MenuCell::Groups(theirs)) => {
            MenuCell::Groups(list(base, ours, theirs, value)?)
        }
        _ => return None,
    })
}

/// Whichever of the two has changed it.
fn value<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> Option<T> {
    match (ours == base, theirs == base || theirs == ours) {
        (true, _) => Some(theirs.clone()),
        (_, true) => Some(ours.clone()),
        _ => None,
    }
}

/// A function that merges field by field.
macro_rules! fields {
    ($($name:ident: $type:ident { $($field:ident,)+ })+) => {$(
        fn $name(base: &$type, ours: &$type, theirs: &$type) -> Option<$type> {
            Some($type { $($field: value(&base.$field, &ours.$field, &theirs.$field)?,)+ })
        }
    )+};
}

fields! {
    care_day: CareDay { weekday, time, pick_up_times, }
    service: BaseService { name, grades, weekdays, time, dates, place, content, fee_note, }
    limits: Limits { per_day, per_category, per_term, }
    holiday: Holiday { name, first_day, last_day, }
    make_up_day: MakeUpDay { date, follows, }
    window: SelectionWindow { opens_at, closes_at, }
}

fn term(base: &Term, ours: &Term, theirs: &Term) -> Option<Term> {
    let (days, of_ours, of_theirs) = (&base.make_up_days, &ours.make_up_days, &theirs.make_up_days);
    Some(Term {
        name: value(&base.name, &ours.name, &theirs.name)?,
        first_day: value(&base.first_day, &ours.first_day, &theirs.first_day)?,
        last_day: value(&base.last_day, &ours.last_day, &theirs.last_day)?,
        holidays: list(&base.holidays, &ours.holidays, &theirs.holidays, holiday)?,
        make_up_days: list(days, of_ours, of_theirs, make_up_day)?,
    })
}

fn round(
    base: &SelectionRound,
    ours: &SelectionRound,
    theirs: &SelectionRound,
) -> Option<SelectionRound> {
    Some(SelectionRound {
        mode: value(&base.mode, &ours.mode, &theirs.mode)?,
        windows: list(&base.windows, &ours.windows, &theirs.windows, window)?,
        opening_pool_minutes: value(
            &base.opening_pool_minutes,
            &ours.opening_pool_minutes,
            &theirs.opening_pool_minutes,
        )?,
    })
}

/// Line by line where both have as many; else what one has put in place of some lines, and the other in place
/// of others.
fn list<T: Clone + PartialEq>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    line: impl Fn(&T, &T, &T) -> Option<T>,
) -> Option<Vec<T>> {
    if ours == base || theirs == ours {
        return Some(theirs.to_vec());
    }
    if theirs == base {
        return Some(ours.to_vec());
    }
    // What was sent before and is there already, among what others have changed since.
    if contains(base, ours, theirs, &line) {
        return Some(theirs.to_vec());
    }
    if contains(base, theirs, ours, &line) {
        return Some(ours.to_vec());
    }
    combined(base, ours, theirs, &line)
}

/// Whether a change can be taken back out of a list, and made again to the same.
fn contains<T: Clone + PartialEq>(
    base: &[T],
    change: &[T],
    list: &[T],
    line: &impl Fn(&T, &T, &T) -> Option<T>,
) -> bool {
    let without = combined(change, base, list, line);
    let again = without.and_then(|without| combined(base, change, &without, line));
    again.as_deref() == Some(list)
}

fn combined<T: Clone + PartialEq>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    line: &impl Fn(&T, &T, &T) -> Option<T>,
) -> Option<Vec<T>> {
    if ours.len() == base.len() && theirs.len() == base.len() {
        let lines = base.iter().zip(ours).zip(theirs);
        return lines
            .map(|((base, ours), theirs)| line(base, ours, theirs))
            .collect();
    }
    let (one, other) = (Span::of(base, ours), Span::of(base, theirs));
    let (first, second) = match (one.from, one.to) <= (other.from, other.to) {
        true => (one, other),
        false => (other, one),
    };
    // Two who add at one place: nobody but they knows in which order.
    let is_same_place = first.from == second.from && first.to == second.to;
    if is_same_place || first.to > second.from {
        return None;
    }
    let kept = |from: usize, to: usize| base.get(from..to).unwrap_or_default();
    let parts = [
        kept(0, first.from),
        first.lines,
        kept(first.to, second.from),
        second.lines,
        kept(second.to, base.len()),
    ];
    Some(parts.concat())
}

/// Lines that were put in place of those from one number up to, not including, another.
struct Span<'a, T> {
    from: usize,
    to: usize,
    lines: &'a [T],
}

impl<'a, T: PartialEq> Span<'a, T> {
    fn of(base: &[T], side: &'a [T]) -> Self {
        let alike = |(one, other): &(&T, &T)| one == other;
        let before = base.iter().zip(side).take_while(alike).count();
        let most = base.len().min(side.len()) - before;
        let from_the_end = base.iter().rev().zip(side.iter().rev());
        let after = from_the_end.take(most).take_while(alike).count();
        Self {
            from: before,
            to: base.len() - after,
            lines: side.get(before..side.len() - after).unwrap_or_default(),
        }
    }
}
