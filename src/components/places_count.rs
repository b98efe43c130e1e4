use afterbell_domain::OfferingId;
use afterbell_locale::format;
use afterbell_locale::text::parent::course as say;

use crate::parent::Parent;
use crate::ui::{View, el};

/// A pushed number is confirmed every 15 seconds; older than this, its age is told.
const FRESH_SECONDS: i64 = 25;

/// Places left of an offering, as the server last said.
pub fn places_count(id: OfferingId, places: u16) -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let left = move || left(parent, &id);
    let figure = {
        let left = left.clone();
        move || match left() {
            Some(0) => say::full(locale).to_owned(),
            Some(left) => left.to_string(),
            None => String::new(),
        }
    };
    let note = move || match left() {
        Some(0) => say::of_full(locale, places),
        _ => say::of_places(locale, places),
    };
    el("div")
        .class("places")
        .child(el("b").text_fn(figure))
        .text_fn(note)
}

fn left(parent: Parent, id: &OfferingId) -> Option<u32> {
    let standing = parent.standing()?;
    let offering = standing.menu.offering(id)?;
    Some(standing.places.left(offering))
}

/// How old the numbers are, once that matters.
pub fn places_age() -> View {
    let parent = Parent::here();
    let age = move || {
        let as_of = parent.standing()?.places.as_of;
        let seconds = as_of.seconds_until(parent.clock.now()?);
        let span = || format::span(parent.locale, seconds);
        (seconds > FRESH_SECONDS).then(|| say::age(parent.locale, span()))
    };
    el("p").class("age").attr("role", "status").text_fn(age)
}

/// The places of one offering in a sentence.
pub fn places_sentence(parent: Parent, id: &OfferingId) -> Option<String> {
    let standing = parent.standing()?;
    let offering = standing.menu.offering(id)?;
    let left = standing.places.left(offering);
    Some(say::places_value(parent.locale, left, offering.places))
}
