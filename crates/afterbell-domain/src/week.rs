//! 孩子的一周: what each day of a draft holds, its courses, its open slots and its care.

use crate::wishes::times_apart;
use crate::{ClockRange, ClockTime, Offering, OfferingId, SelectionDraft, ServiceMenu, Weekday};

#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    pub weekday: Weekday,
    /// The last bell, on days with care.
    pub last_bell: Option<ClockTime>,
    pub entries: Vec<Entry>,
    /// How many courses are held at the times of the chosen ones, and so are not in a slot.
    pub covered: usize,
    pub care: Care,
}

/// A line of a day, in order of time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Entry {
    Chosen {
        offering: OfferingId,
        time: ClockRange,
    },
    /// A time at which courses begin and end together; `available` can be chosen. Where places are wished
    /// for it is a slot of the wishes, with everything that overlaps in it.
    Slot {
        time: ClockRange,
        available: usize,
        count: usize,
    },
}

impl Entry {
    fn time(&self) -> ClockRange {
        match self {
            Self::Chosen { time, .. } | Self::Slot { time, .. } => *time,
        }
    }

    /// How many courses it stands for.
    fn count(&self) -> usize {
        match self {
            Self::Chosen { .. } => 1,
            Self::Slot { count, .. } => *count,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// The school holds none on this day.
    NotHeld,
    No,
    Until(ClockTime),
}

/// What a day holds for a draft; `can_draft` tells whether a course can be put into it, `is_wished_for`
/// whether places are wished for instead of taken.
pub fn day(
    menu: &ServiceMenu,
    draft: &SelectionDraft,
    can_draft: &dyn Fn(&OfferingId) -> bool,
    is_wished_for: bool,
    weekday: Weekday,
) -> Day {
    let held = menu.base_care.on(weekday);
    let chosen = draft.offerings().iter().filter_map(|id| menu.offering(id));
    let chosen = chosen.flat_map(|offering| {
        let id = offering.id.clone();
        offering
            .sessions_on(weekday)
            .map(move |session| Entry::Chosen {
                offering: id.clone(),
                time: session.time,
            })
    });
    let mut entries: Vec<_> = chosen.collect();
    let taken: Vec<_> = entries.iter().map(Entry::time).collect();
    // A slot at the same time as a chosen course would only say "no" in every line; the day
    // says how many courses that are, and leads to them.
    let is_covered = |slot: &Entry| taken.iter().any(|time| time.overlaps(slot.time()));
    let (covered, free): (Vec<_>, Vec<_>) = slots(menu, can_draft, is_wished_for, weekday)
        .into_iter()
        .partition(is_covered);
    let at_once: usize = covered.iter().map(Entry::count).sum();
    let covered = at_once.saturating_sub(entries.len());
    entries.extend(free);
    entries.sort_by_key(Entry::time);
    let care = match (held, draft.pick_up_on(weekday)) {
        (_, Some(pick_up)) => Care::Until(pick_up),
        (Some(_), None) => Care::No,
        (None, None) => Care::NotHeld,
    };
    Day {
        weekday,
        last_bell: held.map(|day| day.time.start()),
        entries,
        covered,
        care,
    }
}

/// The times of a day at which courses are held.
fn slots(
    menu: &ServiceMenu,
    can_draft: &dyn Fn(&OfferingId) -> bool,
    is_wished_for: bool,
    weekday: Weekday,
) -> Vec<Entry> {
    let all = menu.offerings.iter();
    let sessions = all.flat_map(|offering| offering.sessions_on(weekday));
    let times = sessions.map(|session| (weekday, session.time)).collect();
    let slot = |(_, time): (Weekday, ClockRange)| {
        let at = offerings_at(menu, is_wished_for, weekday, time);
        let available = at.iter().filter(|id| can_draft(id)).count();
        Entry::Slot {
            time,
            available,
            count: at.len(),
        }
    };
    let times = times_apart(times, is_wished_for);
    times.into_iter().map(slot).collect()
}

/// The offerings held at exactly this time of a day; where places are wished for, all in this slot.
pub fn offerings_at(
    menu: &ServiceMenu,
    is_wished_for: bool,
    weekday: Weekday,
    time: ClockRange,
) -> Vec<OfferingId> {
    let at = |offering: &&Offering| {
        offering
            .sessions_on(weekday)
            .any(|session| session.time == time || is_wished_for && session.time.overlaps(time))
    };
    menu.offerings
        .iter()
        .filter(at)
        .map(|offering| offering.id.clone())
        .collect()
}

/// When the child leaves school on a day: with care at the chosen time, else after the last
/// course, else with the last bell; `None` on a day that has none of them.
pub fn leaves_at(
    menu: &ServiceMenu,
    draft: &SelectionDraft,
    weekday: Weekday,
) -> Option<ClockTime> {
    let offerings = draft.offerings().iter().filter_map(|id| menu.offering(id));
    let sessions = offerings.flat_map(|offering| offering.sessions_on(weekday));
    let last_bell = || Some(menu.base_care.on(weekday)?.time.start());
    let last_end = sessions.map(|session| session.time.end()).max();
    draft.pick_up_on(weekday).or(last_end).or_else(last_bell)
}

/// 分别接: whether the children of a family leave at different times on a day.
pub fn leave_apart(times: &[ClockTime]) -> bool {
    times.iter().zip(times.iter().skip(1)).any(|(a, b)| a != b)
}
