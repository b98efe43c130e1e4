use afterbell_domain::OfferingId;
use afterbell_locale::text::parent::course as say;
use leptos::prelude::*;

use crate::parent::Parent;
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
            s.is_chosen(&self.offering) || s.mending_pick_ups(&self.offering).is_some()
        })
    }

    fn label(&self, parent: Parent) -> Text {
        let locale = parent.locale;
        let standing = parent.standing();
        let moves = standing
            .as_ref()
            .and_then(|s| s.mending_pick_ups(&self.offering));
        match moves.unwrap_or_default().as_slice() {
            _ if self.is_chosen(parent) => say::chosen(locale).into(),
            [] => say::choose(locale).into(),
            [.., later] => say::choose_and_move(locale, later.pick_up).into(),
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
        let moves = standing
            .mending_pick_ups(&self.offering)
            .unwrap_or_default();
        parent.edit(|draft| {
            if standing.is_chosen(&self.offering) {
                draft.remove(&self.offering);
            } else {
                for later in moves {
                    draft.set_care(later.weekday, Some(later.pick_up));
                }
                draft.add(self.offering.clone());
            }
        });
    }
}
