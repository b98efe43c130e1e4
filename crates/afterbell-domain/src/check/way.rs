//! How a course gets into a draft.

use super::{Reason, Situation, check_offering, mending_pick_ups};
use crate::{CareChoice, OfferingId};

/// 选法: what has to change together with choosing an offering; nothing, where it fits as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Way {
    /// 换课: the chosen offering that makes room. The draft loses it at once, the child only when
    /// the new place is sure: the school gives both in one step or neither.
    pub gives_up: Option<OfferingId>,
    /// The later pick-ups that go with it.
    pub pick_ups: Vec<CareChoice>,
}

/// How this offering can be chosen; `None` where a parent cannot choose it.
///
/// An exchange is found where the offering meets one chosen offering and nothing would stand in
/// its way without that one. Where it meets several, a parent has to weigh them one by one.
pub fn way_to(situation: &Situation<'_>, offering: &OfferingId) -> Option<Way> {
    let reasons = check_offering(situation, offering);
    let care = &situation.menu.base_care;
    if let Some(pick_ups) = mending_pick_ups(care, &reasons) {
        return Some(Way {
            gives_up: None,
            pick_ups,
        });
    }
    let gives_up = the_one_met(&reasons)?.clone();
    let mut draft = situation.draft.clone();
    draft.remove(&gives_up);
    let without = Situation {
        draft: &draft,
        ..*situation
    };
    let pick_ups = mending_pick_ups(care, &check_offering(&without, offering))?;
    Some(Way {
        gives_up: Some(gives_up),
        pick_ups,
    })
}

fn the_one_met(reasons: &[Reason]) -> Option<&OfferingId> {
    let mut met = reasons.iter().filter_map(|reason| match reason {
        Reason::Clashes { with: other, .. } | Reason::CourseChosenTwice { other } => Some(other),
        _ => None,
    });
    let first = met.next()?;
    met.all(|other| other == first).then_some(first)
}
