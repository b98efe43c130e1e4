use afterbell_domain::{OfferingId, Way};
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
        self.is_chosen(parent) || self.way(parent).is_some()
    }

    fn way(&self, parent: Parent) -> Option<Way> {
        parent.standing()?.way_to(&self.offering)
    }

    fn label(&self, parent: Parent) -> Text {
        let locale = parent.locale;
        let way = self.way(parent).unwrap_or_default();
        match (&way.gives_up, way.pick_ups.as_slice()) {
            _ if self.is_chosen(parent) => say::chosen(locale).into(),
            (Some(_), []) => say::exchange(locale).into(),
            (Some(_), [.., later]) => say::exchange_and_move(locale, later.pick_up).into(),
            (None, []) => say::choose(locale).into(),
            (None, [.., later]) => say::choose_and_move(locale, later.pick_up).into(),
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
        let way = standing.way_to(&self.offering).unwrap_or_default();
        parent.edit(|draft| {
            if standing.is_chosen(&self.offering) {
                draft.remove(&self.offering);
            } else {
                for later in way.pick_ups {
                    draft.set_care(later.weekday, Some(later.pick_up));
                }
                if let Some(other) = way.gives_up {
                    draft.remove(&other);
                }
                draft.add(self.offering.clone());
            }
        });
    }
}
