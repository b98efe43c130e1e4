//! The rules of choosing: advice on the phone at every tap, law inside the transaction.

mod pick_up;
mod reason;
pub(crate) mod rules;
mod way;

use serde::{Deserialize, Serialize};

pub use pick_up::mending_pick_ups;
pub use reason::{Advice, Reason, Remedy, worth_telling};
pub use way::{Way, way_to};

pub(crate) use rules::{drawn, of_care_alone as of_care, of_wish};

use crate::{Moment, Offering, OfferingId, Places, SelectionDraft, ServiceMenu, Student, Weekday};

/// 判定: every reason why a draft cannot be accepted, per course, per day of care, and for
/// the draft as a whole. It is accepted when there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verdict {
    pub offerings: Vec<OfferingVerdict>,
    pub care: Vec<CareVerdict>,
    pub whole: Vec<Reason>,
    /// What a parent should know although nothing forbids it.
    pub advice: Vec<Advice>,
}

/// The reasons of one chosen offering, in the order of the draft; only those that have any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferingVerdict {
    pub offering: OfferingId,
    pub reasons: Vec<Reason>,
}

/// The reasons of one day's care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CareVerdict {
    pub weekday: Weekday,
    pub reasons: Vec<Reason>,
}

impl Verdict {
    pub fn is_accepted(&self) -> bool {
        self.offerings.is_empty() && self.care.is_empty() && self.whole.is_empty()
    }

    pub fn reasons_of(&self, offering: &OfferingId) -> &[Reason] {
        let found = self
            .offerings
            .iter()
            .find(|verdict| verdict.offering == *offering);
        found.map_or(&[], |verdict| &verdict.reasons)
    }
}

/// Everything the rules look at. The time and the places are arguments like the rest.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    pub menu: &'a ServiceMenu,
    pub student: &'a Student,
    pub draft: &'a SelectionDraft,
    pub places: &'a Places,
    pub now: Moment,
}

/// Judges a whole draft.
///
/// A course the child already holds is not judged again by what was decided when it got the
/// place (grade, window, places, audition), only by what it does to the rest of the week:
/// to courses that come to it, and to the care.
/// Base care is judged by nothing but its own timetable: no number can refuse it.
pub fn check(
    menu: &ServiceMenu,
    student: &Student,
    draft: &SelectionDraft,
    places: &Places,
    now: Moment,
) -> Verdict {
    let situation = Situation {
        menu,
        student,
        draft,
        places,
        now,
    };
    let offerings = draft.offerings().iter().filter_map(|id| {
        let reasons = match menu.offering(id) {
            Some(offering) => rules::of_offering(&situation, offering),
            None => vec![Reason::NotInMenu],
        };
        let offering = id.clone();
        (!reasons.is_empty()).then_some(OfferingVerdict { offering, reasons })
    });
    let care = draft.care().iter().filter_map(|choice| {
        let reasons = rules::of_care(&situation, *choice);
        (!reasons.is_empty()).then_some(CareVerdict {
            weekday: choice.weekday,
            reasons,
        })
    });
    Verdict {
        offerings: offerings.collect(),
        care: care.collect(),
        whole: rules::of_whole(&situation),
        advice: rules::advice(&situation),
    }
}

/// Why this child could not have this offering on top of (or within) the draft: what stands
/// beside each course of the menu. Empty when it can be chosen.
pub fn check_offering(situation: &Situation<'_>, offering: &OfferingId) -> Vec<Reason> {
    match situation.menu.offering(offering) {
        Some(offering) => rules::of_offering(situation, offering),
        None => vec![Reason::NotInMenu],
    }
}

/// Why a child that is offered a place from a waiting list cannot take it into its week: what the
/// time, the places and the mode say was settled when it was offered.
pub fn check_offered(
    menu: &ServiceMenu,
    student: &Student,
    draft: &SelectionDraft,
    offering: &Offering,
    now: Moment,
) -> Vec<Reason> {
    let places = Places {
        menu: draft.menu().clone(),
        as_of: now,
        taken: Default::default(),
        waits_for_pool: false,
    };
    let situation = Situation {
        menu,
        student,
        draft,
        places: &places,
        now,
    };
    let mut reasons = rules::of_offering(&situation, offering);
    reasons.retain(|reason| {
        !matches!(
            reason,
            Reason::Closed { .. } | Reason::NotYetOpen { .. } | Reason::DrawnByWishes
        )
    });
    reasons
}
