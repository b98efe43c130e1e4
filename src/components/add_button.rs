use afterbell_domain::{ClockTime, OfferingId, Reason, Weekday};
use afterbell_locale::text::parent::course as say;
use leptos::prelude::*;

use crate::parent::Parent;
use crate::standing::Standing;
use crate::ui::{Text, View, el, when, yes_no};

/// Takes a course into the draft or out of it. One button all along, so that the focus
/// stays where it is; where a course cannot be chosen there is none.
pub fn add_button(offering: OfferingId, name: String) -> View {
    let parent = Parent::here();
    let pick = StoredValue::new(Pick { offering, name });
    let is_chosen = move || pick.with_value(|pick| pick.is_chosen(parent));
    let is_there = move || pick.with_value(|pick| pick.can_choose(parent));
    when(is_there, move || {
        el("button")
            .class("add")
            .class_if("on", is_chosen)
            .attr_fn("aria-pressed", move || yes_no(is_chosen()))
            .attr_fn("aria-label", move || {
                pick.with_value(|pick| pick.accessible(parent))
            })
            .on("click", move |_| {
                pick.with_value(|pick| pick.toggle(parent))
            })
            .text_fn(move || pick.with_value(|pick| pick.label(parent)))
    })
}

struct Pick {
    offering: OfferingId,
    name: String,
}

impl Pick {
    fn is_chosen(&self, parent: Parent) -> bool {
        parent
            .standing()
            .is_some_and(|s| s.is_chosen(&self.offering))
    }

    fn can_choose(&self, parent: Parent) -> bool {
        parent.standing().is_some_and(|s| {
            s.is_chosen(&self.offering) || later_pick_ups(&s, &self.offering).is_some()
        })
    }

    fn label(&self, parent: Parent) -> Text {
        let locale = parent.locale;
        let standing = parent.standing();
        let moves = standing
            .as_ref()
            .and_then(|s| later_pick_ups(s, &self.offering));
        match moves.unwrap_or_default().as_slice() {
            _ if self.is_chosen(parent) => say::chosen(locale).into(),
            [] => say::choose(locale).into(),
            [.., (_, pick_up)] => say::choose_and_move(locale, pick_up).into(),
        }
    }

    /// What is seen, and of which course; whether it is chosen is said by `aria-pressed`.
    fn accessible(&self, parent: Parent) -> String {
        [&*self.label(parent), self.name.as_str()].join(" ")
    }

    fn toggle(&self, parent: Parent) {
        let Some(standing) = parent.standing_now() else {
            return;
        };
        let moves = later_pick_ups(&standing, &self.offering).unwrap_or_default();
        parent.edit(|draft| {
            if standing.is_chosen(&self.offering) {
                draft.remove(&self.offering);
            } else {
                for (weekday, time) in moves {
                    draft.set_care(weekday, Some(time));
                }
                draft.add(self.offering.clone());
            }
        });
    }
}

/// The later pick-ups that have to be chosen with a course, for every day on which the child
/// would be fetched too early; none if it fits as it is. `None` when it cannot be chosen, or
/// when the school lets nobody out that late.
fn later_pick_ups(standing: &Standing, id: &OfferingId) -> Option<Vec<(Weekday, ClockTime)>> {
    if !standing.can_draft(id) {
        return None;
    }
    let too_early = standing
        .judgement
        .reasons(id)
        .iter()
        .filter_map(|reason| match reason {
            Reason::PickUpBeforeCourseEnds {
                weekday, ends_at, ..
            } => Some((*weekday, *ends_at)),
            _ => None,
        });
    let care = &standing.menu.base_care;
    too_early
        .map(|(day, ends)| Some((day, care.first_pick_up_from(day, ends)?)))
        .collect()
}
