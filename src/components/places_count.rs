use afterbell_domain::{Offering, OfferingId};
use afterbell_locale::format;
use afterbell_locale::text::parent::course as say;
use leptos::prelude::*;

use crate::parent::Parent;

/// A pushed number is confirmed every 15 seconds; older than this, its age is told.
const FRESH_SECONDS: i64 = 25;

/// Places left of an offering, as the server last said.
#[component]
pub fn PlacesCount(offering: Offering) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let places = offering.places;
    let left = Memo::new(move |_| {
        parent
            .places
            .with(|all| all.as_ref().map(|all| all.left(&offering)))
    });
    let figure = move || match left.get() {
        Some(0) => say::full(locale).to_owned(),
        Some(left) => left.to_string(),
        None => String::new(),
    };
    let note = move || match left.get() {
        Some(0) => say::of_full(locale, places),
        _ => say::of_places(locale, places),
    };
    view! {
        <div class="places">
            <b>{figure}</b>
            {note}
        </div>
    }
}

/// How old the numbers are, once that matters.
#[component]
pub fn PlacesAge() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let age = Memo::new(move |_| {
        let as_of = parent
            .places
            .with(|places| places.as_ref().map(|places| places.as_of))?;
        let seconds = as_of.seconds_until(parent.clock.now()?);
        (seconds > FRESH_SECONDS).then(|| say::age(locale, format::span(locale, seconds)))
    });
    view! { <p class="age" role="status">{move || age.get()}</p> }
}

/// The places of one offering in a sentence.
pub fn sentence(parent: Parent, offering: &OfferingId) -> Option<String> {
    let current = parent.menu.get()?;
    let offering = current.menu.offering(offering)?;
    let left = parent
        .places
        .with(|places| places.as_ref().map(|places| places.left(offering)))?;
    Some(say::places_value(parent.locale, left, offering.places))
}
