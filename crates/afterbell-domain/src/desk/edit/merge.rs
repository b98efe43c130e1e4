//! Two people at one cell that holds much: whoever changes another line or field of it than somebody else
//! did meanwhile overwrites nothing.

use super::{DraftEdit, MenuCell, PlanCell};
use crate::policy::{
    CourseDetail, DocumentKind, PlanDocument, PriorityGroup, PriorityRule, SchoolProfile,
};
use crate::{
    BaseCare, BaseService, CareDay, Holiday, Limits, MakeUpDay, MenuGroup, School, SelectionRound,
    SelectionWindow, Term, Weekday,
};

impl DraftEdit {
    /// The same change made to what stands there now, which `now` was made from; `None` when both have changed
    /// the same thing, or when it is no cell of this kind.
    pub(super) fn merged_into(&self, now: &Self) -> Option<Self> {
        match (self, now) {
            (Self::Menu { before, after }, Self::Menu { before: stands, .. }) => Some(Self::Menu {
                before: stands.clone(),
                after: Box::new(cell(before, after, stands)?),
            }),
            (Self::Plan { before, after }, Self::Plan { before: stands, .. }) => Some(Self::Plan {
                before: stands.clone(),
                after: Box::new(plan_cell(before, after, stands)?),
            }),
            (
                Self::CourseDetail {
                    course,
                    before,
                    after,
                },
                Self::CourseDetail { before: stands, .. },
            ) => Some(Self::CourseDetail {
                course: course.clone(),
                before: stands.clone(),
                after: detail(before.as_deref(), after.as_deref(), stands.as_deref())?
                    .map(Box::new),
            }),
            _ => None,
        }
    }
}

/// Field by field; who has said nothing of a course, or nothing any more, says what holds without saying.
fn detail(
    base: Option<&CourseDetail>,
    ours: Option<&CourseDetail>,
    theirs: Option<&CourseDetail>,
) -> Option<Option<CourseDetail>> {
    let or_default = |it: Option<&CourseDetail>| it.cloned().unwrap_or_default();
    let (of_base, of_ours, of_theirs) = (or_default(base), or_default(ours), or_default(theirs));
    let merged = CourseDetail {
        form: value(&of_base.form, &of_ours.form, &of_theirs.form)?,
        content: value(&of_base.content, &of_ours.content, &of_theirs.content)?,
        activities: value(
            &of_base.activities,
            &of_ours.activities,
            &of_theirs.activities,
        )?,
        series: value(&of_base.series, &of_ours.series, &of_theirs.series)?,
        for_gifted: value(
            &of_base.for_gifted,
            &of_ours.for_gifted,
            &of_theirs.for_gifted,
        )?,
        level: value(&of_base.level, &of_ours.level, &of_theirs.level)?,
    };
    let is_said = merged != CourseDetail::default() || ours.is_some() && theirs.is_some();
    Some(is_said.then_some(merged))
}

fn plan_cell(base: &PlanCell, ours: &PlanCell, theirs: &PlanCell) -> Option<PlanCell> {
    Some(match (base, ours, theirs) {
        (PlanCell::School(base), PlanCell::School(ours), PlanCell::School(theirs)) => {
            PlanCell::School(profile(base, ours, theirs)?)
        }
        (PlanCell::Documents(base), PlanCell::Documents(ours), PlanCell::Documents(theirs)) => {
            let of = |it: &PlanDocument| it.kind;
            PlanCell::Documents(by_kind(DocumentKind::ALL, of, base, ours, theirs)?)
        }
        (PlanCell::Priority(base), PlanCell::Priority(ours), PlanCell::Priority(theirs)) => {
            let of = |it: &PriorityRule| it.group;
            PlanCell::Priority(by_kind(PriorityGroup::ALL, of, base, ours, theirs)?)
        }
        _ => return None,
    })
}

/// Kind by kind, in the order of the kinds; of each whichever of the two has changed it.
fn by_kind<K: Copy + PartialEq, T: Clone + PartialEq>(
    all: &[K],
    kind: impl Fn(&T) -> K,
    base: &[T],
    ours: &[T],
    theirs: &[T],
) -> Option<Vec<T>> {
    let mut merged = Vec::new();
    for one in all {
        let of = |list: &[T]| -> Vec<T> {
            let list = list.iter().filter(|it| kind(it) == *one);
            list.cloned().collect()
        };
        merged.extend(value(&of(base), &of(ours), &of(theirs))?);
    }
    Some(merged)
}

fn school(base: &School, ours: &School, theirs: &School) -> Option<School> {
    let (prefix, of_ours, of_theirs) = (
        &base.receipt_prefix,
        &ours.receipt_prefix,
        &theirs.receipt_prefix,
    );
    Some(School {
        name: value(&base.name, &ours.name, &theirs.name)?,
        receipt_prefix: value(prefix, of_ours, of_theirs)?,
        grades: value(&base.grades, &ours.grades, &theirs.grades)?,
        zone: value(&base.zone, &ours.zone, &theirs.zone)?,
    })
}

fn profile(
    base: &SchoolProfile,
    ours: &SchoolProfile,
    theirs: &SchoolProfile,
) -> Option<SchoolProfile> {
    Some(SchoolProfile {
        ownership: value(&base.ownership, &ours.ownership, &theirs.ownership)?,
        boarding: value(&base.boarding, &ours.boarding, &theirs.boarding)?,
        area: value(&base.area, &ours.area, &theirs.area)?,
        specialty: value(&base.specialty, &ours.specialty, &theirs.specialty)?,
        work_ends: value(&base.work_ends, &ours.work_ends, &theirs.work_ends)?,
    })
}

fn cell(base: &MenuCell, ours: &MenuCell, theirs: &MenuCell) -> Option<MenuCell> {
    Some(match (base, ours, theirs) {
        (MenuCell::BaseCare(base), MenuCell::BaseCare(ours), MenuCell::BaseCare(theirs)) => {
            MenuCell::BaseCare(BaseCare {
                days: days(&base.days, &ours.days, &theirs.days)?,
                services: list(&base.services, &ours.services, &theirs.services)?,
            })
        }
        (MenuCell::School(base), MenuCell::School(ours), MenuCell::School(theirs)) => {
            MenuCell::School(school(base, ours, theirs)?)
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
            MenuCell::Groups(list(base, ours, theirs)?)
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

/// One line of a list.
trait Line: Clone + PartialEq {
    /// Whether another line is about the same thing, whatever else it says.
    fn is(&self, other: &Self) -> bool;
    fn merged(base: &Self, ours: &Self, theirs: &Self) -> Option<Self>;
}

impl Line for MenuGroup {
    fn is(&self, other: &Self) -> bool {
        self.id == other.id
    }

    fn merged(base: &Self, ours: &Self, theirs: &Self) -> Option<Self> {
        value(base, ours, theirs)
    }
}

/// Lines that are merged field by field. The first field says what a line is about.
macro_rules! lines {
    ($($type:ident { $about:ident, $($field:ident,)+ })+) => {$(
        impl Line for $type {
            fn is(&self, other: &Self) -> bool {
                self.$about == other.$about
            }

            fn merged(base: &Self, ours: &Self, theirs: &Self) -> Option<Self> {
                Some(Self {
                    $about: value(&base.$about, &ours.$about, &theirs.$about)?,
                    $($field: value(&base.$field, &ours.$field, &theirs.$field)?,)+
                })
            }
        }
    )+};
}

lines! {
    CareDay { weekday, time, pick_up_times, }
    BaseService { name, grades, weekdays, time, dates, place, content, fee_note, signing_up, }
    Holiday { name, first_day, last_day, }
    MakeUpDay { date, follows, }
    SelectionWindow { opens_at, closes_at, }
}

fn limits(base: &Limits, ours: &Limits, theirs: &Limits) -> Option<Limits> {
    Some(Limits {
        per_day: value(&base.per_day, &ours.per_day, &theirs.per_day)?,
        per_category: value(&base.per_category, &ours.per_category, &theirs.per_category)?,
        per_term: value(&base.per_term, &ours.per_term, &theirs.per_term)?,
    })
}

/// Weekday by weekday: of each there is one.
fn days(base: &[CareDay], ours: &[CareDay], theirs: &[CareDay]) -> Option<Vec<CareDay>> {
    if ![base, ours, theirs].into_iter().all(is_in_order) {
        return list(base, ours, theirs);
    }
    let mut merged = Vec::new();
    for weekday in Weekday::ALL {
        let on = |days: &[CareDay]| days.iter().find(|day| day.weekday == weekday).cloned();
        let (base, ours, theirs) = (on(base), on(ours), on(theirs));
        merged.extend(match (&base, &ours, &theirs) {
            (Some(base), Some(ours), Some(theirs)) => Some(Line::merged(base, ours, theirs)?),
            _ => value(&base, &ours, &theirs)?,
        });
    }
    Some(merged)
}

/// Whether each weekday stands there at most once, as the week has them.
fn is_in_order(days: &[CareDay]) -> bool {
    days.is_sorted_by(|one, next| one.weekday < next.weekday)
}

fn term(base: &Term, ours: &Term, theirs: &Term) -> Option<Term> {
    let (days, of_ours, of_theirs) = (&base.make_up_days, &ours.make_up_days, &theirs.make_up_days);
    Some(Term {
        name: value(&base.name, &ours.name, &theirs.name)?,
        first_day: value(&base.first_day, &ours.first_day, &theirs.first_day)?,
        last_day: value(&base.last_day, &ours.last_day, &theirs.last_day)?,
        holidays: list(&base.holidays, &ours.holidays, &theirs.holidays)?,
        make_up_days: list(days, of_ours, of_theirs)?,
    })
}

fn round(
    base: &SelectionRound,
    ours: &SelectionRound,
    theirs: &SelectionRound,
) -> Option<SelectionRound> {
    Some(SelectionRound {
        mode: value(&base.mode, &ours.mode, &theirs.mode)?,
        windows: list(&base.windows, &ours.windows, &theirs.windows)?,
        opening_pool_minutes: value(
            &base.opening_pool_minutes,
            &ours.opening_pool_minutes,
            &theirs.opening_pool_minutes,
        )?,
    })
}

/// Line by line where each still stands where it stood; else what one has put in place of some lines, and the
/// other in place of others.
fn list<T: Line>(base: &[T], ours: &[T], theirs: &[T]) -> Option<Vec<T>> {
    if ours == base || theirs == ours {
        return Some(theirs.to_vec());
    }
    if theirs == base {
        return Some(ours.to_vec());
    }
    // What was sent before and is there already, among what others have changed since. Where each could be
    // within the other, nobody knows which came first: who is later is told.
    match (contains(base, ours, theirs), contains(base, theirs, ours)) {
        (true, true) => None,
        (true, false) => Some(theirs.to_vec()),
        (false, true) => Some(ours.to_vec()),
        (false, false) => combined(base, ours, theirs),
    }
}

/// Whether a change can be taken back out of a list, and made again to the same.
fn contains<T: Line>(base: &[T], change: &[T], list: &[T]) -> bool {
    let without = combined(change, base, list);
    let again = without.and_then(|without| combined(base, change, &without));
    again.as_deref() == Some(list)
}

fn combined<T: Line>(base: &[T], ours: &[T], theirs: &[T]) -> Option<Vec<T>> {
    let lines = base.iter().zip(ours).zip(theirs);
    let told_apart = |((was, ours), theirs): ((&T, &T), &T)| {
        let is_changed_by_both = ours != was && theirs != was && ours != theirs;
        !is_changed_by_both || base.iter().filter(|other| other.is(was)).count() == 1
    };
    if stands(base, ours) && stands(base, theirs) && lines.clone().all(told_apart) {
        return lines
            .map(|((base, ours), theirs)| T::merged(base, ours, theirs))
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

/// Whether each line still stands where it stood, be it under a new name. Where one line went and another came,
/// there are as many as before, but a line's number tells nothing any more.
fn stands<T: Line>(base: &[T], side: &[T]) -> bool {
    let has = |lines: &[T], line: &T| lines.iter().any(|other| other.is(line));
    let is_kept = |(was, now): (&T, &T)| was.is(now) || (!has(side, was) && !has(base, now));
    base.len() == side.len() && base.iter().zip(side).all(is_kept)
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
