//! Where the child waits, and places that are kept for it or its sisters and brothers.

use afterbell_domain::StudentId;
use afterbell_locale::text::wishes::waiting as say;
use afterbell_parent::components::{Symbol, icon};
use afterbell_parent::ui::{View, el, fragment, list};

use super::offer::offer;
use crate::server::{OwnDraw, StateCode, WaitingPlace};
use crate::wishing::Wishing;
use crate::words;

/// What has to be answered, and soon: above all else.
pub fn offers(wishing: Wishing, own: &OwnDraw) -> View {
    let Some(standing) = wishing.parent.standing_now() else {
        return fragment();
    };
    let offers = own.waiting.iter().filter(|place| is_offer(place));
    let offers = offers.map(|place| offer(wishing, &standing, place));
    fragment().children(offers).child(siblings(wishing))
}

pub fn waiting(wishing: Wishing, own: &OwnDraw) -> View {
    let locale = wishing.parent.locale;
    let Some(standing) = wishing.parent.standing_now() else {
        return fragment();
    };
    let others = own.waiting.iter().filter(|place| !is_offer(place));
    let others: Vec<_> = others.collect();
    if others.is_empty() {
        return fragment();
    }
    let lines = others.iter().map(|place| {
        let class = match place.state.state {
            StateCode::Waiting => "",
            _ => "quiet",
        };
        el("li")
            .class(class)
            .text(&words::waiting(locale, &standing.menu, place))
    });
    el("section")
        .class("waiting")
        .child(el("h2").text(say::title(locale)))
        .child(el("ul").children(lines))
}

fn is_offer(place: &WaitingPlace) -> bool {
    place.state.state == StateCode::Offered
}

/// Offers of one family end together, so each leads to the other.
fn siblings(wishing: Wishing) -> View {
    let others = move || {
        let shown = wishing
            .parent
            .standing()
            .map(|one| one.child.student.id.clone());
        let children = wishing
            .parent
            .children()
            .into_iter()
            .map(|child| child.student);
        let offered = children.filter(|student| {
            Some(&student.id) != shown.as_ref() && has_offer(wishing, &student.id)
        });
        offered.collect::<Vec<_>>()
    };
    list(
        others,
        |one| one.id.to_string(),
        move |student| {
            let id = student.id.clone();
            el("button")
                .class("sibling")
                .on("click", move |_| wishing.parent.switch_to(id.clone()))
                .text(&say::sibling(wishing.parent.locale, &student.name))
                .child(icon(Symbol::Onward))
        },
    )
}

fn has_offer(wishing: Wishing, child: &StudentId) -> bool {
    let own = wishing.of(child).own;
    own.is_some_and(|own| {
        let mut places = own.waiting.iter();
        places.any(is_offer)
    })
}
