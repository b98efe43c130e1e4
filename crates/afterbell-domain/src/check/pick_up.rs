//! Which pick-up goes with the chosen courses, and which mends a draft.

use super::{Reason, Situation};
use crate::{BaseCare, CareChoice, ClockTime, Weekday};

impl Situation<'_> {
    /// When the last chosen course of a weekday is over.
    pub fn last_course_end(&self, weekday: Weekday) -> Option<ClockTime> {
        let sessions = self
            .chosen()
            .flat_map(|offering| offering.sessions_on(weekday));
        sessions.map(|session| session.time.end()).max()
    }

    /// When the day's chosen courses end, if a child fetched at `pick_up` would miss that.
    pub fn too_early(&self, weekday: Weekday, pick_up: ClockTime) -> Option<ClockTime> {
        self.last_course_end(weekday)
            .filter(|ends_at| pick_up < *ends_at)
    }

    /// The batch of a weekday that is nearest to what a parent wishes for: the first at or
    /// after it, else the day's last; in any case one after the day's courses.
    pub fn fitting_pick_up(&self, weekday: Weekday, wished: ClockTime) -> Option<ClockTime> {
        let care = &self.menu.base_care;
        let from = self.too_early(weekday, wished).unwrap_or(wished);
        let last = || care.on(weekday)?.pick_up_times.last().copied();
        let fitting = care.first_pick_up_from(weekday, from).or_else(last)?;
        self.too_early(weekday, fitting)
            .is_none()
            .then_some(fitting)
    }
}

/// The later pick-ups that have to be chosen together with a course that has these reasons
/// against it; none if it fits as it is. `None` when no pick-up mends them: the course cannot
/// be chosen, or the school lets nobody out that late.
pub fn mending_pick_ups(care: &BaseCare, reasons: &[Reason]) -> Option<Vec<CareChoice>> {
    if !reasons.iter().all(Reason::allows_drafting) {
        return None;
    }
    let too_early = reasons.iter().filter_map(|reason| match reason {
        Reason::PickUpBeforeCourseEnds {
            weekday, ends_at, ..
        } => Some((*weekday, *ends_at)),
        _ => None,
    });
    let later = too_early.map(|(weekday, ends_at)| {
        let pick_up = care.first_pick_up_from(weekday, ends_at)?;
        Some(CareChoice { weekday, pick_up })
    });
    later.collect()
}
