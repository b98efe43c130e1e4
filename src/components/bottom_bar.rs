use afterbell_locale::format;
use afterbell_locale::text::parent::bar as say;

use crate::parent::Parent;
use crate::route::{Route, WISHES};
use crate::ui::{Text, View, el};

/// Always there: what is chosen, what it costs, the one next step.
pub fn bottom_bar() -> View {
    let parent = Parent::here();
    let status = el("div")
        .attr("role", "status")
        .child(el("b").text_fn(move || headline(parent)))
        .child(el("span").text_fn(move || detail(parent)));
    let step = el("a")
        .class("go")
        .attr_fn("href", move || step(parent).0)
        .text_fn(move || step(parent).1);
    el("section")
        .class("bar")
        .attr("aria-label", say::landmark(parent.locale))
        .child(status)
        .child(step)
}

fn headline(parent: Parent) -> Text {
    let locale = parent.locale;
    match parent.standing().map(|standing| standing.fees()) {
        Some(fees) if !fees.lines.is_empty() => {
            let total = format::money(locale, fees.total_fen);
            say::summary(locale, fees.lines.len(), total).into()
        }
        _ => say::nothing(locale).into(),
    }
}

fn detail(parent: Parent) -> Option<String> {
    let locale = parent.locale;
    let standing = parent.standing()?;
    let care = match standing.draft.care().len() {
        0 => say::care_none(locale).to_owned(),
        days => say::care_days(locale, days),
    };
    let state = match (standing.has_changes(), standing.is_held()) {
        (true, _) => say::unsent(locale),
        (false, true) if standing.is_submitted() => say::sent(locale),
        (false, true) if standing.has_ended() => say::ended(locale),
        (false, true) => say::withdrawn(locale),
        (false, false) => return Some(care),
    };
    Some([&care, " · ", state].concat())
}

fn step(parent: Parent) -> (String, &'static str) {
    let locale = parent.locale;
    match parent.standing() {
        Some(standing) if !standing.has_changes() && standing.is_wished_for() => {
            (WISHES.to_owned(), say::wishes(locale))
        }
        Some(standing) if !standing.has_changes() && standing.is_held() => {
            (Route::Receipt.href(), say::receipt(locale))
        }
        _ => (Route::Review.href(), say::review(locale)),
    }
}
