//! A slot on the week once the draw was run: what the child has in it, and what it waits for.

use afterbell_domain::{OfferingId, SlotId};
use afterbell_locale::text::wishes::asking as say;
use afterbell_locale::wording;
use afterbell_parent::components::category_mark;
use afterbell_parent::standing::Standing;
use afterbell_parent::ui::{View, el, fragment};
use leptos::prelude::untrack;

use crate::server::StateCode;
use crate::wishing::{Wishing, held_in, waits_in};

/// Nothing where it has nothing.
pub fn lines(wishing: Wishing, slot: &SlotId) -> View {
    let locale = wishing.parent.locale;
    let Some((standing, wishes)) = untrack(|| wishing.now()) else {
        return fragment();
    };
    let held = held_in(&standing, slot).into_iter();
    let held = held.map(|id| line(&standing, &id, "got", say::has(locale)));
    let waits = waits_in(&wishes, slot).map(|place| {
        let state = match place.state.state {
            StateCode::Offered => say::offered(locale).to_owned(),
            _ => say::position(locale, place.position),
        };
        line(&standing, &place.offering, "quiet", &state)
    });
    let lines: Vec<_> = held.chain(waits).collect();
    if lines.is_empty() {
        return fragment();
    }
    el("ul").class("wished holds").children(lines)
}

fn line(standing: &Standing, id: &OfferingId, class: &str, state: &str) -> View {
    let mark = standing
        .find(id)
        .map(|(_, course)| category_mark(course.category));
    el("li")
        .children(mark)
        .child(el("b").text(&wording::offering_name(&standing.menu, id)))
        .child(el("span").class(class).text(state))
}
